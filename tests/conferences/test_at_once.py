"""Fifty people press the button in the same moment for ten places: five processes, ten threads each, on either database."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.operation import ROOT, own_house

HANDS, PLACES, PROCESSES = 50, 10, 5
RUSH = """
import sys, threading, django
django.setup()
from django.db import connections
from django.test import Client
from marlerweg.conferences.models import Edition
from tests.conferences.hall import register
hall = Edition.objects.get()
# As a server that has been up for a minute: addresses and rooms are loaded.
Client(headers={"host": "localhost"}).get(f"/tagung/{hall.code}/programm.ics")
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
TOLD = """
from marlerweg.audit.queries import first_break
from marlerweg.conferences.models import Registration
rows = Registration.objects
print(rows.filter(state="registered").count(), rows.filter(state="waiting").count(),
      rows.values("number").distinct().count(), rows.values("mail").distinct().count(), first_break())
"""


@pytest.mark.django_db
def test_ten_places_are_given_ten_times(tmp_path: Path) -> None:
    each = HANDS // PROCESSES
    with own_house(tmp_path / "house") as house:
        house.run("migrate", "-v0")
        house.python(f"from tests.conferences.hall import edition; edition(capacity={PLACES})")
        environment = {**house.environment, "DJANGO_SETTINGS_MODULE": "marlerweg.config.settings"}
        running = [
            subprocess.Popen(
                [sys.executable, "-c", RUSH, str(n * each), str(each)], cwd=ROOT, env=environment
            )
            for n in range(PROCESSES)
        ]
        assert [process.wait(timeout=300) for process in running] == [0] * PROCESSES
        assert house.python(TOLD).split() == [
            str(PLACES),
            str(HANDS - PLACES),
            str(HANDS),
            str(HANDS),
            "None",
        ]
