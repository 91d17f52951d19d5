"""The values a timetable is made of; the tables of the directory hold exactly these fields.

A slot runs on the days its rhythm names; `days` narrows them to weekdays. Holidays, validity and changes are judged by
the day on which a span begins: a night that begins before a holiday runs to its end.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo, available_timezones

EVERY_DAY = frozenset(range(1, 8))
MIDNIGHT = dt.time(0)


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    EVERY_N_WEEKS = "every_n_weeks"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    MONTHLY_BY_DAY = "monthly_by_day"
    ONCE = "once"


class Observance(StrEnum):
    """What holidays mean for a slot: nothing, no opening, or opening on them only."""

    OPEN = "open"
    CLOSED = "closed"
    ONLY = "only"


class ChangeKind(StrEnum):
    """Closed beats changed, changed beats the slots, extra adds to whatever there is, also on closed days."""

    CLOSED = "closed"
    CHANGED = "changed"
    EXTRA = "extra"


class Unusable(ValueError):
    """A slot, change or timetable that says nothing or two things at once; `flaws` are keys for the form."""

    def __init__(self, flaws: tuple[str, ...]) -> None:
        super().__init__(", ".join(flaws))
        self.flaws = flaws


@dataclass(frozen=True)
class Slot:
    """One recurring rule in wall-clock time.

    `opens` and `closes` both empty: the whole day; `closes` not after `opens`: on the day after.
    `every` and `anchor` (any day of a week that counts) belong to EVERY_N_WEEKS, `nth` (1 to 5, -1 the last) to
    MONTHLY_BY_WEEKDAY, `days_of_month` (1 to 31, -1 the last) to MONTHLY_BY_DAY, `on` to ONCE, which holds on its day
    whatever the holidays say.
    """

    days: frozenset[int] = frozenset()
    opens: dt.time | None = None
    closes: dt.time | None = None
    rhythm: Rhythm = Rhythm.WEEKLY
    every: int = 1
    anchor: dt.date | None = None
    nth: tuple[int, ...] = ()
    days_of_month: tuple[int, ...] = ()
    on: dt.date | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    on_public_holidays: Observance = Observance.CLOSED
    on_school_holidays: Observance = Observance.OPEN
    by_appointment: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if found := _flaws_of_slot(self):
            raise Unusable(found)

    @property
    def whole_day(self) -> bool:
        return self.opens is None

    @property
    def follows_school(self) -> bool:
        """Whether one must know the school holidays to say when it runs."""
        return self.rhythm is not Rhythm.ONCE and self.on_school_holidays is not Observance.OPEN

    @property
    def follows_holidays(self) -> bool:
        return self.rhythm is not Rhythm.ONCE and self.on_public_holidays is not Observance.OPEN


@dataclass(frozen=True)
class Change:
    """What is different on the days from `first` to `last`, both included; times as in a slot.

    CHANGED gives other times to days that are open anyway; several of them on one day add up.
    """

    first: dt.date
    last: dt.date
    kind: ChangeKind
    opens: dt.time | None = None
    closes: dt.time | None = None
    note: str = ""

    def __post_init__(self) -> None:
        found = []
        if self.last < self.first:
            found.append("ends_before_it_begins")
        if self.kind is ChangeKind.CLOSED and (self.opens or self.closes):
            found.append("closed_with_times")
        found += _flaws_of_times(self.opens, self.closes)
        if found:
            raise Unusable(tuple(found))

    def covers(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Timetable:
    """Everything recorded about when an offer takes place.

    `appointment_only` without slots: any time by arrangement; with slots: those times, all by arrangement.
    `unknown`: nothing is recorded, which is not the same as never open.
    """

    slots: tuple[Slot, ...] = ()
    changes: tuple[Change, ...] = ()
    zone: str = "Europe/Berlin"
    state_code: str = "NW"
    appointment_only: bool = False
    unknown: bool = False

    def __post_init__(self) -> None:
        found = []
        if self.unknown and (self.slots or self.changes or self.appointment_only):
            found.append("unknown_with_times")
        if self.zone not in _zones():
            found.append("no_such_zone")
        if found:
            raise Unusable(tuple(found))

    @cached_property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


_KNOWN_ZONES: set[str] = set()


def _zones() -> set[str]:
    """All zone names, looked up on the disk once."""
    if not _KNOWN_ZONES:
        _KNOWN_ZONES.update(available_timezones())
    return _KNOWN_ZONES


def _flaws_of_times(opens: dt.time | None, closes: dt.time | None) -> list[str]:
    found = []
    if (opens is None) != (closes is None):
        found.append("only_one_time")
    if any(time and (time.tzinfo or time.second or time.microsecond) for time in (opens, closes)):
        found.append("not_a_clock_time")
    return found


def _flaws_of_slot(slot: Slot) -> tuple[str, ...]:
    """Keys of everything that is wrong, in the order of the fields."""
    kind = slot.rhythm
    once, spaced = kind is Rhythm.ONCE, kind is Rhythm.EVERY_N_WEEKS
    by_weekday, by_day = kind is Rhythm.MONTHLY_BY_WEEKDAY, kind is Rhythm.MONTHLY_BY_DAY
    wrong = {
        "no_such_weekday": not slot.days <= EVERY_DAY,
        "weekdays_missing": by_weekday and not slot.days,
        "every_out_of_range": not 1 <= slot.every <= 53,
        "every_without_rhythm": slot.every != 1 and not spaced,
        "anchor_missing": spaced and slot.anchor is None,
        "anchor_without_rhythm": slot.anchor is not None and not spaced,
        "nth_missing": by_weekday and not slot.nth,
        "nth_without_rhythm": bool(slot.nth) and not by_weekday,
        "no_such_nth": not set(slot.nth) <= {1, 2, 3, 4, 5, -1},
        "days_of_month_missing": by_day and not slot.days_of_month,
        "days_of_month_without_rhythm": bool(slot.days_of_month) and not by_day,
        "no_such_day_of_month": not set(slot.days_of_month) <= {*range(1, 32), -1},
        "date_missing": once and slot.on is None,
        "date_without_rhythm": slot.on is not None and not once,
        "once_with_weekdays_or_validity": once and bool(slot.days or slot.valid_from or slot.valid_until),
        "ends_before_it_begins": bool(
            slot.valid_from and slot.valid_until and slot.valid_until < slot.valid_from
        ),
    }
    return (*(flaw for flaw, is_so in wrong.items() if is_so), *_flaws_of_times(slot.opens, slot.closes))
