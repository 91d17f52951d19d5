"""Schedules of the Human Services Data Specification (HSDS 3.x): rules with a numeric offset and no exceptions.

So a slot becomes several dated rows: a new one wherever the clocks change, a holiday falls or the offer rests. Nothing
is promised beyond the window or beyond the known school holidays.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import slots_of
from marlerweg.offers.rules.times.runs import Occurrence, by_change, occurrences
from marlerweg.offers.rules.times.schedule import EVERY_DAY, Observance, Rhythm, Slot, Timetable
from marlerweg.offers.rules.times.spans import A_DAY, Span

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BY_APPOINTMENT = "by appointment"


@dataclass(frozen=True)
class Row:
    """One schedule by the names of the specification; `timezone` in hours from UTC; times as HH:MM.

    `closes_at` not after `opens_at` means the day after, `until` the last day on which a span begins.
    """

    freq: str = "WEEKLY"
    interval: int = 1
    byday: str = ""
    bymonthday: str = ""
    wkst: str = "MO"
    dtstart: str = ""
    until: str = ""
    valid_from: str = ""
    valid_to: str = ""
    timezone: float = 0
    opens_at: str = ""
    closes_at: str = ""
    description: str = ""
    notes: str = ""

    def as_json(self) -> dict[str, str | int | float]:
        """Without empty members."""
        return {
            each.name: getattr(self, each.name) for each in fields(self) if getattr(self, each.name) != ""
        }


class Unreadable(ValueError):
    """A row that has no counterpart: `row` counts from 0, `member` is where."""

    def __init__(self, problem: str, row: int, member: str) -> None:
        super().__init__(f"{problem} in row {row}, {member}")
        self.problem, self.row, self.member = problem, row, member


def rows(timetable: Timetable, first: dt.date, last: dt.date, calendar: Calendar) -> list[Row]:
    """The rows that mean the same as the timetable for spans beginning from `first` to `last`.

    An unknown timetable has no rows, and so has one that is never open. "By appointment" goes into `description`.
    """
    found = [
        row
        for slot in slots_of(timetable)
        for run in _runs(occurrences(timetable, slot, first, last, calendar))
        for row in _rows(slot, run)
    ]
    changed = by_change(timetable, first, last, calendar)
    return found + [_single(part) for span in changed for part in _parts(span)]


def _runs(found: Iterable[Occurrence]) -> Iterator[list[Span]]:
    """Neighbouring occurrences that one row can tell; a span across a change of the clocks stands alone."""
    run: list[Span] = []
    for each in found:
        span = each.span
        if run and (span is None or _told(span) != _told(run[-1]) or _crosses(span)):
            yield run
            run = []
        if span:
            run.append(span)
            if _crosses(span):
                yield run
                run = []
    if run:
        yield run


def _told(span: Span) -> tuple[dt.timedelta | None, dt.time, dt.time]:
    """Offset, opening and closing as a row has them; an hour that the clocks skip moves a single day's opening."""
    offset = span.start.utcoffset()
    return offset, span.start.time(), (span.ends + (offset or dt.timedelta(0))).time()


def _crosses(span: Span) -> bool:
    """Whether the clocks change within the span, or its time was moved out of the skipped hour."""
    return span.start.utcoffset() != span.end.utcoffset() or span.start.fold != 0


def _parts(span: Span) -> list[Span]:
    """A day of 25 hours in two parts, because from opening to closing a row can tell 24 at most."""
    if span.duration <= A_DAY:
        return [span]
    middle = (span.begins + A_DAY).astimezone(span.start.tzinfo)
    return [replace(span, end=middle), replace(span, start=middle)]


def _rows(slot: Slot, run: Sequence[Span]) -> list[Row]:
    return [_single(part) for part in _parts(run[0])] if len(run) == 1 else [_row(slot, run)]


def _row(slot: Slot, run: Sequence[Span]) -> Row:
    head, tail = run[0], run[-1]
    row = _single(head)
    row = replace(row, until=str(tail.day), valid_to=str(tail.day))
    days = ",".join(CODES[day - 1] for day in sorted(slot.days or EVERY_DAY))
    if slot.rhythm is Rhythm.MONTHLY_BY_WEEKDAY:
        parts = [f"{nth}{CODES[day - 1]}" for day in sorted(slot.days) for nth in slot.nth]
        return replace(row, freq="MONTHLY", byday=",".join(parts))
    if slot.rhythm is Rhythm.MONTHLY_BY_DAY:
        numbers = ",".join(str(day) for day in slot.days_of_month)
        return replace(row, freq="MONTHLY", bymonthday=numbers, byday=days if slot.days else "")
    return replace(row, interval=slot.every, byday=days)


def _single(span: Span) -> Row:
    """A row for this span alone, its end told in the offset of its start."""
    offset = span.start.utcoffset() or dt.timedelta(0)
    end = span.ends + offset
    day = str(span.start.date())
    return Row(
        byday=CODES[span.start.isoweekday() - 1],
        dtstart=day,
        until=day,
        valid_from=day,
        valid_to=day,
        timezone=offset / dt.timedelta(hours=1),
        opens_at=f"{span.start:%H:%M}",
        closes_at=f"{end:%H:%M}",
        description=BY_APPOINTMENT if span.by_appointment else "",
        notes=span.note,
    )


def read(
    schedules: Sequence[Mapping[str, object]], *, zone: str = "Europe/Berlin", state_code: str = "NW"
) -> Timetable:
    """A timetable from schedules; without any, nothing is known.

    A row for one day is taken at its offset exactly. Longer ones are taken as clock times of the zone, since their
    offset can be right for one half of the year only.
    """
    if not schedules:
        return Timetable(zone=zone, state_code=state_code, unknown=True)
    bare = Timetable(zone=zone, state_code=state_code)
    found = [slot for number, row in enumerate(schedules) for slot in _read(_Reader(row, number), bare)]
    return replace(bare, slots=tuple(dict.fromkeys(found)))


@dataclass(frozen=True)
class _Reader:
    row: Mapping[str, object]
    number: int

    def text(self, member: str) -> str:
        value = self.row.get(member)
        return "" if value is None else str(value)

    def refuse(self, problem: str, member: str) -> Unreadable:
        return Unreadable(problem, self.number, member)

    def date(self, member: str) -> dt.date | None:
        try:
            return dt.date.fromisoformat(self.text(member)[:10]) if self.text(member) else None
        except ValueError:
            raise self.refuse("no_date", member) from None

    def time(self, member: str) -> dt.time | None:
        try:
            return dt.time.fromisoformat(self.text(member)[:5]) if self.text(member) else None
        except ValueError:
            raise self.refuse("no_time", member) from None

    def numbers(self, member: str) -> tuple[int, ...]:
        try:
            return tuple(int(part) for part in self.text(member).split(",") if part.strip())
        except ValueError:
            raise self.refuse("no_number", member) from None

    def weekdays(self) -> dict[int, frozenset[int]]:
        """Weekdays by their place in the month, 0 for every week."""
        found: dict[int, set[int]] = {}
        for part in filter(None, (each.strip().upper() for each in self.text("byday").split(","))):
            nth, code = part[:-2], part[-2:]
            if code not in CODES or (nth and nth.lstrip("+-") not in {"1", "2", "3", "4", "5"}):
                raise self.refuse("no_weekday", "byday")
            found.setdefault(int(nth or 0), set()).add(CODES.index(code) + 1)
        return {nth: frozenset(days) for nth, days in found.items()}


def _read(row: _Reader, bare: Timetable) -> Iterator[Slot]:
    for member in ("count", "byweekno", "byyearday"):
        if row.text(member):
            raise row.refuse("not_supported", member)
    first = max((d for d in (row.date("dtstart"), row.date("valid_from")) if d), default=None)
    last = min((d for d in (row.date("until"), row.date("valid_to")) if d), default=None)
    opens, closes = row.time("opens_at"), row.time("closes_at")
    if (opens is None) != (closes is None):
        raise row.refuse("only_one_time", "opens_at")
    by_appointment = row.text("description") == BY_APPOINTMENT
    template = Slot(
        on_public_holidays=Observance.OPEN,
        by_appointment=by_appointment,
        note=row.text("notes") or ("" if by_appointment else row.text("description")),
    )
    if first and first == last and opens and closes:
        yield from _at_offset(row, template, first, (opens, closes), bare)
        return
    if opens == closes == dt.time(0):
        opens = closes = None
    template = replace(template, opens=opens, closes=closes, valid_from=first, valid_until=last)
    freq, interval = row.text("freq").upper(), int(float(row.text("interval") or 1))
    if freq == "WEEKLY":
        yield _weekly(row, template, interval)
    elif freq == "MONTHLY" and interval == 1:
        yield from _monthly(row, template)
    else:
        raise row.refuse("not_supported", "interval" if freq == "MONTHLY" else "freq")


def _at_offset(
    row: _Reader, template: Slot, day: dt.date, times: tuple[dt.time, dt.time], bare: Timetable
) -> Iterator[Slot]:
    """One day; in two parts where the night in which the clocks go forward makes more than a day of it by the clock."""
    opens, closes = times
    end_day = day + dt.timedelta(closes <= opens)
    if row.text("timezone"):
        offset = dt.timezone(dt.timedelta(hours=float(row.text("timezone"))))
        start = dt.datetime.combine(day, opens, offset).astimezone(bare.tz)
        end = dt.datetime.combine(end_day, closes, offset).astimezone(bare.tz)
        day, opens, closes, end_day = start.date(), start.time(), end.time(), end.date()
    once = replace(template, rhythm=Rhythm.ONCE, on=day, on_public_holidays=Observance.OPEN)
    if end_day > day and closes > opens:
        yield replace(once, opens=opens, closes=dt.time(0))
        yield replace(once, on=end_day, opens=dt.time(0), closes=closes)
        return
    whole = opens == closes == dt.time(0)
    yield replace(once, opens=None if whole else opens, closes=None if whole else closes)


def _weekly(row: _Reader, template: Slot, interval: int) -> Slot:
    weekdays = row.weekdays()
    if set(weekdays) - {0}:
        raise row.refuse("not_supported", "byday")
    start = row.date("dtstart")
    days = weekdays.get(0) or (frozenset({start.isoweekday()}) if start else frozenset())
    if interval == 1:
        return replace(template, days=frozenset() if days == EVERY_DAY else days)
    if start is None:
        raise row.refuse("anchor_missing", "dtstart")
    return replace(template, days=days, rhythm=Rhythm.EVERY_N_WEEKS, every=interval, anchor=start)


def _monthly(row: _Reader, template: Slot) -> Iterator[Slot]:
    weekdays, numbers = row.weekdays(), row.numbers("bymonthday")
    if numbers:
        days = weekdays.get(0, frozenset())
        if set(weekdays) - {0} or set(numbers) - {*range(1, 32), -1}:
            raise row.refuse("not_supported", "bymonthday")
        yield replace(template, days=days, rhythm=Rhythm.MONTHLY_BY_DAY, days_of_month=numbers)
        return
    if not weekdays or 0 in weekdays or min(weekdays) < -1:
        raise row.refuse("not_supported", "byday")
    by_days = groupby(sorted(weekdays.items(), key=lambda each: sorted(each[1])), key=lambda each: each[1])
    for days, group in by_days:
        nth = tuple(each[0] for each in group)
        yield replace(template, days=days, rhythm=Rhythm.MONTHLY_BY_WEEKDAY, nth=nth)
