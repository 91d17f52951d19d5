"""What a machine may lack, each told in one sentence."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operation import ROOT
from tools import preflight


def test_a_sound_machine_has_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert preflight.first_problem(0) is None


@pytest.mark.parametrize(
    ("version", "fine"), [((3, 10, 12), False), ((3, 9), False), ((3, 11, 0), True), ((3, 14, 1), True)]
)
def test_an_old_python_is_named(version: tuple[int, ...], fine: bool) -> None:
    problem = preflight.python_problem(version)
    assert (problem is None) is fine
    assert fine or f"Python {version[0]}.{version[1]} ist zu alt" in str(problem)


def test_a_python_without_venv_is_told_which_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "python3-venv" in str(preflight.venv_problem())


def test_a_taken_port_is_named_with_a_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket() as someone:
        someone.bind(("127.0.0.1", 0))
        someone.listen()
        port = someone.getsockname()[1]
        problem = str(preflight.first_problem(port))
    assert f"Anschluss {port} ist belegt" in problem
    assert f"PORT={port + 1}" in problem
    assert preflight.port_problem(port) is None


def test_a_full_disk_is_told_in_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    class Disk:
        f_bavail, f_frsize = 50, 1_000_000

    monkeypatch.setattr(os, "statvfs", lambda folder: Disk)
    assert preflight.space_problem(".", first_start=True) == (
        "Der Datenträger ist zu voll: 50 MB sind frei, 1200 MB werden gebraucht."
    )


def test_it_is_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    with socket.socket() as someone:
        someone.bind(("127.0.0.1", 0))
        someone.listen()
        said = subprocess.run(
            [sys.executable, str(ROOT / "tools" / "preflight.py"), str(someone.getsockname()[1])],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert said.returncode == 1
    assert said.stderr.startswith("✗ Der Anschluss")
    assert said.stderr.count("\n") == 1
