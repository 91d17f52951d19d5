"""Open now? Three answers, each with a reason and until when."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marlerweg.offers.rules.times.schedule import Timetable
from marlerweg.offers.rules.times.state import Reason, State, is_open, timeline
from tests.offers.times import real_life
from tests.offers.times.families import timetables
from tests.offers.times.holidays import CALENDAR, FORESEEN
from tests.offers.times.real_life import OPEN, day, slot

BERLIN = ZoneInfo("Europe/Berlin")


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("timetable", "moment", "state", "reason", "until"),
    [
        ("office", "2026-10-05 09:00", State.OPEN, Reason.REGULAR, "2026-10-05 12:00"),
        ("office", "2026-10-05 12:00", State.CLOSED, Reason.OUTSIDE_HOURS, "2026-10-05 13:30"),
        ("office", "2026-06-04 09:00", State.CLOSED, Reason.PUBLIC_HOLIDAY, "2026-06-05 08:30"),
        ("language_cafe", "2026-07-28 17:00", State.CLOSED, Reason.SCHOOL_HOLIDAYS, "2026-09-08 16:00"),
        (
            "language_cafe",
            "2031-06-10 17:00",
            State.UNKNOWN,
            Reason.SCHOOL_HOLIDAYS_UNKNOWN,
            "2031-06-10 18:00",
        ),
        ("night_cafe", "2026-10-10 03:59", State.OPEN, Reason.REGULAR, "2026-10-10 04:00"),
        ("shelter", "2026-10-10 03:59", State.OPEN, Reason.REGULAR, None),
        ("counselling", "2026-10-06 15:00", State.UNKNOWN, Reason.BY_APPOINTMENT, "2026-10-06 17:00"),
        ("and_by_arrangement", "2026-10-05 10:00", State.OPEN, Reason.REGULAR, "2026-10-05 12:00"),
        ("and_by_arrangement", "2026-10-06 10:00", State.UNKNOWN, Reason.BY_APPOINTMENT, "2026-10-12 09:00"),
        ("summer_break", "2026-07-21 10:00", State.CLOSED, Reason.CLOSED_BY_CHANGE, "2026-08-05 15:00"),
        ("summer_break", "2026-08-05 16:00", State.OPEN, Reason.EXTRA, "2026-08-05 18:00"),
        ("summer_break", "2026-12-21 11:00", State.OPEN, Reason.CHANGED, "2026-12-21 12:00"),
        ("course", "2026-08-01 10:00", State.CLOSED, Reason.NOT_YET, "2026-09-07 09:00"),
        ("course", "2027-02-01 10:00", State.CLOSED, Reason.OVER, None),
        ("feast", "2026-06-04 12:00", State.OPEN, Reason.REGULAR, "2026-06-04 18:00"),
        ("by_arrangement", "2026-10-05 10:00", State.UNKNOWN, Reason.BY_APPOINTMENT, None),
        ("nothing_known", "2026-10-05 10:00", State.UNKNOWN, Reason.NOTHING_RECORDED, None),
        ("never", "2026-10-05 10:00", State.CLOSED, Reason.OVER, None),
    ],
)
def test_the_answer_its_reason_and_its_end(timetable, moment, state, reason, until):
    answer = is_open(real_life.ALL[timetable], at(moment), CALENDAR)
    assert (answer.state, answer.reason) == (state, reason)
    assert answer.until == (until and at(until))


def test_the_holiday_and_the_note_are_named():
    assert is_open(real_life.OFFICE, at("2024-11-01 09:00"), CALENDAR).detail == "Allerheiligen"
    assert is_open(real_life.SUMMER_BREAK, at("2026-07-21 10:00"), CALENDAR).detail == "Sommerpause"


def test_spans_that_touch_or_overlap_are_one_opening():
    touching = Timetable(
        (slot({1}, "09:00", "12:00"), slot({1}, "12:00", "14:00"), slot({1}, "13:00", "15:00"))
    )
    assert is_open(touching, at("2026-10-05 09:30"), CALENDAR).until == at("2026-10-05 15:00")


def test_the_question_may_come_from_any_zone():
    asked = dt.datetime(2026, 10, 5, 7, 0, tzinfo=dt.UTC)
    assert is_open(real_life.OFFICE, asked, CALENDAR).state is State.OPEN
    with pytest.raises(ValueError, match="no zone"):
        is_open(real_life.OFFICE, asked.replace(tzinfo=None), CALENDAR)


def test_in_the_doubled_hour_the_clock_time_alone_does_not_decide():
    early = Timetable((slot({7}, "02:30", "02:45", on_public_holidays=OPEN),))
    first, second = (dt.datetime(2026, 10, 25, hour, 35, tzinfo=dt.UTC) for hour in (0, 1))
    assert is_open(early, first, CALENDAR).state is State.OPEN
    assert is_open(early, second, CALENDAR).state is State.CLOSED


@settings(deadline=None)
@given(
    timetables(),
    st.datetimes(
        dt.datetime(2026, 1, 2),  # noqa: DTZ001 - Hypothesis adds the zone
        dt.datetime(2026, 12, 30),  # noqa: DTZ001
        timezones=st.just(dt.UTC),
    ),
)
def test_a_single_answer_agrees_with_the_whole_timeline(timetable, moment):
    stretches = timeline(timetable, day("2025-12-25"), day("2027-01-31"), FORESEEN)
    here = next(((end, state) for start, end, state in stretches if start <= moment < end), None)
    answer = is_open(timetable, moment, FORESEEN)
    assert answer.state is (here[1] if here else State.CLOSED)
    if here and answer.until:
        assert answer.until == here[0]
    if here is None:
        following = next((start for start, _, _ in stretches if start > moment), None)
        assert following is None or answer.until == following
