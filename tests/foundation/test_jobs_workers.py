"""Real workers in processes of their own: killed, frozen, competing."""

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operation import House, own_house

LEASE = "1.5"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with own_house(tmp_path / "var") as house:
        house.run("migrate", "jobs", "--verbosity=0")
        yield house


def enqueue(house: House, diary: Path, seconds: float, count: int = 1) -> None:
    house.python(
        "from tests.foundation.jobs_at_hand import slowly\n"
        f"for number in range({count}): slowly.enqueue({str(diary)!r}, str(number), {seconds})"
    )


def wait_for(diary: Path, text: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while text not in (diary.read_text() if diary.exists() else ""):
        assert time.monotonic() < deadline, f"{text!r} did not come"
        time.sleep(0.05)


def test_a_killed_workers_job_is_taken_over_and_a_frozen_ones_result_refused(
    house: House, tmp_path: Path
) -> None:
    diary = tmp_path / "diary"
    enqueue(house, diary, seconds=3)
    first = house.start("work", "--lease", LEASE)
    wait_for(diary, "start 0")
    first.kill()
    first.wait()
    second = house.start("work", "--lease", LEASE)
    wait_for(diary, "start 0\nstart 0")
    second.send_signal(signal.SIGSTOP)
    third = house.start("work", "--lease", LEASE)
    house.wait_until("SELECT 1 FROM jobs_job WHERE task LIKE '%slowly' AND state = 'done'")
    second.send_signal(signal.SIGCONT)
    third.terminate()
    assert third.wait(20) == 0
    time.sleep(0.5)
    second.terminate()
    said, _ = second.communicate(timeout=20)
    assert "taken over by another worker" in said
    attempts, token, workers = house.ask(
        "SELECT attempts, token, CAST(workers AS text) FROM jobs_job WHERE task LIKE '%slowly'"
    )[0]
    assert (attempts, token) == (3, 3)
    assert len(set(json.loads(workers))) == 3
    assert len(house.ask("SELECT name FROM jobs_worker")) == 1, "only the killed one never said goodbye"


def test_competing_workers_share_the_jobs_and_run_each_once(house: House, tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    enqueue(house, diary, seconds=0.02, count=60)
    workers = [house.start("work") for _ in range(2)]
    house.wait_until(
        "SELECT count(*) FROM jobs_job WHERE task LIKE '%slowly' AND state = 'done' HAVING count(*) = 60"
    )
    for worker in workers:
        worker.terminate()
    assert [worker.wait(20) for worker in workers] == [0, 0]
    lines = diary.read_text().splitlines()
    assert sorted(line for line in lines if line.startswith("start")) == sorted(
        f"start {n}" for n in range(60)
    )
    assert len(house.ask("SELECT DISTINCT worker FROM jobs_job WHERE task LIKE '%slowly'")) == 2
    assert house.ask("SELECT count(*) FROM jobs_worker") == [(0,)]
