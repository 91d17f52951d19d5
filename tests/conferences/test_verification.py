"""The verifier finds each single way in which a plan or its certificate can be wrong."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from marlerweg.conferences.verification import verify
from tests.conferences.days import planned, rich_day

Plan = dict[str, Any]


@pytest.fixture(scope="module")
def sound() -> Plan:
    return planned(rich_day(), seconds=0.6).as_data()


def seat(plan: Plan, number: int, person: str) -> str:
    return next(table for table, members in plan["rounds"][number - 1].items() if person in members)


def move(plan: Plan, number: int, person: str, table: str) -> None:
    plan["rounds"][number - 1][seat(plan, number, person)].remove(person)
    plan["rounds"][number - 1][table].append(person)


def trade(plan: Plan, number: int, first: str, second: str) -> None:
    here, there = seat(plan, number, first), seat(plan, number, second)
    move(plan, number, first, there)
    move(plan, number, second, here)


def somebody_missing(plan: Plan) -> str:
    plan["rounds"][0][seat(plan, 1, "p30")].remove("p30")
    return "„p30“ ist da, hat aber keinen Platz"


def somebody_twice(plan: Plan) -> str:
    other = next(table for table, members in plan["rounds"][0].items() if "p30" not in members)
    plan["rounds"][0][other].append("p30")
    return "„p30“ sitzt zweimal"


def a_stranger(plan: Plan) -> str:
    plan["rounds"][0]["t1"].append("p99")
    return "Die Person „p99“ gibt es nicht"


def an_unknown_table(plan: Plan) -> str:
    plan["rounds"][0]["t9"] = []
    return "Den Tisch „t9“ gibt es nicht"


def somebody_absent_seated(plan: Plan) -> str:
    plan["rounds"][2]["t1"].append("p15")
    return "„p15“ ist nicht da, hat aber einen Platz"


def a_table_overfull(plan: Plan) -> str:
    for person in [p for t, members in plan["rounds"][0].items() if t != "t2" for p in members][:4]:
        move(plan, 1, person, "t2")
    return "Tisch „t2“ hat 7 Plätze"


def a_table_too_empty(plan: Plan) -> str:
    for person in plan["rounds"][1]["t5"][2:]:
        move(plan, 2, person, "t1")
    return "Tisch „t5“ braucht mindestens 3"


def a_host_elsewhere(plan: Plan) -> str:
    trade(plan, 1, "p1", "p2")
    return "„p1“ gehört an Tisch „t1“"


def a_step_in_the_way(plan: Plan) -> str:
    move(plan, 1, "p11", "t2")
    return "„p11“ braucht einen barrierefreien Tisch"


def enemies_at_one_table(plan: Plan) -> str:
    move(plan, 1, "p20", seat(plan, 1, "p21"))
    return "„p20“ und „p21“ sollen getrennt sitzen"


def friends_torn_apart(plan: Plan) -> str:
    other = next(table for table in plan["rounds"][0] if table != seat(plan, 1, "p25"))
    move(plan, 1, "p25", other)
    return "„p25“ und „p26“ sollen zusammensitzen"


def an_interpreter_elsewhere(plan: Plan) -> str:
    other = next(table for table in plan["rounds"][0] if table != seat(plan, 1, "p13"))
    move(plan, 1, "p12", other)
    return "„p12“ und „p13“ sollen zusammensitzen"


def colleagues_in_a_heap(plan: Plan) -> str:
    for person in ("p1", "p15", "p29"):  # all of o0; p1 is the host of t1
        move(plan, 1, person, "t1")
    return "An Tisch „t1“ säßen 3 von „o0“"


def a_theme_again(plan: Plan) -> str:
    move(plan, 2, "p30", seat(plan, 1, "p30"))
    return "„p30“ käme 2-mal an das Thema"


def a_round_too_few(plan: Plan) -> str:
    plan["rounds"].pop()
    return "Der Plan hat 2 Runden"


CORRUPTIONS: list[Callable[[Plan], str]] = [
    somebody_missing,
    somebody_twice,
    a_stranger,
    an_unknown_table,
    somebody_absent_seated,
    a_table_overfull,
    a_table_too_empty,
    a_host_elsewhere,
    a_step_in_the_way,
    enemies_at_one_table,
    friends_torn_apart,
    an_interpreter_elsewhere,
    colleagues_in_a_heap,
    a_theme_again,
    a_round_too_few,
]


def test_the_plan_to_be_corrupted_is_sound(sound: Plan) -> None:
    findings = verify(rich_day(), sound)
    assert findings.sound, findings.as_data()


@pytest.mark.parametrize("corrupt", CORRUPTIONS, ids=lambda corrupt: corrupt.__name__)
def test_every_broken_rule_is_named(sound: Plan, corrupt: Callable[[Plan], str]) -> None:
    plan = copy.deepcopy(sound)
    expected = corrupt(plan)
    assert any(expected in sentence for sentence in verify(rich_day(), plan).violations)


@pytest.mark.parametrize("key", ["wishes", "repeats", "most_meetings", "least_new_contacts"])
@pytest.mark.parametrize("wrong", ["value", "bound", "reached"])
def test_every_false_claim_is_named(sound: Plan, key: str, wrong: str) -> None:
    plan = copy.deepcopy(sound)
    goal = next(goal for goal in plan["certificate"]["goals"] if goal["key"] == key)
    if wrong == "reached":
        goal["reached"] = not goal["reached"]
    elif wrong == "value":
        goal["value"] += 1
    else:
        goal["bound"] = goal["value"] + (-1 if key == "least_new_contacts" else 1)
    assert any(key in sentence for sentence in verify(rich_day(), plan).false_claims)


def test_prices_that_prove_less_are_found_out(sound: Plan) -> None:
    plan = copy.deepcopy(sound)
    goal = next(goal for goal in plan["certificate"]["goals"] if goal["key"] == "wishes")
    assert goal["proof"]["prices"], "Without scarce seats there would be nothing to prove."
    goal["proof"]["prices"] = []
    assert any("Preise" in sentence for sentence in verify(rich_day(), plan).false_claims)


def test_changed_seats_are_counted(sound: Plan) -> None:
    plan = copy.deepcopy(sound)
    trade(plan, 1, "p29", next(p for p in ("p28", "p27", "p24") if seat(plan, 1, p) != seat(plan, 1, "p29")))
    assert verify(rich_day(), plan, sound).values["changed_seats"] == 2
