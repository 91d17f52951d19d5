"""A step shows that it is done and how long it took; a known trouble becomes one sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.operation import ROOT
from tools import step


def run_step(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "step.py"), "Pakete", sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_step_that_works_is_one_line(tmp_path: Path) -> None:
    done = run_step(tmp_path, "print('viel Gerede')")
    assert done.returncode == 0
    assert done.stdout.startswith("✓ Pakete (0,")
    assert "Gerede" not in done.stdout + done.stderr
    assert "Gerede" in (tmp_path / "var/log/pakete.log").read_text()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "Der Datenträger ist voll"),
        ("npm error code ENOSPC", "Der Datenträger ist voll"),
        ("error: Failed to fetch: `registry`\n  dns error", "Die Paketquelle ist nicht erreichbar"),
        ("npm error code ECONNREFUSED", "Die Paketquelle ist nicht erreichbar"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "Prüfsumme"),
        ("sqlite3.OperationalError: database is locked", "Die Datenbank ist in Gebrauch"),
    ],
)
def test_known_troubles_become_one_sentence_and_keep_names_of_servers_in_the_log(
    tmp_path: Path, output: str, sentence: str
) -> None:
    failed = run_step(tmp_path, f"import sys; print({output!r}); sys.exit(3)")
    assert failed.returncode == 3
    assert sentence in failed.stderr
    assert output.splitlines()[0] not in failed.stdout + failed.stderr


def test_unknown_troubles_are_shown_as_they_are(tmp_path: Path) -> None:
    failed = run_step(tmp_path, "raise SystemExit('etwas ganz anderes')")
    assert "etwas ganz anderes" in failed.stderr


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    failed = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "step.py"), "Schrift", "no-such-program"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert failed.returncode == 1
    assert "Das Programm no-such-program fehlt" in failed.stderr


def test_seconds_are_written_the_german_way() -> None:
    assert step.seconds(12.34) == "12,3 s"
