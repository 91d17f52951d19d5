"""Offers that may be one, and those that became one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from marlerweg.network.models import Organisation
from marlerweg.network.rules.folding import folded_contact
from marlerweg.offers.models import Merge, NotTheSame, Offer
from marlerweg.offers.rules import states
from marlerweg.offers.rules.duplicates import Record, Why, against, suspicions

NEW = "new"


@dataclass(frozen=True)
class Pair:
    first: Offer
    second: Offer
    reasons: tuple[Why, ...]


def possible() -> list[Pair]:
    """All suspicious pairs among offers that are not over; five queries."""
    rows = list(
        Offer.objects.filter(state__in=states.EDITABLE)
        .select_related("organisation")
        .prefetch_related("texts", "venues", "contacts")
    )
    known = {frozenset((each.first_id, each.second_id)) for each in NotTheSame.objects.all()}
    by_key = {row.pk: row for row in rows}
    found = suspicions([_record(row) for row in rows], known)
    return [Pair(by_key[_key(each.first)], by_key[_key(each.second)], each.reasons) for each in found]


def similar_to(offer: Offer) -> list[Pair]:
    """Only those of one offer."""
    return [pair for pair in possible() if offer.pk in {pair.first.pk, pair.second.pk}]


def like_new(title: str, organisation: Organisation) -> list[Offer]:
    """What the organisation has already under such a name; two queries."""
    rows = list(
        Offer.objects.filter(state__in=states.EDITABLE, organisation=organisation)
        .select_related("organisation")
        .prefetch_related("texts")
    )
    by_key = {row.pk: row for row in rows}
    known = [Record(row.pk, _title(row), organisation.pk) for row in rows]
    found = against(Record(NEW, title, organisation.pk), known)
    return [by_key[_key(each.second)] for each in found]


def merges() -> QuerySet[Merge]:
    found = Merge.objects.select_related("survivor", "duplicate")
    return found.prefetch_related("survivor__texts", "duplicate__texts")


def merged_into(offer: Offer) -> Offer | None:
    """Where an offer went, so that old links lead on."""
    merge = Merge.objects.filter(duplicate=offer, undone_at=None).select_related("survivor").first()
    return merge.survivor if merge else None


def _key(key: object) -> UUID:
    return key if isinstance(key, UUID) else UUID(str(key))


def _record(row: Offer) -> Record:
    return Record(
        key=row.pk,
        title=_title(row),
        organisation=row.organisation_id,
        places=frozenset(venue.place_id for venue in row.venues.all()),
        contacts=frozenset(
            f"{each.kind}:{folded_contact(each.kind, each.value)}" for each in row.contacts.all()
        ),
    )


def _title(row: Offer) -> str:
    return next((text.title for text in row.texts.all() if text.language == "de"), row.slug)
