"""A timetable in parts, for templates that turn them into words; names of days and times come from CLDR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import babel
from babel.dates import format_time, get_day_names

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import is_standing
from marlerweg.offers.rules.times.schedule import (
    EVERY_DAY,
    Change,
    ChangeKind,
    Observance,
    Rhythm,
    Slot,
    Timetable,
)

Times = tuple[tuple[dt.time, dt.time], ...]


@dataclass(frozen=True)
class Stretch:
    """Weekdays that follow each other, as numbers and as names in the language asked for."""

    first: int
    last: int
    name: str
    last_name: str

    @property
    def is_single(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True)
class Part:
    """One sentence: „every second Tuesday, 10 to 12 and 14 to 16, not in the school holidays“.

    `days` empty: every day the rhythm names. `times` empty: the whole day; `clock` says them in the language. The rest
    as in a slot.
    """

    days: tuple[Stretch, ...]
    times: Times
    clock: tuple[tuple[str, str], ...]
    rhythm: Rhythm
    every: int
    nth: tuple[int, ...]
    days_of_month: tuple[int, ...]
    on: dt.date | None
    valid_from: dt.date | None
    valid_until: dt.date | None
    on_public_holidays: Observance
    on_school_holidays: Observance
    by_appointment: bool
    note: str


@dataclass(frozen=True)
class Difference:
    """A dated change with its times in the language."""

    kind: ChangeKind
    first: dt.date
    last: dt.date
    clock: tuple[str, str] | None
    note: str


@dataclass(frozen=True)
class Description:
    """`otherwise_by_appointment`: beside the parts, any time by arrangement. `school_known_until` is set where a part
    depends on school holidays: beyond that day it may differ.
    """

    parts: tuple[Part, ...] = ()
    differences: tuple[Difference, ...] = ()
    otherwise_by_appointment: bool = False
    appointment_only: bool = False
    unknown: bool = False
    depends_on_school: bool = False
    school_known_until: dt.date | None = None


def describe(
    timetable: Timetable, language: str, *, on: dt.date | None = None, calendar: Calendar | None = None
) -> Description:
    """The timetable in parts, in the order of the week; slots that differ in weekday or time only become one.

    `on` leaves out what is over by that day. A language CLDR does not know (`de-simple`) is told in its main language.
    """
    locale = locale_of(language)
    slots = [slot for slot in timetable.slots if not is_standing(slot) and not _is_over(slot, on)]
    changes = [each for each in timetable.changes if on is None or each.last >= on]
    depends = any(slot.follows_school for slot in slots)
    return Description(
        tuple(_part(slots, locale) for slots in _grouped(slots)),
        tuple(
            _difference(each, locale) for each in sorted(changes, key=lambda each: (each.first, each.last))
        ),
        any(is_standing(slot) for slot in timetable.slots),
        timetable.appointment_only,
        timetable.unknown,
        depends,
        calendar.school_known_until(timetable.state_code) if calendar and depends else None,
    )


@lru_cache(maxsize=64)
def locale_of(language: str) -> babel.Locale:
    """The locale of a language tag; of its main language where the whole is not known."""
    try:
        return babel.Locale.parse(language, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        return babel.Locale.parse(language.replace("_", "-").partition("-")[0])


def _is_over(slot: Slot, on: dt.date | None) -> bool:
    end = slot.on if slot.rhythm is Rhythm.ONCE else slot.valid_until
    return bool(on and end and end < on)


def _grouped(slots: Iterable[Slot]) -> list[list[Slot]]:
    """Slots of one sentence: first those that differ in times, then those that differ in weekdays."""
    by_days: dict[Slot, list[Slot]] = {}
    for slot in slots:
        by_days.setdefault(replace(slot, opens=None, closes=None), []).append(slot)
    by_times: dict[tuple[Slot, Times], list[Slot]] = {}
    for bare, group in by_days.items():
        times = _times(group)
        if any(slot.whole_day for slot in group):
            times = ()
        mergeable = bare.rhythm in {Rhythm.WEEKLY, Rhythm.EVERY_N_WEEKS} and bare.days
        key = replace(bare, days=frozenset()) if mergeable else bare
        by_times.setdefault((key, times), []).extend(group)
    return sorted(by_times.values(), key=_order)


def _order(group: list[Slot]) -> tuple[dt.date, int, dt.time]:
    """Recurring ones first, by weekday and time, then dates in their order."""
    return (
        min((slot.on or dt.date.min) for slot in group),
        min(min(slot.days or EVERY_DAY) for slot in group),
        min((slot.opens or dt.time(0)) for slot in group),
    )


def _times(group: Iterable[Slot]) -> Times:
    return tuple(sorted({(slot.opens, slot.closes) for slot in group if slot.opens and slot.closes}))


def _part(group: list[Slot], locale: babel.Locale) -> Part:
    slot = group[0]
    days = (
        frozenset[int]().union(*(each.days for each in group))
        if all(each.days for each in group)
        else frozenset()
    )
    times = () if any(each.whole_day for each in group) else _times(group)
    return Part(
        _stretches(days, locale) if days != EVERY_DAY else (),
        times,
        tuple((_clock(opens, locale), _clock(closes, locale)) for opens, closes in times),
        slot.rhythm,
        slot.every,
        slot.nth,
        slot.days_of_month,
        slot.on,
        slot.valid_from,
        slot.valid_until,
        slot.on_public_holidays,
        slot.on_school_holidays,
        slot.by_appointment,
        slot.note,
    )


def _stretches(days: frozenset[int], locale: babel.Locale) -> tuple[Stretch, ...]:
    """Three or more days in a row as one stretch."""
    names = get_day_names("wide", locale=locale)
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    pairs = [(run[0], run[-1]) for run in runs if len(run) > 2] + [
        (day, day) for run in runs if len(run) <= 2 for day in run
    ]
    return tuple(Stretch(a, b, names[a - 1], names[b - 1]) for a, b in sorted(pairs))


@lru_cache(maxsize=4096)
def _clock(time: dt.time, locale: babel.Locale) -> str:
    return format_time(time, "short", locale=locale)


def _difference(change: Change, locale: babel.Locale) -> Difference:
    clock = (
        (_clock(change.opens, locale), _clock(change.closes, locale))
        if change.opens and change.closes
        else None
    )
    return Difference(change.kind, change.first, change.last, clock, change.note)
