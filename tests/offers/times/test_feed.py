"""A subscribed calendar shows the days of the timetable, read with somebody else's expansion of the rules."""

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given

from marlerweg.foundation.calendars import write_feed
from marlerweg.offers.rules.times.feed import Head, entries
from marlerweg.offers.rules.times.schedule import Rhythm, Timetable
from marlerweg.offers.rules.times.spans import spans
from tests.offers.times import real_life
from tests.offers.times.families import EXPENSIVE, timetables
from tests.offers.times.holidays import CALENDAR, FIRST, FORESEEN, LAST
from tests.offers.times.real_life import OPEN, day, slot

recurring_ical_events = pytest.importorskip("recurring_ical_events")

BERLIN = ZoneInfo("Europe/Berlin")
HEAD = Head("A-7@marl.example", "Sprachcafé", dt.datetime(2026, 9, 1, 8, tzinfo=dt.UTC), sequence=3)


def feed_of(timetable, first=FIRST, last=LAST, calendar=FORESEEN, **options):
    return icalendar.Calendar.from_ical(
        write_feed("Angebote", entries(timetable, HEAD, first, last, calendar, **options))
    )


def moment(value):
    local = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time(), BERLIN)
    return local.astimezone(dt.UTC)


def shown(feed, first, last):
    """What a calendar shows, without what it strikes through."""
    found = recurring_ical_events.of(feed).between(first, last + dt.timedelta(2))
    return {
        (moment(one["DTSTART"].dt), moment(one["DTEND"].dt), str(one["STATUS"]) == "TENTATIVE")
        for one in found
        if str(one["STATUS"]) != "CANCELLED"
    }


def meant(timetable, first, last):
    found = spans(timetable, first, last, FORESEEN)
    return {(one.begins, one.ends, one.by_appointment) for one in found if not one.standing}


@pytest.mark.parametrize("name", sorted(real_life.ALL))
def test_every_day_of_twelve_years_is_shown_as_it_is(name):
    timetable = real_life.ALL[name]
    for year in range(FIRST.year, LAST.year + 1):
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        assert shown(feed_of(timetable, first, last), first, last) == meant(timetable, first, last)


@EXPENSIVE
@given(timetables())
def test_every_day_of_two_years_for_what_hypothesis_draws(timetable):
    first, last = day("2026-01-01"), day("2027-12-31")
    assert shown(feed_of(timetable, first, last), first, last) == meant(timetable, first, last)


def test_the_entry_keeps_its_identity_and_a_closure_is_told():
    feed = feed_of(real_life.SUMMER_BREAK, day("2026-07-01"), day("2026-09-30"), CALENDAR, keys=("31", "32"))
    first, *more = feed.walk("VEVENT")
    assert str(first["UID"]) == "A-7-31@marl.example"
    assert first["SEQUENCE"] == 3
    assert {str(one["UID"]) for one in feed.walk("VEVENT")} == {
        "A-7-31@marl.example",
        "A-7-32@marl.example",
        "A-7-c1@marl.example",
    }
    cancelled = [one for one in more if str(one["STATUS"]) == "CANCELLED"]
    assert {one["RECURRENCE-ID"].dt.date() for one in cancelled} >= {day("2026-07-20"), day("2026-08-14")}
    assert [str(zone["TZID"]) for zone in feed.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_holiday_is_an_exception_of_the_rule():
    text = feed_of(real_life.OFFICE, day("2026-05-01"), day("2026-06-30"), CALENDAR).to_ical().decode()
    assert "RRULE:FREQ=WEEKLY;UNTIL=20260630T063000Z;BYDAY=MO,TU,WE,TH,FR" in text.replace(";INTERVAL=1", "")
    assert "EXDATE;TZID=Europe/Berlin:20260604T083000" in text


def test_the_night_in_which_the_clocks_change_has_an_entry_of_its_own():
    night = Timetable((slot({6}, "22:00", "06:00", on_public_holidays=OPEN),))
    feed = feed_of(night, day("2026-03-01"), day("2026-04-30"))
    (alone,) = [one for one in feed.walk("VEVENT") if "RRULE" not in one]
    assert alone["DTEND"].dt - alone["DTSTART"].dt
    assert (moment(alone["DTEND"].dt) - moment(alone["DTSTART"].dt)) == dt.timedelta(hours=7)


def test_a_zone_the_feed_does_not_describe_is_refused():
    with pytest.raises(ValueError, match="Europe/Berlin"):
        entries(Timetable(zone="Europe/Lisbon"), HEAD, FIRST, LAST, CALENDAR)


def test_a_fifteenth_that_is_a_friday():
    thirteenth = Timetable(
        (
            slot(
                {5},
                "10:00",
                "12:00",
                rhythm=Rhythm.MONTHLY_BY_DAY,
                days_of_month=(13,),
                on_public_holidays=OPEN,
            ),
        )
    )
    assert shown(feed_of(thirteenth), FIRST, LAST) == meant(thirteenth, FIRST, LAST)
