"""What everybody may read of the directory: offers with their words, times and places, in a fixed number of queries."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from marlerweg.foundation import clock
from marlerweg.foundation.searching import Hit
from marlerweg.foundation.texts import best_text
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.offers.finding import step
from marlerweg.offers.models import ContactWay, Offer, OfferText, Slot, Term, Venue, Vocabulary
from marlerweg.offers.queries.finding import Found
from marlerweg.offers.queries.timetables import timetable_of, town_calendar, town_frame
from marlerweg.offers.queries.whole import public_offers
from marlerweg.offers.rules.freshness import Age, age, shown_capacity
from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.schedule import Timetable
from marlerweg.offers.rules.times.spans import Span, next_dates, opens_next
from marlerweg.offers.rules.times.state import Answer, State, is_open

FRAME_HOLDS = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Frame:
    """What all timetables of a page share: the moment, the town's zone and its holidays."""

    at: dt.datetime
    zone: str
    state: str
    calendar: Calendar

    @property
    def today(self) -> dt.date:
        return self.at.astimezone(Timetable(zone=self.zone).tz).date()


def frame(at: dt.datetime, offers_state: str = "") -> Frame:
    """Remembered for a minute while no offer changes: zone and holidays of a town hardly do."""
    key = offers_state or step.database_state()
    kept = _frames.get(key)
    if kept is None or not dt.timedelta() <= at - kept.at < FRAME_HOLDS:
        zone, land = town_frame()
        _frames.clear()
        kept = _frames[key] = Frame(at, zone, land, town_calendar(land))
    return replace(kept, at=at)


_frames: dict[str, Frame] = {}


@dataclass
class Card:
    """One offer as a reader of a language sees it now."""

    offer: Offer
    language: str
    frame: Frame
    hit: Hit | None = None
    distance: float | None = None

    @cached_property
    def text(self) -> OfferText | None:
        return best_text(self.offer.texts.all(), self.language)

    @property
    def title(self) -> str:
        return self.text.title if self.text and self.text.title else self.offer.slug

    @property
    def is_foreign(self) -> bool:
        """The words are in another language than the reader's; German is no foreign language to easy German."""
        spoken = self.text.language if self.text else "de"
        return spoken.split("-")[0] != self.language.split("-")[0]

    @cached_property
    def venues(self) -> list[Venue]:
        return list(self.offer.venues.all())

    @property
    def districts(self) -> list[str]:
        return list(dict.fromkeys(str(each.place.district) for each in self.venues if each.place.district))

    @cached_property
    def timetable(self) -> Timetable:
        return self._table(None, None)

    def timetable_at(self, venue: Venue) -> Timetable:
        """The times of one place, with those that hold everywhere."""
        here = [slot for slot in self.offer.slots.all() if slot.venue_id in {None, venue.pk}]
        changes = [each for each in self.offer.changes.all() if each.venue_id in {None, venue.pk}]
        return self._table(here, changes)

    def _table(self, slots: list[Slot] | None, changes: list | None) -> Timetable:  # type: ignore[type-arg]
        return timetable_of(
            self.offer, zone=self.frame.zone, state=self.frame.state, slots=slots, changes=changes
        )

    @cached_property
    def answer(self) -> Answer:
        return is_open(self.timetable, self.frame.at, self.frame.calendar)

    @property
    def is_open(self) -> bool:
        return self.answer.state is State.OPEN

    @property
    def is_paused(self) -> bool:
        return self.offer.state == Offer.State.PAUSED

    @cached_property
    def next(self) -> Span | None:
        return opens_next(self.timetable, self.frame.at, self.frame.calendar)

    def next_dates(self, count: int) -> list[Span]:
        return next_dates(self.timetable, self.frame.at, self.frame.calendar, count)

    @property
    def capacity(self) -> str:
        as_of = self.offer.capacity_as_of
        return shown_capacity(self.offer.capacity, clock.day_of(as_of) if as_of else None, self.frame.today)

    @property
    def confirmed(self) -> Age:
        at = self.offer.confirmed_at
        return age(clock.day_of(at) if at else None, self.frame.today, review_days=self.offer.review_days)


def listed(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """What a list shows of each offer: five queries."""
    venues = Venue.objects.select_related("place__district")
    return offers.select_related("organisation").prefetch_related(
        Prefetch("venues", venues), "texts", "slots", "changes"
    )


def whole(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Everything the page of one offer shows."""
    contacts = ContactWay.objects.order_by("position")
    terms = Term.objects.select_related("vocabulary")
    return listed(offers).prefetch_related(
        "conditions", "partners", Prefetch("terms", terms), Prefetch("contacts", contacts)
    )


def cards(found: Found, language: str, at: dt.datetime) -> list[Card]:
    """The offers of a page, in its order."""
    around = frame(at, found.state)
    offers = {str(offer.pk): offer for offer in listed(public_offers().filter(pk__in=found.ids))}
    return [
        Card(offers[key], language, around, found.hits.get(key), found.distances.get(key))
        for key in found.ids
        if key in offers
    ]


def offer_page(slug: str, language: str, at: dt.datetime) -> Card | None:
    offer = whole(public_offers()).filter(slug=slug).first()
    return Card(offer, language, frame(at)) if offer else None


def asked_page(offer: Offer, language: str, at: dt.datetime) -> Card:
    """The same for the organisation that is asked whether all is still right, whatever state the offer is in now."""
    return Card(whole(Offer.objects.filter(pk=offer.pk)).get(), language, frame(at))


def is_public(slug: str) -> bool:
    return public_offers().filter(slug=slug).exists()


def chosen(slugs: Sequence[str], language: str, at: dt.datetime) -> list[Card]:
    """The offers of a list that somebody made, in their order; those no longer public are left out."""
    around = frame(at)
    offers = {offer.slug: offer for offer in whole(public_offers().filter(slug__in=slugs))}
    return [Card(offers[slug], language, around) for slug in dict.fromkeys(slugs) if slug in offers]


def all_cards(language: str, at: dt.datetime, ids: Collection[str] | None = None) -> list[Card]:
    """Whole lists, for exports and feeds: every offer, or these in their order."""
    around = frame(at)
    if ids is None:
        return [Card(offer, language, around) for offer in whole(public_offers())]
    offers = {str(offer.pk): offer for offer in whole(public_offers().filter(pk__in=ids))}
    return [Card(offers[key], language, around) for key in map(str, ids) if key in offers]


def newest(language: str, at: dt.datetime, most: int, ids: Collection[str] | None = None) -> list[Card]:
    """The newest of all, or of these."""
    around = frame(at)
    of = public_offers() if ids is None else public_offers().filter(pk__in=ids)
    offers = listed(of.filter(published_at__isnull=False)).order_by("-published_at")[:most]
    return [Card(offer, language, around) for offer in offers]


def of_organisation(organisation: Organisation, language: str, at: dt.datetime) -> list[Card]:
    around = frame(at)
    return [
        Card(each, language, around) for each in listed(public_offers().filter(organisation=organisation))
    ]


def organisation_with_offers(key: UUID) -> Organisation | None:
    """Only one that has something to show."""
    return Organisation.objects.filter(pk=key, offers__in=public_offers()).distinct().first()


@dataclass(frozen=True)
class Choices:
    """What filters may be set to, in the reader's language."""

    themes: Sequence[Theme]
    districts: Sequence[District]
    audiences: Sequence[Term]


def choices() -> Choices:
    return Choices(
        list(Theme.objects.filter(scheme__is_current=True).order_by("position")),
        list(District.objects.all()),
        list(
            Term.objects.filter(
                vocabulary__subject=Vocabulary.Subject.AUDIENCE, vocabulary__is_current=True
            ).order_by("position")
        ),
    )


def neighbours(district: District, others: Sequence[District]) -> list[District]:
    """Districts whose tile touches this one's on the drawn map."""
    return [
        each
        for each in others
        if each != district
        and abs(each.tile_column - district.tile_column) <= 1
        and abs(each.tile_row - district.tile_row) <= 1
    ]


def themes_with_counts(counts: Mapping[str, int]) -> list[tuple[Theme, int]]:
    """For the start page: themes that have offers."""
    themes = Theme.objects.filter(scheme__is_current=True).order_by("position")
    return [(theme, counts[theme.code]) for theme in themes if counts.get(theme.code)]


def last_changes() -> list[tuple[str, dt.datetime]]:
    """Address and last change of every public offer, for search engines."""
    return list(public_offers().order_by("slug").values_list("slug", "changed_at"))
