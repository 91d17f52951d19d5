"""A timetable from an `opening_hours` string, with the same meaning for every day of a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from marlerweg.offers.rules.times.days import ANY_TIME, week_number
from marlerweg.offers.rules.times.openstreetmap.grammar import (
    OFF,
    UNKNOWN,
    Day,
    Parser,
    Rule,
    Stretch,
    Unreadable,
)
from marlerweg.offers.rules.times.openstreetmap.words import ASKS_FIRST, BY_APPOINTMENT, EVER, LONGEST
from marlerweg.offers.rules.times.schedule import (
    EVERY_DAY,
    Change,
    ChangeKind,
    Observance,
    Rhythm,
    Slot,
    Timetable,
)

A_DAY = dt.timedelta(1)
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2039, 12, 31)
Range = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True)
class Area:
    """The days one rule speaks about, in the terms of a slot; `nth` and `weeks` narrow it further."""

    days: frozenset[int]
    range: Range = (None, None)
    nth: tuple[int, ...] = ()
    every: int = 1
    anchor: dt.date | None = None
    days_of_month: tuple[int, ...] = ()
    in_holidays: str = ""


def read(
    text: str,
    *,
    first: dt.date = FIRST,
    last: dt.date = LAST,
    zone: str = "Europe/Berlin",
    state_code: str = "NW",
) -> Timetable:
    """Read a string; dates without a year and numbers of weeks are written out from `first` to `last`.

    Without a word about holidays the string means open on them. Raises Unreadable, with the place, for what has no
    counterpart: sunrise, open ends, easter, rules that override others in ways a timetable cannot.
    """
    if not text.strip():
        return Timetable(zone=zone, state_code=state_code, unknown=True)
    rules = Parser(text).rules()
    if _is_arrangement(rules):
        return Timetable(zone=zone, state_code=state_code, appointment_only=True)
    slots: list[Slot] = []
    changes: list[Change] = []
    for number, rule in enumerate(rules):
        later = rules[number + 1 :]
        if rule.joined == "||":
            slots.append(_fallback(rule, later))
        elif rule.modifier == OFF and _is_dated(rule) and all(_comes_after(each) for each in later):
            changes += [
                Change(*bounds, ChangeKind.CLOSED, note=rule.comment or "")
                for bounds in _whole_ranges(rule, first, last)
            ]
        elif changes and rule.modifier != OFF:
            changes += _extra(rule, first, last)
        else:
            areas = _areas(rule, first, last)
            if rule.joined == ";":
                slots = _overridden(slots, areas, rule)
            if rule.modifier != OFF:
                slots += [slot for area in areas for slot in _made(area, rule)]
    return Timetable(tuple(_tidy(slot) for slot in dict.fromkeys(slots)), tuple(changes), zone, state_code)


def _is_arrangement(rules: list[Rule]) -> bool:
    """`"nach Vereinbarung"` alone."""
    (rule, *more) = rules
    bare = not (
        more or rule.dates or rule.weeks or rule.holidays or rule.weekdays or rule.times or rule.always
    )
    if bare and rule.plain and not ASKS_FIRST.search(rule.comment or ""):
        raise Unreadable("only_a_comment", rule.position, rule.comment or "")
    return bare and (rule.plain or rule.modifier == UNKNOWN)


def _fallback(rule: Rule, later: list[Rule]) -> Slot:
    selected = rule.dates or rule.weeks or rule.holidays or rule.weekdays or rule.times
    asks = rule.modifier == UNKNOWN or (rule.plain and ASKS_FIRST.search(rule.comment or ""))
    if selected or later or not asks:
        raise Unreadable("fallback", rule.position, "||")
    return ANY_TIME


def _is_dated(rule: Rule) -> bool:
    """Only dates, no weekday, week or holiday."""
    return bool(rule.dates) and not (rule.weeks or rule.holidays or rule.weekdays or rule.times)


def _comes_after(rule: Rule) -> bool:
    """Whether a later rule can stand as a change beside an earlier closure by date."""
    if rule.joined == "||":
        return False
    if rule.modifier == OFF:
        return _is_dated(rule)
    bare = replace(rule, times=[]) if rule.times else rule
    return rule.joined == "," and _is_dated(bare) and rule.modifier != UNKNOWN


def _extra(rule: Rule, first: dt.date, last: dt.date) -> Iterator[Change]:
    for bounds in _whole_ranges(rule, first, last):
        for opens, closes in _times(rule):
            yield Change(*bounds, ChangeKind.EXTRA, opens, closes, rule.comment or "")


def _whole_ranges(rule: Rule, first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date]]:
    return [(a or first, b or last) for a, b in _ranges(rule, first, last)]


def _ranges(rule: Rule, first: dt.date, last: dt.date) -> list[Range]:
    if not rule.dates:
        return [(None, None)]
    return [each for stretch in rule.dates for each in _range(stretch, rule.position, first, last)]


def _range(stretch: Stretch, position: int, first: dt.date, last: dt.date) -> Iterator[Range]:
    begin, end = stretch.first, stretch.last or stretch.first
    if begin.year is not None:
        start = None if begin.year <= EVER else _edge(begin, begin.year, position)
        if stretch.endless:
            yield start, None
            return
        if end.year is None:
            raise Unreadable("year_missing", position, str(begin.year))
        yield start, _edge(end, end.year, position, ends=True)
        return
    if stretch.endless or end.year is not None:
        raise Unreadable("year_missing", position, "")
    for year in range(first.year - 1, last.year + 1):
        start = _edge(begin, year, position, missing_is_next=True)
        stop = _edge(end, year, position, ends=True)
        if stop < start and stretch.last:
            stop = _edge(end, year + 1, position, ends=True)
        if start <= stop and stop >= first:
            yield start, stop


def _edge(
    day: Day, year: int, position: int, *, ends: bool = False, missing_is_next: bool = False
) -> dt.date:
    """First or last day of what is named; the 29th of February in a common year is the day before or after."""
    month = day.month or (12 if ends else 1)
    if not day.day:
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return following - A_DAY if ends else dt.date(year, month, 1)
    if day.day > LONGEST[month]:
        raise Unreadable("no_such_day", position, f"{day.day}")
    try:
        return dt.date(year, month, day.day)
    except ValueError:
        if not (ends or missing_is_next):
            raise Unreadable("no_such_day", position, f"{day.day}") from None
        return dt.date(year, 2, 28) if ends else dt.date(year, 3, 1)


def _days_of_every_month(rule: Rule) -> tuple[int, ...]:
    """The days of the month, if the rule names them in all months that have them."""
    found: dict[int, set[int]] = {}
    for stretch in rule.dates:
        if stretch.first.year or stretch.last or stretch.endless or not stretch.first.day:
            return ()
        found.setdefault(stretch.first.day, set()).add(stretch.first.month)
    whole = all(
        months == {month for month, length in LONGEST.items() if day <= length}
        for day, months in found.items()
    )
    return tuple(sorted(found)) if whole else ()


def _areas(rule: Rule, first: dt.date, last: dt.date) -> list[Area]:
    days_of_month = _days_of_every_month(rule)
    ranges = [(None, None)] if days_of_month else _ranges(rule, first, last)
    narrow = next(iter(rule.holidays)) if rule.holidays_narrow and len(rule.holidays) == 1 else ""
    if rule.holidays_narrow and (not narrow or any(nth for _, nth in rule.weekdays)):
        raise Unreadable("holidays_and_weekdays", rule.position, "")
    weekdays: list[tuple[frozenset[int], tuple[int, ...], str]] = [
        (days, nth, narrow) for days, nth in _joined(rule.weekdays)
    ]
    if not rule.holidays_narrow:
        weekdays += [(frozenset(), (), kind) for kind in sorted(rule.holidays)]
    weekdays = weekdays or [(frozenset(), (), "")]
    found = []
    for bounds in ranges:
        for days, nth, kind in weekdays:
            if rule.weeks and (nth or days_of_month):
                raise Unreadable("weeks_and_month", rule.position, "week")
            if nth and days_of_month:
                raise Unreadable("weeks_and_month", rule.position, "")
            area = Area(days, bounds, nth, days_of_month=days_of_month, in_holidays=kind)
            found += list(_in_weeks(area, rule.weeks, first, last)) if rule.weeks else [area]
    return found


def _joined(
    weekdays: Iterable[tuple[frozenset[int], tuple[int, ...]]],
) -> list[tuple[frozenset[int], tuple[int, ...]]]:
    """Weekdays of the same kind as one set."""
    found: dict[tuple[int, ...], frozenset[int]] = {}
    for days, nth in weekdays:
        found[nth] = found.get(nth, frozenset()) | days
    return [(frozenset() if days == EVERY_DAY and not nth else days, nth) for nth, days in found.items()]


def _in_weeks(area: Area, weeks: list[tuple[int, int, int]], first: dt.date, last: dt.date) -> Iterator[Area]:
    """Numbers of weeks as rhythms, year by year; a rhythm that goes on over the new year stays one."""
    low, high = area.range[0] or first, area.range[1] or last
    for begin, end, step in weeks:
        open_stretch: Area | None = None
        for year in range(low.isocalendar().year, high.isocalendar().year + 1):
            length = dt.date(year, 12, 28).isocalendar().week
            here = range(begin, min(end, length) + 1, step)
            if not here:
                continue
            start = dt.date.fromisocalendar(year, here[0], 1)
            stop = dt.date.fromisocalendar(year, here[-1], 7)
            if end >= length:  # up to the last week: the pause before the next one belongs to the rhythm
                stop = dt.date.fromisocalendar(year, length, 7)
            if begin <= step:
                start = dt.date.fromisocalendar(year, 1, 1)
            anchor = dt.date.fromisocalendar(year, here[0], 1)
            bounds = max(start, low), min(stop, high)
            if bounds[0] > bounds[1]:
                continue
            if open_stretch and _goes_on(open_stretch, bounds[0], anchor, step):
                open_stretch = replace(open_stretch, range=(open_stretch.range[0], bounds[1]))
                continue
            if open_stretch:
                yield open_stretch
            open_stretch = replace(area, range=bounds, every=step, anchor=anchor)
        if open_stretch:
            yield open_stretch


def _goes_on(area: Area, start: dt.date, anchor: dt.date, step: int) -> bool:
    end = area.range[1]
    in_step = area.anchor is not None and (week_number(anchor) - week_number(area.anchor)) % step == 0
    return end is not None and end + A_DAY == start and in_step


def _made(area: Area, rule: Rule) -> Iterator[Slot]:
    rhythm = Rhythm.WEEKLY
    if area.nth:
        rhythm = Rhythm.MONTHLY_BY_WEEKDAY
    elif area.days_of_month:
        rhythm = Rhythm.MONTHLY_BY_DAY
    elif area.every > 1:
        rhythm = Rhythm.EVERY_N_WEEKS
    comment = rule.comment or ""
    by_appointment = rule.modifier == UNKNOWN or (rule.plain and bool(ASKS_FIRST.search(comment)))
    for opens, closes in _times(rule):
        yield Slot(
            area.days,
            opens,
            closes,
            rhythm,
            area.every,
            area.anchor if rhythm is Rhythm.EVERY_N_WEEKS else None,
            area.nth,
            area.days_of_month,
            None,
            area.range[0],
            area.range[1],
            Observance.ONLY if area.in_holidays == "PH" else Observance.OPEN,
            Observance.ONLY if area.in_holidays == "SH" else Observance.OPEN,
            by_appointment,
            "" if comment == BY_APPOINTMENT else comment,
        )


def _times(rule: Rule) -> list[tuple[dt.time | None, dt.time | None]]:
    """The times of a rule; from midnight to midnight, or none at all, is the whole day."""
    return [(None, None) if set(each) == {dt.time(0)} else each for each in rule.times] or [(None, None)]


def _overridden(slots: list[Slot], areas: list[Area], rule: Rule) -> list[Slot]:
    for area in areas:
        slots = [part for slot in slots for part in _less(slot, area, rule)]
    return slots


def _less(slot: Slot, area: Area, rule: Rule) -> Iterator[Slot]:
    """What remains of a slot when a later rule speaks about these days."""
    days = (slot.days or EVERY_DAY) & (area.days or EVERY_DAY)
    low = max((each for each in (slot.valid_from, area.range[0]) if each), default=None)
    high = min((each for each in (slot.valid_until, area.range[1]) if each), default=None)
    if not days or (low and high and high < low):
        yield slot
        return
    if low and low != slot.valid_from:
        yield replace(slot, valid_until=low - A_DAY)
    if high and high != slot.valid_until:
        yield replace(slot, valid_from=high + A_DAY)
    inside = replace(slot, valid_from=low, valid_until=high)
    if rest := (slot.days or EVERY_DAY) - days:
        yield replace(inside, days=rest)
    hit = inside if not slot.days and days == EVERY_DAY else replace(inside, days=days)
    yield from _narrowed(hit, area, rule)


def _narrowed(slot: Slot, area: Area, rule: Rule) -> Iterator[Slot]:
    """What remains of a slot all whose days are spoken about, if only in holidays or on the nth of them."""
    if area.every > 1 or area.days_of_month:
        raise Unreadable("overrides_by_rhythm", rule.position, "")
    if area.in_holidays == "PH":
        if slot.on_public_holidays is not Observance.ONLY:
            yield replace(slot, on_public_holidays=Observance.CLOSED)
    elif area.in_holidays == "SH":
        if slot.on_school_holidays is not Observance.ONLY:
            yield replace(slot, on_school_holidays=Observance.CLOSED)
    elif area.nth:
        nth = slot.nth if slot.rhythm is Rhythm.MONTHLY_BY_WEEKDAY else (1, 2, 3, 4, 5)
        if -1 in {*nth, *area.nth} or slot.rhythm not in {Rhythm.WEEKLY, Rhythm.MONTHLY_BY_WEEKDAY}:
            raise Unreadable("overrides_by_rhythm", rule.position, "")
        if rest := tuple(each for each in nth if each not in area.nth):
            yield replace(slot, days=slot.days or EVERY_DAY, rhythm=Rhythm.MONTHLY_BY_WEEKDAY, nth=rest)


def _tidy(slot: Slot) -> Slot:
    """A single day that no holiday touches is a date named by itself."""
    free = slot.on_public_holidays is slot.on_school_holidays is Observance.OPEN
    if not (free and slot.valid_from and slot.valid_from == slot.valid_until):
        return slot
    if slot.rhythm is not Rhythm.WEEKLY or slot.days:
        return slot
    return replace(slot, rhythm=Rhythm.ONCE, on=slot.valid_from, valid_from=None, valid_until=None)
