"""HSDS rows mean what the timetable means, on every day of twelve years."""

import pytest
from hypothesis import given

from marlerweg.offers.rules.times.open_referral import Unreadable, read, rows
from marlerweg.offers.rules.times.schedule import Rhythm, Timetable
from marlerweg.offers.rules.times.state import timeline
from tests.offers.times import real_life
from tests.offers.times.families import EXPENSIVE, timetables
from tests.offers.times.holidays import CALENDAR, FIRST, FORESEEN, LAST
from tests.offers.times.real_life import OPEN, day, slot


def there_and_back(timetable):
    found = rows(timetable, FIRST, LAST, FORESEEN)
    return read([row.as_json() for row in found]) if found else Timetable()


@pytest.mark.parametrize("name", sorted(set(real_life.ALL) - {"nothing_known"}))
def test_there_and_back_is_the_same_on_every_day(name):
    timetable = real_life.ALL[name]
    assert timeline(there_and_back(timetable), FIRST, LAST, FORESEEN) == timeline(
        timetable, FIRST, LAST, FORESEEN
    )


@EXPENSIVE
@given(timetables())
def test_there_and_back_for_what_hypothesis_draws(timetable):
    assert timeline(there_and_back(timetable), FIRST, LAST, FORESEEN) == timeline(
        timetable, FIRST, LAST, FORESEEN
    )


def test_a_year_of_an_office_is_cut_at_holidays_and_clocks():
    found = rows(Timetable(real_life.OFFICE.slots[:1]), day("2026-03-20"), day("2026-04-10"), CALENDAR)
    assert [(row.dtstart, row.until, row.timezone) for row in found] == [
        ("2026-03-20", "2026-03-27", 1),
        ("2026-03-30", "2026-04-02", 2),
        ("2026-04-07", "2026-04-10", 2),
    ]
    assert found[0].byday == "MO,TU,WE,TH,FR"


def test_a_night_in_which_the_clocks_change_stands_alone_with_its_true_end():
    night = Timetable((slot({6}, "22:00", "06:00", on_public_holidays=OPEN),))
    found = rows(night, day("2026-03-21"), day("2026-04-04"), CALENDAR)
    assert [(row.until, row.closes_at, row.timezone) for row in found] == [
        ("2026-03-21", "06:00", 1),
        ("2026-03-28", "05:00", 1),
        ("2026-04-04", "06:00", 2),
    ]


@pytest.mark.parametrize(
    ("opens", "closes"), [("02:00", "00:00"), ("02:00", "12:00"), ("02:30", "02:15"), ("01:00", "02:30")]
)
def test_an_hour_that_the_clocks_skip_moves_that_one_morning_only(opens, closes):
    bakery = Timetable((slot({6, 7, 1, 2}, opens, closes, on_public_holidays=OPEN),))
    first, last = day("2024-03-25"), day("2024-04-06")
    found = rows(bakery, first, last, CALENDAR)
    back = read([row.as_json() for row in found])
    assert timeline(back, first, last, CALENDAR) == timeline(bakery, first, last, CALENDAR)


def test_nothing_is_promised_where_the_school_holidays_are_not_known():
    found = rows(real_life.LANGUAGE_CAFE, day("2026-11-01"), day("2030-12-31"), CALENDAR)
    assert max(row.until for row in found) == "2026-12-22"


def test_a_foreign_row_over_the_year_is_taken_by_the_clock():
    foreign = {
        "freq": "MONTHLY",
        "byday": "2TU,-1FR",
        "opens_at": "10:00:00",
        "closes_at": "12:00Z",
        "timezone": 1,
    }
    back = read([foreign])
    assert {(one.rhythm, one.nth, one.opens.hour) for one in back.slots} == {
        (Rhythm.MONTHLY_BY_WEEKDAY, (2,), 10),
        (Rhythm.MONTHLY_BY_WEEKDAY, (-1,), 10),
    }
    assert read([]).unknown


@pytest.mark.parametrize(
    ("row", "problem", "member"),
    [
        ({"freq": "DAILY"}, "not_supported", "freq"),
        ({"freq": "MONTHLY", "interval": 2, "byday": "1MO"}, "not_supported", "interval"),
        ({"freq": "WEEKLY", "byday": "XX"}, "no_weekday", "byday"),
        ({"freq": "WEEKLY", "interval": 2, "byday": "MO"}, "anchor_missing", "dtstart"),
        ({"freq": "WEEKLY", "byday": "MO", "opens_at": "10"}, "only_one_time", "opens_at"),
        ({"freq": "WEEKLY", "byday": "MO", "opens_at": "zehn", "closes_at": "12:00"}, "no_time", "opens_at"),
        ({"freq": "WEEKLY", "dtstart": "gestern"}, "no_date", "dtstart"),
        ({"freq": "WEEKLY", "count": 3}, "not_supported", "count"),
        ({"freq": "MONTHLY", "bymonthday": "x"}, "no_number", "bymonthday"),
    ],
)
def test_what_has_no_counterpart_is_refused_with_its_place(row, problem, member):
    with pytest.raises(Unreadable) as refused:
        read([{"freq": "WEEKLY", "byday": "MO"}, row])
    assert (refused.value.problem, refused.value.row, refused.value.member) == (problem, 1, member)
