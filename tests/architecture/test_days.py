"""A day is the town's day: the moments of the database are Greenwich's, and after midnight here they still lie in yesterday."""

import ast
import datetime as dt
from pathlib import Path

from marlerweg.foundation import clock
from tests.operation import ROOT

MOMENTS = ("at", "since", "moment", "as_of", "now")


def is_a_moment(node: ast.expr) -> bool:
    node = node.func if isinstance(node, ast.Call) else node
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in MOMENTS or name.endswith(tuple(f"_{each}" for each in MOMENTS))


def days_of_greenwich(path: Path) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and is_a_moment(node.func.value)
    ]


def test_nobody_takes_the_day_of_a_moment_by_himself() -> None:
    found = [each for path in (ROOT / "marlerweg").rglob("*.py") for each in days_of_greenwich(path)]
    assert not found, f"clock.day_of(…) gives the town's day: {found}"


def test_the_search_would_find_one(tmp_path: Path) -> None:
    assert is_a_moment(ast.parse("row.sent_at", mode="eval").body)
    assert is_a_moment(ast.parse("clock.now()", mode="eval").body)
    assert not is_a_moment(ast.parse("row.day", mode="eval").body)


def test_after_midnight_in_marl_it_is_the_new_day() -> None:
    late = dt.datetime(2026, 11, 28, 23, 30, tzinfo=dt.UTC)
    assert clock.day_of(late) == dt.date(2026, 11, 29)
    summer = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    assert clock.day_of(summer) == dt.date(2026, 7, 2)
