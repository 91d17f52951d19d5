"""Open, closed, or not to be said: the answer for a moment with its reason, and the same for a whole stretch of time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import (
    Verdict,
    first_day,
    last_day,
    runs_by_rhythm,
    slots_of,
    verdict,
)
from marlerweg.offers.rules.times.schedule import ChangeKind, Timetable
from marlerweg.offers.rules.times.spans import A_DAY, HORIZON, Span, in_utc, spans, upcoming

ENDLESS = 14  # days: what stays the same for so long has no "until"


class State(StrEnum):
    """UNKNOWN where one must ask first: by arrangement, school holidays not known, nothing recorded."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    REGULAR = "regular"
    EXTRA = "extra"
    CHANGED = "changed"
    BY_APPOINTMENT = "by_appointment"
    SCHOOL_HOLIDAYS_UNKNOWN = "school_holidays_unknown"
    NOTHING_RECORDED = "nothing_recorded"
    OUTSIDE_HOURS = "outside_hours"
    CLOSED_BY_CHANGE = "closed_by_change"
    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAYS = "school_holidays"
    NOT_YET = "not_yet"
    OVER = "over"


@dataclass(frozen=True)
class Answer:
    """State and reason at a moment.

    `until`: when the state changes, in the zone of the timetable; nothing if not within the horizon. `span`: what is
    running. `detail`: the note, or the German name of the holiday.
    """

    state: State
    reason: Reason
    until: dt.datetime | None = None
    span: Span | None = None
    detail: str = ""


def is_open(
    timetable: Timetable, moment: dt.datetime, calendar: Calendar, *, horizon: int = HORIZON
) -> Answer:
    """Whether one can come at a moment (with a zone), why, and until when that stays so; `horizon` in days."""
    now = in_utc(moment)
    if timetable.unknown:
        return Answer(State.UNKNOWN, Reason.NOTHING_RECORDED)
    coming = upcoming(timetable, now, calendar, horizon)
    loaded: list[Span] = []
    for span in coming:
        loaded.append(span)
        if span.begins > now:
            break
    running = [span for span in loaded if span.covers(now)]
    if not running:
        return _closed(timetable, now, calendar, loaded[0] if loaded else None)
    state = _state(running)
    best = next(span for span in running if _state([span]) is state)
    until = _until(state, now, coming, loaded)
    return Answer(state, _reason(best), until, best, best.note)


def _state(running: Iterable[Span]) -> State:
    """Open beats unknown: a slot one may walk into counts although another asks for an appointment."""
    here = list(running)
    if any(span.firm for span in here):
        return State.OPEN
    return State.UNKNOWN if here else State.CLOSED


def _reason(span: Span) -> Reason:
    if not span.certain:
        return Reason.SCHOOL_HOLIDAYS_UNKNOWN
    if span.by_appointment:
        return Reason.BY_APPOINTMENT
    return Reason(span.kind.value) if span.kind else Reason.REGULAR


def _until(state: State, now: dt.datetime, coming: Iterator[Span], loaded: list[Span]) -> dt.datetime | None:
    """The first edge at which the state is another, reading on only as far as spans touch each other."""
    edge, limit = now, now + dt.timedelta(ENDLESS)
    while edge < limit:
        following = min(
            (each for span in loaded for each in (span.begins, span.ends) if each > edge), default=None
        )
        if following is None:
            return None
        while loaded[-1].begins <= following and (more := next(coming, None)):
            loaded.append(more)
            following = min(following, more.begins) if more.begins > edge else following
        edge = following
        if _state(span for span in loaded if span.covers(edge)) is not state:
            return edge.astimezone(loaded[0].start.tzinfo)
    return None


def _closed(timetable: Timetable, now: dt.datetime, calendar: Calendar, following: Span | None) -> Answer:
    reason, detail = _why_closed(timetable, now.astimezone(timetable.tz).date(), calendar)
    return Answer(State.CLOSED, reason, following.start if following else None, detail=detail)


def _why_closed(timetable: Timetable, today: dt.date, calendar: Calendar) -> tuple[Reason, str]:
    """The reason a visitor would want to hear first."""
    for change in timetable.changes:
        if change.kind is ChangeKind.CLOSED and change.covers(today):
            return Reason.CLOSED_BY_CHANGE, change.note
    end, start = last_day(timetable), first_day(timetable)
    if end and end < today:
        return Reason.OVER, ""
    if start and start > today:
        return Reason.NOT_YET, ""
    state = timetable.state_code
    verdicts = {
        verdict(slot, today, calendar, state) for slot in slots_of(timetable) if runs_by_rhythm(slot, today)
    }
    if Verdict.PUBLIC_HOLIDAY in verdicts:
        return Reason.PUBLIC_HOLIDAY, calendar.public_holiday(today, state) or ""
    if Verdict.SCHOOL_HOLIDAYS in verdicts:
        return Reason.SCHOOL_HOLIDAYS, calendar.school_break(today, state) or ""
    return Reason.OUTSIDE_HOURS, ""


def timeline(
    timetable: Timetable, first: dt.date, last: dt.date, calendar: Calendar
) -> list[tuple[dt.datetime, dt.datetime, State]]:
    """What a timetable means: stretches (in UTC) that are open or unknown, merged, of spans beginning on these days.

    Two timetables with the same timeline answer every question about a moment alike.
    """
    found = spans(timetable, first, last, calendar)
    if timetable.unknown:
        begin = dt.datetime.combine(first, dt.time(), timetable.tz)
        end = dt.datetime.combine(last + A_DAY, dt.time(), timetable.tz)
        return [(begin.astimezone(dt.UTC), end.astimezone(dt.UTC), State.UNKNOWN)]
    edges = sorted({each for span in found for each in (span.begins, span.ends)})
    merged: list[tuple[dt.datetime, dt.datetime, State]] = []
    position = 0
    for start, end in pairwise(edges):
        while position < len(found) and found[position].ends <= start - 2 * A_DAY:
            position += 1
        here = _at(found, position, start)
        state = _state(here)
        if state is State.CLOSED:
            continue
        if merged and merged[-1][1] == start and merged[-1][2] is state:
            merged[-1] = (merged[-1][0], end, state)
        else:
            merged.append((start, end, state))
    return merged


def _at(found: list[Span], position: int, moment: dt.datetime) -> list[Span]:
    here = []
    for span in found[position:]:
        if span.begins > moment:
            break
        if span.covers(moment):
            here.append(span)
    return here
