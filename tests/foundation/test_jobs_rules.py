"""Pauses grow, and a recurring job's due moments are the same for everyone who asks."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.jobs.rules import LONGEST_PAUSE, TOWN, Daily, Every, Rhythm, pause_after

moments = st.integers(1_577_836_800, 2_208_988_800).map(
    lambda second: dt.datetime.fromtimestamp(second, dt.UTC)
)
rhythms = st.one_of(
    st.builds(Every, st.integers(1, 2000).map(lambda minutes: dt.timedelta(minutes=minutes))),
    st.builds(Daily, st.times(), st.none() | st.integers(0, 6)),
)


@given(st.integers(1, 60))
def test_pauses_grow_up_to_a_limit(attempt: int) -> None:
    assert dt.timedelta(0) < pause_after(attempt) <= pause_after(attempt + 1) <= LONGEST_PAUSE


@given(rhythms, moments)
def test_the_latest_due_moment_is_past_and_asked_again_at_it_the_same(
    rhythm: Rhythm, now: dt.datetime
) -> None:
    latest = rhythm.latest(now)
    assert latest <= now
    assert rhythm.latest(latest) == latest


@given(rhythms, moments, moments)
def test_later_askers_never_see_an_earlier_moment(
    rhythm: Rhythm, one: dt.datetime, other: dt.datetime
) -> None:
    early, late = sorted([one, other])
    assert rhythm.latest(early) <= rhythm.latest(late)


@given(st.times(), st.dates(dt.date(2020, 1, 1), dt.date(2039, 1, 1)))
def test_daily_is_due_once_on_each_calendar_day_also_when_clocks_change(at: dt.time, day: dt.date) -> None:
    hours = (dt.datetime.combine(day, dt.time(0), TOWN) + dt.timedelta(minutes=30 * n) for n in range(-4, 60))
    due = {Daily(at).latest(hour) for hour in hours}
    assert len([moment for moment in due if moment.astimezone(TOWN).date() == day]) == 1


def test_the_hour_that_comes_twice_in_autumn_counts_once() -> None:
    at_half_past_two = Daily(dt.time(2, 30))
    first = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert at_half_past_two.latest(first) == at_half_past_two.latest(first + dt.timedelta(hours=1)) == first


def test_weekly_falls_on_its_weekday() -> None:
    monday = Daily(dt.time(6), weekday=0)
    assert monday.latest(dt.datetime(2026, 11, 26, tzinfo=dt.UTC)).date() == dt.date(2026, 11, 23)
    assert monday.describe() == "montags um 06:00 Uhr"


@given(moments)
def test_the_following_moment_is_the_next_latest(now: dt.datetime) -> None:
    for rhythm in (Every(dt.timedelta(minutes=15)), Daily(dt.time(3, 10)), Daily(dt.time(5), weekday=0)):
        following = rhythm.following(now)
        assert rhythm.latest(now) <= now < following
        assert rhythm.latest(following) == following
