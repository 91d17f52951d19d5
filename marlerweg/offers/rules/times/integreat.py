"""The week of Integreat: seven entries from Monday to Sunday, and beside them what a bare week cannot say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from marlerweg.offers.rules.times.days import is_standing, slots_of
from marlerweg.offers.rules.times.schedule import (
    EVERY_DAY,
    MIDNIGHT,
    Change,
    ChangeKind,
    Observance,
    Rhythm,
    Slot,
    Timetable,
)

END_OF_DAY = "23:59"  # its app knows no 24:00 and no time past midnight
Entry = dict[str, object]


class Unsaid(StrEnum):
    """What the week leaves out, for the text beside it."""

    RHYTHM = "rhythm"
    VALIDITY = "validity"
    PUBLIC_HOLIDAYS = "public_holidays"
    SCHOOL_HOLIDAYS = "school_holidays"
    APPOINTMENT = "appointment"
    CHANGE = "change"
    NOTE = "note"


@dataclass(frozen=True)
class Week:
    """`entries` is nothing where the format wants null: nothing known, or closed for now.

    `unsaid` names each slot or change and what about it must be told in words; empty if the week tells everything.
    """

    entries: tuple[Entry, ...] | None
    unsaid: tuple[tuple[Unsaid, Slot | Change], ...] = ()
    temporarily_closed: bool = False


def week(timetable: Timetable, on: dt.date) -> Week:
    """The ordinary week as of a day; changes that are over by then are left out."""
    coming = [each for each in timetable.changes if each.last >= on]
    unsaid: list[tuple[Unsaid, Slot | Change]] = [(Unsaid.CHANGE, each) for each in coming]
    closed = any(each.kind is ChangeKind.CLOSED and each.covers(on) for each in coming)
    slots = slots_of(timetable)
    ordinary = [slot for slot in slots if _is_ordinary(slot, on)]
    unsaid += [(why, slot) for slot in slots for why in _left_out(slot, on)]
    days = [[slot for slot in ordinary if day in (slot.days or EVERY_DAY)] for day in range(1, 8)]
    firm = [[slot for slot in here if not slot.by_appointment] for here in days]
    asking = [[slot for slot in here if slot.by_appointment] for here in days]
    unsaid += [
        (Unsaid.APPOINTMENT, slot)
        for slot in dict.fromkeys(slot for here in asking for slot in here)
        if not is_standing(slot) or any(firm)
    ]
    minutes = _minutes(firm)
    entries = tuple(_entry(minutes[day], asks=bool(asking[day]), zone=timetable.zone) for day in range(7))
    return Week(None if closed or timetable.unknown else entries, tuple(unsaid), closed)


def _is_ordinary(slot: Slot, on: dt.date) -> bool:
    return (
        slot.rhythm is Rhythm.WEEKLY
        and slot.on_public_holidays is not Observance.ONLY
        and slot.on_school_holidays is not Observance.ONLY
        and (slot.valid_from is None or slot.valid_from <= on)
        and (slot.valid_until is None or slot.valid_until >= on)
    )


def _left_out(slot: Slot, on: dt.date) -> list[Unsaid]:
    """What the week does not say about a slot; nothing about one that is over."""
    end = slot.on if slot.rhythm is Rhythm.ONCE else slot.valid_until
    if end and end < on:
        return []
    found = [Unsaid.RHYTHM] if slot.rhythm is not Rhythm.WEEKLY else []
    if slot.valid_until or (slot.valid_from and slot.valid_from > on):
        found.append(Unsaid.VALIDITY)
    if slot.follows_holidays:
        found.append(Unsaid.PUBLIC_HOLIDAYS)
    if slot.follows_school:
        found.append(Unsaid.SCHOOL_HOLIDAYS)
    return [*found, Unsaid.NOTE] if slot.note else found


def _minutes(firm: Sequence[Sequence[Slot]]) -> list[list[tuple[int, int]]]:
    """Per day the stretches in minutes since midnight, nights cut at midnight, what touches joined."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for day, slots in enumerate(firm):
        for slot in slots:
            opens, closes = _minute(slot.opens), _minute(slot.closes)
            if closes > opens:
                found[day].append((opens, closes))
            else:
                found[day].append((opens, 1440))
                found[(day + 1) % 7].append((0, closes))
    return [_merged(here) for here in found]


def _minute(time: dt.time | None) -> int:
    return (time or MIDNIGHT).hour * 60 + (time or MIDNIGHT).minute


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(each for each in stretches if each[0] < each[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _entry(minutes: list[tuple[int, int]], *, asks: bool, zone: str) -> Entry:
    whole = minutes == [(0, 1440)]
    slots = [] if whole else [{"start": _clock(a), "end": _clock(b), "timezone": zone} for a, b in minutes]
    return {
        "allDay": whole,
        "closed": not minutes and not asks,
        "appointmentOnly": asks and not minutes,
        "timeSlots": slots,
    }


def _clock(minute: int) -> str:
    return END_OF_DAY if minute == 1440 else f"{minute // 60:02}:{minute % 60:02}"


def read(entries: Sequence[Mapping[str, object]] | None, *, state_code: str = "NW") -> Timetable:
    """A timetable from seven entries; `appointmentOnly` is any time of that day by arrangement.

    The format says nothing about holidays, so the slots hold on them. Raises ValueError for anything but a week.
    """
    if entries is None:
        return Timetable(state_code=state_code, unknown=True)
    if len(entries) != 7:
        raise ValueError(f"A week has seven days, not {len(entries)}.")
    by_times: dict[tuple[dt.time | None, dt.time | None, bool], set[int]] = {}
    zone = ""
    for day, entry in enumerate(entries, start=1):
        if entry.get("closed"):
            continue
        if entry.get("allDay") or entry.get("appointmentOnly"):
            by_times.setdefault((None, None, bool(entry.get("appointmentOnly"))), set()).add(day)
            continue
        slots = entry.get("timeSlots")
        for each in slots if isinstance(slots, list) else []:
            opens, closes = (dt.time.fromisoformat(each[key]) for key in ("start", "end"))
            zone = zone or each.get("timezone", "")
            closes = MIDNIGHT if f"{closes:%H:%M}" == END_OF_DAY else closes
            by_times.setdefault((opens, closes, False), set()).add(day)
    if set(by_times) == {(None, None, True)} and by_times[None, None, True] == EVERY_DAY:
        return Timetable(state_code=state_code, appointment_only=True)
    found = tuple(
        Slot(
            frozenset() if days == EVERY_DAY else frozenset(days),
            opens,
            closes,
            on_public_holidays=Observance.OPEN,
            by_appointment=asks,
        )
        for (opens, closes, asks), days in by_times.items()
    )
    return Timetable(found, zone=zone or "Europe/Berlin", state_code=state_code)
