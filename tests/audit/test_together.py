"""Several append at once, and the chain holds; a deed that fails leaves no link."""

import threading

import pytest
from django.db import connection, connections, transaction

from marlerweg.audit import actions, queries
from marlerweg.audit.models import Event

THREADS, EACH = 4, 12


@pytest.mark.django_db(transaction=True)
def test_many_hands_one_chain() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one writer; set DATABASE_URL to try many")
    barrier, faults = threading.Barrier(THREADS), []

    def work(number: int) -> None:
        try:
            barrier.wait(timeout=20)
            for turn in range(EACH):
                append(number, turn)
        except Exception as fault:  # noqa: BLE001 - shown below
            faults.append(fault)
        finally:
            connections.close_all()

    def append(number: int, turn: int) -> None:
        """Every third deed is taken back after its line was written."""
        with transaction.atomic():
            actions.record(None, "need.opened", hand=number, turn=turn)
            transaction.set_rollback(turn % 3 == 2)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not faults
    assert queries.first_break() is None
    assert Event.objects.count() == THREADS * EACH * 2 // 3


@transaction.atomic
def fail_half_way() -> None:
    actions.record(None, "need.closed")
    raise ValueError("half way")


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_no_link() -> None:
    with transaction.atomic():
        actions.record(None, "need.opened")
    with pytest.raises(ValueError, match="half way"):
        fail_half_way()
    with transaction.atomic():
        actions.record(None, "need.reopened")
    assert list(Event.objects.order_by("sequence").values_list("sequence", "action")) == [
        (1, "need.opened"),
        (2, "need.reopened"),
    ]
    assert queries.first_break() is None
