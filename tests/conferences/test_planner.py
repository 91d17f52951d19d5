"""The table plan keeps every rule, reaches what can be reached, and never claims more than is true."""

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings

from marlerweg.conferences.rules.messages import Message
from marlerweg.conferences.rules.patience import OwnTime
from marlerweg.conferences.rules.planning import Impossible
from marlerweg.conferences.verification import verify
from tests.conferences.days import Raw, conference, every_plan, planned, rich_day, small_days

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(small_days())
def test_small_days_are_planned_as_well_as_listing_all_plans_would(day: Raw) -> None:
    """Rules, then wishes exactly, and no bound above what some plan has."""
    plans = list(every_plan(day))
    try:
        found = planned(day, seconds=0.15)
    except Impossible:
        assert not plans
        return
    assert plans, "A plan was found where none keeps the rules."
    findings = verify(day, found.as_data())
    assert findings.sound, findings.as_data()
    goals = {goal.key: goal for goal in found.certificate.goals}
    if "wishes" in goals:
        cheapest = min(values["wishes"] for values in plans)
        assert goals["wishes"].value == cheapest
        assert goals["wishes"].bound <= cheapest
        plans = [values for values in plans if values["wishes"] == cheapest]
    fewest = min(values["repeats"] for values in plans)
    assert goals["repeats"].bound <= fewest
    if goals["repeats"].value > fewest:
        found = planned(day, seconds=2)
        goals = {goal.key: goal for goal in found.certificate.goals}
    assert goals["repeats"].value == fewest
    plans = [values for values in plans if values["repeats"] == fewest]
    seldom = min(values["most_meetings"] for values in plans)
    assert goals["most_meetings"].bound <= seldom
    plans = [values for values in plans if values["most_meetings"] == goals["most_meetings"].value]
    assert goals["least_new_contacts"].bound >= max(values["least_new_contacts"] for values in plans)


def test_a_day_with_every_rule_passes_the_verifier() -> None:
    day = rich_day()
    findings = verify(day, json.loads(json.dumps(planned(day, seconds=1).as_data())))
    assert findings.sound, findings.as_data()


@pytest.mark.parametrize(
    ("tables", "size", "repeats", "least"), [(5, 12, 135, 28), (6, 10, 72, 24), (10, 6, 0, 15)]
)
def test_sixty_people_reach_the_proven_bounds(tables: int, size: int, repeats: int, least: int) -> None:
    day = {
        "people": [{"id": i} for i in range(60)],
        "tables": [{"id": t, "seats": size} for t in range(tables)],
        "rounds": 3,
    }
    certificate = planned(day, seconds=10).certificate
    assert certificate.proven
    assert certificate.goal("repeats").value == repeats
    assert certificate.goal("least_new_contacts").value == least


def test_wishes_of_sixty_people_are_served_exactly() -> None:
    certificate = planned(conference(), seconds=1).certificate
    wishes = certificate.goal("wishes")
    assert wishes.reached
    assert wishes.value > 0
    assert certificate.goal("repeats").bound > 180, (
        "Wishes must sharpen the bound beyond what tables alone enforce."
    )


def test_the_same_seed_gives_the_same_plan() -> None:
    day = conference(wishes=False)
    first, second = planned(day, seconds=10, seed=3), planned(day, seconds=10, seed=3)
    assert first.certificate.proven
    assert first.as_data() == second.as_data()


def test_the_order_of_people_changes_no_value() -> None:
    day = conference()
    turned = day | {"people": day["people"][::-1], "tables": day["tables"][::-1]}
    assert (
        planned(day, 0.5).certificate.goal("wishes").value
        == planned(turned, 0.5).certificate.goal("wishes").value
    )


def test_one_more_seat_never_makes_wishes_dearer() -> None:
    day = conference()
    roomier = day | {"tables": [table | {"seats": 13} for table in day["tables"]]}
    tight, easy = (
        planned(day, 0.4).certificate.goal("wishes"),
        planned(roomier, 0.4).certificate.goal("wishes"),
    )
    assert easy.value < tight.value


def test_the_worst_served_person_comes_first_if_asked() -> None:
    """Cheapest is to leave one person without any wish; asked to look at the worst served first, two second wishes."""
    day: Raw = {
        "people": [
            {"id": "a", "wishes": ["Sport"]},
            {"id": "b", "wishes": ["Sport", "Bildung"]},
            {"id": "c", "wishes": ["Bildung", "Wohnen"]},
        ],
        "tables": [{"id": theme, "seats": 1} for theme in ("Sport", "Bildung", "Wohnen")],
        "rounds": 1,
        "wish_costs": [0, 5, 9],
    }
    plain = verify(day, planned(day).as_data()).values
    fair = planned(day | {"rules": {"worst_served_first": True}})
    assert (plain["wishes"], plain["worst_served"]) == (9, 9)
    assert fair.certificate.proven
    assert fair.certificate.goal("worst_served").value == 5
    assert fair.certificate.goal("wishes").value == 10


def test_people_who_know_each_other_are_seated_apart_where_possible() -> None:
    day = conference(people=20, seats=4, rounds=2, wishes=False)
    clique = [[f"p{i}", f"p{j}"] for i in range(1, 6) for j in range(i + 1, 6)]
    certificate = planned(day | {"met": clique}, seconds=5).certificate
    assert certificate.goal("repeats").value == 0
    assert certificate.goal("repeats").message.key == "goal.repeats.none"


def test_an_hour_of_chance_is_called_by_its_name() -> None:
    """Two tables of thirty: whatever the plan, almost everybody meets; the certificate must say so."""
    day = {
        "people": [{"id": i} for i in range(20)],
        "tables": [{"id": t, "seats": 10} for t in range(2)],
        "rounds": 3,
    }
    remarks = [remark.key for remark in planned(day, 0.3).certificate.remarks]
    assert remarks == ["remark.chance_nearly"]


def test_what_is_open_is_said_to_be_open() -> None:
    day = {
        "people": [{"id": i} for i in range(32)],
        "tables": [{"id": t, "seats": 4} for t in range(8)],
        "rounds": 11,
    }
    goal = planned(day, 0.3).certificate.goal("repeats")
    assert not goal.reached
    assert goal.verdict == Message("verdict.at_least", {"bound": goal.bound})


def test_own_time_is_the_threads_and_never_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A neighbour's work costs no patience; who is never let to work loses it all the same."""
    monkeypatch.setattr(time, "thread_time", lambda: 10.0)
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    clock = OwnTime(stretch=3)
    monkeypatch.setattr(time, "thread_time", lambda: 11.5)
    monkeypatch.setattr(time, "monotonic", lambda: 103.0)
    assert clock() == 1.5
    monkeypatch.setattr(time, "monotonic", lambda: 106.0)
    assert clock() == 2.0
