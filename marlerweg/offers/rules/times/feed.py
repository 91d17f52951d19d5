"""Timetables as entries of a calendar feed: rules with their exceptions, closures told as cancelled dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from marlerweg.foundation.calendars import Event, Frequency, Recurrence, Status, Weekday
from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import is_standing, slots_of
from marlerweg.offers.rules.times.runs import Occurrence, by_change, occurrences
from marlerweg.offers.rules.times.schedule import EVERY_DAY, Rhythm, Slot, Timetable
from marlerweg.offers.rules.times.spans import Span

WEEKDAYS = tuple(Weekday)


@dataclass(frozen=True)
class Head:
    """What all entries of one offer share; `uid` is „what@where“ and never changes, `sequence` grows with changes."""

    uid: str
    summary: str
    changed_at: dt.datetime
    sequence: int = 0
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()


def entries(
    timetable: Timetable,
    head: Head,
    first: dt.date,
    last: dt.date,
    calendar: Calendar,
    *,
    keys: Sequence[str] = (),
) -> list[Event]:
    """Entries for spans beginning from `first` to `last`; rules end with the window, feeds are read again anyway.

    `keys` name the slots (their primary keys) so that each keeps its UID when another goes; without them the position
    counts. By arrangement is TENTATIVE, a dated closure CANCELLED, a holiday an exception. "Any time by arrangement"
    and days whose school holidays are not known have no entry.
    """
    if timetable.zone != "Europe/Berlin":
        raise ValueError(f"Feeds are written in Europe/Berlin, not {timetable.zone}.")
    found = []
    for number, slot in enumerate(slots_of(timetable)):
        if not is_standing(slot):
            key = keys[number] if keys else f"{number + 1}"
            own = replace(head, uid=_named(head.uid, key))
            found += list(_of_slot(slot, occurrences(timetable, slot, first, last, calendar), own))
    spans = by_change(timetable, first, last, calendar)
    return found + [
        _entry(replace(head, uid=_named(head.uid, f"c{n}")), span) for n, span in enumerate(spans, 1)
    ]


def _named(uid: str, key: str) -> str:
    what, at, where = uid.partition("@")
    return f"{what}-{key}{at}{where}"


def _of_slot(slot: Slot, found: Sequence[Occurrence], head: Head) -> Iterator[Event]:
    """One rule, single entries for nights in which the clocks change, cancelled dates."""
    running = [each.span for each in found if each.span]
    regular = [span for span in running if _is_regular(span, slot)]
    cancelled = [each.day for each in found if each.closed]
    for span in running:
        if span not in regular:
            yield _entry(replace(head, uid=_named(head.uid, f"{span.day:%Y%m%d}")), span)
    if not regular:
        return
    listed = {span.day for span in regular}
    low, high = min(listed), max(listed)
    named = [each.day for each in found if low <= each.day <= high]
    told = [day for day in cancelled if low <= day <= high]
    resting = tuple(day for day in named if day not in listed and day not in told)
    master = _entry(head, regular[0])
    yield replace(master, recurrence=_recurrence(slot, sorted({*listed, *told}), resting))
    for day in told:
        yield _cancelled(master, regular[0], day)


def _is_regular(span: Span, slot: Slot) -> bool:
    """Whether the span lies where every calendar would put it; whole days always do."""
    if span.whole_day:
        return True
    wall = span.end.replace(tzinfo=None) - span.start.replace(tzinfo=None)
    return wall == span.duration and span.start.time() == slot.opens and not span.start.fold


def _recurrence(slot: Slot, listed: Sequence[dt.date], resting: tuple[dt.date, ...]) -> Recurrence | None:
    if len(listed) == 1:
        return None
    if len(resting) > len(listed):
        return Recurrence(None, also_on=tuple(listed[1:]))
    days = tuple(WEEKDAYS[day - 1] for day in sorted(slot.days or EVERY_DAY))
    if slot.rhythm is Rhythm.MONTHLY_BY_WEEKDAY:
        rule = Recurrence(Frequency.MONTHLY, weekdays=days, ordinals=slot.nth)
    elif slot.rhythm is Rhythm.MONTHLY_BY_DAY:
        weekdays = days if slot.days else ()
        rule = Recurrence(Frequency.MONTHLY, weekdays=weekdays, days_of_month=slot.days_of_month)
    else:
        rule = Recurrence(Frequency.WEEKLY, interval=slot.every, weekdays=days)
    return replace(rule, until=listed[-1], except_on=resting)


def _entry(head: Head, span: Span) -> Event:
    whole = span.whole_day
    return Event(
        uid=head.uid,
        summary=head.summary,
        start=span.day if whole else span.start,
        end=span.day if whole else span.end,
        changed_at=head.changed_at,
        sequence=head.sequence,
        status=Status.TENTATIVE if span.by_appointment else Status.CONFIRMED,
        description="\n".join(filter(None, (head.description, span.note))),
        location=head.location,
        url=head.url,
        categories=head.categories,
    )


def _cancelled(master: Event, model: Span, day: dt.date) -> Event:
    """The one date of the series that does not take place, still visible as cancelled."""
    if model.whole_day:
        return replace(master, start=day, end=day, status=Status.CANCELLED, instead_of=day)
    zone = model.start.tzinfo
    start = dt.datetime.combine(day, model.start.time(), zone)
    end = dt.datetime.combine(day + (model.end.date() - model.day), model.end.time(), zone)
    return replace(master, start=start, end=end, status=Status.CANCELLED, instead_of=start)
