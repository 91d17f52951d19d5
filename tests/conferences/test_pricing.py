"""Prices on what days have in common prove bounds for repeats; whoever reads the plan can check them."""

import copy
import time
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marlerweg.conferences.rules.days import open_days, pairs_of
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Impossible
from marlerweg.conferences.rules.prices import priced_total
from marlerweg.conferences.rules.pricing import market
from marlerweg.conferences.rules.reading import read_gathering
from marlerweg.conferences.rules.seating import Seating
from marlerweg.conferences.rules.serving import WishStage
from marlerweg.conferences.rules.spreading import Spreading
from marlerweg.conferences.verification import _Day, verify
from tests.conferences.days import Raw, conference, every_plan, planned, rich_day, small_days

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def part_time(day: Raw) -> Raw:
    for number, person in enumerate(day["people"]):
        if number % 9 == 4:
            person["present"] = [1, 3] if number % 2 else [2]
    return day


@pytest.fixture(scope="module")
def proven() -> Raw:
    return planned(part_time(conference()), seconds=2).as_data()


def goal(plan: Raw, key: str) -> Any:
    return next(one for one in plan["certificate"]["goals"] if one["key"] == key)


def test_part_time_people_with_wishes_stand_at_a_bound_that_the_verifier_confirms(proven: Raw) -> None:
    findings = verify(part_time(conference()), proven)
    assert findings.sound, findings.as_data()
    assert goal(proven, "repeats")["proof"]["cells"]


@pytest.mark.parametrize("forge", ["bound", "cells", "wishes"])
def test_a_forged_proof_is_found_out(proven: Raw, forge: str) -> None:
    plan = copy.deepcopy(proven)
    proof = goal(plan, "repeats")["proof"]
    proof[forge] = {"bound": proof["bound"] + 1, "cells": [], "wishes": 0}[forge]
    sentences = verify(part_time(conference()), plan).false_claims
    assert any("repeats" in sentence and "Preise" in sentence for sentence in sentences)


def prices(draw: st.DrawFn, day: Raw) -> Raw:
    number = st.integers(-3, 12)
    rounds, tables = range(1, day["rounds"] + 1), [table["id"] for table in day["tables"]]
    return {
        "scale": 4,
        "wishes": draw(st.integers(0, 3)),
        "cells": [
            {"rounds": [q, r], "tables": [t, u], "price": draw(number)}
            for q in rounds
            for r in rounds
            if q < r
            for t in tables
            for u in tables
        ],
        "seats": [{"round": r, "table": t, "price": draw(number)} for r in rounds for t in tables],
        "shares": [],
    }


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_no_prices_whatever_prove_more_than_some_plan_has(data: st.DataObject) -> None:
    """Weak duality of the verifier itself, against the list of all plans."""
    day = data.draw(small_days())
    proof = prices(data.draw, day)
    number = st.integers(-4, 9)
    wishes = {
        "scale": 2,
        "prices": [
            {"round": one["round"], "table": one["table"], "price": data.draw(number)}
            for one in proof["seats"]
        ],
    }
    checker = _Day(day)
    for values in every_plan(day):
        bound = checker.repeat_bound(proof, wishes, values.get("wishes", 0))
        assert bound is not None
        assert bound <= values["repeats"]


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(small_days())
def test_the_best_prices_prove_no_more_than_the_best_plan_has(day: Raw) -> None:
    gathering = read_gathering(day)
    try:
        stage = WishStage(gathering)
        found = planned(day, seconds=0.05)
    except Impossible:
        return
    seating = Seating(gathering, found.seats)
    exact = stage.exact_prices(seating)
    plans = [values for values in every_plan(day) if exact is None or values["wishes"] <= seating.wish]
    trading = market(stage.repeat_bound(seating), exact)
    if trading is None:
        return
    trading.haggle(1000, Patience(0.02, time.process_time))
    assert trading.published().bound <= min(values["repeats"] for values in plans)


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(small_days())
def test_open_days_leave_out_no_day_of_an_optimal_plan(day: Raw) -> None:
    gathering = read_gathering(day)
    try:
        found = planned(day, seconds=0.05)
    except Impossible:
        return
    stage = WishStage(gathering)
    exact = stage.exact_prices(Seating(gathering, found.seats))
    for choice in open_days(gathering, exact):
        for i in choice.people:
            spent = tuple((r, row[i]) for r, row in enumerate(found.seats) if row[i] >= 0)
            assert spent in choice.days


def test_half_a_point_of_wishes_excludes_no_day() -> None:
    """Two who stay together share their costs: the prices prove 6.5, which no plan can cost, so they exclude nothing."""
    wishes = ["Sport Wohnen Bildung", "Bildung Sport", "Bildung Sport", "Bildung", "Wohnen"]
    wishes += ["Sport Wohnen Bildung", "Sport"]
    seats = {"Sport": 2, "Bildung": 2, "Wohnen": 4}
    day: Raw = {
        "people": [{"id": number, "wishes": words.split()} for number, words in enumerate(wishes)],
        "tables": [{"id": theme, "seats": number} for theme, number in seats.items()],
        "rounds": 1,
        "rules": {"keep_together": [[0, 1]], "no_theme_twice": True},
    }
    stage = WishStage(read_gathering(day))
    assert (priced_total(stage.gathering, stage.prices), stage.prices.scale, stage.bound) == (13, 2, 7)
    seating = Seating(stage.gathering, planned(day, seconds=0.1).seats)
    seating.wish = stage.bound
    assert stage.exact_prices(seating) is None
    assert not stage.serves_best(seating)


def test_days_dealt_anew_keep_every_rule() -> None:
    day = rich_day()
    gathering = read_gathering(day)
    stage = WishStage(gathering)
    found = planned(day, seconds=1)
    seating = Seating(gathering, found.seats)
    assert stage.serves_best(seating), "Otherwise days cannot be dealt anew."
    trading = market(stage.repeat_bound(seating), stage.exact_prices(seating))
    assert trading is not None
    search = Spreading(stage.repeat_bound(seating), trading.choices, trading.seat_prices, Random(1))
    seats = search.search(seating.repeats + 15, seating.repeats + 14, Patience(5, time.process_time))
    assert seats is not None
    again = Seating(gathering, seats)
    assert (again.violations, again.wish) == (0, seating.wish)
    assert again.repeats <= seating.repeats + 14


def test_the_cells_of_a_day_are_its_pairs_of_rounds() -> None:
    assert list(pairs_of(((0, 4), (1, 2), (2, 3)))) == [(0, 4, 1, 2), (0, 4, 2, 3), (1, 2, 2, 3)]


def test_more_people_than_days_means_three_meetings_and_the_verifier_counts_them() -> None:
    """Two tables and three rounds make eight different days, and they are nine people."""
    day: Raw = {
        "people": [{"id": number} for number in range(9)],
        "tables": [{"id": "a", "seats": 5}, {"id": "b", "seats": 5}],
        "rounds": 3,
    }
    found = planned(day, seconds=0.3)
    goal_ = found.certificate.goal("most_meetings")
    assert (goal_.bound, goal_.reached) == (3, True)
    plan = found.as_data()
    assert verify(day, plan).sound, verify(day, plan).as_data()
    few = copy.deepcopy(plan)
    goal(few, "most_meetings")["proof"]["people"].pop()
    assert any("most_meetings" in sentence for sentence in verify(day, few).false_claims)
    without_proof = copy.deepcopy(plan)
    del goal(without_proof, "most_meetings")["proof"]
    assert any("most_meetings" in sentence for sentence in verify(day, without_proof).false_claims)


def test_wishes_crowd_people_into_few_days() -> None:
    day = conference()
    found = planned(day, seconds=1.5)
    goal_ = found.certificate.goal("most_meetings")
    findings = verify(day, found.as_data())
    assert findings.sound, findings.as_data()
    assert goal_.reached
    if goal_.bound > 2:
        forged = found.as_data()
        goal(forged, "wishes")["proof"]["prices"] = []
        assert any("most_meetings" in sentence for sentence in verify(day, forged).false_claims)
