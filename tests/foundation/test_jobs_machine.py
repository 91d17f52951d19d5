"""Whatever workers, clocks and failures do: one valid claim at a time, nothing lost, nothing done after its end."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from marlerweg.foundation.jobs import actions
from marlerweg.foundation.jobs.models import Job
from tests.foundation import jobs_at_hand as at_hand

ENDED = {Job.State.DONE, Job.State.DEAD}


class Workshop(RuleBasedStateMachine):
    claims: Bundle[Job] = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
        self.enqueued: set[str] = set()
        self.ended: dict[str, str] = {}
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.latest: dict[str, int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(allowed=st.integers(1, 3))
    def enqueue(self, allowed: int) -> None:
        result = at_hand.note.later(self.now).enqueue("x")
        Job.objects.filter(pk=result.id).update(allowed=allowed)
        self.enqueued.add(result.id)

    @rule(seconds=st.sampled_from([1, 61, 61, 700, 30000]))
    def time_passes(self, seconds: int) -> None:
        self.now += dt.timedelta(seconds=seconds)

    @rule(target=claims, worker=st.sampled_from(["eins", "zwei"]))
    def claim(self, worker: str) -> Any:
        running = set(
            Job.objects.filter(state=Job.State.RUNNING, lease_until__gte=self.now).values_list(
                "pk", flat=True
            )
        )
        job = actions.claim(worker, at=self.now)
        if job:
            assert job.pk not in running
            assert job.token > self.latest.get(str(job.pk), 0)
            assert job.attempts <= job.allowed
            self.latest[str(job.pk)] = job.token
        return job or multiple()

    @rule(job=consumes(claims))
    def finish(self, job: Job) -> None:
        if self._tried(lambda: actions.finish(job, None, at=self.now), job):
            assert Job.objects.get(pk=job.pk).state == Job.State.DONE

    @rule(job=consumes(claims))
    def fail(self, job: Job) -> None:
        if self._tried(lambda: actions.fail(job, ValueError(), at=self.now), job):
            assert Job.objects.get(pk=job.pk).state in {Job.State.WAITING, Job.State.DEAD}

    @rule(job=claims)
    def beat(self, job: Job) -> None:
        assert actions.keep(job, at=self.now) is self._holds(job)

    def _holds(self, job: Job) -> bool:
        stored = Job.objects.get(pk=job.pk)
        return stored.state == Job.State.RUNNING and stored.token == job.token

    def _tried(self, deed: object, job: Job) -> bool:
        """The deed counts exactly when this claim is still the valid one."""
        holds = self._holds(job)
        try:
            deed()  # type: ignore[operator]
        except actions.Superseded:
            assert not holds
            return False
        assert holds
        return True

    @invariant()
    def nothing_is_lost_and_no_end_is_undone(self) -> None:
        states = {str(pk): state for pk, state in Job.objects.values_list("pk", "state")}
        assert set(states) == self.enqueued
        for pk, state in self.ended.items():
            assert states[pk] == state
        self.ended = {pk: state for pk, state in states.items() if state in ENDED}


@pytest.mark.django_db
def test_workers_may_do_what_they_like() -> None:
    run_state_machine_as_test(
        Workshop,
        settings=settings(
            max_examples=50,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
