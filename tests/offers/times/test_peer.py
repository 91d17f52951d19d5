"""Beside somebody else's evaluator of `opening_hours`: the same answer on every day, holidays handed in as dates."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, reject

from marlerweg.offers.rules.times.openstreetmap.writing import Unsayable, write
from marlerweg.offers.rules.times.state import timeline
from tests.offers.times import real_life
from tests.offers.times.families import EXPENSIVE, timetables
from tests.offers.times.holidays import FIRST, FORESEEN, LAST

opening_hours = pytest.importorskip("opening_hours")

BERLIN = ZoneInfo("Europe/Berlin")
# It never reaches what stands behind "||".
NOT_COMPARED = {"and_by_arrangement", "nothing_known"}


def theirs(text, first, last):
    begin = dt.datetime.combine(first, dt.time(), BERLIN)
    end = dt.datetime.combine(last + dt.timedelta(1), dt.time(), BERLIN)
    found = []
    for start, stop, state, _ in opening_hours.OpeningHours(text, timezone=BERLIN).intervals(begin, end):
        if str(state) != "closed" and start < (stop or end):
            found.append((start.astimezone(dt.UTC), min(stop or end, end).astimezone(dt.UTC), str(state)))
    return joined(found)


def ours(timetable, first, last):
    end = dt.datetime.combine(last + dt.timedelta(1), dt.time(), BERLIN).astimezone(dt.UTC)
    found = timeline(timetable, first - dt.timedelta(1), last, FORESEEN)
    begin = dt.datetime.combine(first, dt.time(), BERLIN).astimezone(dt.UTC)
    return joined(
        [(max(start, begin), min(stop, end), str(state)) for start, stop, state in found if stop > begin]
    )


def joined(stretches):
    found = []
    for start, stop, state in stretches:
        if found and found[-1][1] == start and found[-1][2] == state:
            found[-1] = found[-1][0], stop, state
        else:
            found.append((start, stop, state))
    return found


def spelled_out(timetable):
    around = {"first": FIRST - dt.timedelta(1), "last": LAST + dt.timedelta(1)}
    return write(timetable, **around, calendar=FORESEEN, spell_out=True)


@pytest.mark.parametrize("name", sorted(set(real_life.ALL) - NOT_COMPARED))
def test_twelve_years_day_by_day(name):
    timetable = real_life.ALL[name]
    assert theirs(spelled_out(timetable), FIRST, LAST) == ours(timetable, FIRST, LAST)


def is_plain(timetable):
    """Without nights, which they end at midnight where the next day has a rule of its own, and without the doubled
    hour of autumn, of which they mean the second.
    """
    all_times = [(one.opens, one.closes) for one in (*timetable.slots, *timetable.changes)]
    return all(
        opens is None or (opens < closes and opens.hour != 2 and not (closes.hour == 2 or opens.hour < 2))
        for opens, closes in all_times
        if opens is None or closes is not None
    )


@EXPENSIVE
@given(timetables(appointments=(False,)))
def test_twelve_years_for_what_hypothesis_draws(timetable):
    if not is_plain(timetable):
        reject()
    try:
        text = spelled_out(timetable)
    except Unsayable:
        reject()
    assert theirs(text, FIRST, LAST) == ours(timetable, FIRST, LAST)


def test_why_holidays_are_handed_in_as_dates():
    office = write(real_life.OFFICE)
    corpus_christi = dt.datetime(2026, 6, 4, 9, tzinfo=BERLIN)
    by_country = opening_hours.OpeningHours(office, timezone=BERLIN, country="DE")
    assert by_country.is_open(corpus_christi), "they know the Länder now: the spelling out may go"
