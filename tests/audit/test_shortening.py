"""After two years an event goes; the chain still proves that nobody else took anything off."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from marlerweg.audit import actions, queries, rules
from marlerweg.audit.models import Checkpoint, Event
from marlerweg.foundation import clock
from tests.audit.test_chain import off_guard

TODAY = dt.datetime(2026, 11, 28, 3, 10, tzinfo=dt.UTC)
LONG_AGO = dt.datetime(2024, 3, 1, 12, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def record_of_three_years(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """Three events of long ago, two of this year."""
    moments = [LONG_AGO, LONG_AGO, LONG_AGO, dt.datetime(2026, 1, 5, tzinfo=dt.UTC), TODAY]
    events = []
    for moment in moments:
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        events.append(actions.record(None, "need.opened"))
    return events


def attempt(sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_what_is_older_than_two_years_goes_and_the_chain_holds(record_of_three_years: list[Event]) -> None:
    third = record_of_three_years[2]
    assert actions.shorten(TODAY) == 3
    assert list(Event.objects.order_by("sequence").values_list("sequence", flat=True)) == [4, 5, 6]
    assert Event.objects.get(sequence=6).details == {"up_to": 3, "hash": third.hash}
    assert queries.first_break() is None


def test_a_second_night_finds_nothing_more(record_of_three_years: list[Event]) -> None:
    actions.shorten(TODAY)
    assert actions.shorten(TODAY) == 0
    assert Event.objects.count() == 3


def test_roots_noted_outside_hold_before_at_and_after_the_checkpoint(
    record_of_three_years: list[Event],
) -> None:
    roots = [f"{event.sequence}:{event.hash}" for event in record_of_three_years]
    actions.shorten(TODAY)
    assert all(queries.holds_root(root) for root in roots)
    assert not queries.holds_root(f"3:{'f' * 64}")
    assert not queries.holds_root(f"5:{'f' * 64}")


def test_the_database_refuses_to_delete_what_is_young_even_before_a_checkpoint(
    record_of_three_years: list[Event],
) -> None:
    Checkpoint.objects.create(sequence=5, hash=record_of_three_years[4].hash, at=TODAY)
    attempt("DELETE FROM audit_event WHERE sequence = 5")


def test_the_database_refuses_to_delete_what_is_old_without_a_checkpoint(
    record_of_three_years: list[Event],
) -> None:
    attempt("DELETE FROM audit_event WHERE sequence = 1")


@pytest.mark.parametrize("deed", ["UPDATE audit_checkpoint SET sequence = 2", "DELETE FROM audit_checkpoint"])
def test_a_checkpoint_stays_as_it_is(record_of_three_years: list[Event], deed: str) -> None:
    actions.shorten(TODAY)
    attempt(deed)


def test_a_checkpoint_set_beside_the_record_is_found(record_of_three_years: list[Event]) -> None:
    second = record_of_three_years[1]
    Checkpoint.objects.create(sequence=2, hash=second.hash, at=TODAY)
    Event.objects.filter(sequence__lte=2).delete()
    assert queries.first_break() == rules.Break(2, "shortened without a record")


def test_cutting_the_new_beginning_is_found(record_of_three_years: list[Event]) -> None:
    actions.shorten(TODAY)
    with connection.cursor() as cursor:
        off_guard(cursor)
        cursor.execute("DELETE FROM audit_event WHERE sequence = 4")
    assert queries.first_break() == rules.Break(4, "missing")


def test_a_record_that_is_old_altogether_keeps_the_word_of_its_shortening(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LONG_AGO)
    actions.record(None, "need.opened")
    monkeypatch.setattr(clock, "now", lambda: TODAY)
    assert actions.shorten(TODAY) == 1
    assert queries.root()[0] == 2
    assert queries.first_break() is None


def test_nothing_goes_a_day_early_in_a_leap_year() -> None:
    assert queries.years_before(dt.datetime(2028, 2, 29, tzinfo=dt.UTC)).date() == dt.date(2026, 2, 28)
