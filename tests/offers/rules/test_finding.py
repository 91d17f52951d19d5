"""Times of the day, ages, distances, and wordings that nobody may keep."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marlerweg.offers.rules import finding
from marlerweg.offers.rules.finding import Point

# Thousandths of a degree, as addresses hold them.
points = st.builds(
    lambda north, east: Point(north / 1000, east / 1000),
    st.integers(-89_000, 89_000),
    st.integers(-179_000, 179_000),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_negative(one: Point, other: Point) -> None:
    there = finding.distance_km(one, other)
    assert there >= 0
    assert there == pytest.approx(finding.distance_km(other, one))
    assert finding.distance_km(one, one) == 0


def test_a_circle_at_marls_latitude_is_no_ellipse() -> None:
    """A tenth of a degree is 11.1 km to the north and 6.9 km to the east."""
    here = Point(51.66, 7.09)
    assert finding.distance_km(here, Point(51.76, 7.09)) == pytest.approx(11.12, abs=0.02)
    assert finding.distance_km(here, Point(51.66, 7.19)) == pytest.approx(6.90, abs=0.02)


@pytest.mark.parametrize("said", ["", "51.6", "a,b", "nan,7", "inf,7", "91,7", "51,181", "1,2,3", "51;7"])
def test_what_is_no_point_is_none(said: str) -> None:
    assert finding.read_point(said) is None


def test_a_point_is_rounded_so_that_it_names_no_front_door() -> None:
    assert finding.read_point("51.6571234,7.0934567") == Point(51.657, 7.093)


@pytest.mark.parametrize(
    ("days", "opens", "closes", "wanted"),
    [
        ([3], 9, 11, {"morning", "3-morning"}),
        ([3], 11, 13, {"morning", "afternoon", "3-morning", "3-afternoon"}),
        ([6], 18, 20, {"evening", "6-evening", "weekend"}),
        ([5], 16, 17, {"afternoon", "5-afternoon"}),
        ([7], 22, 2, {"evening", "7-evening", "weekend"}),
    ],
)
def test_slots_reach_into_times_of_the_day(
    days: list[int], opens: int, closes: int, wanted: set[str]
) -> None:
    assert finding.times_of_day(days, dt.time(opens), dt.time(closes)) == wanted


def test_without_times_the_whole_day() -> None:
    assert {"morning", "afternoon", "evening"} < finding.times_of_day([1], None, None)


@given(st.integers(0, 99), st.integers(0, 99))
def test_ages_hold_every_year_between(low: int, high: int) -> None:
    years = finding.ages({"from": low, "to": high})
    assert years == {str(year) for year in range(low, high + 1)}
    assert finding.ages(None) == finding.ages({}) == {"any"}


@pytest.mark.parametrize(
    "words", ["anna@example.org", "0171 2345678", "geboren 3.4.1987", "Az 123/45", "", "  ", "x" * 81]
)
def test_what_may_point_at_a_person_is_not_counted(words: str) -> None:
    assert not finding.may_be_counted(words)


@pytest.mark.parametrize("words", ["Deutschkurs B1", "تعلم الألمانية", "Schwimmen ab 6"])
def test_ordinary_wishes_are_counted_once_however_they_are_typed(words: str) -> None:
    assert finding.may_be_counted(words)
    assert finding.as_wording(f"  {words.upper()} ") == finding.as_wording(words)
