"""Times as HSDS schedules: dated rows with a numeric offset for one year ahead; our own rules stand in the profile."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from marlerweg.api.hsds.town import Town
from marlerweg.offers.rules.content import Content, Timed, plain
from marlerweg.offers.rules.times import open_referral
from marlerweg.offers.rules.times.calendar import Calendar, SchoolBreak
from marlerweg.offers.rules.times.schedule import Change, Slot, Timetable

WINDOW = dt.timedelta(days=365)
Holidays = tuple[tuple[str, dt.date, dt.date], ...]


def schedules(key: UUID, venue: int | None, content: Content, town: Town) -> list[dict[str, Any]]:
    """Of the whole offer (`venue` None), or of one venue with the exceptions that hold everywhere."""
    found = timetable(content, venue, town)
    if not found.slots and not found.changes:
        return []
    rows = _rows(found, town.today, town.school_holidays)
    return [{"id": str(uuid5(key, f"schedule/{venue}/{number}")), **row} for number, row in enumerate(rows)]


@lru_cache(maxsize=4096)
def _rows(found: Timetable, first: dt.date, holidays: Holidays) -> tuple[dict[str, Any], ...]:
    """Many offers keep the same hours, and every offer from elsewhere is projected twice."""
    known = calendar(found.state_code, holidays)
    return tuple(row.as_json() for row in open_referral.rows(found, first, first + WINDOW, known))


def timetable(content: Content, venue: int | None, town: Town) -> Timetable:
    slots = tuple(each.when for each in content.slots if each.venue == venue and isinstance(each.when, Slot))
    everywhere = {None, venue} if slots else {venue}
    changes = tuple(
        each.when
        for each in content.changes
        if each.venue in everywhere and isinstance(each.when, Change) and (slots or venue is None)
    )
    return Timetable(slots=slots, changes=changes, zone=town.zone, state_code=town.state_code)


@lru_cache(maxsize=8)
def calendar(state_code: str, holidays: Holidays) -> Calendar:
    return Calendar({state_code: [SchoolBreak(*each) for each in holidays]})


def as_text(content: Content) -> str:
    """All rules and exceptions as JSON, for whoever understands the profile; nothing where nothing is recorded."""
    if not content.slots and not content.changes:
        return ""
    told = {"slots": _told(content.slots), "changes": _told(content.changes)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _told(rows: tuple[Timed, ...]) -> list[dict[str, Any]]:
    """Without members that say nothing."""
    return [
        {
            "venue": each.venue,
            "when": {name: value for name, value in plain(each.when).items() if value not in (None, "", [])},
        }
        for each in rows
    ]
