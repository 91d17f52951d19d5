"""The bare week of Integreat, and everything it leaves out named beside it."""

import datetime as dt

import pytest
from hypothesis import given

from marlerweg.offers.rules.times.integreat import Unsaid, read, week
from marlerweg.offers.rules.times.schedule import Observance, Rhythm, Timetable
from marlerweg.offers.rules.times.spans import spans
from marlerweg.offers.rules.times.state import timeline
from tests.offers.times import real_life
from tests.offers.times.families import EXPENSIVE, timetables
from tests.offers.times.holidays import FIRST, FORESEEN, LAST
from tests.offers.times.real_life import OPEN, day, slot

ON = day("2026-10-05")


def unsaid(timetable, on=ON):
    return {why for why, _ in week(timetable, on).unsaid}


def test_the_shape_the_app_reads():
    monday, tuesday, *_, sunday = week(real_life.OFFICE, ON).entries
    assert monday == {
        "allDay": False,
        "closed": False,
        "appointmentOnly": False,
        "timeSlots": [
            {"start": "08:30", "end": "12:00", "timezone": "Europe/Berlin"},
            {"start": "13:30", "end": "16:00", "timezone": "Europe/Berlin"},
        ],
    }
    assert tuesday == monday
    assert sunday == {"allDay": False, "closed": True, "appointmentOnly": False, "timeSlots": []}


def test_nights_are_cut_at_midnight_and_whole_days_joined():
    *_, friday, saturday, sunday = week(real_life.NIGHT_CAFE, ON).entries
    assert [(each["start"], each["end"]) for each in friday["timeSlots"]] == [("22:00", "23:59")]
    assert [(each["start"], each["end"]) for each in saturday["timeSlots"]] == [
        ("00:00", "04:00"),
        ("22:00", "23:59"),
    ]
    assert [(each["start"], each["end"]) for each in sunday["timeSlots"]] == [("00:00", "04:00")]
    assert all(entry["allDay"] for entry in week(real_life.SHELTER, ON).entries)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("shelter", set()),
        ("night_cafe", set()),
        ("office", {Unsaid.PUBLIC_HOLIDAYS}),
        ("language_cafe", {Unsaid.PUBLIC_HOLIDAYS, Unsaid.SCHOOL_HOLIDAYS}),
        ("second_tuesday", {Unsaid.RHYTHM, Unsaid.PUBLIC_HOLIDAYS, Unsaid.SCHOOL_HOLIDAYS}),
        ("counselling", {Unsaid.APPOINTMENT, Unsaid.PUBLIC_HOLIDAYS}),
        ("course", {Unsaid.VALIDITY, Unsaid.PUBLIC_HOLIDAYS, Unsaid.SCHOOL_HOLIDAYS}),
        ("feast", set()),
        ("summer_break", {Unsaid.CHANGE, Unsaid.PUBLIC_HOLIDAYS}),
        ("by_arrangement", set()),
        ("nothing_known", set()),
    ],
)
def test_what_the_week_leaves_out(name, left_out):
    assert unsaid(real_life.ALL[name]) == left_out


def test_closed_for_now_is_null_and_a_flag():
    closed = week(real_life.SUMMER_BREAK, day("2026-07-21"))
    assert closed.entries is None
    assert closed.temporarily_closed
    assert week(real_life.NOTHING_KNOWN, ON).entries is None
    assert all(entry["appointmentOnly"] for entry in week(real_life.BY_ARRANGEMENT, ON).entries)


@EXPENSIVE
@given(timetables(rhythms=(Rhythm.WEEKLY,), observances=(Observance.OPEN,), max_changes=0))
def test_a_week_that_leaves_nothing_out_means_the_same_on_every_day(timetable):
    lasting = Timetable(tuple(one for one in timetable.slots if not one.valid_until and not one.valid_from))
    found = week(lasting, ON)
    if not found.unsaid:
        # Cut at midnight, a night that begins before the window begins on its first day.
        first, last = FIRST + dt.timedelta(2), LAST - dt.timedelta(2)

        def within(one):
            return [
                (max(start.date(), first), start, end, state)
                for start, end, state in timeline(one, FIRST, LAST, FORESEEN)
                if first <= start.date() <= last
            ]

        assert within(read(found.entries)) == within(lasting)


@EXPENSIVE
@given(timetables())
def test_whatever_the_week_gets_wrong_is_named(timetable):
    """Either a day of the year goes as the week says, or something is named that must be told in words."""
    found = week(timetable, ON)
    if found.unsaid or found.temporarily_closed:
        return
    year = ON, ON + dt.timedelta(365)
    shown = read(found.entries)
    assert {
        (span.begins, span.ends) for span in spans(shown, *year, FORESEEN) if not span.by_appointment
    } or not [span for span in spans(timetable, *year, FORESEEN) if span.firm]


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="seven days"):
        read([])
    assert read(None).unknown
    assert read(
        week(Timetable((slot({1}, "10:00", "12:00", on_public_holidays=OPEN),)), ON).entries
    ).slots == (slot({1}, "10:00", "12:00", on_public_holidays=OPEN),)
