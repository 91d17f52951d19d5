"""The record holds together, and says so when somebody touched it."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.audit import actions, protection, queries, rules
from marlerweg.audit.models import Event
from tests.cast import Cast


@pytest.fixture
def three_events(cast: Cast) -> list[Event]:
    return [
        actions.record(cast.coordinator, "need.opened", cast.coordinator, fields=["title"]) for _ in range(3)
    ]


def off_guard(cursor: Any) -> None:
    """As somebody would who owns the database."""
    for statement in protection.NOW.lifting[connection.vendor]:
        cursor.execute(statement)


def test_every_event_follows_its_predecessor(three_events: list[Event]) -> None:
    first, second, third = three_events
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert queries.first_break() is None
    assert queries.root() == (third.sequence, third.hash)


@pytest.mark.parametrize("deed", ["UPDATE audit_event SET action = 'nothing'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_or_delete(three_events: list[Event], deed: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)
    assert Event.objects.count() == 3


@pytest.mark.parametrize(
    ("deed", "where", "problem"),
    [
        ("UPDATE audit_event SET action = 'nothing' WHERE sequence = 2", 2, "content was changed"),
        ("DELETE FROM audit_event WHERE sequence = 2", 2, "missing"),
    ],
)
def test_tampering_past_the_guard_is_found(
    three_events: list[Event], deed: str, where: int, problem: str
) -> None:
    with connection.cursor() as cursor:
        off_guard(cursor)
        cursor.execute(deed)
    assert queries.first_break() == rules.Break(where, problem)


def test_cutting_the_end_is_found_by_a_root_noted_outside(three_events: list[Event]) -> None:
    noted = "{}:{}".format(*queries.root())
    assert queries.holds_root(noted)
    with connection.cursor() as cursor:
        off_guard(cursor)
        cursor.execute("DELETE FROM audit_event WHERE sequence = 3")
    assert queries.first_break() is None
    assert not queries.holds_root(noted)


@pytest.mark.django_db(transaction=True)
def test_no_record_outside_the_transaction_of_its_deed() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.record(None, "need.opened")


@given(
    st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3), min_size=1, max_size=8),
    st.data(),
)
def test_any_changed_content_breaks_the_chain(contents: list[dict[str, str]], data: st.DataObject) -> None:
    links, previous = [], rules.GENESIS
    for sequence, content in enumerate(contents, start=1):
        link = rules.chain_hash(previous, content)
        links.append((sequence, previous, link, content))
        previous = link
    assert rules.first_break(links) is None
    victim = data.draw(st.integers(0, len(links) - 1))
    sequence, before, link, content = links[victim]
    links[victim] = (sequence, before, link, {**content, "forged": "yes"})
    assert rules.first_break(links) == rules.Break(sequence, "content was changed")
