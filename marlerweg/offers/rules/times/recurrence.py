"""Slots and the rules of RFC 5545 by which other directories repeat an event: DTSTART and RRULE, two lines of text.

A rule knows no holidays and no single exceptions. A slot with such gaps is therefore written as several series, each
without a gap; what a rule says that no slot can say is `Unsayable`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import runs_by_rhythm
from marlerweg.offers.rules.times.runs import occurrences
from marlerweg.offers.rules.times.schedule import EVERY_DAY, Observance, Rhythm, Slot, Timetable
from marlerweg.offers.rules.times.spans import A_DAY, Span

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNDERSTOOD = {"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST"}
FURTHEST = 3660  # days in which the last of a counted number of dates must lie
LATE = dt.time(23, 59, 59)


class Unsayable(ValueError):
    """A rule for which there is no slot; the text is the rule."""


@dataclass(frozen=True)
class Series:
    """Dates without a gap: the first of them, the day of the last (nothing: no end), and the rule if there are several."""

    first: Span
    last: dt.date | None
    rule: str | None = None


# --- Writing -----------------------------------------------------------------------------------------------------------


def series(
    timetable: Timetable, slot: Slot, first: dt.date, last: dt.date, calendar: Calendar
) -> list[Series]:
    """The slot's dates from `first` to `last`; only a slot that nothing interrupts goes on beyond."""
    runs: list[list[Span]] = [[]]
    for each in occurrences(timetable, slot, first, last, calendar):
        if each.span is None:
            runs.append([])
        else:
            runs[-1].append(each.span)
    found = [_series(slot, run) for run in runs if run]
    endless = slot.valid_until is None and slot.rhythm is not Rhythm.ONCE
    if endless and len(runs) == 1 and found and not (slot.follows_holidays or slot.follows_school):
        return [replace(found[0], last=None, rule=written(slot, found[0].first, None))]
    return found


def _series(slot: Slot, run: list[Span]) -> Series:
    rule = written(slot, run[0], run[-1].day) if len(run) > 1 else None
    return Series(run[0], run[-1].day, rule)


def written(slot: Slot, first: Span, last: dt.date | None) -> str:
    """Two lines; the end of the rule is the end of the last day, by the clock on the wall like the beginning."""
    days = ",".join(WEEKDAYS[day - 1] for day in sorted(slot.days or EVERY_DAY))
    parts = {"FREQ": "WEEKLY"}
    if slot.rhythm is Rhythm.EVERY_N_WEEKS and slot.every > 1:
        parts["INTERVAL"] = str(slot.every)
    if last:
        parts["UNTIL"] = _stamp(dt.datetime.combine(last, LATE))
    if slot.rhythm is Rhythm.MONTHLY_BY_WEEKDAY:
        parts["FREQ"] = "MONTHLY"
        parts["BYDAY"] = ",".join(f"{n}{WEEKDAYS[day - 1]}" for day in sorted(slot.days) for n in slot.nth)
    elif slot.rhythm is Rhythm.MONTHLY_BY_DAY:
        parts["FREQ"] = "MONTHLY"
        parts["BYMONTHDAY"] = ",".join(map(str, slot.days_of_month))
        if slot.days:
            parts["BYDAY"] = days
    else:
        parts["BYDAY"] = days
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    return f"DTSTART:{_stamp(first.start.replace(tzinfo=None))}\nRRULE:{rule}"


def _stamp(moment: dt.datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


# --- Reading -----------------------------------------------------------------------------------------------------------


def slot_of(text: str, start: dt.datetime, end: dt.datetime, *, whole_day: bool) -> Slot:
    """The slot of a repeated event; `start` and `end` are one of its dates in the town's zone.

    It says nothing about holidays, so the slot holds on them. Raises Unsayable.
    """
    lines = dict(_lines(text))
    if set(lines) - {"DTSTART", "RRULE"} or "RRULE" not in lines:
        raise Unsayable(text)
    parts = dict(part.upper().split("=", 1) for part in lines["RRULE"].split(";") if "=" in part)
    zone = start.tzinfo if isinstance(start.tzinfo, ZoneInfo) else ZoneInfo("Europe/Berlin")
    first = _moment(lines.get("DTSTART", ""), zone) or start.replace(tzinfo=None)
    if set(parts) - UNDERSTOOD or (not whole_day and end - start > A_DAY):
        raise Unsayable(text)
    try:
        slot = _rhythm(parts, first.date())
        slot = replace(
            slot,
            opens=None if whole_day else first.time().replace(second=0),
            closes=None if whole_day else end.time().replace(second=0),
            valid_from=first.date(),
            valid_until=_last_day(parts, slot, first, zone),
            on_public_holidays=Observance.OPEN,
        )
    except ValueError as unclear:  # also Unusable: the rule contradicts itself
        raise Unsayable(text) from unclear
    return slot


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, _, value = line.strip().partition(":")
        if name:
            yield name.partition(";")[0].upper(), value.strip()


def _moment(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """By the clock on the wall of the zone; nothing for what is no moment."""
    for pattern in ("%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ", "%Y%m%d"):
        try:
            found = dt.datetime.strptime(text, pattern)  # noqa: DTZ007 - the zone follows from the Z
        except ValueError:
            continue
        if pattern.endswith("Z"):
            return found.replace(tzinfo=dt.UTC).astimezone(zone).replace(tzinfo=None)
        return found
    return None


def _rhythm(parts: Mapping[str, str], first: dt.date) -> Slot:
    every, named = int(parts.get("INTERVAL", 1)), _days(parts.get("BYDAY", ""))
    days = frozenset(day for _, day in named)
    ordinals = {nth for nth, _ in named} - {0}
    match parts.get("FREQ"):
        case "DAILY" if every == 1 and not ordinals and not parts.keys() & {"BYMONTHDAY", "BYSETPOS"}:
            return Slot(days if days != EVERY_DAY else frozenset())
        case "WEEKLY" if not ordinals and not parts.keys() & {"BYMONTHDAY", "BYSETPOS"}:
            days = days or frozenset({first.isoweekday()})
            if every == 1:
                return Slot(days if days != EVERY_DAY else frozenset())
            if parts.get("WKST", "MO") == "MO":
                return Slot(days, rhythm=Rhythm.EVERY_N_WEEKS, every=every, anchor=first)
        case "MONTHLY" if every == 1:
            return _monthly(parts, first, named, days)
    raise ValueError(parts)


def _monthly(
    parts: Mapping[str, str], first: dt.date, named: list[tuple[int, int]], days: frozenset[int]
) -> Slot:
    ordinals = {nth for nth, _ in named}
    if "BYMONTHDAY" in parts or not named:
        if ordinals - {0} or "BYSETPOS" in parts:
            raise ValueError(parts)
        dates = tuple(int(each) for each in parts.get("BYMONTHDAY", str(first.day)).split(","))
        return Slot(days, rhythm=Rhythm.MONTHLY_BY_DAY, days_of_month=dates)
    if "BYSETPOS" in parts:
        if ordinals != {0} or len(days) != 1:
            raise ValueError(parts)
        ordinals = {int(each) for each in parts["BYSETPOS"].split(",")}
    elif set(named) != {(nth, day) for nth in ordinals for day in days}:
        raise ValueError(parts)
    nth = tuple(sorted(ordinals, key=lambda each: (each < 0, each)))
    return Slot(days, rhythm=Rhythm.MONTHLY_BY_WEEKDAY, nth=nth if 0 not in nth else (1, 2, 3, 4, 5))


def _days(text: str) -> list[tuple[int, int]]:
    """As (which of the month, weekday): `1MO,-1FR,TU` is [(1, 1), (-1, 5), (0, 2)]."""
    return [
        (int(each[:-2] or 0), WEEKDAYS.index(each[-2:]) + 1)
        for each in (piece.strip() for piece in text.split(","))
        if each
    ]


def _last_day(parts: Mapping[str, str], slot: Slot, first: dt.datetime, zone: ZoneInfo) -> dt.date | None:
    if "UNTIL" in parts:
        until = _moment(parts["UNTIL"], zone)
        if until is None:
            raise ValueError(parts["UNTIL"])
        timed = "T" in parts["UNTIL"]
        return until.date() - A_DAY if timed and until.time() < first.time() else until.date()
    if "COUNT" not in parts:
        return None
    left, day = int(parts["COUNT"]), first.date()
    for _ in range(FURTHEST):
        left -= runs_by_rhythm(slot, day)
        if left <= 0:
            return day
        day += A_DAY
    raise ValueError(parts["COUNT"])
