"""Many new offers at once, for lists and other directories: a fixed number of statements for a whole batch."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.foundation.texts import fingerprint
from marlerweg.network.models import District, Theme
from marlerweg.network.rules.folding import folded
from marlerweg.offers.actions.recording import announce
from marlerweg.offers.actions.writing import columns_of, columns_of_change
from marlerweg.offers.addresses import fixed_words
from marlerweg.offers.models import (
    Change,
    Condition,
    ContactWay,
    Offer,
    OfferText,
    Revision,
    Slot,
    Term,
    Venue,
)
from marlerweg.offers.queries.contents import COLUMNS, LISTS
from marlerweg.offers.rules import freshness, staleness
from marlerweg.offers.rules.content import WORDS, Content, Timed, Words, to_plain
from marlerweg.offers.rules.times import schedule


@dataclass(frozen=True)
class NewOffer:
    """Places in `content` are named by ids that exist; `venues` are the ids their venues get."""

    id: UUID
    slug: str
    organisation: UUID
    content: Content
    state: str
    changed_at: dt.datetime
    confirmed_at: dt.datetime | None = None
    venues: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class KnownWords:
    """Rows behind the words of a content, looked up once for all batches."""

    themes: Mapping[str, Any]
    terms: Mapping[str, Any]
    districts: Mapping[str, Any]


def known_words() -> KnownWords:
    terms = Term.objects.select_related("vocabulary").order_by("vocabulary__is_current")
    return KnownWords(
        themes={each.code: each for each in Theme.objects.order_by("scheme__is_current")},
        terms={f"{each.vocabulary.subject}/{each.code}": each for each in terms},
        districts={each.key: each for each in District.objects.all()},
    )


def slug_for(title: str, taken: set[str]) -> str:
    """Like `editing.free_slug`, against a set instead of the table; the slug is taken then."""
    stem = "-".join(folded(title).split())[:100].strip("-") or "angebot"
    number, slug = 1, stem
    while slug in taken or slug in fixed_words():
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


@transaction.atomic
def create_many(
    batch: Sequence[NewOffer], words: KnownWords, *, at: dt.datetime, deed: str, by: User | None = None
) -> None:
    """Each offer gets its first revision; the record of the whole deed is the caller's single audit line."""
    Offer.objects.bulk_create([_offer(each, at) for each in batch])
    OfferText.objects.bulk_create([row for each in batch for row in _texts(each)])
    venues = {each.id: _venues(each) for each in batch}
    Venue.objects.bulk_create([row for rows in venues.values() for row in rows])
    Slot.objects.bulk_create([row for each in batch for row in _slots(each, venues[each.id])])
    Change.objects.bulk_create([row for each in batch for row in _changes(each, venues[each.id])])
    ContactWay.objects.bulk_create([row for each in batch for row in _contacts(each)])
    Condition.objects.bulk_create([row for each in batch for row in _conditions(each)])
    for name, known in (("themes", words.themes), ("terms", words.terms), ("districts", words.districts)):
        _link(name, batch, known)
    partners = Offer.partners.through
    partners.objects.bulk_create(
        [
            partners(offer_id=each.id, organisation_id=UUID(key))
            for each in batch
            for key in each.content.partners
        ]
    )
    Revision.objects.bulk_create(
        [
            Revision(offer_id=each.id, number=1, at=at, by=by, deed=deed, content=to_plain(each.content))
            for each in batch
        ]
    )
    announce([each.id for each in batch])


def _offer(new: NewOffer, at: dt.datetime) -> Offer:
    given: dict[str, Any] = {name: getattr(new.content, name) for name in COLUMNS}
    given |= {name: list(getattr(new.content, name)) for name in LISTS}
    return Offer(
        id=new.id,
        slug=new.slug,
        organisation_id=new.organisation,
        state=new.state,
        created_at=at,
        changed_at=new.changed_at,
        confirmed_at=new.confirmed_at,
        published_at=at if new.state in {Offer.State.PUBLISHED, Offer.State.PAUSED} else None,
        review_due=freshness.next_review(clock.day_of(new.confirmed_at or at), new.content.review_days),
        **given,
    )


def _texts(new: NewOffer) -> Iterable[OfferText]:
    german = new.content.german
    source = fingerprint(*(getattr(german, name) for name in WORDS))
    for code, words in new.content.texts.items():
        said = {name: getattr(words, name) for name in WORDS}
        hashes = dict(words.source_hashes)
        if code != "de" and not hashes and german != Words():
            hashes = staleness.settled_hashes(german, words, tuple(WORDS))
        yield OfferText(
            offer_id=new.id,
            language=code,
            **said,
            state=words.state,
            source_hashes={} if code == "de" else hashes,
            source_hash=source if code != "de" else "",
            changed_at=new.changed_at,
            checked_at=new.changed_at if words.state == staleness.CHECKED else None,
        )


def _venues(new: NewOffer) -> list[Venue]:
    return [
        Venue(
            **({"id": new.venues[number]} if number < len(new.venues) else {}),
            offer_id=new.id,
            place_id=UUID(venue.place.id),
            note=venue.note,
            position=number,
        )
        for number, venue in enumerate(new.content.venues)
    ]


def _venue(each: Timed, venues: Sequence[Venue]) -> Venue | None:
    return None if each.venue is None else venues[each.venue]


def _slots(new: NewOffer, venues: Sequence[Venue]) -> Iterable[Slot]:
    for position, each in enumerate(new.content.slots):
        columns = columns_of(cast(schedule.Slot, each.when))
        columns["note"] = columns["note"][:200]
        yield Slot(offer_id=new.id, venue=_venue(each, venues), position=position, **columns)


def _changes(new: NewOffer, venues: Sequence[Venue]) -> Iterable[Change]:
    for each in new.content.changes:
        columns = columns_of_change(cast(schedule.Change, each.when))
        yield Change(offer_id=new.id, venue=_venue(each, venues), **columns)


def _contacts(new: NewOffer) -> Iterable[ContactWay]:
    for position, each in enumerate(new.content.contacts):
        yield ContactWay(
            offer_id=new.id,
            kind=each.kind,
            value=each.value,
            label=each.label,
            spoken=list(each.spoken),
            position=position,
        )


def _conditions(new: NewOffer) -> Iterable[Condition]:
    for each in new.content.conditions:
        yield Condition(
            offer_id=new.id, kind=each.kind.value, restricts=each.restricts, allowed=dict(each.allowed)
        )


def _link(name: str, batch: Sequence[NewOffer], known: Mapping[str, Any]) -> None:
    through = getattr(Offer, name).through
    column = f"{name.rstrip('s')}_id"
    through.objects.bulk_create(
        [
            through(offer_id=each.id, **{column: known[code].pk})
            for each in batch
            for code in dict.fromkeys(getattr(each.content, name))
            if code in known
        ]
    )
