"""Offers as whole plain values, and the offers behind an address as far as the viewer may see them."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from marlerweg.offers import policies
from marlerweg.offers.models import Change, Offer, OfferText, Place, Slot, Term, Venue
from marlerweg.offers.rules import content as plain
from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.content import WORDS, Content, Words
from marlerweg.offers.rules.times import schedule

# One query each, however many offers.
RELATIONS: dict[str, Prefetch[Any] | str] = {
    "texts": "texts",
    "partners": "partners",
    "themes": "themes",
    "terms": Prefetch("terms", Term.objects.select_related("vocabulary")),
    "districts": "districts",
    "conditions": "conditions",
    "contacts": "contacts",
    "venues": Prefetch("venues", Venue.objects.select_related("place__district")),
    "slots": "slots",
    "changes": "changes",
}
COLUMNS = (
    "interpreter",
    "child_care",
    "registration_address",
    "registration_until",
    "whole_town",
    "cost",
    "amount",
    "capacity",
    "places_total",
    "places_free",
    "waiting_weeks",
    "capacity_as_of",
    "by_appointment",
    "runs_from",
    "runs_until",
    "founded_by",
    "review_days",
)
LISTS = ("spoken", "delivery", "ways_in")


def offers(viewer: policies.Viewer) -> QuerySet[Offer]:
    """Everything the viewer may see."""
    found = Offer.objects.select_related("organisation")
    if policies.is_steward(viewer):
        return found
    public = Q(state__in=[Offer.State.PUBLISHED, Offer.State.PAUSED], organisation__archived_at=None)
    return found.filter(public | Q(organisation__in=policies.own_organisations(viewer)))


def own_offers(viewer: policies.Viewer) -> QuerySet[Offer]:
    """Those the viewer may tend: of the own organisations, for the coordination all."""
    found = Offer.objects.select_related("organisation")
    if policies.is_steward(viewer):
        return found
    return found.filter(organisation__in=policies.own_organisations(viewer))


def offer(viewer: policies.Viewer, key: UUID) -> Offer | None:
    return with_content(offers(viewer)).filter(pk=key).first()


def with_content(found: QuerySet[Offer], *, only: Collection[str] = ()) -> QuerySet[Offer]:
    """So that `content_of` asks nothing more; with `only` these lists alone."""
    names = only or RELATIONS
    return found.select_related("organisation").prefetch_related(*(RELATIONS[name] for name in names))


def content_of(row: Offer, *, only: Collection[str] = ()) -> Content:
    """The offer as it stands in the tables; with `only` the lists that are not named stay empty."""

    def rows(name: str) -> list[Any]:
        return list(getattr(row, name).all()) if not only or name in only else []

    venues = rows("venues")
    numbers: dict[UUID | None, int] = {venue.pk: number for number, venue in enumerate(venues)}
    given: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    given |= {name: tuple(getattr(row, name)) for name in LISTS}
    return Content(
        texts={text.language: words_of(text) for text in rows("texts")},
        partners=tuple(sorted(str(each.pk) for each in rows("partners"))),
        themes=tuple(each.code for each in rows("themes")),
        terms=tuple(f"{each.vocabulary.subject}/{each.code}" for each in rows("terms")),
        districts=tuple(each.key for each in rows("districts")),
        conditions=tuple(
            Condition(Kind(each.kind), each.restricts, each.allowed) for each in rows("conditions")
        ),
        venues=tuple(plain.Venue(place_of(venue.place), venue.note) for venue in venues),
        slots=tuple(plain.Timed(slot_of(each), numbers.get(each.venue_id)) for each in rows("slots")),
        changes=tuple(plain.Timed(change_of(each), numbers.get(each.venue_id)) for each in rows("changes")),
        contacts=tuple(
            plain.Contact(each.kind, each.value, each.label, tuple(each.spoken)) for each in rows("contacts")
        ),
        **given,
    )


def shown_content(row: Offer) -> Content:
    """For reading only: what the last deed left, in two queries; the houses as they are called today."""
    last = row.revisions.order_by("-number").values_list("content", flat=True).first()
    if last is None:
        return content_of(row)
    kept = plain.from_plain(last)
    known = Place.objects.select_related("district").in_bulk([UUID(each.place.id) for each in kept.venues])
    venues = tuple(
        replace(each, place=place_of(known[UUID(each.place.id)])) if UUID(each.place.id) in known else each
        for each in kept.venues
    )
    return replace(kept, venues=venues)


def words_of(text: OfferText) -> Words:
    return Words(
        **{name: getattr(text, name) for name in WORDS},
        state=text.state,
        source_hashes=dict(text.source_hashes),
    )


def place_of(row: Place) -> plain.Place:
    """`id` names it, the facts are for readers of a revision after the place has gone."""
    facts = {
        name: getattr(row, name)
        for name in plain.Place.__dataclass_fields__
        if name not in {"id", "district"}
    }
    return plain.Place(id=str(row.pk), district=row.district.key if row.district else "", **facts)


def slot_of(row: Slot) -> schedule.Slot:
    """The row as the value that the rules of times ask."""
    return schedule.Slot(
        days=frozenset(row.days),
        opens=row.opens,
        closes=row.closes,
        rhythm=schedule.Rhythm(row.rhythm),
        every=row.every or 1,
        anchor=row.anchor,
        nth=tuple(row.nth),
        days_of_month=tuple(row.month_days),
        on=row.on,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        on_public_holidays=schedule.Observance(row.on_public_holidays),
        on_school_holidays=schedule.Observance(row.on_school_holidays),
        by_appointment=row.by_appointment,
        note=row.note,
    )


def change_of(row: Change) -> schedule.Change:
    return schedule.Change(
        first=row.first,
        last=row.last,
        kind=schedule.ChangeKind(row.kind),
        opens=row.opens,
        closes=row.closes,
        note=row.note,
    )
