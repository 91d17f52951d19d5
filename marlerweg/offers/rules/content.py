"""The whole offer as one plain value: what a revision keeps, a proposal changes, an import brings, a copy repeats.

Things outside the offer are named, not held: organisations by id, themes by code, terms as "subject/code", districts by
their official key, places by id or by their facts. A field's name is its attribute, a text's "texts.de.title".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Observance, Rhythm, Slot

VERSION = 1
WORDS = ("title", "summary", "body", "for_whom", "cost_note", "registration_note", "access_note")
ACCESS = (
    "step_free",
    "lift",
    "accessible_toilet",
    "hearing_loop",
    "tactile_guidance",
    "accessible_parking",
)


@dataclass(frozen=True)
class Words:
    """One language; `source_hashes` as in the table, empty means: translated from the German of this very content."""

    title: str = ""
    summary: str = ""
    body: str = ""
    for_whom: str = ""
    cost_note: str = ""
    registration_note: str = ""
    access_note: str = ""
    state: str = "checked"
    source_hashes: Mapping[str, str] = field(default_factory=dict, compare=False)

    def filled(self) -> dict[str, str]:
        return {name: text for name in WORDS if (text := getattr(self, name))}


@dataclass(frozen=True, eq=False)
class Place:
    """A known place is named by `id`, its facts then only tell a reader which; without `id` the facts find or found one."""

    id: str = ""
    name: str = ""
    street: str = ""
    addition: str = ""
    postcode: str = ""
    town: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    step_free: bool | None = None
    lift: bool | None = None
    accessible_toilet: bool | None = None
    hearing_loop: bool | None = None
    tactile_guidance: bool | None = None
    accessible_parking: bool | None = None
    transport: str = ""

    @property
    def key(self) -> tuple[Any, ...]:
        return (self.id,) if self.id else tuple(getattr(self, each.name) for each in fields(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        parts = (self.name, self.street, f"{self.postcode} {self.town}".strip())
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Venue:
    place: Place
    note: str = ""


@dataclass(frozen=True)
class Timed:
    """A slot or change at the venue with this number, counted from 0; None: everywhere."""

    when: Slot | Change
    venue: int | None = None


@dataclass(frozen=True)
class Contact:
    kind: str
    value: str
    label: str = ""
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """Fields as in the tables of the room, where their meaning is told."""

    texts: Mapping[str, Words] = field(default_factory=dict)
    partners: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    spoken: tuple[str, ...] = ()
    interpreter: bool | None = None
    child_care: bool | None = None
    delivery: tuple[str, ...] = ()
    ways_in: tuple[str, ...] = ()
    registration_address: str = ""
    registration_until: dt.date | None = None
    districts: tuple[str, ...] = ()
    whole_town: bool = True
    cost: str = "unknown"
    amount: Decimal | None = None
    capacity: str = "unknown"
    places_total: int | None = None
    places_free: int | None = None
    waiting_weeks: int | None = None
    capacity_as_of: dt.datetime | None = None
    by_appointment: bool = False
    runs_from: dt.date | None = None
    runs_until: dt.date | None = None
    venues: tuple[Venue, ...] = ()
    slots: tuple[Timed, ...] = ()
    changes: tuple[Timed, ...] = ()
    contacts: tuple[Contact, ...] = ()
    founded_by: str = ""
    review_days: int = 180

    @property
    def german(self) -> Words:
        return self.texts.get("de", Words())


UNORDERED = frozenset(
    {"partners", "themes", "terms", "spoken", "delivery", "ways_in", "districts", "conditions"}
)
AS_IT_IS = frozenset({str, int, float, bool, type(None)})  # most values; an Enum is none of these
NAMES = tuple(each.name for each in fields(Content) if each.name != "texts")


def changed(before: Content, after: Content) -> tuple[str, ...]:
    """Names of the fields that differ, texts field by field; the order of a set does not count."""
    return tuple(name for name in _all_names(before, after) if not _same(name, before, after))


def value_of(content: Content, name: str) -> Any:
    """The plain value of one field."""
    return plain(_get(content, name))


def picked(content: Content, names: tuple[str, ...]) -> dict[str, Any]:
    """Plain values of some fields, as a proposal keeps them."""
    return {name: value_of(content, name) for name in names}


def with_fields(content: Content, values: Mapping[str, Any]) -> Content:
    """The content with plain values put in; a name that is no field is a KeyError."""
    texts = dict(content.texts)
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith("texts."):
            _, code, word = name.split(".")
            if word not in (*WORDS, "state"):
                raise KeyError(name)
            texts[code] = replace(texts.get(code, Words()), **{word: value})
        else:
            given[name] = _READ[name](value) if name in _READ else _simple(name, value)
    return replace(content, texts=texts, **given)


def to_plain(content: Content) -> dict[str, Any]:
    """Ready for a JSON column or file."""
    return {"version": VERSION, **{each.name: plain(getattr(content, each.name)) for each in fields(content)}}


def from_plain(values: Mapping[str, Any]) -> Content:
    """The way back; fields that were not known when it was written have their defaults."""
    known = {name: values[name] for name in NAMES if name in values}
    texts = {code: _words(each) for code, each in values.get("texts", {}).items()}
    return with_fields(Content(texts=texts), known)


def plain(value: Any) -> Any:
    """JSON's own types only."""
    if type(value) in AS_IT_IS:
        return value
    if is_dataclass(value):
        kind: Any = type(value)
        return {name: plain(getattr(value, name)) for name in _names_of(kind)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, frozenset | list | tuple):
        each_plain = [plain(each) for each in value]
        return sorted(each_plain) if isinstance(value, frozenset) else each_plain
    return _plain_scalar(value)


@cache
def _names_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _plain_scalar(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _all_names(before: Content, after: Content) -> Iterator[str]:
    for code in dict.fromkeys([*before.texts, *after.texts]):
        yield from (f"texts.{code}.{word}" for word in (*WORDS, "state"))
    yield from NAMES


def _get(content: Content, name: str) -> Any:
    if name.startswith("texts."):
        _, code, word = name.split(".")
        return getattr(content.texts.get(code, Words()), word)
    return getattr(content, name)


def _same(name: str, before: Content, after: Content) -> bool:
    one, other = _get(before, name), _get(after, name)
    if name in UNORDERED:
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return bool(one == other)


def _words(given: Mapping[str, Any]) -> Words:
    known = {each.name for each in fields(Words)}
    return Words(**{name: value for name, value in given.items() if name in known})


def _place(given: Mapping[str, Any]) -> Place:
    known = {each.name for each in fields(Place)}
    return Place(**{name: value for name, value in given.items() if name in known})


def _slot(given: Mapping[str, Any]) -> Slot:
    known = {each.name for each in fields(Slot)}
    values = {name: value for name, value in given.items() if name in known}
    return Slot(
        **{
            **values,
            "days": frozenset(values.get("days") or ()),
            "opens": _time(values.get("opens")),
            "closes": _time(values.get("closes")),
            "rhythm": Rhythm(values.get("rhythm", Rhythm.WEEKLY)),
            "every": values.get("every") or 1,
            "nth": tuple(values.get("nth") or ()),
            "days_of_month": tuple(values.get("days_of_month") or ()),
            "on_public_holidays": Observance(values.get("on_public_holidays", Observance.CLOSED)),
            "on_school_holidays": Observance(values.get("on_school_holidays", Observance.OPEN)),
            **{name: _date(values.get(name)) for name in ("anchor", "on", "valid_from", "valid_until")},
        }
    )


def _change(given: Mapping[str, Any]) -> Change:
    return Change(
        first=dt.date.fromisoformat(str(given["first"])),
        last=dt.date.fromisoformat(str(given["last"])),
        kind=ChangeKind(given["kind"]),
        opens=_time(given.get("opens")),
        closes=_time(given.get("closes")),
        note=given.get("note", ""),
    )


def _simple(name: str, value: Any) -> Any:
    if name not in NAMES:
        raise KeyError(name)
    return tuple(value) if isinstance(value, list | tuple) else value


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _time(value: Any) -> dt.time | None:
    return dt.time.fromisoformat(str(value)) if value else None


def _moment(value: Any) -> dt.datetime | None:
    return dt.datetime.fromisoformat(str(value)) if value else None


_READ: dict[str, Any] = {
    "registration_until": _date,
    "runs_from": _date,
    "runs_until": _date,
    "capacity_as_of": _moment,
    "amount": lambda value: None if value in (None, "") else Decimal(str(value)),
    "venues": lambda rows: tuple(Venue(_place(row["place"]), row.get("note", "")) for row in rows),
    "slots": lambda rows: tuple(Timed(_slot(row["when"]), row.get("venue")) for row in rows),
    "changes": lambda rows: tuple(Timed(_change(row["when"]), row.get("venue")) for row in rows),
    "contacts": lambda rows: tuple(
        Contact(row["kind"], row["value"], row.get("label", ""), tuple(row.get("spoken", ()))) for row in rows
    ),
    "conditions": lambda rows: tuple(
        Condition(Kind(row["kind"]), row.get("restricts", True), row.get("allowed", {})) for row in rows
    ),
}
