"""The household starts, answers, raises a dead worker again, leaves nothing behind, and refuses in one sentence."""

import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from marlerweg.foundation import serving
from marlerweg.foundation.serving import LONGEST_PAUSE, Child
from tests.operation import House, own_house


@pytest.fixture
def house(tmp_path: Path, django_db_setup: None) -> Iterator[House]:
    with own_house(tmp_path / "var") as house:
        house.run("migrate", "jobs", "--verbosity=0")
        yield house


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(port: int) -> int:
    """Any answer at all: the small house has no tables for its pages."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/nirgends/", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as problem:
        with problem:
            return problem.code


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def worker_pid(house: House, other_than: int = 0) -> int:
    rows = house.wait_until(f"SELECT name FROM jobs_worker WHERE name NOT LIKE '%:{other_than}'")
    return int(rows[0][0].rpartition(":")[2])


def test_pages_and_jobs_live_and_end_together(house: House, port: int) -> None:
    serve = house.start("serve", "--port", str(port), "--web", "1")
    first = worker_pid(house)
    os.kill(first, signal.SIGKILL)
    second = worker_pid(house, other_than=first)
    assert second != first
    deadline = time.monotonic() + 60
    while not serving.answers("127.0.0.1", port):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert status(port) in {404, 500}
    refused = house.run("serve", "--port", str(port), check=False)
    assert refused.returncode != 0
    assert f"Der Anschluss {port} ist belegt" in refused.stderr
    serve.send_signal(signal.SIGTERM)
    said, _ = serve.communicate(timeout=40)
    assert serve.returncode == 0, said
    assert "Marler Weg läuft" in said
    assert "startet neu" in said
    assert not is_alive(second)
    assert serving.is_free("127.0.0.1", port)


def test_without_a_key_production_refuses_in_one_sentence(tmp_path: Path, port: int) -> None:
    refused = House(tmp_path).run("serve", "--port", str(port), check=False, MARLERWEG_DEMO="0")
    assert refused.returncode != 0
    assert "geheimen Schlüssel von mindestens 40 Zeichen" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_worker_that_keeps_dying_is_raised_more_and_more_slowly() -> None:
    child = Child("Arbeiter", ["true"], essential=False)
    now, pauses = 100.0, []
    for _ in range(7):
        child.started_at = now
        child.plan_restart(now + 1)
        assert child.restart_at
        pauses.append(child.restart_at - now - 1)
        now = child.restart_at
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    child.started_at = now
    child.plan_restart(now + LONGEST_PAUSE + 1)
    assert child.restart_at == now + LONGEST_PAUSE + 2


def test_a_port_that_someone_listens_on_is_not_free() -> None:
    with socket.socket() as someone:
        someone.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        someone.bind(("127.0.0.1", 0))
        someone.listen()
        assert not serving.is_free("127.0.0.1", someone.getsockname()[1])
