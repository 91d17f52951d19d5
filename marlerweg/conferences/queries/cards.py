"""Cards as hosts, the office and the public see them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, QuerySet

from marlerweg.conferences import policies
from marlerweg.conferences.links import hashed
from marlerweg.conferences.models import Card, CardPhoto, Edition, HostLink, Table
from marlerweg.conferences.rules.cards import head
from marlerweg.network.models import Organisation
from marlerweg.network.policies import Viewer
from marlerweg.network.queries import organisations


def by_host_secret(secret: str, at: datetime) -> HostLink | None:
    """The link if it still opens its table."""
    rows = HostLink.objects.select_related("table__edition__series", "table__theme", "table__room")
    link = rows.filter(secret_hash=hashed(secret)).first()
    return link if link and link.opens_at(at) else None


def cards_at(table: Table) -> QuerySet[Card]:
    """All of one table, struck out ones too, in the host's order."""
    rows = table.cards.select_related(
        "table", "theme", "district", "contribution", "joined_into", "offered_by"
    )
    return rows.prefetch_related(Prefetch("photos", CardPhoto.objects.defer("content"))).order_by(
        "position", "written_at"
    )


def listed_organisations() -> QuerySet[Organisation]:
    """Those a host without an account may name."""
    return organisations(AnonymousUser()).order_by("name")


def card_at(table: Table, key: UUID) -> Card | None:
    return cards_at(table).select_related("table__edition").filter(pk=key).first()


def cards_of(viewer: Viewer, of: Edition) -> QuerySet[Card]:
    """Of all tables; before the documentation is public only for those who organise."""
    return cards_of_all(viewer, [of])


def cards_of_all(viewer: Viewer, editions: Sequence[Edition]) -> QuerySet[Card]:
    """Of several days in one query; strangers see only what was handed in on a documented day."""
    rows = Card.objects.filter(withdrawn_at=None).select_related(
        "table", "theme", "district", "contribution", "joined_into"
    )
    if policies.may_organise(viewer):
        return rows.filter(edition__in=editions)
    public = [each for each in editions if policies.may_see_documentation(viewer, each)]
    return rows.filter(edition__in=public, contribution__isnull=False)


def links_of(viewer: Viewer, of: Edition, at: datetime) -> dict[UUID, HostLink]:
    """The living link of each table, for those who hand them out."""
    if not policies.may_organise(viewer):
        return {}
    rows = HostLink.objects.filter(table__edition=of, withdrawn_at=None, expires_at__gt=at)
    return {link.table_id: link for link in rows}


def photo(viewer: Viewer, key: UUID) -> CardPhoto | None:
    """For the office; for everybody once it was approved and the day is documented."""
    found = CardPhoto.objects.select_related("card__edition").filter(pk=key).first()
    if found is None or policies.may_organise(viewer):
        return found
    is_out = found.approved_at and policies.may_see_documentation(viewer, found.card.edition)
    return found if is_out else None


def group_of(card: Card) -> list[Card]:
    """The card and every one joined into it, directly or by way of another."""
    rows = list(
        Card.objects.filter(edition=card.edition_id, withdrawn_at=None).select_related(
            "contribution", "district", "table"
        )
    )
    into = {row.pk: row.joined_into_id for row in rows if row.joined_into_id}
    return [row for row in rows if head(row.pk, into) == card.pk]


def card(viewer: Viewer, key: UUID) -> Card | None:
    """By key, for those who organise."""
    rows = Card.objects.select_related("edition__series", "table__theme", "theme", "contribution")
    return rows.filter(pk=key).first() if policies.may_organise(viewer) else None


def table(viewer: Viewer, key: UUID) -> Table | None:
    rows = Table.objects.select_related("edition__series", "theme")
    return rows.filter(pk=key).first() if policies.may_organise(viewer) else None


def tables_with_counts(of: Edition) -> list[tuple[Table, int]]:
    """Each table with its living cards."""
    counted = Count("cards", filter=Q(cards__withdrawn_at=None))
    rows = of.tables.select_related("theme", "room").annotate(cards_counted=counted).order_by("number")
    return [(row, row.cards_counted) for row in rows]
