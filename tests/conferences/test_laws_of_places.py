"""Whatever happens in whatever order: never too many, never an idle place, nobody lost, nobody doubled."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from marlerweg.conferences import actions, queries
from marlerweg.conferences.actions.registering import same_key
from marlerweg.conferences.models import Edition, Registration
from tests.cast import Cast
from tests.conferences.hall import NOW, edition, register, somebody

State = Registration.State


class Places(RuleBasedStateMachine):
    """Keeps its own book beside the database and compares after every step."""

    def __init__(self) -> None:
        super().__init__()
        self.atom = transaction.atomic()
        self.atom.__enter__()
        self.office = Cast().assistant
        self.hall = edition(capacity=2)
        self.capacity: int | None = 2
        self.came: list[int] = []
        self.gone: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)

    def rows(self) -> list[Registration]:
        return list(self.hall.registrations.order_by("number"))

    @rule(by_office=st.booleans())
    def somebody_registers(self, by_office: bool) -> None:
        number = len(self.came) + 1
        row = register(self.hall, f"Person {number}", by=self.office if by_office else None)
        self.came.append(row.number)

    @precondition(lambda self: self.came)
    @rule(choice=st.integers(0, 1000))
    def somebody_registers_again(self, choice: int) -> None:
        number = self.came[choice % len(self.came)]
        row = self.hall.registrations.get(number=number)
        Registration.objects.filter(pk=row.pk).update(
            mail=f"{number}@cast.example",
            same_key=same_key(somebody(row.name, mail=f"{number}@cast.example")),
        )
        again = somebody(row.name, mail=f"{number}@cast.example")
        if number in self.gone:
            self.came.append(actions.register(self.hall, again, at=NOW).number)
            Registration.objects.filter(number=self.came[-1]).update(mail="", same_key="")
        else:
            with pytest.raises(actions.AlreadyRegistered):
                actions.register(self.hall, again, at=NOW)

    @precondition(lambda self: self.came)
    @rule(choice=st.integers(0, 1000), by_office=st.booleans())
    def somebody_cancels(self, choice: int, by_office: bool) -> None:
        number = self.came[choice % len(self.came)]
        row = self.hall.registrations.get(number=number)
        actions.cancel(row, at=NOW, by=self.office if by_office else None)
        self.gone.add(number)

    @rule(capacity=st.one_of(st.none(), st.integers(0, 8)))
    def the_house_changes(self, capacity: int | None) -> None:
        taken = queries.places(self.hall).taken
        if capacity is not None and capacity < taken:
            with pytest.raises(actions.TooSmall):
                actions.change_capacity(self.hall, capacity, by=self.office, at=NOW)
        else:
            self.hall = actions.change_capacity(self.hall, capacity, by=self.office, at=NOW)
            self.capacity = capacity

    @invariant()
    def never_too_many_and_no_place_idle(self) -> None:
        now = queries.places(Edition.objects.get(pk=self.hall.pk))
        if self.capacity is not None:
            assert now.taken <= self.capacity
            assert not (now.waiting and now.taken < self.capacity)
        else:
            assert now.waiting == 0

    @invariant()
    def nobody_is_lost_or_doubled(self) -> None:
        rows = self.rows()
        assert [row.number for row in rows] == self.came
        assert {row.number for row in rows if row.state == State.CANCELLED} == self.gone

    @invariant()
    def whoever_waits_came_later_than_whoever_sits(self) -> None:
        rows = [row for row in self.rows() if row.state != State.CANCELLED]
        sitting = [row.number for row in rows if row.state == State.REGISTERED]
        waiting = [row.number for row in rows if row.state == State.WAITING]
        assert not sitting or not waiting or max(sitting) < min(waiting)


@pytest.mark.django_db
def test_the_laws_of_places() -> None:
    run_state_machine_as_test(
        Places,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
