"""Slots as runs of concrete days, for formats that know rules but neither holidays nor single changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import Opening, Verdict, openings_on, runs_by_rhythm, verdict
from marlerweg.offers.rules.times.schedule import ChangeKind, Slot, Timetable
from marlerweg.offers.rules.times.spans import A_DAY, Span, span_of

BLOCKING = {ChangeKind.CLOSED, ChangeKind.CHANGED}


@dataclass(frozen=True)
class Occurrence:
    """A day the rhythm of a slot names: what happens, or why it does not."""

    day: dt.date
    span: Span | None  # nothing: rests
    closed: bool = False  # rests because of a dated closure


def occurrences(
    timetable: Timetable, slot: Slot, first: dt.date, last: dt.date, calendar: Calendar
) -> list[Occurrence]:
    """All days from `first` to `last` the rhythm names. Days that only may run (school holidays unknown) rest."""
    found = []
    for day in days(max(first, slot.valid_from or first), min(last, slot.valid_until or last)):
        if not runs_by_rhythm(slot, day):
            continue
        kinds = {each.kind for each in timetable.changes if each.covers(day)}
        runs = verdict(slot, day, calendar, timetable.state_code) is Verdict.RUNS
        opening = Opening(slot.opens, slot.closes, slot.by_appointment, note=slot.note)
        span = span_of(opening, day, timetable.tz) if runs and not kinds & BLOCKING else None
        found.append(Occurrence(day, span, closed=runs and ChangeKind.CLOSED in kinds))
    return found


def by_change(timetable: Timetable, first: dt.date, last: dt.date, calendar: Calendar) -> list[Span]:
    """The spans that changes bring: extra ones, and changed times on days that are open anyway."""
    touched = {
        day
        for change in timetable.changes
        if change.kind is not ChangeKind.CLOSED
        for day in days(max(first, change.first), min(last, change.last))
    }
    return [
        span
        for day in sorted(touched)
        for opening in dict.fromkeys(openings_on(timetable, day, calendar))
        if opening.kind and opening.certain and (span := span_of(opening, day, timetable.tz))
    ]


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += A_DAY
