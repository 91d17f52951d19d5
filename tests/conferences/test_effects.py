"""A hand at the tables: what a move does to every goal is told at once, and agrees with the verifier."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marlerweg.conferences.planner_words import SENTENCES, in_words
from marlerweg.conferences.rules.breaches import breaches
from marlerweg.conferences.rules.effects import compare, effect_of_move, measured, moved, values
from marlerweg.conferences.rules.messages import Message
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planner import Plan
from marlerweg.conferences.rules.reading import read_gathering
from marlerweg.conferences.rules.replan import replan
from marlerweg.conferences.verification import verify
from tests.conferences.days import Raw, conference, planned, rich_day, small_days, without

SLOW = [HealthCheck.too_slow]


@pytest.fixture(scope="module")
def found() -> Plan:
    return planned(rich_day(), seconds=0.5)


def as_plan(day: Raw, seats: list[list[int]]) -> Raw:
    rounds = read_gathering(day).readable(seats)
    return {"rounds": [{str(table): people for table, people in tables.items()} for tables in rounds]}


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(small_days(), st.data())
def test_values_and_broken_rules_agree_with_the_verifier(day: Raw, data: st.DataObject) -> None:
    """Any seats whatever, good or bad: two programmes that share no code have to say the same."""
    gathering = read_gathering(day)
    seats = [
        [
            data.draw(st.integers(0, len(gathering.tables) - 1)) if r in person.present else -1
            for person in gathering.people
        ]
        for r in range(gathering.rounds)
    ]
    findings = verify(day, as_plan(day, seats))
    assert len(breaches(gathering, seats)) == len(findings.violations), findings.violations
    ours = values(gathering, seats)
    assert ours == {key: findings.values[key] for key in ours}


def test_a_swap_tells_every_goal_before_and_after(found: Plan) -> None:
    gathering = read_gathering(rich_day())
    other = next(p for p in ("p28", "p24", "p20") if found.seats[0][int(p[1:]) - 1] != found.seats[0][28])
    effect = effect_of_move(gathering, found.seats, "p29", 1, swap_with=other)
    after = moved(gathering, found.seats, "p29", 1, swap_with=other)
    figures = verify(rich_day(), as_plan(rich_day(), after)).values
    assert {one.key: one.after for one in effect.differences} == {
        one.key: figures[one.key] for one in effect.differences
    }
    assert effect.people == sorted(["p29", other], key=lambda name: int(name[1:]))
    assert effect.verdict in {"forbidden", "worse", "same"}, (
        "A proven optimum of wishes cannot be improved by a swap."
    )


def test_a_step_in_the_way_is_forbidden_and_named(found: Plan) -> None:
    gathering = read_gathering(rich_day())
    effect = effect_of_move(gathering, found.seats, "p11", 1, to_table="t2")
    assert not effect.allowed
    assert effect.verdict == "forbidden"
    where = {"round": 1, "person": "p11", "table": "t2"}
    assert Message("not_accessible", where) in effect.broken
    back = compare(gathering, moved(gathering, found.seats, "p11", 1, to_table="t2"), found.seats)
    assert set(map(repr, back.mended)) == set(map(repr, effect.broken))
    assert back.verdict == "better"


def test_nothing_moved_is_the_same(found: Plan) -> None:
    gathering = read_gathering(rich_day())
    table = gathering.tables[found.seats[0][4]].id
    effect = effect_of_move(gathering, found.seats, "p5", 1, to_table=table)
    assert (effect.verdict, effect.changes) == ("same", ())


@pytest.mark.parametrize("where", [{}, {"to_table": "t1", "swap_with": "p2"}])
def test_a_move_has_one_target(found: Plan, where: Raw) -> None:
    with pytest.raises(ValueError):
        effect_of_move(read_gathering(rich_day()), found.seats, "p29", 1, **where)


def test_a_click_is_answered_within_twenty_milliseconds() -> None:
    day = conference()
    gathering = read_gathering(day)
    seats = planned(day, seconds=0.3).seats
    effect_of_move(gathering, seats, "p1", 1, swap_with="p2")
    start = time.process_time()
    for number in range(2, 12):
        effect_of_move(gathering, seats, "p1", 1, swap_with=f"p{number}")
    assert (time.process_time() - start) / 10 < 0.02


def test_seats_set_by_hand_get_a_certificate_of_their_own() -> None:
    day = conference()
    gathering = read_gathering(day)
    seats = planned(day, seconds=1).seats
    rows, row = [list(one) for one in seats], seats[0]
    other = next(
        i
        for i, t in enumerate(row)
        if t != row[0] and not breaches(gathering, moved(gathering, seats, "p1", 1, swap_with=f"p{i + 1}"))
    )
    rows = moved(gathering, seats, "p1", 1, swap_with=f"p{other + 1}")
    paper = measured(gathering, rows, Patience(0.3, time.process_time))
    plan = as_plan(day, rows) | {"certificate": paper.as_data()}
    findings = verify(day, plan)
    assert findings.sound, findings.as_data()
    with pytest.raises(ValueError):
        measured(gathering, moved(gathering, seats, "p1", 1, to_table="t2"), Patience(0.1))


def test_a_plan_made_anew_lists_who_changes_seats(found: Plan) -> None:
    after = without(rich_day(), "p17", "p18", "p19", "p14")
    gathering = read_gathering(after)
    again = replan(gathering, found.seats, Patience(0.5, time.process_time), extra_moves=4)
    listed = again.as_data()["certificate"]["facts"]["changes"]
    assert len(listed) == again.certificate.goal("changed_seats").value
    assert compare(gathering, found.seats, again.seats).as_data()["changes"] == listed


def test_every_message_has_words(found: Plan) -> None:
    paper = found.certificate
    spoken = [
        *(goal.message for goal in paper.goals),
        *(goal.verdict for goal in paper.goals),
        *paper.remarks,
    ]
    assert all(in_words(message) for message in spoken)
    assert (
        in_words(Message("goal.changed_seats", {"value": 1}))
        == "Gegenüber dem vorigen Plan wechselt 1 Platz."
    )
    figures = dict.fromkeys(
        ["value", "bound", "contacts", "top", "seats", "round", "people", "least", "limit", "minutes"], 2
    )
    names = dict.fromkeys(["person", "other", "table", "pinned", "theme", "organisation"], "x")
    for key in SENTENCES:
        sentence = in_words(
            Message(key, figures | names | {"chance": 2.5, "rounds": [1, 2]}), {"x": "Frau Muster"}
        )
        assert "%" not in sentence
        assert "„x“" not in sentence
