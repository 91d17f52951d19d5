"""Concrete spans: holidays of NRW, nights, both changes of the clocks, changes of a single week."""

import datetime as dt

import pytest
from hypothesis import given, settings

from marlerweg.offers.rules.times.schedule import Change, ChangeKind, Rhythm, Timetable
from marlerweg.offers.rules.times.spans import next_dates, opens_next, spans
from tests.offers.times import real_life
from tests.offers.times.families import timetables
from tests.offers.times.holidays import CALENDAR, FORESEEN
from tests.offers.times.real_life import CLOSED, OPEN, clock, day, slot

NOON = dt.datetime(2026, 10, 5, 12, tzinfo=dt.UTC)


def days_of(timetable, first, last, calendar=CALENDAR):
    return [str(span.day) for span in spans(timetable, day(first), day(last), calendar)]


def hours(timetable, first, last=None):
    found = spans(timetable, day(first), day(last or first), CALENDAR)
    return [(f"{span.start:%H:%M%z}", f"{span.end:%H:%M%z}", span.duration) for span in found]


@pytest.mark.parametrize("holiday", ["2026-06-04", "2024-11-01", "2026-05-25"])
def test_an_office_rests_on_the_holidays_of_its_land(holiday):
    assert days_of(real_life.OFFICE, holiday, holiday) == []
    elsewhere = Timetable(real_life.OFFICE.slots, state_code="BE")
    assert bool(days_of(elsewhere, holiday, holiday)) == (holiday != "2026-05-25")


def test_every_second_week_goes_on_over_a_year_of_53_weeks():
    over_the_year = Timetable(
        (
            slot(
                {2},
                "10:00",
                "12:00",
                rhythm=Rhythm.EVERY_N_WEEKS,
                every=2,
                anchor=day("2026-12-15"),
                on_public_holidays=OPEN,
            ),
        )
    )
    assert days_of(over_the_year, "2026-12-14", "2027-01-31") == [
        "2026-12-15",
        "2026-12-29",
        "2027-01-12",
        "2027-01-26",
    ]


def test_the_second_tuesday_but_not_in_the_school_holidays():
    assert days_of(real_life.SECOND_TUESDAY, "2026-06-01", "2026-11-30") == [
        "2026-06-09",
        "2026-07-14",
        "2026-09-08",
        "2026-10-13",
        "2026-11-10",
    ]


def test_where_the_school_holidays_are_not_known_the_span_says_so():
    (known,) = spans(real_life.LANGUAGE_CAFE, day("2026-06-09"), day("2026-06-09"), CALENDAR)
    (not_known,) = spans(real_life.LANGUAGE_CAFE, day("2029-06-05"), day("2029-06-05"), CALENDAR)
    assert known.certain
    assert not not_known.certain


def test_the_last_wednesday_and_the_last_day_of_the_month():
    assert days_of(real_life.FIRST_AND_LAST_WEDNESDAY, "2026-02-01", "2026-03-31") == [
        "2026-02-04",
        "2026-02-25",
        "2026-03-04",
        "2026-03-25",
    ]
    last = Timetable((slot((), "10:00", "12:00", rhythm=Rhythm.MONTHLY_BY_DAY, days_of_month=(-1, 31)),))
    assert days_of(last, "2028-02-01", "2028-04-30") == ["2028-02-29", "2028-03-31", "2028-04-30"]


def test_a_date_named_by_itself_holds_on_a_holiday_too():
    assert days_of(real_life.FEAST, "2026-01-01", "2026-12-31") == ["2026-06-04"]


def test_a_night_runs_into_the_next_day_and_over_a_holiday():
    (night,) = spans(
        Timetable((slot({4}, "22:00", "04:00"),)), day("2026-04-02"), day("2026-04-03"), CALENDAR
    )
    assert f"{night.end:%d.%m. %H:%M}" == "03.04. 04:00"


@pytest.mark.parametrize(
    ("times", "on", "expected"),
    [
        (("02:30", "06:00"), "2026-03-29", ("03:00+0200", "06:00+0200", 3.0)),
        (("01:00", "02:30"), "2026-03-29", ("01:00+0100", "03:00+0200", 1.0)),
        (("22:00", "06:00"), "2026-03-28", ("22:00+0100", "06:00+0200", 7.0)),
        (("22:00", "06:00"), "2026-10-24", ("22:00+0200", "06:00+0100", 9.0)),
        (("02:30", "06:00"), "2026-10-25", ("02:30+0200", "06:00+0100", 4.5)),
        ((None, None), "2026-03-29", ("00:00+0100", "00:00+0200", 23.0)),
        ((None, None), "2026-10-25", ("00:00+0200", "00:00+0100", 25.0)),
        (("08:00", "08:00"), "2026-10-24", ("08:00+0200", "08:00+0100", 25.0)),
    ],
)
def test_both_changes_of_the_clocks(times, on, expected):
    start, end, length = expected
    assert hours(Timetable((slot((), *times, on_public_holidays=OPEN),)), on) == [
        (start, end, dt.timedelta(hours=length))
    ]


def test_what_lies_within_the_skipped_hour_does_not_happen():
    skipped = Timetable((slot({7}, "02:15", "02:45"),))
    assert days_of(skipped, "2026-03-22", "2026-04-05") == ["2026-03-22", "2026-04-05"]


def test_closed_beats_changed_and_extra_adds_to_closed_days():
    assert hours(real_life.SUMMER_BREAK, "2026-07-18", "2026-08-15") == [
        ("10:00+0200", "12:00+0200", dt.timedelta(hours=2)),
        ("15:00+0200", "18:00+0200", dt.timedelta(hours=3)),
        ("10:00+0200", "12:00+0200", dt.timedelta(hours=2)),
    ]


def test_changed_times_only_on_days_that_are_open_anyway():
    found = spans(real_life.SUMMER_BREAK, day("2026-12-21"), day("2026-12-30"), CALENDAR)
    assert {f"{span.start:%H:%M}" for span in found} == {"10:00"}
    assert [span.day.day for span in found] == [21, 22, 23, 24, 26, 28, 29, 30]  # no 25th, no Sunday


def test_two_changed_times_on_one_day_add_up():
    halves = tuple(
        Change(day("2026-10-05"), day("2026-10-05"), ChangeKind.CHANGED, clock(opens), clock(closes))
        for opens, closes in (("14:00", "15:00"), ("09:00", "10:00"))
    )
    found = spans(Timetable(real_life.OFFICE.slots, halves), day("2026-10-05"), day("2026-10-05"), CALENDAR)
    assert [f"{span.start:%H}" for span in found] == ["09", "14"]


def test_the_next_dates_are_future_dates_and_no_standing_offer():
    found = next_dates(real_life.AND_BY_ARRANGEMENT, NOON, CALENDAR, 2)
    assert [str(span.day) for span in found] == ["2026-10-12", "2026-10-19"]
    assert opens_next(real_life.BY_ARRANGEMENT, NOON, CALENDAR) is None
    assert opens_next(real_life.NEVER, NOON, CALENDAR) is None
    with pytest.raises(ValueError, match="no zone"):
        opens_next(real_life.OFFICE, NOON.replace(tzinfo=None), CALENDAR)


def test_a_year_ahead_is_within_the_horizon_unless_told_otherwise():
    feast = Timetable(real_life.FEAST.slots)
    before = dt.datetime(2025, 6, 5, tzinfo=dt.UTC)
    assert opens_next(feast, before, CALENDAR).day == day("2026-06-04")
    assert opens_next(feast, before, CALENDAR, horizon=30) is None


@settings(deadline=None)
@given(timetables())
def test_spans_are_in_order_have_a_length_and_begin_on_their_day(timetable):
    found = spans(timetable, day("2026-01-01"), day("2026-12-31"), FORESEEN)
    assert found == sorted(found, key=lambda span: (span.begins, span.ends))
    assert len(found) == len(set(found))
    for span in found:
        assert dt.timedelta(0) < span.duration <= dt.timedelta(hours=25)
        assert span.start.date() == span.day


@settings(deadline=None)
@given(timetables())
def test_asking_day_by_day_says_the_same_as_asking_for_the_year(timetable):
    year = [day("2026-01-01") + dt.timedelta(n) for n in range(365)]
    one_by_one = [span for each in year for span in spans(timetable, each, each, FORESEEN)]
    assert one_by_one == spans(timetable, year[0], year[-1], FORESEEN)


def test_the_school_holidays_of_another_land_are_not_those_of_this_one():
    elsewhere = Timetable((slot({2}, "16:00", "18:00", on_school_holidays=CLOSED),), state_code="NI")
    (span,) = spans(elsewhere, day("2026-07-28"), day("2026-07-28"), CALENDAR)
    assert not span.certain
