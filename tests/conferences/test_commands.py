"""The two commands, as they are typed."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.conferences.days import conference, rich_day, without


def run(*words: str) -> Any:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def day(tmp_path: Path) -> Path:
    path = tmp_path / "tag.json"
    path.write_text(json.dumps(rich_day()), encoding="utf-8")
    return path


def test_a_plan_is_written_and_passes_the_check(day: Path, tmp_path: Path) -> None:
    plan = run("plan_tables", str(day), "--seconds", "0.5", "--seed", "1")
    assert [sum(map(len, tables.values())) for tables in plan["rounds"]] == [29, 29, 29]
    assert {goal["key"] for goal in plan["certificate"]["goals"]} >= {"rules", "wishes", "repeats"}
    written = tmp_path / "plan.json"
    written.write_text(json.dumps(plan), encoding="utf-8")
    assert run("check_plan", str(day), str(written))["sound"]


def test_a_wrong_plan_fails_the_check(day: Path, tmp_path: Path) -> None:
    plan = run("plan_tables", str(day), "--seconds", "0.3")
    plan["rounds"][0]["t1"].clear()
    written = tmp_path / "plan.json"
    written.write_text(json.dumps(plan), encoding="utf-8")
    with pytest.raises(CommandError, match="hat aber keinen Platz"):
        call_command("check_plan", str(day), str(written), stdout=io.StringIO())


def test_a_published_plan_changes_little(day: Path, tmp_path: Path) -> None:
    published = tmp_path / "plan.json"
    published.write_text(json.dumps(run("plan_tables", str(day), "--seconds", "0.3")), encoding="utf-8")
    day.write_text(json.dumps(without(rich_day(), "p17", "p18")), encoding="utf-8")
    again = run("plan_tables", str(day), "--seconds", "0.5", "--published", str(published))
    changed = next(goal for goal in again["certificate"]["goals"] if goal["key"] == "changed_seats")
    assert changed["value"] <= 4, "At most two seats for each of two people who do not come."


def test_golfers_and_groups_have_their_own_formats(tmp_path: Path) -> None:
    golf = run("plan_tables", "4-3-3", "--format", "sgp", "--seconds", "2")
    assert golf["certificate"]["proven"]
    written = tmp_path / "plan.json"
    written.write_text(json.dumps(golf), encoding="utf-8")
    assert run("check_plan", "4-3-3", str(written), "--format", "sgp")["values"]["repeats"] == 0
    task = tmp_path / "task.txt"
    task.write_text("4 2 ss 2 2 2 2\n0 1 5\n2 3 5\n0 2 1\n", encoding="utf-8")
    grouping = run("plan_tables", str(task), "--format", "mdgp", "--seconds", "0.1")
    assert grouping["objective"] == 10
    written.write_text(json.dumps(grouping), encoding="utf-8")
    assert run("check_plan", str(task), str(written), "--format", "mdgp")["sound"]


def test_bad_files_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="lässt sich nicht lesen"):
        call_command("plan_tables", str(tmp_path / "nirgends.json"))
    broken = tmp_path / "kaputt.json"
    broken.write_text('{"people": [,]}', encoding="utf-8")
    with pytest.raises(CommandError, match="Zeile 1, Spalte 13: Das ist kein gültiges JSON"):
        call_command("plan_tables", str(broken))
    broken.write_text(json.dumps(conference() | {"rounds": 6}), encoding="utf-8")
    with pytest.raises(CommandError, match="Kein Plan kann alle Regeln einhalten"):
        call_command("plan_tables", str(broken))
