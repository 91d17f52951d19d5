"""Fifty people press the button in the same moment for ten places; the machine is real, the database a file or a server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from marlerweg.conferences import queries
from marlerweg.conferences.models import Registration
from tests.conferences.hall import edition

ROOT = Path(__file__).parents[2]
HANDS, PLACES, PROCESSES = 50, 10, 5
RUSH = """
import sys, threading, django
django.setup()
from django.db import connections
from tests.conferences.hall import register
from marlerweg.conferences.models import Edition
hall = Edition.objects.get()
# As a server that has been up for a minute: addresses, words and templates are loaded.
from django.test import Client
Client(headers={"host": "localhost"}).get(f"/tagung/{hall.code}/")
from marlerweg.conferences import feeds
feeds.of_programme(hall)
connections.close_all()
first, many = int(sys.argv[1]), int(sys.argv[2])
start = threading.Barrier(many)
def come(number):
    start.wait()
    register(hall, f"Person {number}", mail=f"{number}@cast.example")
    connections.close_all()
hands = [threading.Thread(target=come, args=(first + n,)) for n in range(many)]
for hand in hands: hand.start()
for hand in hands: hand.join()
"""


def rush(environment: dict[str, str]) -> None:
    each = HANDS // PROCESSES
    running = [
        subprocess.Popen([sys.executable, "-c", RUSH, str(n * each), str(each)], cwd=ROOT, env=environment)
        for n in range(PROCESSES)
    ]
    assert [process.wait(timeout=300) for process in running] == [0] * PROCESSES


def environment(**more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "marlerweg.config.settings",
        "MARLERWEG_DEMO": "1",
        "PYTHONPATH": str(ROOT),
        **more,
    }


def run(code: str, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()\n" + code],
        cwd=ROOT, env=environment(**more), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_ten_places_on_a_file(tmp_path: Path) -> None:
    """SQLite as it is installed: five processes with ten threads each, one file."""
    where = {"MARLERWEG_VAR": str(tmp_path), "DATABASE_URL": ""}
    run("from django.core.management import call_command; call_command('migrate', verbosity=0)", **where)
    run(f"from tests.conferences.hall import edition; edition(capacity={PLACES})", **where)
    rush(environment(**where))
    told = run(
        "from marlerweg.conferences.models import Registration as R; from marlerweg.audit.queries import first_break\n"
        "print(R.objects.filter(state='registered').count(), R.objects.filter(state='waiting').count(),"
        " R.objects.values('number').distinct().count(), R.objects.values('mail').distinct().count(), first_break())",
        **where,
    )
    assert told == f"{PLACES} {HANDS - PLACES} {HANDS} {HANDS} None"


@pytest.mark.django_db(transaction=True)
def test_ten_places_on_a_server() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("set DATABASE_URL to a PostgreSQL server to try it there")
    hall = edition(capacity=PLACES)
    found = connections.databases["default"]
    address = f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST'] or 'localhost'}:{found['PORT'] or 5432}/{found['NAME']}"
    rush(environment(DATABASE_URL=address))
    now = queries.places(hall)
    assert (now.taken, now.waiting) == (PLACES, HANDS - PLACES)
    assert Registration.objects.values("number").distinct().count() == HANDS
    assert settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
