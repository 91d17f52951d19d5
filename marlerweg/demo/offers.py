"""The written offers of the demo town, as plain values from the files in `year/offers/`; all of them are invented.

Days are those of the written year; `moved` puts them where the calendar of the stage puts the rest of the story.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Observance, Rhythm, Slot, Timetable

FOLDER = Path(__file__).parent / "year" / "offers"
APART = {"organisations", "places", "desk"}  # files that hold no offers
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Only the demo has it, beside those of the pack; `speaker` tends its offers beside other duties."""

    key: str
    name: str
    kind: str
    district: str
    speaker: str = ""
    function: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """What nobody looked at yet is None; degrees are roughly those of the district."""

    key: str
    name: str
    postcode: str
    district: str
    latitude: float
    longitude: float
    street: str = ""
    organisation: str = ""
    transport: str = ""
    step_free: bool | None = None
    lift: bool | None = None
    accessible_toilet: bool | None = None
    hearing_loop: bool | None = None
    tactile_guidance: bool | None = None
    accessible_parking: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Words:
    """An offer in one language; `state` as the texts of the house know it."""

    title: str
    summary: str
    body: str
    for_whom: str = ""
    cost_note: str = ""
    registration_note: str = ""
    access_note: str = ""
    state: str = "checked"


@dataclass(frozen=True, kw_only=True)
class Contact:
    kind: str
    value: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Founding:
    """The measure of the written year from which the offer came: code of the need, position of its measure."""

    need: str
    measure: int


@dataclass(frozen=True)
class At:
    """A slot or change, at one of the offer's places or, without `venue`, at all of them."""

    what: Slot | Change
    venue: str = ""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Fields and codes as in the tables of the directory; `kind`, `needs` and `audiences` are terms of the pack."""

    key: str
    organisation: str
    kind: str
    needs: Sequence[str]
    audiences: Sequence[str]
    texts: Mapping[str, Words]
    delivery: Sequence[str]
    ways_in: Sequence[str]
    cost: str
    state: str = "published"
    partners: Sequence[str] = ()
    themes: Sequence[str] = ()  # only where they are not those of the needs
    spoken: Sequence[str] = ()
    interpreter: bool | None = None
    child_care: bool | None = None
    districts: Sequence[str] = ()  # empty: for the whole town
    registration_address: str = ""
    registration_until: dt.date | None = None
    amount: Decimal | None = None
    capacity: str = "unknown"
    places_total: int | None = None
    places_free: int | None = None
    waiting_weeks: int | None = None
    capacity_as_of: dt.date | None = None
    by_appointment: bool = False
    paused_until: dt.date | None = None
    runs_from: dt.date | None = None
    runs_until: dt.date | None = None
    founded_by: Founding | None = None
    review_days: int = 180
    confirmed: dt.date | None = None
    venues: Sequence[str] = ()
    slots: tuple[At, ...] = ()
    changes: tuple[At, ...] = ()
    contacts: tuple[Contact, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def timetable(self, venue: str = "") -> Timetable:
        """All times, or those that hold at one of its places."""
        here = [each.what for each in (*self.slots, *self.changes) if not venue or each.venue in {"", venue}]
        return Timetable(
            slots=tuple(each for each in here if isinstance(each, Slot)),
            changes=tuple(each for each in here if isinstance(each, Change)),
            appointment_only=self.by_appointment,
            unknown=not here and not self.by_appointment,
        )


@dataclass(frozen=True)
class Directory:
    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]
    offers: tuple[Offer, ...]


@cache
def read() -> Directory:
    return Directory(
        tuple(Organisation(**each) for each in _parse("organisations")["organisation"]),
        tuple(Place(**each) for each in _parse("places")["place"]),
        tuple(
            _offer(each)
            for path in sorted(FOLDER.glob("*.toml"))
            if path.stem not in APART
            for each in _parse(path.stem)["offer"]
        ),
    )


def moved(thing: T, by: dt.timedelta) -> T:
    """The same with every date moved; whole weeks keep weekdays and rhythms."""
    return _moved(thing, by)  # type: ignore[no-any-return]


def _moved(thing: Any, by: dt.timedelta) -> Any:
    if isinstance(thing, dt.date):
        return thing + by
    if isinstance(thing, tuple):
        return tuple(_moved(each, by) for each in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{each.name: _moved(getattr(thing, each.name), by) for each in fields(thing)})
    return thing


def _parse(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _offer(told: Mapping[str, Any]) -> Offer:
    made: dict[str, Any] = {
        "texts": {language: Words(**words) for language, words in told["texts"].items()},
        "slots": tuple(_slot(each) for each in told.get("slots", ())),
        "changes": tuple(_change(each) for each in told.get("changes", ())),
        "contacts": tuple(Contact(**each) for each in told.get("contacts", ())),
        "conditions": tuple(_condition(each) for each in told.get("conditions", ())),
    }
    if "founded_by" in told:
        made["founded_by"] = Founding(**told["founded_by"])
    if "amount" in told:
        made["amount"] = Decimal(told["amount"])
    return Offer(**{**told, **made})


def _slot(told: Mapping[str, Any]) -> At:
    """Lists become what the values of a timetable are made of."""
    as_is = {name: value for name, value in told.items() if name not in {"venue", *_OF_SLOT}}
    made = {name: make(told[name]) for name, make in _OF_SLOT.items() if name in told}
    return At(Slot(**as_is, **made), told.get("venue", ""))


def _change(told: Mapping[str, Any]) -> At:
    as_is = {name: value for name, value in told.items() if name not in {"venue", "kind"}}
    return At(Change(kind=ChangeKind(told["kind"]), **as_is), told.get("venue", ""))


def _condition(told: Mapping[str, Any]) -> Condition:
    return Condition(Kind(told["kind"]), **{name: told[name] for name in told if name != "kind"})


_OF_SLOT = {
    "days": frozenset,
    "rhythm": Rhythm,
    "nth": tuple,
    "days_of_month": tuple,
    "on_public_holidays": Observance,
    "on_school_holidays": Observance,
}
