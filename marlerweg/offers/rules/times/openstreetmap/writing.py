"""A timetable as one `opening_hours` string."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.days import (
    Opening,
    Verdict,
    is_standing,
    openings_on,
    runs_by_rhythm,
    slots_of,
    verdict,
    week_number,
)
from marlerweg.offers.rules.times.openstreetmap.words import BY_APPOINTMENT, EVER, LONGEST, MONTHS, WEEKDAYS
from marlerweg.offers.rules.times.schedule import (
    EVERY_DAY,
    ChangeKind,
    Observance,
    Rhythm,
    Slot,
    Timetable,
)

A_DAY = dt.timedelta(1)
OPEN, CLOSED, ONLY = Observance.OPEN, Observance.CLOSED, Observance.ONLY


class Unsayable(ValueError):
    """The string cannot say this; `flaw` is a key for the reader of the export."""

    def __init__(self, flaw: str) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True)
class Window:
    """The days the string must be right for where it has to name dates; a calendar spells holidays out as dates."""

    first: dt.date | None = None
    last: dt.date | None = None
    calendar: Calendar | None = None
    spell_out: bool = False

    def days(self, first: dt.date | None = None, last: dt.date | None = None) -> list[dt.date]:
        start = max((each for each in (self.first, first) if each), default=None)
        end = min((each for each in (self.last, last) if each), default=None)
        if start is None or end is None:
            raise Unsayable("needs_a_window")
        return [start + n * A_DAY for n in range((end - start).days + 1)]


def write(
    timetable: Timetable,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    calendar: Calendar | None = None,
    spell_out: bool = False,
    by_appointment: str = BY_APPOINTMENT,
) -> str:
    """The `opening_hours` of a timetable; empty where nothing is recorded, raises Unsayable where it has no words.

    Rhythms of n weeks without end, "the last day of the month" and the like name their dates from `first` to `last`.
    `spell_out` writes public and school holidays as dates of that window instead of PH and SH, because readers of
    OpenStreetMap know the holidays of Germany but not of a Land; it needs a `calendar`, and so do changed times.
    """
    if timetable.unknown:
        return ""
    window = Window(first, last, calendar, spell_out)
    slots, fallback = _without_fallback(timetable)
    rules = [
        *_slots(slots, timetable.state_code, window, by_appointment),
        *_changes(timetable, window, by_appointment),
    ]
    if fallback and not rules:
        return f'unknown "{by_appointment}"'
    text = "".join(rules).removeprefix("; ").removeprefix(", ") or "off"
    if text == "Mo-Su 00:00-24:00":
        text = "24/7"
    return f'{text} || unknown "{by_appointment}"' if fallback else text


def _without_fallback(timetable: Timetable) -> tuple[tuple[Slot, ...], bool]:
    """Take out "otherwise by arrangement", for which the string has a form of its own."""
    slots = slots_of(timetable)
    closes = any(each.kind is not ChangeKind.EXTRA for each in timetable.changes)
    rest = tuple(slot for slot in slots if not (_is_fallback(slot) and not closes))
    return rest, len(rest) < len(slots)


def _is_fallback(slot: Slot) -> bool:
    return is_standing(slot) and slot == Slot(by_appointment=True, on_public_holidays=OPEN, note=slot.note)


def _slots(slots: Sequence[Slot], state: str, window: Window, words: str) -> Iterator[str]:
    """The slots in an order in which `PH off` and `SH off` hit those they are meant for and nobody else."""
    once = [slot for slot in slots if slot.rhythm is Rhythm.ONCE]
    by_rule: dict[tuple[Observance, Observance], list[Slot]] = {}
    for slot in slots:
        if slot.rhythm is not Rhythm.ONCE:
            by_rule.setdefault((slot.on_public_holidays, slot.on_school_holidays), []).append(slot)
    both, school = by_rule.get((CLOSED, CLOSED), []), by_rule.get((OPEN, CLOSED), [])
    public = [*by_rule.get((CLOSED, OPEN), ()), *by_rule.get((CLOSED, ONLY), ())]
    if public and school:
        raise Unsayable("holidays_cross")
    if by_rule.keys() & {(ONLY, CLOSED), (ONLY, ONLY)} and not window.spell_out:
        raise Unsayable("holidays_of_both_kinds")
    chain: list[list[Slot] | str] = [both]
    if school:
        chain += ["PH"] if both else []
        chain += [school, "SH"]
    else:
        chain += ["SH"] if both else []
        chain += [public]
        chain += ["PH"] if both or public else []
    listed = {(CLOSED, CLOSED), (OPEN, CLOSED), (CLOSED, OPEN), (CLOSED, ONLY)}
    chain.append([*(slot for key, group in by_rule.items() if key not in listed for slot in group), *once])
    yield from _chain(chain, state, window, words)


def _chain(chain: Sequence[list[Slot] | str], state: str, window: Window, words: str) -> Iterator[str]:
    firm_before = False
    for link in chain:
        if isinstance(link, str):
            named = _holidays(link, state, window)
            yield f"; {named} off" if named else ""
            continue
        asking = [slot for slot in link if slot.by_appointment]
        if asking and firm_before:
            raise Unsayable("appointments_after_holidays")
        firm = [slot for slot in link if not slot.by_appointment]
        for group in (asking, firm):
            for (selector, modifier), times in _grouped(group, state, window, words):
                yield f", {selector} {','.join(times)}{modifier}"
        firm_before = firm_before or bool(firm)


def _grouped(
    slots: Iterable[Slot], state: str, window: Window, words: str
) -> list[tuple[tuple[str, str], list[str]]]:
    """Slots on the same days joined to one rule with several times."""
    found: dict[tuple[str, str], list[str]] = {}
    for slot in slots:
        modifier = _modifier(slot.by_appointment, slot.note, words)
        for selector in _selectors(slot, state, window):
            found.setdefault((selector, modifier), []).append(clock_times(slot.opens, slot.closes))
    return [(key, list(dict.fromkeys(sorted(times)))) for key, times in found.items()]


def _modifier(by_appointment: bool, note: str, words: str) -> str:
    if by_appointment:
        return f' unknown "{quoted(note) if note else words}"'
    return f' open "{quoted(note)}"' if note else ""


def quoted(text: str) -> str:
    return " ".join(text.replace('"', "'").split())


def clock_times(opens: dt.time | None, closes: dt.time | None) -> str:
    if opens is None or closes is None:
        return "00:00-24:00"
    return f"{opens:%H:%M}-{'24:00' if closes == dt.time(0) else f'{closes:%H:%M}'}"


def _selectors(slot: Slot, state: str, window: Window) -> list[str]:
    """The days of a slot; several selectors where one cannot say it, none where the window has no such day."""
    if slot.rhythm is Rhythm.ONCE:
        return [dates([slot.on])] if slot.on else []
    holiday = ""
    if ONLY in {slot.on_public_holidays, slot.on_school_holidays}:
        if window.spell_out:
            return _named_dates(slot, state, window)
        holiday = "PH " if slot.on_public_holidays is ONLY else "SH "
    return _by_rhythm(slot, holiday, window)


def _by_rhythm(slot: Slot, holiday: str, window: Window) -> list[str]:
    days = holiday + weekdays(slot.days or EVERY_DAY)
    if slot.rhythm is Rhythm.WEEKLY:
        return [f"{_validity(slot)}{days}"]
    if slot.rhythm is Rhythm.EVERY_N_WEEKS:
        return [f"{weeks} {days}" for weeks in _weeks(slot, window)]
    if slot.rhythm is Rhythm.MONTHLY_BY_WEEKDAY:
        if holiday:
            raise Unsayable("holidays_and_nth")
        nth = ",".join(str(each) for each in sorted(slot.nth, key=lambda n: (n < 0, n)))
        return [_validity(slot) + ",".join(f"{WEEKDAYS[each - 1]}[{nth}]" for each in sorted(slot.days))]
    return _by_day_of_month(slot, holiday, days, window)


def _by_day_of_month(slot: Slot, holiday: str, days: str, window: Window) -> list[str]:
    if slot.valid_from or slot.valid_until or -1 in slot.days_of_month:
        if holiday:
            raise Unsayable("holidays_and_dates")
        span = window.days(slot.valid_from, slot.valid_until)
        named = [each for each in span if runs_by_rhythm(slot, each)]
        return [dates(named)] if named else []
    monthly = ",".join(
        f"{MONTHS[month - 1]} {day:02}"
        for day in sorted(slot.days_of_month)
        for month in range(1, 13)
        if day <= LONGEST[month]
    )
    return [f"{monthly} {days}"]


def _named_dates(slot: Slot, state: str, window: Window) -> list[str]:
    if window.calendar is None:
        raise Unsayable("needs_a_calendar")
    named = [
        each
        for each in window.days()
        if runs_by_rhythm(slot, each) and verdict(slot, each, window.calendar, state) is Verdict.RUNS
    ]
    return [dates(named)] if named else []


def _validity(slot: Slot) -> str:
    if slot.valid_from and slot.valid_until:
        return f"{dates([slot.valid_from])}-{dates([slot.valid_until])} "
    if slot.valid_from:
        return f"{dates([slot.valid_from])}+ "
    return f"{EVER} Jan 01-{dates([slot.valid_until])} " if slot.valid_until else ""


def _weeks(slot: Slot, window: Window) -> list[str]:
    """Year by year, because the numbers of weeks begin anew; years that count alike become one stretch."""
    days = window.days(slot.valid_from, slot.valid_until)
    stretches: list[tuple[dt.date, dt.date, int]] = []
    for year, inside in groupby(days, key=lambda day: day.isocalendar().year):
        monday = dt.date.fromisocalendar(year, 1, 1)
        start = (week_number(slot.anchor or monday) - week_number(monday)) % slot.every + 1
        here = list(inside)
        if stretches and stretches[-1][2] == start:
            stretches[-1] = (stretches[-1][0], here[-1], start)
        else:
            stretches.append((here[0], here[-1], start))
    return [f"{dates([a])}-{dates([b])} week {start}-53/{slot.every}" for a, b, start in stretches]


def _holidays(kind: str, state: str, window: Window) -> str:
    """PH, SH, or the dates they stand for."""
    if not window.spell_out:
        return kind
    if window.calendar is None:
        raise Unsayable("needs_a_calendar")
    ask = window.calendar.public_holiday if kind == "PH" else window.calendar.school_break
    return dates([each for each in window.days() if ask(each, state)])


def _changes(timetable: Timetable, window: Window, words: str) -> Iterator[str]:
    changed = [each for each in timetable.changes if each.kind is ChangeKind.CHANGED]
    if changed:
        yield from _changed_days(timetable, window, words)
    for each in timetable.changes:
        if each.kind is ChangeKind.CLOSED:
            note = f' "{quoted(each.note)}"' if each.note else ""
            yield f"; {dates(_stretch(each.first, each.last))} off{note}"
    for each in timetable.changes:
        if each.kind is ChangeKind.EXTRA:
            selector = dates(_stretch(each.first, each.last))
            yield f", {selector} {clock_times(each.opens, each.closes)}{_modifier(False, each.note, words)}"


def _changed_days(timetable: Timetable, window: Window, words: str) -> Iterator[str]:
    follows = any(slot.follows_holidays or slot.follows_school for slot in timetable.slots)
    if window.calendar is None and follows:
        raise Unsayable("needs_a_calendar")
    calendar = window.calendar or Calendar()
    bare = replace(timetable, changes=tuple(c for c in timetable.changes if c.kind is not ChangeKind.EXTRA))
    days = sorted(
        {d for c in bare.changes if c.kind is ChangeKind.CHANGED for d in _stretch(c.first, c.last)}
    )
    by_times: dict[tuple[Opening, ...], list[dt.date]] = {}
    for day in days:
        if openings := openings_on(bare, day, calendar):
            if not all(each.certain for each in openings):
                raise Unsayable("school_holidays_unknown")
            by_times.setdefault(tuple(dict.fromkeys(openings)), []).append(day)
    for openings_, named in by_times.items():
        for number, each in enumerate(openings_):
            modifier = _modifier(each.by_appointment, each.note, words)
            yield f"{', ' if number else '; '}{dates(named)} {clock_times(each.opens, each.closes)}{modifier}"


def _stretch(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + n * A_DAY for n in range((last - first).days + 1)]


def dates(days: Sequence[dt.date]) -> str:
    """Days as `2026 Jul 20-2026 Aug 14,2026 Dec 24`."""
    named = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1].toordinal() - pair[0]):
        here = [day for _, day in run]
        named.append(_date(here[0]) if len(here) == 1 else f"{_date(here[0])}-{_date(here[-1])}")
    return ",".join(named)


def _date(day: dt.date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02}"


def weekdays(days: Iterable[int]) -> str:
    """Weekdays as `Mo-Fr`, `Mo,We`."""
    named = []
    for _, run in groupby(enumerate(sorted(days)), key=lambda pair: pair[1] - pair[0]):
        here = [WEEKDAYS[day - 1] for _, day in run]
        named.append(f"{here[0]}-{here[-1]}" if len(here) > 2 else ",".join(here))
    return ",".join(named)
