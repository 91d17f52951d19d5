"""What runs on one day, and why something does not."""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Observance, Rhythm, Slot, Timetable

ANY_TIME = Slot(by_appointment=True, on_public_holidays=Observance.OPEN)


class Verdict(StrEnum):
    """What the holidays of a day do to a slot that would run by its rhythm."""

    RUNS = "runs"
    MAY_RUN = "may_run"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAYS = "school_holidays"
    OUTSIDE_HOLIDAYS = "outside_holidays"


class Opening(NamedTuple):
    """One opening of a day in wall-clock time; `certain` is false where the school holidays are not known."""

    opens: dt.time | None
    closes: dt.time | None
    by_appointment: bool = False
    certain: bool = True
    note: str = ""
    kind: ChangeKind | None = None  # None: by a slot
    standing: bool = False  # "any time by arrangement", which is no date to come to


def slots_of(timetable: Timetable) -> tuple[Slot, ...]:
    """The slots as they count: all by arrangement, or any time by arrangement, where only that is offered."""
    if not timetable.appointment_only:
        return timetable.slots
    return tuple(replace(slot, by_appointment=True) for slot in timetable.slots) or (ANY_TIME,)


def is_standing(slot: Slot) -> bool:
    """Whether the slot says no more than "any time by arrangement"."""
    return slot.by_appointment and slot.whole_day and slot.rhythm is Rhythm.WEEKLY and not slot.days


def runs_by_rhythm(slot: Slot, day: dt.date) -> bool:
    """Whether rhythm, weekdays and validity name the day, holidays apart."""
    if slot.rhythm is Rhythm.ONCE:
        return day == slot.on
    if slot.days and day.isoweekday() not in slot.days:
        return False
    if (slot.valid_from and day < slot.valid_from) or (slot.valid_until and day > slot.valid_until):
        return False
    return slot.rhythm is Rhythm.WEEKLY or _is_its_turn(slot, day)


def _is_its_turn(slot: Slot, day: dt.date) -> bool:
    if slot.rhythm is Rhythm.EVERY_N_WEEKS:
        return (week_number(day) - week_number(slot.anchor or day)) % slot.every == 0
    length = gregorian.monthrange(day.year, day.month)[1]
    if slot.rhythm is Rhythm.MONTHLY_BY_WEEKDAY:
        return (day.day + 6) // 7 in slot.nth or (-1 in slot.nth and day.day + 7 > length)
    return day.day in slot.days_of_month or (-1 in slot.days_of_month and day.day == length)


def week_number(day: dt.date) -> int:
    """Weeks from Monday to Sunday counted without end, also across years of 53 weeks."""
    return (day.toordinal() - 1) // 7


def verdict(slot: Slot, day: dt.date, calendar: Calendar, state: str) -> Verdict:
    """What the holidays say about a slot on a day its rhythm names."""
    if slot.follows_holidays:
        is_holiday = calendar.public_holiday(day, state) is not None
        if is_holiday and slot.on_public_holidays is Observance.CLOSED:
            return Verdict.PUBLIC_HOLIDAY
        if not is_holiday and slot.on_public_holidays is Observance.ONLY:
            return Verdict.OUTSIDE_HOLIDAYS
    return _in_school_terms(slot, day, calendar, state) if slot.follows_school else Verdict.RUNS


def _in_school_terms(slot: Slot, day: dt.date, calendar: Calendar, state: str) -> Verdict:
    if not calendar.knows_school(day, state):
        return Verdict.MAY_RUN
    is_break = calendar.school_break(day, state) is not None
    if is_break is (slot.on_school_holidays is Observance.ONLY):
        return Verdict.RUNS
    return Verdict.SCHOOL_HOLIDAYS if is_break else Verdict.OUTSIDE_HOLIDAYS


def openings_on(timetable: Timetable, day: dt.date, calendar: Calendar) -> list[Opening]:
    """Everything that begins on a day, in no order: slots, then changes by the rule of `ChangeKind`."""
    found = [
        Opening(
            slot.opens,
            slot.closes,
            slot.by_appointment,
            verdict_ is Verdict.RUNS,
            slot.note,
            standing=is_standing(slot),
        )
        for slot in slots_of(timetable)
        if runs_by_rhythm(slot, day)
        and (verdict_ := verdict(slot, day, calendar, timetable.state_code)) in _HELD
    ]
    return _changed(found, [each for each in timetable.changes if each.covers(day)])


_HELD = {Verdict.RUNS, Verdict.MAY_RUN}


def _changed(found: list[Opening], changes: list[Change]) -> list[Opening]:
    if not changes:
        return found
    kinds = {each.kind for each in changes}
    if ChangeKind.CLOSED in kinds:
        found = []
    elif ChangeKind.CHANGED in kinds and found:
        by_appointment = all(each.by_appointment for each in found)
        certain = any(each.certain for each in found)
        found = [
            Opening(each.opens, each.closes, by_appointment, certain, each.note, each.kind)
            for each in changes
            if each.kind is ChangeKind.CHANGED
        ]
    extra = [each for each in changes if each.kind is ChangeKind.EXTRA]
    return found + [Opening(each.opens, each.closes, note=each.note, kind=each.kind) for each in extra]


def last_day(timetable: Timetable) -> dt.date | None:
    """The last day on which anything can begin, or nothing where there is no end."""
    ends: list[dt.date] = [each.last for each in timetable.changes if each.kind is ChangeKind.EXTRA]
    for slot in slots_of(timetable):
        end = slot.on if slot.rhythm is Rhythm.ONCE else slot.valid_until
        if end is None:
            return None
        ends.append(end)
    return max(ends, default=dt.date.min)


def first_day(timetable: Timetable) -> dt.date | None:
    """The first day on which anything can begin, or nothing where there is no beginning."""
    starts: list[dt.date] = [each.first for each in timetable.changes if each.kind is ChangeKind.EXTRA]
    for slot in slots_of(timetable):
        start = slot.on if slot.rhythm is Rhythm.ONCE else slot.valid_from
        if start is None:
            return None
        starts.append(start)
    return min(starts, default=dt.date.max)
