"""Whatever is planned, moved, planned anew and published in whatever order: versions have no gaps, one counts, none is ever changed."""

from typing import Any

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

from marlerweg.conferences import actions
from marlerweg.conferences.actions import seating
from marlerweg.conferences.models import Registration, TablePlan
from marlerweg.conferences.queries import Rules
from marlerweg.conferences.rules.seats import people_in, swapped
from marlerweg.conferences.verification import verify
from tests.cast import Cast
from tests.conferences.hall import NOW, full

State = TablePlan.State


class Versions(RuleBasedStateMachine):
    """Keeps its own book of what each version said when it was made."""

    def __init__(self) -> None:
        super().__init__()
        self.atom = transaction.atomic()
        self.atom.__enter__()
        self.office = Cast().coordinator
        self.hall = full(people=8, tables=2, seats=5, rounds=2)
        self.book: dict[int, tuple[Any, Any]] = {}
        self.counts = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atom.__exit__(None, None, None)

    def version(self, choice: int) -> TablePlan:
        return self.hall.plans.get(number=sorted(self.book)[choice % len(self.book)])

    def noted(self, plan: TablePlan) -> None:
        self.book[plan.number] = (plan.seats, plan.certificate)

    @rule(apart=st.booleans())
    def plan(self, apart: bool) -> None:
        rows = list(self.hall.registrations.order_by("number")[:2])
        rules = Rules(no_theme_twice=False, apart=[(rows[0].pk, rows[1].pk)] if apart else ())
        self.noted(actions.make_plan(self.hall, rules, by=self.office, at=NOW))

    @precondition(lambda self: self.book)
    @rule(choice=st.integers(0, 99), one=st.integers(0, 7), other=st.integers(0, 7))
    def two_change_places(self, choice: int, one: int, other: int) -> None:
        plan = self.version(choice)
        here = sorted(people_in(plan.seats))
        moved = swapped(plan.seats, 1, here[one % len(here)], here[other % len(here)])
        if verify(plan.input, {"rounds": moved}).violations:
            with pytest.raises(actions.Unsound):
                actions.save_move(plan, moved, by=self.office, at=NOW)
        else:
            self.noted(actions.save_move(plan, moved, by=self.office, at=NOW))

    @precondition(lambda self: self.book)
    @rule(choice=st.integers(0, 99))
    def publish(self, choice: int) -> None:
        plan = self.version(choice)
        actions.publish_plan(plan, by=self.office, at=NOW, expected=self.counts)
        self.counts = plan.number

    @precondition(lambda self: self.book)
    @rule(choice=st.integers(0, 99))
    def publish_what_another_has_overtaken(self, choice: int) -> None:
        with pytest.raises(actions.Outdated):
            actions.publish_plan(self.version(choice), by=self.office, at=NOW, expected=self.counts + 100)

    @precondition(lambda self: self.counts)
    @rule(missing=st.integers(0, 7))
    def plan_anew_in_the_room(self, missing: int) -> None:
        published = self.hall.plans.get(state=State.PUBLISHED)
        rows = list(self.hall.registrations.order_by("number"))
        gone = rows[missing % len(rows)]
        plan = actions.replan_in_the_room(published, missing={gone.pk}, by=self.office, at=NOW)
        assert str(gone.pk) not in people_in(plan.seats)
        assert published.number == plan.parent.number
        self.noted(plan)

    @invariant()
    def no_gap_and_nothing_changed(self) -> None:
        kept = {row.number: (row.seats, row.certificate) for row in self.hall.plans.all()}
        assert kept == self.book
        assert sorted(kept) == list(range(1, len(kept) + 1))

    @invariant()
    def exactly_the_last_published_counts(self) -> None:
        counting = list(self.hall.plans.filter(state=State.PUBLISHED).values_list("number", flat=True))
        assert counting == ([self.counts] if self.counts else [])

    @invariant()
    def nobody_is_lost_from_the_registrations(self) -> None:
        assert self.hall.registrations.filter(state=Registration.State.REGISTERED).count() == 8


@pytest.mark.django_db
def test_the_laws_of_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seating, "SECONDS", 0.05)
    monkeypatch.setattr(seating, "SECONDS_IN_THE_ROOM", 0.05)
    run_state_machine_as_test(
        Versions,
        settings=settings(
            max_examples=10, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
