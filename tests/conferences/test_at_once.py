"""Many press the button in the same moment, in five processes, on either database: what is scarce is given exactly once."""

from pathlib import Path

import pytest

from tests.operation import own_house

HANDS, PROCESSES, PLACES, CODES = 50, 5, 10, 10
# One start of the program that then splits, so that all hands wait at one gate and none at the start of a program.
RUSH = f"""
import os, threading
from django.db import connection, connections
from django.test import Client
from marlerweg.conferences import actions, queries
from tests.cast import Cast
from tests.conferences import evening, hall

def split_and_run(deed):
    # As a server that has been up for a minute: addresses and rooms are loaded.
    Client(headers={{"host": "localhost"}}).get("/tagung/2027/programm.ics")
    connections.close_all()
    getattr(connection, "close_pool", lambda: None)()
    gate, opens = os.pipe()
    children = []
    for process in range({PROCESSES}):
        child = os.fork()
        if not child:
            os.close(opens)
            start = threading.Barrier({HANDS // PROCESSES})
            def press(number):
                start.wait()
                deed(number)
                connections.close_all()
            hands = [threading.Thread(target=press, args=(number,)) for number in range({HANDS})[process::{PROCESSES}]]
            os.read(gate, 1)
            for hand in hands: hand.start()
            for hand in hands: hand.join()
            os._exit(0)
        children.append(child)
    os.close(opens)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * {PROCESSES}
"""
REGISTRATIONS = f"""
from marlerweg.audit.queries import first_break
from marlerweg.conferences.models import Registration
day = hall.edition(capacity={PLACES})
split_and_run(lambda number: hall.register(day, f"Person {{number}}", mail=f"{{number}}@cast.example"))
rows = Registration.objects
print(rows.filter(state="registered").count(), rows.filter(state="waiting").count(),
      rows.values("number").distinct().count(), rows.values("mail").distinct().count(), first_break())
"""
# Every code is tried five times, on phones and from paper: neighbours share a code, so they sit in different processes.
DOTS = f"""
from marlerweg.conferences.models import Dot
office = Cast().coordinator
ballot = evening.ballot(evening.running(phase="dots"), office)
codes = actions.issue_codes(ballot, {CODES}, by=office, at=evening.NOON)
card = queries.cards_up_for_choice(ballot.edition)[0].pk
told, report = os.pipe()
def give(number):
    by = office if number % 2 else None
    try:
        actions.give_dots(ballot.edition, codes[number // {HANDS // CODES}], {{card: 3}}, at=evening.NOON, by=by)
        os.write(report, b"+")
    except actions.CodeUsed:
        os.write(report, b"-")
split_and_run(give)
os.close(report)
said = os.read(told, {HANDS})
ballot.refresh_from_db()
print(said.count(b"+"), said.count(b"-"), sum(Dot.objects.values_list("count", flat=True)), ballot.tokens_used,
      actions.standings(ballot)[0].dots)
"""


@pytest.mark.usefixtures("django_db_setup")
def test_ten_places_are_given_ten_times(tmp_path: Path) -> None:
    with own_house(tmp_path / "house", furnished=True) as house:
        told = house.python(RUSH + REGISTRATIONS).split()
    assert told == [str(PLACES), str(HANDS - PLACES), str(HANDS), str(HANDS), "None"]


@pytest.mark.usefixtures("django_db_setup")
def test_a_code_used_five_times_at_once_counts_once(tmp_path: Path) -> None:
    with own_house(tmp_path / "house", furnished=True) as house:
        told = house.python(RUSH + DOTS).split()
    assert told == [str(each) for each in (CODES, HANDS - CODES, 3 * CODES, CODES, 3 * CODES)]
