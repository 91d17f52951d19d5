"""Reads around the dots; nobody sees another person's paper count before giving their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from marlerweg.accounts.models import User
from marlerweg.conferences import policies
from marlerweg.conferences.models import Ballot, Card, Edition, HandCount, Result
from marlerweg.conferences.queries.cards import cards_of
from marlerweg.network.policies import Viewer

DOTS_EACH = 5


@dataclass(frozen=True)
class Package:
    number: int
    printed: int
    used: int
    spoilt: int


@dataclass(frozen=True)
class Counting:
    """One card on paper as one of the two who count may see it."""

    card: Card
    row: HandCount | None
    own: int | None
    differs: bool

    @property
    def is_agreed(self) -> bool:
        return self.row is not None and self.row.confirmed_at is not None


def cards_up_for_choice(of: Edition) -> QuerySet[Card]:
    """Public while dots are given: the cards stand on the wall."""
    rows = of.cards.filter(is_on_ballot=True, withdrawn_at=None).select_related("table", "theme")
    return rows.order_by("table__number", "position", "written_at")


def heads_of(viewer: Viewer, of: Edition) -> QuerySet[Card]:
    return cards_of(viewer, of).filter(joined_into=None).order_by("table__number", "position")


def is_ballot_open(of: Edition) -> bool:
    open_ones = Ballot.objects.filter(edition=of, closed_at=None, published_at=None)
    return open_ones.exclude(opened_at=None).exists()


def dots_each(of: Edition) -> int:
    return Ballot.objects.filter(edition=of).values_list("dots_each", flat=True).first() or DOTS_EACH


def ballot_of(viewer: Viewer, of: Edition) -> Ballot | None:
    if not policies.may_organise(viewer):
        return None
    return Ballot.objects.select_related("edition").filter(edition=of).first()


def results(of: Ballot | None) -> list[Result]:
    return list(of.results.select_related("card", "ballot").order_by("rank", "card__position")) if of else []


def packages(viewer: Viewer, of: Ballot | None) -> list[Package]:
    if of is None or not policies.may_organise(viewer):
        return []
    rows = of.tokens.values("package").annotate(
        printed=Count("pk"),
        used=Count("pk", filter=~Q(used_at=None)),
        spoilt=Count("pk", filter=~Q(spoilt_at=None)),
    )
    return [
        Package(row["package"], row["printed"], row["used"], row["spoilt"])
        for row in rows.order_by("package")
    ]


def hand_count(viewer: Viewer, of: Ballot, key: UUID) -> HandCount | None:
    return of.hand_counts.filter(pk=key).first() if policies.may_organise(viewer) else None


def hand_counts(viewer: User, of: Ballot | None) -> list[Counting]:
    """Each card with the viewer's own number only; that two numbers differ shows as soon as both are there."""
    if of is None or not policies.may_organise(viewer):
        return []
    known = {row.card_id: row for row in of.hand_counts.all()}
    return [_seen_by(viewer, card, known.get(card.pk)) for card in _listed(of)]


def _listed(of: Ballot) -> Iterable[Card]:
    return cards_up_for_choice(of.edition)


def _seen_by(viewer: User, card: Card, row: HandCount | None) -> Counting:
    if row is None:
        return Counting(card, None, None, False)
    own = row.dots if row.counted_by_id == viewer.pk else None
    if row.second_by_id == viewer.pk:
        own = row.second_dots
    differs = row.confirmed_at is None and row.second_dots is not None
    return Counting(card, row, own, differs)
