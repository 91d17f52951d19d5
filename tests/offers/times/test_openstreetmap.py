"""`opening_hours` strings say what the timetable says, on every day of twelve years, or refuse."""

import datetime as dt

import pytest
from hypothesis import given, reject

from marlerweg.offers.rules.times.openstreetmap.grammar import Unreadable
from marlerweg.offers.rules.times.openstreetmap.reading import read
from marlerweg.offers.rules.times.openstreetmap.writing import Unsayable, write
from marlerweg.offers.rules.times.schedule import Timetable
from marlerweg.offers.rules.times.state import timeline
from tests.offers.times import real_life
from tests.offers.times.families import EXPENSIVE, timetables
from tests.offers.times.holidays import FIRST, FORESEEN, LAST

BEGIN, END = FIRST - dt.timedelta(1), LAST + dt.timedelta(1)


def written(timetable, **options):
    return write(timetable, first=BEGIN, last=END, calendar=FORESEEN, **options)


def meaning(timetable):
    return timeline(timetable, FIRST, LAST, FORESEEN)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("office", "Mo-Fr 08:30-12:00, Mo,Tu,Th 13:30-16:00; PH off"),
        ("language_cafe", "Tu 16:00-18:00; SH off; PH off"),
        ("second_tuesday", "Tu[2] 15:00-17:00; SH off; PH off"),
        ("first_and_last_wednesday", "We[1,-1] 09:00-11:00; PH off"),
        ("night_cafe", "Fr,Sa 22:00-04:00"),
        ("shelter", "24/7"),
        ("holiday_games", "SH Mo-Fr 09:00-15:00; PH off"),
        ("holiday_breakfast", "PH Mo-Su 10:00-12:00"),
        ("course", "2026 Sep 07-2027 Jan 27 Mo,We 09:00-12:15; SH off; PH off"),
        ("feast", "2026 Jun 04 11:00-18:00"),
        ("counselling", 'Tu 14:00-17:00 unknown "nach Vereinbarung", Mo,Th 09:00-12:00; PH off'),
        ("and_by_arrangement", 'Mo 09:00-12:00; PH off || unknown "nach Vereinbarung"'),
        ("by_arrangement", 'unknown "nach Vereinbarung"'),
        ("nothing_known", ""),
        ("never", "off"),
    ],
)
def test_the_string_reads_as_a_mapper_would_write_it(name, text):
    assert write(real_life.ALL[name]) == text


def test_every_second_week_names_the_years_in_which_it_counts_alike():
    assert write(real_life.EVERY_OTHER_TUESDAY, first=dt.date(2026, 1, 1), last=dt.date(2028, 12, 31)) == (
        "2026 Jan 01-2027 Jan 03 week 2-53/2 Tu 10:00-12:00, "
        "2027 Jan 04-2028 Dec 31 week 1-53/2 Tu 10:00-12:00; SH off; PH off"
    )


@pytest.mark.parametrize("name", sorted(real_life.ALL))
def test_there_and_back_is_the_same_on_every_day(name):
    timetable = real_life.ALL[name]
    assert meaning(read(written(timetable))) == meaning(timetable)


@EXPENSIVE
@given(timetables())
def test_there_and_back_for_what_hypothesis_draws(timetable):
    try:
        text = written(timetable)
    except Unsayable:
        reject()
    assert meaning(read(text)) == meaning(timetable)


@EXPENSIVE
@given(timetables())
def test_spelled_out_it_needs_no_holidays_to_mean_the_same(timetable):
    try:
        text = written(timetable, spell_out=True)
    except Unsayable:
        reject()
    assert "PH" not in text
    assert "SH" not in text
    assert meaning(read(text)) == meaning(timetable)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Mo-Fr 10:00-12:00; We off", "Mo,Tu,Th,Fr 10:00-12:00"),
        ("Mo-Fr 10:00-12:00; We 14:00-16:00", "Mo,Tu,Th,Fr 10:00-12:00, We 14:00-16:00"),
        ("Mo-Fr 10:00-12:00; We[1] off", "Mo,Tu,Th,Fr 10:00-12:00, We[2,3,4,5] 10:00-12:00"),
        ("Mo-Fr 10:00-12:00,14:00-16:00", "Mo-Fr 10:00-12:00, Mo-Fr 14:00-16:00"),
        ("Sa-Mo 10:00-12:00", "Mo,Sa,Su 10:00-12:00"),
        ("PH,Mo 10:00-12:00", "Mo 10:00-12:00, PH Mo-Su 10:00-12:00"),
        ("Mo-Fr 10:00-12:00; PH,Sa off", "Mo-Fr 10:00-12:00; PH off"),
        ("Mo 10:00-26:00", "Mo 10:00-02:00"),
        ("Mo-Su,PH 10:00-24:00", "10:00-24:00"),
        ("Mo-Fr 10:00-12:00 open", "Mo-Fr 10:00-12:00"),
        ("2026: Mo 10:00-12:00", "2026 Jan 01-2026 Dec 31 Mo 10:00-12:00"),
        ("Mo 10:00-12:00; Jul off", "Aug-Jun Mo 10:00-12:00"),
        ("Mo 10:00-12:00; Dec 24-Jan 02 off", "Jan 03-Dec 23 Mo 10:00-12:00"),
        ("Mo 10:00-12:00; 2026 Jul 20-31 off", "Mo 10:00-12:00; 2026 Jul 20-2026 Jul 31 off"),
        ("Mo-Fr 10:00-12:00; 2026 Jul 20-2026 Aug 31 Mo-Fr 10:00-11:00; PH off",
         "1990 Jan 01-2026 Jul 19 Mo-Fr 10:00-12:00, 2026 Jul 20-2026 Aug 31 Mo-Fr 10:00-11:00, "
         "2026 Sep 01+ Mo-Fr 10:00-12:00; PH off"),
        ("week 1-53/2 Tu 10:00-12:00; week 2-52/2 We 10:00-12:00",
         "week 1-53/2 Tu 10:00-12:00, week 2-52/2 We 10:00-12:00"),
        ("Mo-Fr 10:00-12:00; SH Mo-Fr 09:00-15:00", "Mo-Fr 10:00-12:00; SH off, SH Mo-Fr 09:00-15:00"),
        ("24/7; Su off", "Mo-Sa 00:00-24:00"),
        ('Mo 10:00-12:00 || "nach Absprache"', 'Mo 10:00-12:00 || unknown "call"'),
        ('"Termine nach Vereinbarung"', 'unknown "nach Vereinbarung"'),
        ("Mo 10:00-12:00;", "Mo 10:00-12:00"),
    ],
)  # fmt: skip
def test_two_ways_to_say_the_same(text, same):
    assert meaning(read(text)) == meaning(read(same))


def test_odd_weeks_are_odd_in_years_of_53_weeks_too():
    mondays = [start.date() for start, *_ in meaning(read("week 1-53/2 Mo 12:00-13:00"))]
    assert mondays
    assert all(monday.isocalendar().week % 2 for monday in mondays)
    assert dt.date(2026, 12, 28) in mondays
    assert dt.date(2027, 1, 4) in mondays


@pytest.mark.parametrize(
    ("text", "problem", "position"),
    [
        ("Mo-Fr 10:00-12:00; Xy off", "not_understood", 19),
        ("Mo 10:00+", "end_of_time_expected", 8),
        ("Mo 10:00-12:00+", "open_end", 14),
        ("Mo sunrise-sunset", "not_understood", 3),
        ("Mo 25:00-26:00", "no_such_time", 3),
        ("Mo 10:00-", "time_expected", 9),
        ("Mo[6] 10:00-12:00", "no_such_nth", 3),
        ("easter off", "not_understood", 0),
        ("Feb 30 10:00-12:00", "no_such_day", 0),
        ("week 54 10:00-12:00", "week_expected", 5),
        ("Mo 10:00-12:00 || Tu 10:00-12:00", "fallback", 18),
        ("Mo-Su 10:00-12:00; week 1-53/2 Tu off", "overrides_by_rhythm", 19),
        ("Mo 10:00-12:00; Mo[-1] off", "overrides_by_rhythm", 16),
        ('"an der Tür klingeln"', "only_a_comment", 0),
        ("Mo 10:00-12:00 § 3", "not_understood", 15),
        (";", "not_understood", 0),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, problem, position):
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert (refused.value.problem, refused.value.position) == (problem, position)


def test_comments_and_notes_survive():
    slot = real_life.slot({1}, "10:00", "12:00", note='Klingel "unten"')
    (back,) = read(write(Timetable((slot,)))).slots
    assert back.note == "Klingel 'unten'"
    (closure,) = read(written(real_life.SUMMER_BREAK)).changes[:1]
    assert closure.note == "Sommerpause"


def test_what_has_no_words_is_refused():
    with pytest.raises(Unsayable, match="needs_a_window"):
        write(real_life.EVERY_OTHER_TUESDAY)
    with pytest.raises(Unsayable, match="needs_a_calendar"):
        write(real_life.SUMMER_BREAK)
    crossed = (
        real_life.slot({1}, "10:00", "12:00", on_school_holidays=real_life.OPEN),
        real_life.slot(
            {2}, "10:00", "12:00", on_public_holidays=real_life.OPEN, on_school_holidays=real_life.CLOSED
        ),
    )
    with pytest.raises(Unsayable, match="holidays_cross"):
        write(Timetable(crossed))
