"""The classics: golfers who never meet twice, and groups as diverse as can be."""

import time
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marlerweg.conferences.rules.designs import designed
from marlerweg.conferences.rules.golfers import golfers, read_golfers, shape
from marlerweg.conferences.rules.grouping import Diversity, group, read_diversity
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planner import plan
from marlerweg.conferences.rules.planning import Unreadable
from marlerweg.conferences.verification import verify_groups, verify_rounds


@pytest.mark.parametrize("task", ["5-3-7", "8-4-7"])
def test_golfers_of_the_classics_never_meet_twice(task: str) -> None:
    found = plan(read_golfers(task), Patience(10))
    findings = verify_rounds(task, found.as_data())
    assert findings.sound, findings.as_data()
    assert findings.values["repeats"] == 0
    assert found.certificate.proven


@pytest.mark.parametrize(
    "task",
    [
        "8-4-9",
        "8-4-10",
        "10-6-7",
        "7-7-8",
        "9-3-13",
        "16-4-21",
        "4-4-5",
        "11-6-11",
        "12-5-9",
        "10-5-9",
        "6-3-5",
    ],
)
def test_algebra_gives_rounds_in_which_nobody_meets_twice(task: str) -> None:
    """Fields, differences, rows that play among themselves, and four copies of one group for 8-4-10."""
    groups, size, rounds = map(int, task.split("-"))
    seats = designed(groups, size, rounds, Patience(10, time.process_time), Random(1))
    assert seats is not None
    plan = golfers(groups, size, rounds).readable(seats)
    assert verify_rounds(task, {"rounds": plan}).as_data()["violations"] == []
    assert verify_rounds(task, {"rounds": plan}).values["repeats"] == 0


def test_no_algebra_promises_what_cannot_be() -> None:
    assert designed(4, 4, 6, Patience(0.2, time.process_time), Random(1)) is None
    assert designed(3, 4, 2, Patience(0.2, time.process_time), Random(1)) is None


def test_a_day_of_golf_is_recognised() -> None:
    assert shape(golfers(8, 4, 3)) == (8, 4, 3)


@pytest.mark.parametrize("wrong", ["8-4", "0-4-3", "acht", "8-4-7-1", "8--4-7"])
def test_other_words_are_not_golf(wrong: str) -> None:
    with pytest.raises(Unreadable, match="etwa 8-4-7"):
        read_golfers(wrong)


def mdgp(elements: int, groups: int, kind: str, sizes: str, seed: int = 1) -> str:
    rng = Random(seed)
    lines = [f"{i} {j} {rng.uniform(0, 100):.3f}" for i, j in combinations(range(elements), 2)]
    return "\n".join([f"{elements} {groups} {kind} {sizes}", *lines])


@pytest.mark.parametrize(("kind", "sizes"), [("ss", "4 4 4 4 4 4"), ("ds", "2 6 3 5 1 7"), ("ss", "4 4")])
def test_groups_keep_their_sizes_and_beat_chance(kind: str, sizes: str) -> None:
    text = mdgp(12, 3, kind, sizes)
    task = read_diversity(text)
    found = group(task, Patience(0.2))
    assert verify_groups(text, found.as_data()).sound
    by_chance = 18 * 50
    assert by_chance * 1.1 < found.objective <= found.bound


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000))
def test_small_groupings_are_optimal(seed: int) -> None:
    task = read_diversity(mdgp(6, 2, "ss", "3 3 3 3", seed))
    best = max(
        sum(
            task.distance[i][j]
            for part in (half, set(range(6)) - set(half))
            for i, j in combinations(sorted(part), 2)
        )
        for half in combinations(range(6), 3)
    )
    assert group(task, Patience(0.05)).objective == pytest.approx(best)


def test_an_objective_that_is_too_high_is_found_out() -> None:
    text = mdgp(6, 2, "ss", "3 3 3 3")
    found = group(read_diversity(text), Patience(0.05)).as_data()
    assert verify_groups(text, found).sound
    assert verify_groups(text, found | {"objective": found["objective"] + 1}).false_claims
    swapped = [[*found["groups"][0][1:], found["groups"][1][0]], found["groups"][1]]
    assert verify_groups(text, found | {"groups": swapped}).violations


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "leer"),
        ("4 2 xx 2 2", "Zeile 1"),
        ("4 2 ss 3 2 2 2", "größer als die größte"),
        ("9 2 ss 2 2 2 2", "passen nicht"),
        ("4 2 ss 2 2 2 2\n0 9 1.0", "Zeile 2"),
        ("4 2 ss 2 2 2 2\n0 1", "Zeile 2"),
    ],
)
def test_files_that_are_no_task_are_refused(text: str, complaint: str) -> None:
    with pytest.raises(Unreadable, match=complaint):
        read_diversity(text)


def test_one_group_is_no_choice() -> None:
    assert group(Diversity([[0.0, 2.0], [2.0, 0.0]], [(2, 2)]), Patience(0.02)).objective == 2
