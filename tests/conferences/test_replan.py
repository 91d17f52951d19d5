"""At five past nine: three do not come, two stand at the door, and the printed cards should stay valid."""

import copy
import time

import pytest

from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.reading import read_gathering, seats_of
from marlerweg.conferences.rules.replan import changes, closest, people_affected, replan
from marlerweg.conferences.verification import verify
from tests.conferences.days import Raw, conference, planned, rich_day, without


@pytest.fixture(scope="module")
def published() -> Raw:
    return planned(rich_day(), seconds=0.6).as_data()


def with_guests(day: Raw, *guests: Raw) -> Raw:
    return day | {"people": [*day["people"], *guests]}


def test_no_shows_and_guests_leave_all_other_cards_valid() -> None:
    day = conference()
    before_raw = planned(day, seconds=0.5).as_data()
    after = with_guests(
        without(day, "p17", "p18", "p19"), {"id": "gast1", "wishes": ["Wohnen"]}, {"id": "gast2"}
    )
    gathering = read_gathering(after)
    before = seats_of(gathering, before_raw["rounds"])
    start = time.process_time()
    found = replan(gathering, before, Patience(0.8, time.process_time))
    assert time.process_time() - start < 1, "A plan in the room has to be there within a second."
    findings = verify(after, found.as_data(), before_raw)
    assert findings.sound, findings.as_data()
    assert findings.values["changed_seats"] == found.certificate.goal("changed_seats").value == 0
    assert changes(gathering, before, found.seats) == []


def test_many_late_changes_move_few_seats_even_under_every_rule(published: Raw) -> None:
    after = with_guests(
        without(rich_day(), "p17", "p18", "p19", "p14"), {"id": "gast", "interpreter_for": "p30"}
    )
    found = replan(
        read_gathering(after),
        seats_of(read_gathering(after), published["rounds"]),
        Patience(0.8, time.process_time),
    )
    findings = verify(after, found.as_data(), published)
    assert findings.sound, findings.as_data()
    assert findings.values["changed_seats"] <= 2 * 5


def test_a_closed_table_moves_only_its_people(published: Raw) -> None:
    after = copy.deepcopy(rich_day())
    for person in after["people"]:
        if "t2" in person.get("pin", {}).values():
            person["present"], person["pin"] = [], {}
    after["tables"][1]["rounds"] = [1, 2]
    gathering = read_gathering(after)
    before = seats_of(gathering, published["rounds"])
    found = replan(gathering, before, Patience(0.8, time.process_time))
    stranded = len(published["rounds"][2]["t2"]) - 1
    goal = found.certificate.goal("changed_seats")
    assert goal.bound >= stranded > 0
    assert not verify(after, found.as_data()).violations
    assert (
        len(people_affected(changes(gathering, before, found.seats))) == goal.value or goal.value > stranded
    )


def test_rounds_that_are_over_stay_as_they_were(published: Raw) -> None:
    after = without(rich_day(), "p17", "p18", "p19", "p29", "p30")
    gathering = read_gathering(after)
    before = seats_of(gathering, published["rounds"])
    found = replan(gathering, before, Patience(0.6, time.process_time), first_open=1, extra_moves=20)
    assert found.seats[0] == before[0]
    assert found.seats[1] != before[1]


def test_extra_moves_buy_better_goals_and_no_more_changes_than_allowed(published: Raw) -> None:
    gathering = read_gathering(without(rich_day(), "p17", "p18", "p19", "p20"))
    before = seats_of(gathering, published["rounds"])
    still = replan(gathering, before, Patience(0.6, time.process_time)).certificate
    moved = replan(gathering, before, Patience(0.6, time.process_time), extra_moves=6).certificate
    assert moved.goal("changed_seats").value <= still.goal("changed_seats").value + 6
    assert moved.goal("wishes").value <= still.goal("wishes").value


def test_a_fresh_plan_takes_the_names_of_tables_that_change_least() -> None:
    day = conference(people=20, seats=4, wishes=False)
    for table in day["tables"]:
        table["theme"] = "offen"
    day["rules"] = {}
    gathering = read_gathering(day)
    first = planned(day, 1).seats
    renamed = [[(t + 1) % 5 for t in row] for row in first]
    assert len(changes(gathering, first, renamed)) == 60
    assert closest(gathering, renamed, first) == first
