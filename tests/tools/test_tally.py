"""The last line of everything: honest counts over all runs."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.operation import ROOT

SKIPPED, FAILED, BROKEN = "<skipped/>", "<failure/>", "<error/>"


def report(folder: Path, name: str, **cases: str) -> str:
    body = "".join(
        f'<testcase classname="tests" name="{case}">{what}</testcase>' for case, what in cases.items()
    )
    path = folder / f"{name}.xml"
    path.write_text(f"<testsuites><testsuite>{body}</testsuite></testsuites>")
    return str(path)


def tally(*reports: str) -> tuple[str, int]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "tally.py"), *reports],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines()[-1], done.returncode


def test_both_runs_count(tmp_path: Path) -> None:
    assert tally(report(tmp_path, "a", x="", y=""), report(tmp_path, "b", x="")) == ("3 passed, 0 failed", 0)


@pytest.mark.parametrize("what", [FAILED, BROKEN])
def test_one_failure_is_enough(tmp_path: Path, what: str) -> None:
    assert tally(report(tmp_path, "a", x=""), report(tmp_path, "b", x=what)) == ("1 passed, 1 failed", 1)


def test_skipping_is_fair_only_where_another_run_takes_the_test(tmp_path: Path) -> None:
    fair = report(tmp_path, "a", x=SKIPPED), report(tmp_path, "b", x="")
    assert tally(*fair) == ("1 passed, 0 failed", 0)
    silent = report(tmp_path, "a", x=SKIPPED, y=""), report(tmp_path, "b", x=SKIPPED)
    assert tally(*silent) == ("1 passed, 1 failed", 1)


def test_what_lies_elsewhere_is_no_failure_but_said(tmp_path: Path) -> None:
    unread = '<skipped message="material beside this checkout is missing: schemas"/>'
    assert tally(report(tmp_path, "a", x=unread, y="")) == ("1 passed, 0 failed", 0)


def test_a_run_that_never_reported_is_a_failure(tmp_path: Path) -> None:
    assert tally(report(tmp_path, "a", x=""), str(tmp_path / "missing.xml")) == ("1 passed, 1 failed", 1)
    assert tally(report(tmp_path, "empty")) == ("0 passed, 0 failed", 1)
