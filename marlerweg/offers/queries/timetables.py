"""From the rows of an offer's times to the values that the rules understand."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import caches

from marlerweg.foundation import clock
from marlerweg.network.models import Town
from marlerweg.offers.models import Change, Offer, SchoolHoliday, Slot
from marlerweg.offers.rules.times import schedule
from marlerweg.offers.rules.times.calendar import Calendar, SchoolBreak
from marlerweg.offers.rules.times.schedule import ChangeKind, Observance, Rhythm, Timetable, Unusable

LONG = dt.timedelta(days=366)
ZONE, STATE = "Europe/Berlin", "NW"
REMEMBERED_SECONDS = 60


@dataclass(frozen=True)
class Frame:
    """What the town decides of all times: its zone, its Land, and the school holidays as far as it has them."""

    zone: str
    state: str
    breaks: tuple[SchoolBreak, ...]


def _frame() -> Frame:
    """Changes once a year at most; each process remembers it for a minute."""
    known = caches["process"].get("offers.frame")
    if isinstance(known, Frame):
        return known
    row = Town.objects.values_list("time_zone", "state_code").first()
    zone, state = (row[0] or ZONE, row[1] or STATE) if row else (ZONE, STATE)
    breaks = SchoolHoliday.objects.values_list("name", "first", "last")
    found = Frame(zone, state, tuple(SchoolBreak(*each) for each in breaks))
    caches["process"].set("offers.frame", found, REMEMBERED_SECONDS)
    return found


def town_frame() -> tuple[str, str]:
    """Time zone and Land of the town."""
    found = _frame()
    return found.zone, found.state


def town_calendar(state: str) -> Calendar:
    """Public holidays by rule, school holidays as far as the town has them."""
    breaks = _frame().breaks
    return Calendar({state: breaks} if breaks else None)


def timetable_of(
    offer: Offer,
    *,
    zone: str = ZONE,
    state: str = STATE,
    slots: Iterable[Slot] | None = None,
    changes: Iterable[Change] | None = None,
) -> Timetable:
    """All times of an offer, or only those given; what cannot be understood counts as not recorded."""
    rows = list(offer.slots.all()) if slots is None else list(slots)
    try:
        found = tuple(slot_of(row, offer) for row in rows)
        dated = tuple(change_of(row) for row in (offer.changes.all() if changes is None else changes))
        return (
            Timetable(
                found,
                (*dated, *pause_of(offer)),
                zone,
                state,
                appointment_only=offer.by_appointment,
            )
            if found or dated or offer.by_appointment
            else Timetable((), (), zone, state, unknown=True)
        )
    except Unusable:
        return Timetable((), (), zone, state, unknown=True)


def slot_of(row: Slot, offer: Offer) -> schedule.Slot:
    once = row.rhythm == Slot.Rhythm.ONCE
    return schedule.Slot(
        days=frozenset(row.days),
        opens=row.opens,
        closes=row.closes,
        rhythm=Rhythm(row.rhythm),
        every=row.every or 1,
        anchor=row.anchor,
        nth=tuple(row.nth),
        days_of_month=tuple(row.month_days),
        on=row.on,
        valid_from=None if once else latest(row.valid_from, offer.runs_from),
        valid_until=None if once else earliest(row.valid_until, offer.runs_until),
        on_public_holidays=Observance(row.on_public_holidays),
        on_school_holidays=Observance(row.on_school_holidays),
        by_appointment=row.by_appointment,
        note=row.note,
    )


def change_of(row: Change) -> schedule.Change:
    return schedule.Change(
        row.first, row.last, ChangeKind(row.kind), opens=row.opens, closes=row.closes, note=row.note
    )


def pause_of(offer: Offer) -> tuple[schedule.Change, ...]:
    """While an offer rests nothing takes place, whatever its slots say."""
    if offer.state != Offer.State.PAUSED:
        return ()
    start = clock.day_of(offer.changed_at)
    end = offer.paused_until or start + LONG
    return (schedule.Change(min(start, end), end, ChangeKind.CLOSED),)


def latest(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day), default=None)


def earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day), default=None)
