"""The written offers become real: organisations, places, and each offer's life through the deeds of the directory."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any

from marlerweg.accounts.models import User
from marlerweg.demo import offers as written
from marlerweg.demo.calendar import Calendar
from marlerweg.demo.cast import Cast
from marlerweg.foundation.texts import fingerprint
from marlerweg.network import actions as network
from marlerweg.network.models import ContactDetail, District, Organisation, Visibility
from marlerweg.offers import actions
from marlerweg.offers.models import Confirmation, Offer, Place, Term, Vocabulary
from marlerweg.offers.rules import staleness
from marlerweg.offers.rules.content import WORDS, Contact, Content, Timed, Venue, Words
from marlerweg.offers.rules.content import Place as PlainPlace
from marlerweg.places.actions import KINDS
from marlerweg.way.models import Measure

CALL_SHARE = 0.4  # of those without an account are called; the others answer by the link in the letter


class Offering:
    """Days come moved like the rest of the year; `measures` are those of the stage by need and position."""

    def __init__(
        self,
        cast: Cast,
        calendar: Calendar,
        measures: Mapping[tuple[str, int], Measure],
        chance: Random,
    ) -> None:
        self.cast, self.calendar, self.measures, self.chance = cast, calendar, measures, chance
        told = written.read()
        self.told = written.moved(told.offers, calendar.shift)
        self.districts = {each.code: each for each in District.objects.all()}
        self.places: dict[str, Place] = {}
        self.offers: dict[str, Offer] = {}
        for organisation in told.organisations:
            self._enter(organisation)
        for place in told.places:
            self._build(place)

    def play(self) -> None:
        for told in self.told:
            self.offers[told.key] = self._live(told)

    def speaker(self, told: written.Offer) -> User | None:
        return self.cast.speakers.get(told.organisation)

    # --- Around the offers ------------------------------------------------------------------------------------------

    def _enter(self, told: written.Organisation) -> None:
        row = network.add_organisation(
            {
                "name": told.name,
                "kind": KINDS.organisations[told.kind],
                "districts": [self.districts[told.district]],
                "note": "Nur in der Vorführung.",
            },
            by=self.cast.coordinator,
        )
        Organisation.objects.filter(pk=row.pk).update(key=told.key)
        row.key = told.key
        network.add_contact(
            row,
            {
                "kind": ContactDetail.Kind.MAIL,
                "value": f"{told.key.removeprefix('demo-')}@marl.example",
                "visibility": Visibility.PUBLIC,
            },
            by=self.cast.coordinator,
        )
        self.cast.organisations[told.key] = row
        if told.speaker:
            self.cast.speak_also_for(told.speaker, row, function=told.function)

    def _build(self, told: written.Place) -> None:
        apart = {"key", "district", "organisation"}
        fields = {name: getattr(told, name) for name in told.__dataclass_fields__ if name not in apart}
        self.places[told.key] = actions.add_place(
            {**fields, "town": "Marl", "district": self.districts[told.district]},
            by=self.cast.coordinator,
            at=self.calendar.at(self.calendar.start, 9),
            organisation=self.cast.organisations.get(told.organisation),
        )

    # --- One offer --------------------------------------------------------------------------------------------------

    def _live(self, told: written.Offer) -> Offer:
        """Written down, let out, said to be still right, resting or over: as far as it got."""
        out = self._day_it_came_out(told)
        author = self.speaker(told) or self.cast.coordinator
        written_on = self.calendar.some_time(out - timedelta(days=self.chance.randint(2, 9)), 8, 17)
        offer = actions.create(
            self.cast.organisations[told.organisation], self._content(told), by=author, at=written_on
        )
        if told.state == Offer.State.DRAFT:
            return offer
        if told.state == Offer.State.SUBMITTED:
            return actions.submit(offer, by=author, at=self.calendar.some_time(out, 8, 17))
        offer = actions.publish(offer, by=self.cast.coordinator, at=self.calendar.some_time(out, 8, 17))
        if told.confirmed and told.confirmed > out:
            self._confirm(offer, told, told.confirmed)
        if told.state == Offer.State.PAUSED:
            rests = self.calendar.at(told.confirmed or out, 18)
            offer = actions.pause(offer, until=told.paused_until, by=author, at=rests)
        if told.state == Offer.State.ENDED:
            ends = self.calendar.at(told.runs_until or out, 18)
            offer = actions.end(offer, by=author, at=ends, because="Der Kurs ist zu Ende.")
        return offer

    def _day_it_came_out(self, told: written.Offer) -> date:
        """What a measure founded came after it; everything else was there before, or is new where nobody confirmed it."""
        confirmed = told.confirmed or self.calendar.today - timedelta(days=self.chance.randint(2, 12))
        if told.state == Offer.State.SUBMITTED or not told.confirmed:
            return confirmed
        earlier = timedelta(days=self.chance.randint(20, 300))
        if told.founded_by:
            began = self._measure(told.founded_by).starts or confirmed - earlier
            return min(began + timedelta(days=21), confirmed)
        return confirmed - earlier if self.chance.random() < 0.5 else confirmed

    def _measure(self, told: written.Founding) -> Measure:
        return self.measures[told.need, told.measure]

    def _confirm(self, offer: Offer, told: written.Offer, day: date) -> None:
        by, via = self.speaker(told), Confirmation.Via.ACCOUNT
        if by is None:
            called = self.chance.random() < CALL_SHARE
            by, via = (
                (self.cast.assistant, Confirmation.Via.PHONE) if called else (None, Confirmation.Via.LINK)
            )
        actions.confirm(offer, via=via, by=by, at=self.calendar.some_time(day, 8, 17))

    # --- What it says -----------------------------------------------------------------------------------------------

    def _content(self, told: written.Offer) -> Content:
        numbers = {key: number for number, key in enumerate(told.venues)}
        as_told: dict[str, Any] = {name: getattr(told, name) for name in AS_WRITTEN}
        as_told |= {name: tuple(getattr(told, name)) for name in LISTS}
        return Content(
            texts=self._texts(told),
            partners=tuple(str(self.cast.organisations[key].pk) for key in told.partners),
            themes=self._themes(told),
            terms=(
                f"kind/{told.kind}",
                *(f"need/{key}" for key in told.needs),
                *(f"audience/{key}" for key in told.audiences),
            ),
            districts=tuple(self.districts[code].key for code in told.districts),
            whole_town=not told.districts,
            capacity_as_of=self._noon(told.capacity_as_of),
            venues=tuple(Venue(PlainPlace(id=str(self.places[key].pk))) for key in told.venues),
            slots=tuple(_timed(each, numbers) for each in told.slots),
            changes=tuple(_timed(each, numbers) for each in told.changes),
            contacts=tuple(Contact(each.kind, each.value, each.label) for each in told.contacts),
            founded_by=self._measure(told.founded_by).number if told.founded_by else "",
            **as_told,
        )

    def _noon(self, day: date | None) -> datetime | None:
        return self.calendar.at(day, 12) if day else None

    def _themes(self, told: written.Offer) -> tuple[str, ...]:
        """Those of its needs, unless it names its own."""
        return tuple(told.themes) or tuple(dict.fromkeys(self._theme_of_need[key] for key in told.needs))

    @cached_property
    def _theme_of_need(self) -> dict[str, str]:
        needs = Term.objects.filter(
            vocabulary__subject=Vocabulary.Subject.NEED, vocabulary__is_current=True, theme__isnull=False
        )
        return dict(needs.values_list("code", "theme__code"))

    def _texts(self, told: written.Offer) -> dict[str, Words]:
        german = _words(told.texts["de"])
        return {code: _behind(german, _words(each)) for code, each in told.texts.items()}


AS_WRITTEN = (
    "conditions",
    "interpreter",
    "child_care",
    "registration_address",
    "registration_until",
    "cost",
    "amount",
    "capacity",
    "places_total",
    "places_free",
    "waiting_weeks",
    "by_appointment",
    "runs_from",
    "runs_until",
    "review_days",
)
LISTS = ("spoken", "delivery", "ways_in")


def _words(told: written.Words) -> Words:
    return Words(**{name: getattr(told, name) for name in WORDS}, state=told.state)


def _behind(german: Words, words: Words) -> Words:
    """An outdated translation was made from a German text that the offer had before."""
    if words.state != staleness.OUTDATED:
        return words
    now = {name: each for name, each in staleness.hashes(german).items() if getattr(words, name)}
    before: dict[str, Any] = {**now, "body": fingerprint(f"Früher: {german.body}")}
    return Words(**{name: getattr(words, name) for name in WORDS}, state=words.state, source_hashes=before)


def _timed(told: written.At, numbers: Mapping[str, int]) -> Timed:
    return Timed(told.what, numbers[told.venue] if told.venue else None)
