"""Two hands in the same moment: walls, links and the last administrator hold."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from marlerweg.accounts import actions, queries
from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.audit import queries as audit
from marlerweg.foundation.decisions import Refused
from tests.cast import PASSWORD, Cast, person

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def several_writers(transactional_db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one writer; set DATABASE_URL to try several")


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """How each deed ended: `done`, `refused` or the name of what it raised."""
    barrier, ends = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=20)
            deed()
            ends[number] = "done"
        except (Refused, actions.NotOpen):
            ends[number] = "refused"
        except Exception as fault:  # noqa: BLE001 - a deadlock or anything else shows as itself
            ends[number] = repr(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number, deed)) for number, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(ends)


@pytest.mark.parametrize("turn", range(5))
def test_no_two_givers_climb_over_a_wall_together(turn: int, cast: Cast) -> None:
    receiver = person("empfang", "Erna Empfang")

    def give(by: User, role: Role) -> Callable[[], Any]:
        by.roles  # noqa: B018 - read before the race, as in a request
        return lambda: actions.assign_role(receiver, role, by=by, starts=TODAY)

    ends = at_once(
        give(cast.case_lead, Role.CASE_MANAGER),
        give(cast.coordinator, Role.RESIDENCE_OFFICE),
        give(cast.administrator, Role.STATISTICS),
    )
    assert ends == ["done", "refused", "refused"]
    assert receiver.assignments.count() == 1
    assert audit.first_break() is None


@pytest.mark.parametrize("turn", range(5))
def test_one_link_one_account(turn: int, cast: Cast) -> None:
    issued = actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=NOW)
    accept = [
        lambda: actions.accept_invitation(issued.token, name="Nora", password=PASSWORD, at=NOW)
        for _ in range(4)
    ]
    assert at_once(*accept) == ["done", "refused", "refused", "refused"]
    assert Assignment.objects.filter(user__email="nora@cast.example").count() == 1


@pytest.mark.parametrize("turn", range(5))
def test_two_administrators_who_end_each_other_leave_one(turn: int, cast: Cast) -> None:
    second = person("zweite", "Zoe Zweite", Role.ADMINISTRATOR)
    first = cast.administrator
    mine, theirs = (Assignment.objects.get(user=who) for who in (first, second))
    ends = at_once(
        lambda: actions.end_role(theirs, by=first, at=NOW),
        lambda: actions.end_role(mine, by=second, at=NOW),
    )
    assert ends == ["done", "refused"]
    left = [who for who in (first, second) if queries.is_last_administrator(who, TODAY)]
    assert len(left) == 1


def test_a_role_ended_twice_is_ended_once(cast: Cast) -> None:
    from marlerweg.audit.models import Event

    assignment = Assignment.objects.get(user=cast.member)
    copy = Assignment.objects.get(user=cast.member)
    cast.coordinator.roles  # noqa: B018 - read before the race
    ends = at_once(
        lambda: actions.end_role(assignment, by=cast.coordinator, at=NOW),
        lambda: actions.end_role(copy, by=cast.coordinator, at=NOW),
    )
    assert ends == ["done", "done"]
    assert Event.objects.filter(action="role.ended").count() == 1


def test_nobody_reads_after_the_role_ended(cast: Cast) -> None:
    """Eight readers run while the role ends; no answer that began after the commit shows the page."""
    from django.test import Client

    assignment = Assignment.objects.get(user=cast.coordinator)
    browsers = [Client() for _ in range(8)]
    for browser in browsers:
        browser.force_login(cast.coordinator)
    ended, late = threading.Event(), []

    def read(browser: Client) -> None:
        try:
            for _ in range(25):
                was_over = ended.is_set()
                status = browser.get("/konto/personen/").status_code
                if was_over:
                    late.append(status)
        finally:
            connections.close_all()

    readers = [threading.Thread(target=read, args=(browser,)) for browser in browsers]
    for reader in readers:
        reader.start()
    actions.end_role(assignment, by=cast.administrator, at=NOW)
    ended.set()
    for reader in readers:
        reader.join(timeout=60)
    assert late, "the readers must outlast the end"
    assert set(late) == {302}
