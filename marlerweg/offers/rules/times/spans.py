"""Moments made of days: concrete spans in the zone of the timetable, right across both changes of the clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import Opening, first_day, last_day, openings_on
from marlerweg.offers.rules.times.schedule import MIDNIGHT, ChangeKind, Timetable

A_DAY = dt.timedelta(1)
NO_OFFSET = dt.timedelta(0)
HORIZON = 400  # days: a yearly date is still found


@dataclass(frozen=True)
class Span:
    """From `start` until before `end`, both in the zone of the timetable; `day` is the day it belongs to.

    Subtract with `duration`: Python subtracts two times of one zone by the clock on the wall.
    """

    start: dt.datetime
    end: dt.datetime
    day: dt.date
    by_appointment: bool = False
    certain: bool = True
    note: str = ""
    kind: ChangeKind | None = None
    whole_day: bool = False
    standing: bool = False

    begins: dt.datetime = field(init=False, repr=False, compare=False)  # in UTC, to compare and subtract
    ends: dt.datetime = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "begins", self.start.astimezone(dt.UTC))
        object.__setattr__(self, "ends", self.end.astimezone(dt.UTC))

    @property
    def duration(self) -> dt.timedelta:
        return self.ends - self.begins

    @property
    def firm(self) -> bool:
        """Whether one may come without asking first."""
        return self.certain and not self.by_appointment

    def covers(self, moment: dt.datetime) -> bool:
        """Whether a moment, in UTC, lies within."""
        return self.begins <= moment < self.ends


def moment_of(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The moment a clock on the wall first shows a time.

    A time skipped in spring is the moment of the skip (02:30 becomes 03:00); of a time that comes twice in autumn the
    first is meant, as in RFC 5545, 3.3.5.
    """
    local = dt.datetime.combine(day, time, tzinfo=zone)
    if not _clocks_change(day, zone):
        return local
    before, after = local.utcoffset() or NO_OFFSET, local.replace(fold=1).utcoffset() or NO_OFFSET
    return _skip(local, before, after, zone) if before < after else local


@lru_cache(maxsize=8192)
def _clocks_change(day: dt.date, zone: ZoneInfo) -> bool:
    midnight = dt.datetime.combine(day, MIDNIGHT, zone)
    return midnight.utcoffset() != (midnight + A_DAY).utcoffset()


def _skip(local: dt.datetime, before: dt.timedelta, after: dt.timedelta, zone: ZoneInfo) -> dt.datetime:
    """The moment at which the clocks jump over a time, found by halving."""
    wall = local.replace(tzinfo=dt.UTC)
    early, late = wall - after, wall - before
    while late - early > dt.timedelta(seconds=1):
        middle = early + (late - early) // 2
        early, late = (middle, late) if middle.astimezone(zone).utcoffset() == before else (early, middle)
    return late.replace(microsecond=0).astimezone(zone)


def spans(timetable: Timetable, first: dt.date, last: dt.date, calendar: Calendar) -> list[Span]:
    """All spans that begin on the days from `first` to `last`, both included, in order and each once.

    They may overlap where slots do, and end after `last`. Cost: about 2 µs per day and slot.
    """
    return list(_spans(timetable, first, last, calendar))


def _spans(timetable: Timetable, first: dt.date, last: dt.date, calendar: Calendar) -> Iterator[Span]:
    earliest, latest = first_day(timetable), last_day(timetable)
    day = max(first, earliest) if earliest else first
    last = min(last, latest) if latest else last
    zone = timetable.tz
    while day <= last:
        if openings := openings_on(timetable, day, calendar):
            yield from _in_order(openings, day, zone)
        day += A_DAY


def _in_order(openings: list[Opening], day: dt.date, zone: ZoneInfo) -> list[Span]:
    found = [span for each in openings if (span := span_of(each, day, zone))]
    if len(found) < 2:
        return found
    return sorted(dict.fromkeys(found), key=lambda span: (span.begins, span.ends))


def span_of(opening: Opening, day: dt.date, zone: ZoneInfo) -> Span | None:
    """The opening as moments; nothing if it lies within the hour skipped in spring."""
    opens, closes = opening.opens or MIDNIGHT, opening.closes or MIDNIGHT
    start = moment_of(day, opens, zone)
    end = moment_of(day + A_DAY if closes <= opens else day, closes, zone)
    span = Span(
        start,
        end,
        day,
        opening.by_appointment,
        opening.certain,
        opening.note,
        opening.kind,
        opening.opens is None,
        opening.standing,
    )
    return span if span.begins < span.ends else None


def upcoming(
    timetable: Timetable, moment: dt.datetime, calendar: Calendar, horizon: int = HORIZON
) -> Iterator[Span]:
    """Spans that are not over at a moment, in order, lazily; `horizon` in days. The moment must have a zone."""
    now = in_utc(moment)
    today = now.astimezone(timetable.tz).date()
    for span in _spans(timetable, today - A_DAY, today + dt.timedelta(horizon), calendar):
        if span.ends > now:
            yield span


def next_dates(
    timetable: Timetable,
    moment: dt.datetime,
    calendar: Calendar,
    count: int = 1,
    *,
    horizon: int = HORIZON,
) -> list[Span]:
    """The next `count` spans that begin after a moment; fewer where the horizon (days) has no more.

    "Any time by arrangement" is no date. A span with `certain` false may be cancelled by school holidays.
    """
    now, found = in_utc(moment), []
    for span in upcoming(timetable, moment, calendar, horizon):
        if span.begins > now and not span.standing:
            found.append(span)
            if len(found) == count:
                break
    return found


def opens_next(
    timetable: Timetable, moment: dt.datetime, calendar: Calendar, *, horizon: int = HORIZON
) -> Span | None:
    """The next span that begins after a moment, whether or not something is open now."""
    return next(iter(next_dates(timetable, moment, calendar, horizon=horizon)), None)


def in_utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone.")
    return moment.astimezone(dt.UTC)
