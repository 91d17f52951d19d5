"""Days to plan in tests: one rich conference, small ones drawn at random, and every plan of a small one."""

import copy
import time
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from hypothesis import strategies as st

from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planner import Plan, plan
from marlerweg.conferences.rules.reading import read_gathering
from marlerweg.conferences.verification import verify

THEMES = ["Sport", "Bildung", "Sozialraum", "Wohnen", "Arbeit"]
Raw = dict[str, Any]


def planned(raw: Raw, seconds: float = 2.0, seed: int = 0) -> Plan:
    """Time is processor time here, so that a busy machine fails no test."""
    return plan(read_gathering(raw), Patience(seconds, time.process_time), seed)


def conference(people: int = 60, seats: int = 12, rounds: int = 3, *, wishes: bool = True) -> Raw:
    """Everybody all day, one table per theme, wishes skewed towards the first themes."""
    rng = Random(1)
    rows = []
    for number in range(people):
        pool, ranked = THEMES.copy(), []
        while pool:
            ranked.append(rng.choices(pool, [1 / (1 + THEMES.index(theme)) for theme in pool])[0])
            pool.remove(ranked[-1])
        rows.append(
            {"id": f"p{number + 1}", "organisation": f"o{number % 14}"}
            | ({"wishes": ranked} if wishes else {})
        )
    tables = [{"id": f"t{number + 1}", "theme": theme, "seats": seats} for number, theme in enumerate(THEMES)]
    return {"people": rows, "tables": tables, "rounds": rounds, "rules": {"no_theme_twice": True}}


def rich_day() -> Raw:
    """Every rule at once: pins, presence, access, interpreter, bonds, limits, acquaintances, least numbers."""
    day = conference(people=30, seats=7)
    people, tables = day["people"], day["tables"]
    for host, table in zip(people, tables, strict=False):
        host["pin"] = dict.fromkeys(("1", "2", "3"), table["id"])
    tables[0]["accessible"] = tables[2]["accessible"] = tables[3]["accessible"] = True
    tables[4] |= {"min": 3}
    people[10]["needs_accessible"] = True
    people[11]["interpreter_for"] = "p13"
    people[14]["present"] = [1, 2]
    people[15]["present"] = [3]
    day["rules"] |= {
        "max_same_organisation": 2,
        "keep_apart": [["p20", "p21"], ["p22", "p23"]],
        "keep_together": [["p25", "p26"]],
    }
    day["met"] = [["p6", "p7"], ["p8", "p9"], ["p27", "p28"]]
    return day


@st.composite
def small_days(draw: st.DrawFn) -> Raw:
    """A handful of people, so that all plans can be listed; rules may contradict each other."""
    rounds = draw(st.integers(1, 3))
    people = draw(st.integers(2, {1: 5, 2: 4, 3: 3}[rounds]))
    names = [f"p{i}" for i in range(people)]
    themes = THEMES[: draw(st.integers(1, 3 if rounds < 3 else 2))]
    tables = [
        {"id": f"t{t}", "theme": draw(st.sampled_from(themes)), "seats": draw(st.integers(1, people))}
        | draw(st.sampled_from([{}, {}, {"accessible": True}, {"min": 1}]))
        for t in range(draw(st.integers(2, 3 if rounds < 3 else 2)))
    ]
    offered = sorted({table["theme"] for table in tables})
    pair = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    rows = []
    for name in names:
        row: Raw = {"id": name, "organisation": draw(st.sampled_from(["a", "b", None]))}
        row["wishes"] = draw(st.lists(st.sampled_from(offered), unique=True, max_size=3))
        if draw(st.integers(0, 4)) == 0:
            row["present"] = draw(st.lists(st.integers(1, rounds), unique=True))
        if draw(st.integers(0, 6)) == 0:
            row["needs_accessible"] = True
        if draw(st.integers(0, 6)) == 0:
            row["pin"] = {str(draw(st.integers(1, rounds))): draw(st.sampled_from(tables))["id"]}
        rows.append(row)
    if draw(st.integers(0, 5)) == 0:
        rows[0]["interpreter_for"] = names[-1]
    rules = {
        "no_theme_twice": draw(st.booleans()),
        "max_same_organisation": draw(st.sampled_from([None, None, 1, 2])),
        "keep_apart": draw(st.lists(pair, max_size=1)),
        "keep_together": draw(st.lists(pair, max_size=1)),
    }
    met = draw(st.lists(pair, max_size=2))
    return {"people": rows, "tables": tables, "rounds": rounds, "rules": rules, "met": met}


def every_plan(day: Raw) -> Iterator[dict[str, int]]:
    """The values of all plans that keep the rules, by listing simply everything."""
    names = [person["id"] for person in day["people"]]
    tables = [table["id"] for table in day["tables"]]
    choices = []
    for number in range(1, day["rounds"] + 1):
        options = [
            tables if number in person.get("present", [number]) else [None] for person in day["people"]
        ]
        rows = []
        for row in product(*options):
            seating = {table: [n for n, t in zip(names, row, strict=True) if t == table] for table in tables}
            if all(len(seating[table["id"]]) <= table["seats"] for table in day["tables"]):
                rows.append(seating)
        choices.append(rows)
    for rounds in product(*choices):
        findings = verify(day, {"rounds": list(rounds)})
        if not findings.violations:
            yield findings.values


def without(day: Raw, *names: str) -> Raw:
    """The same day when these people do not come."""
    after = copy.deepcopy(day)
    for person in after["people"]:
        if person["id"] in names:
            person["present"] = []
            person.pop("pin", None)
    return after
