"""A calendar feed that stays itself, in the town's own time."""

import datetime as dt

import icalendar
import pytest

from marlerweg.foundation.calendars import (
    BERLIN,
    Event,
    Frequency,
    Recurrence,
    Status,
    Weekday,
    holidays_of,
    write_feed,
)

CHANGED = dt.datetime(2026, 9, 1, 8, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2026, 10, 20, 17, tzinfo=BERLIN)


def an_event(**changes):
    values = {
        "uid": "M-1@musterstadt.example",
        "summary": "Sprachcafé",
        "start": TUESDAY,
        "end": TUESDAY + dt.timedelta(hours=2),
        "changed_at": CHANGED,
    }
    return Event(**values | changes)


def read_back(*events):
    calendar = icalendar.Calendar.from_ical(write_feed("Kalender", events))
    return calendar, calendar.walk("VEVENT")


def lines(*events):
    return write_feed("Kalender", events).decode().replace("\r\n ", "").split("\r\n")


def test_an_event_keeps_its_identity_and_tells_its_changes():
    _, (entry,) = read_back(an_event(sequence=3, status=Status.CANCELLED))
    assert str(entry["uid"]) == "M-1@musterstadt.example"
    assert entry["sequence"] == 3
    assert entry["status"] == "CANCELLED"
    assert entry.decoded("dtstamp") == CHANGED


def test_times_are_in_berlin_with_its_zone_described_once():
    calendar, (entry,) = read_back(an_event(start=TUESDAY.astimezone(dt.UTC)))
    assert "DTSTART;TZID=Europe/Berlin:20261020T170000" in lines(an_event())
    assert entry.decoded("dtstart") == TUESDAY
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_the_described_zone_is_the_true_one():
    calendar, _ = read_back(an_event())
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    for year in (2026, 2031):
        for month in range(1, 13):
            noon = dt.datetime(year, month, 28, 12)  # noqa: DTZ001 - the zones are compared
            assert zone.utcoffset(noon) == BERLIN.utcoffset(noon)


def test_a_weekly_event_ends_and_rests_at_the_clock_time_of_its_own_season():
    recurrence = Recurrence(
        Frequency.WEEKLY,
        weekdays=(Weekday.TUESDAY,),
        until=dt.date(2026, 11, 10),
        except_on=(dt.date(2026, 10, 27),),
    )
    found = lines(an_event(recurrence=recurrence))
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261110T160000Z;INTERVAL=1;BYDAY=TU" in found
    assert "EXDATE;TZID=Europe/Berlin:20261027T170000" in found


def test_the_first_and_the_last_tuesday_of_a_month():
    recurrence = Recurrence(Frequency.MONTHLY, weekdays=(Weekday.TUESDAY,), ordinals=(1, -1), count=6)
    assert "RRULE:FREQ=MONTHLY;COUNT=6;INTERVAL=1;BYDAY=1TU,-1TU" in lines(an_event(recurrence=recurrence))


def test_whole_days_end_on_the_day_after():
    found = lines(an_event(start=dt.date(2026, 10, 1), end=dt.date(2026, 10, 2)))
    assert {"DTSTART;VALUE=DATE:20261001", "DTEND;VALUE=DATE:20261003"} <= set(found)


def test_hostile_words_add_no_line():
    hostile = "Café; a, b \\ c\r\nEND:VEVENT\x00\ud800"
    _, (entry,) = read_back(
        an_event(summary=hostile, location=hostile, description=hostile, categories=(hostile,))
    )
    assert str(entry["summary"]) == "Café; a, b \\ c\nEND:VEVENT?"
    assert lines(an_event(summary=hostile)).count("END:VEVENT") == 1


def test_the_same_events_give_the_same_feed():
    assert write_feed("K", [an_event()]) == write_feed("K", [an_event()])


def test_no_line_is_too_long():
    feed = write_feed("K", [an_event(summary="ä" * 200)])
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))


def test_events_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="without a zone"):
        an_event(start=TUESDAY.replace(tzinfo=None))
    with pytest.raises(ValueError, match="ends before"):
        an_event(end=TUESDAY - dt.timedelta(hours=1))
    with pytest.raises(ValueError, match="begins with a day"):
        an_event(start=TUESDAY.date())
    with pytest.raises(ValueError, match="not by both"):
        Recurrence(Frequency.DAILY, until=dt.date(2026, 1, 1), count=3)


def test_holidays_of_the_land():
    found = holidays_of("NW", 2026)
    assert found[dt.date(2026, 6, 4)] == "Fronleichnam"
    assert dt.date(2026, 6, 4) not in holidays_of("BE", 2026)
    assert list(found) == sorted(found)
