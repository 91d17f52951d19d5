"""Calendar feeds that phones and offices subscribe to, and public holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

import holidays
import icalendar

BERLIN = ZoneInfo("Europe/Berlin")
PRODUCT = "-//Marler Weg//Calendar//DE"
# The rule since 1996, as calendars know it by heart; the library would list every change of the clocks.
TIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
REFRESH = dt.timedelta(hours=12)


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Frequency(StrEnum):
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class Weekday(StrEnum):
    MONDAY = "MO"
    TUESDAY = "TU"
    WEDNESDAY = "WE"
    THURSDAY = "TH"
    FRIDAY = "FR"
    SATURDAY = "SA"
    SUNDAY = "SU"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """„Every second Tuesday until June“; `ordinals` with weekdays mean „the first, the last (-1) of a month“.

    Without a frequency it is no more than the days listed in `also_on`.
    """

    frequency: Frequency | None
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    ordinals: tuple[int, ...] = ()
    until: dt.date | None = None
    count: int | None = None
    except_on: tuple[dt.date, ...] = ()
    days_of_month: tuple[int, ...] = ()
    also_on: tuple[dt.date, ...] = ()

    def __post_init__(self) -> None:
        if self.until and self.count:
            raise ValueError("A recurrence ends by a day or by a number, not by both.")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry; `uid` never changes, `sequence` grows with every change, `start` is a day or a time in a zone."""

    uid: str
    summary: str
    start: dt.datetime | dt.date
    end: dt.datetime | dt.date
    changed_at: dt.datetime
    sequence: int = 0
    status: Status = Status.CONFIRMED
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    recurrence: Recurrence | None = None
    instead_of: dt.datetime | dt.date | None = None  # the date of a series (same `uid`) this entry replaces

    def __post_init__(self) -> None:
        times = [
            moment for moment in (self.start, self.end, self.changed_at) if isinstance(moment, dt.datetime)
        ]
        if any(moment.tzinfo is None for moment in times):
            raise ValueError(f"„{self.summary}“ has a time without a zone.")
        if isinstance(self.start, dt.datetime) != isinstance(self.end, dt.datetime):
            raise ValueError(
                f"„{self.summary}“ begins with a day and ends with a time, or the other way round."
            )
        if self.end < self.start:
            raise ValueError(f"„{self.summary}“ ends before it begins.")


def write_feed(name: str, events: Sequence[Event], *, description: str = "", language: str = "de") -> bytes:
    """Write an iCalendar feed in Europe/Berlin time; the same events give the same bytes.

    An entry over whole days ends on its last day here and on the day after in the feed, as RFC 5545 wants it.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _plain(name))
    calendar.add("name", _plain(name), parameters={"LANGUAGE": language})
    calendar.add("x-wr-timezone", BERLIN.key)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    if description:
        calendar.add("x-wr-caldesc", _plain(description))
    calendar.add_component(icalendar.Timezone.from_ical(TIMEZONE))
    for event in events:
        calendar.add_component(_entry(event))
    return bytes(calendar.to_ical())


def _entry(event: Event) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.changed_at.astimezone(dt.UTC))
    entry.add("last-modified", event.changed_at.astimezone(dt.UTC))
    entry.add("sequence", event.sequence)
    entry.add("status", event.status.value)
    entry.add("summary", _plain(event.summary))
    entry.add("dtstart", _local(event.start))
    entry.add(
        "dtend", _local(event.end) if isinstance(event.end, dt.datetime) else event.end + dt.timedelta(days=1)
    )
    for key, words in (("description", event.description), ("location", event.location), ("url", event.url)):
        if words:
            entry.add(key, _plain(words))
    if event.categories:
        entry.add("categories", [_plain(category) for category in event.categories])
    if not isinstance(event.start, dt.datetime):
        entry.add("transp", "TRANSPARENT")
    if event.instead_of is not None:
        entry.add("recurrence-id", _local(event.instead_of))
    if event.recurrence:
        _repeat(entry, event.recurrence, event.start)
    return entry


def _local(moment: dt.datetime | dt.date) -> dt.datetime | dt.date:
    return moment.astimezone(BERLIN) if isinstance(moment, dt.datetime) else moment


def _repeat(entry: icalendar.Event, recurrence: Recurrence, start: dt.datetime | dt.date) -> None:
    if recurrence.frequency:
        entry.add("rrule", _rule(recurrence, recurrence.frequency, start))
    for name, days in (("rdate", recurrence.also_on), ("exdate", recurrence.except_on)):
        for day in days:
            moment = _same_time(day, start, BERLIN)
            kind = {} if isinstance(moment, dt.datetime) else {"VALUE": "DATE"}
            entry.add(name, moment, parameters=kind)


def _rule(recurrence: Recurrence, frequency: Frequency, start: dt.datetime | dt.date) -> dict[str, object]:
    rule: dict[str, object] = {"FREQ": frequency.value, "INTERVAL": recurrence.interval}
    if recurrence.weekdays:
        places = recurrence.ordinals or ("",)
        rule["BYDAY"] = [f"{place}{day}" for day in recurrence.weekdays for place in places]
    if recurrence.days_of_month:
        rule["BYMONTHDAY"] = list(recurrence.days_of_month)
    if recurrence.count:
        rule["COUNT"] = recurrence.count
    if recurrence.until:
        rule["UNTIL"] = _same_time(recurrence.until, start, dt.UTC)
    return rule


def _same_time(day: dt.date, start: dt.datetime | dt.date, zone: dt.tzinfo) -> dt.datetime | dt.date:
    """The day at the clock time of the first occurrence in Berlin, also across the change of the clocks."""
    if not isinstance(start, dt.datetime):
        return day
    clock = start.astimezone(BERLIN).time()
    return dt.datetime.combine(day, clock, tzinfo=BERLIN).astimezone(zone)


def _plain(words: str) -> str:
    """Without control characters, which some calendars take as the end of the feed."""
    return (
        "".join(c for c in words.replace("\r\n", "\n") if c == "\n" or (c >= " " and c != "\x7f"))
        .encode("utf-8", "replace")
        .decode("utf-8")
    )


def holidays_of(land: str, year: int, *, language: str = "de") -> dict[dt.date, str]:
    """The public holidays of a German Land („NW“) in a year, in order, with their names."""
    found = holidays.country_holidays("DE", subdiv=land, years=year, language=language)
    return dict(sorted(found.items()))
