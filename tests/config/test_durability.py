"""What was acknowledged is there after a sudden death, exactly once and whole; what was not is not there by half."""

import random
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from marlerweg.config import sqlite
from tests.operation import ROOT, House

WRITER = """
import sys
from marlerweg.config import sqlite
sqlite.take_sound_sqlite()
import sqlite3
from django.conf import settings
settings.configure(DATABASES={"default": {
    "ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1],
    "OPTIONS": sqlite.options(sqlite3.sqlite_version_info)}})
from django.db import connection, transaction
number = int(sys.argv[2])
while True:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO said (number) VALUES (%s)", [number])
        cursor.execute("INSERT INTO recorded (number) VALUES (%s)", [number])
    print(number, flush=True)
    number += 1
"""
CREATE = "CREATE TABLE {} (number integer PRIMARY KEY)"


def write_until_killed(path: Path, first: int, seconds: float) -> list[int]:
    """Numbers that the writer acknowledged before it was killed without warning."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(first)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout
        acknowledged = [int(writer.stdout.readline())]
        try:
            threading.Timer(seconds, writer.kill).start()
            acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
        finally:
            writer.kill()
    return acknowledged


def test_after_a_kill_at_any_moment_all_that_was_acknowledged_is_there(tmp_path: Path) -> None:

    path = tmp_path / "town.sqlite3"
    with sqlite3.connect(path) as town:
        town.execute(CREATE.format("said"))
        town.execute(CREATE.format("recorded"))
    dice, told = random.Random(23), []
    for _ in range(8):
        told += write_until_killed(
            path, first=told[-1] + 1000 if told else 1, seconds=dice.uniform(0.01, 0.4)
        )
        with sqlite3.connect(path) as town:
            said = {number for (number,) in town.execute("SELECT number FROM said")}
            recorded = {number for (number,) in town.execute("SELECT number FROM recorded")}
            assert town.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert set(told) <= said
        assert said == recorded, "a deed and its record stand or fall together"
    assert len(told) > 50


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 53, 4), True),
    ],
)
def test_only_a_mended_sqlite_writes_ahead(version: tuple[int, int, int], sound: bool) -> None:
    command = sqlite.options(version)["init_command"]
    assert sqlite.has_sound_wal(version) is sound
    assert ("journal_mode=WAL" in command, "synchronous=FULL" in command) == (sound, sound)
    assert ("journal_mode=PERSIST" in command, "synchronous=EXTRA" in command) == (not sound, not sound)


def examine_durability(folder: Path, before: str = "") -> list[str]:
    """What `doctor` thinks of a new database, opened by the settings, after something was done to the connection."""
    folder.mkdir(exist_ok=True)
    program = f"""
from django.db import connection
from marlerweg.foundation import clock
from marlerweg.foundation.examination import durability
connection.ensure_connection()
{before}
print(*[finding.health.name for finding in durability(clock.now())])
"""
    return House(folder).python(program).split()


def test_the_settings_put_the_safety_in_force_on_the_open_connection(tmp_path: Path) -> None:
    assert examine_durability(tmp_path) == ["SOUND", "SOUND"]


@pytest.mark.parametrize(
    "carelessness", ["synchronous=NORMAL", "synchronous=OFF", "foreign_keys=OFF", "secure_delete=OFF"]
)
def test_a_careless_setting_is_called_ill(tmp_path: Path, carelessness: str) -> None:
    assert "ILL" in examine_durability(tmp_path, f"connection.cursor().execute('PRAGMA {carelessness}')")
