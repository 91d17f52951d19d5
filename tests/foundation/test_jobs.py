"""A job is there if and only if its deed is, runs once at a time, is tried again, and is given up in the open."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django_tasks.base import TaskResultStatus

from marlerweg.foundation import clock
from marlerweg.foundation.jobs import actions, queries, rules, worker
from marlerweg.foundation.jobs.models import Job, Worker
from tests.foundation import jobs_at_hand as at_hand

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    at_hand.ran.clear()


def only_job() -> Job:
    return Job.objects.get()


def test_a_job_is_done_and_forgets_its_arguments() -> None:
    result = at_hand.note.enqueue("hallo")
    assert only_job().arguments == {"args": ["hallo"], "kwargs": {}}
    assert worker.work_off(at=NOON) == 1
    result.refresh()
    assert (at_hand.ran, result.status, result.return_value) == (
        ["hallo"],
        TaskResultStatus.SUCCESSFUL,
        "HALLO",
    )
    assert only_job().arguments == {}


def test_a_deed_undone_leaves_no_job() -> None:
    with transaction.atomic():
        at_hand.note.enqueue("hallo")
        assert Job.objects.exists()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_the_same_key_is_enqueued_once() -> None:
    first = at_hand.note.once("answer:1").enqueue("a")
    second = at_hand.note.once("answer:1").enqueue("b")
    assert first.id == second.id
    worker.work_off(at=NOON)
    assert at_hand.note.once("answer:1").enqueue("c").status == TaskResultStatus.SUCCESSFUL
    assert at_hand.ran == ["a"]


def test_a_job_for_later_waits() -> None:
    at_hand.note.later(NOON + SECOND).enqueue("später")
    assert worker.work_off(at=NOON) == 0
    assert worker.work_off(at=NOON + SECOND) == 1


def test_the_more_urgent_comes_first() -> None:
    at_hand.note.enqueue("zweiter")
    at_hand.note.using(priority=10).enqueue("erster")
    worker.work_off(at=NOON)
    assert at_hand.ran == ["erster", "zweiter"]


def test_failures_are_tried_again_later_and_later_and_given_up_in_the_end() -> None:
    at_hand.stumble.enqueue("Frau Beispiel")
    moment = NOON
    for attempt in (1, 2):
        assert worker.work_off(at=moment) == 1
        job = only_job()
        assert (job.state, job.attempts) == (Job.State.WAITING, attempt)
        assert job.run_after == moment + rules.pause_after(attempt)
        assert worker.work_off(at=job.run_after - SECOND) == 0
        moment = job.run_after
    worker.work_off(at=moment)
    assert only_job().state == Job.State.DEAD
    assert worker.work_off(at=moment + dt.timedelta(days=9)) == 0


def test_what_a_failed_try_wrote_is_undone() -> None:
    at_hand.stumble.enqueue("halb fertig")
    worker.work_off(at=NOON)
    assert len(only_job().errors) == 1
    assert not Worker.objects.exists()


def test_an_error_names_kind_and_place_but_nothing_anybody_wrote() -> None:
    at_hand.stumble.enqueue("Frau Beispiel")
    worker.work_off(at=NOON)
    job = only_job()
    assert "Frau Beispiel" in str(job.arguments)
    (error,) = job.errors
    assert error["kind"] == "builtins.ValueError"
    assert "stumble" in error["where"]
    assert "Beispiel" not in str(job.errors)


def test_hopeless_is_not_tried_again_and_says_why() -> None:
    at_hand.despair.enqueue()
    worker.work_off(at=NOON)
    job = only_job()
    assert (job.state, job.attempts) == (Job.State.DEAD, 1)
    assert job.errors[0]["sentence"] == "Der Träger hat keine Anschrift."


def test_a_job_whose_code_is_gone_becomes_a_dead_letter_not_an_endless_crash() -> None:
    at_hand.note.enqueue("x")
    Job.objects.update(task="marlerweg.gone.away", allowed=1)
    assert worker.work_off(at=NOON) == 1
    assert only_job().state == Job.State.DEAD


def test_while_the_lease_holds_nobody_else_gets_the_job() -> None:
    at_hand.note.enqueue("x")
    job = actions.claim("eins", at=NOON)
    assert job
    assert actions.claim("zwei", at=NOON + rules.LEASE) is None
    assert actions.keep(job, at=NOON + rules.LEASE)
    assert actions.claim("zwei", at=NOON + 2 * rules.LEASE) is None
    assert actions.claim("zwei", at=NOON + 2 * rules.LEASE + SECOND)


def test_the_superseded_workers_result_and_writes_do_not_count() -> None:
    at_hand.note.enqueue("x")
    stale = actions.claim("eins", at=NOON)
    fresh = actions.claim("zwei", at=NOON + rules.LEASE + SECOND)
    assert stale
    assert fresh
    assert (stale.pk, stale.token + 1) == (fresh.pk, fresh.token)
    assert not actions.keep(stale, at=NOON)
    worker.execute(stale)
    assert only_job().state == Job.State.RUNNING
    worker.execute(fresh)
    assert (only_job().state, only_job().workers) == (Job.State.DONE, ["eins", "zwei"])
    with pytest.raises(actions.Superseded):
        actions.finish(stale, "too late", at=NOON)
    assert only_job().result == "X"


def test_a_job_that_kills_its_workers_is_given_up() -> None:
    at_hand.note.enqueue("x")
    Job.objects.update(allowed=2)
    moment = NOON
    for _ in range(2):
        assert actions.claim("opfer", at=moment)
        moment += rules.LEASE + SECOND
    assert actions.claim("opfer", at=moment) is None
    assert only_job().state == Job.State.DEAD
    assert only_job().errors[-1]["kind"].endswith("WorkerVanished")


def test_the_administrator_retries_or_discards_a_dead_letter() -> None:
    at_hand.despair.enqueue()
    worker.work_off(at=NOON)
    dead = only_job()
    assert queries.overview(NOON).counts["dead"] == 1
    revived = actions.retry(dead.pk, at=NOON)
    assert (revived.state, revived.attempts) == (Job.State.WAITING, 0)
    worker.work_off(at=NOON)
    assert actions.discard(dead.pk, at=NOON).state == Job.State.DISCARDED
    with pytest.raises(actions.NotPossible):
        actions.retry(dead.pk, at=NOON)


def test_the_administrators_list_never_loads_arguments(django_assert_num_queries: Any) -> None:
    at_hand.note.enqueue("Frau Beispiel")
    assert "arguments" in only_job().__dict__
    with django_assert_num_queries(1):
        (line,) = queries.listing("waiting")
    assert "arguments" not in line.__dict__


def test_a_recurring_job_is_enqueued_once_per_due_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    hourly = (at_hand.note, rules.Every(dt.timedelta(hours=1)))
    monkeypatch.setattr(actions, "recurring", {"hourly": hourly})
    assert actions.tick(at=NOON) == 1
    assert actions.tick(at=NOON + dt.timedelta(minutes=59)) == 0
    assert actions.tick(at=NOON + dt.timedelta(minutes=60)) == 1


def test_the_overview_shows_workers_heard_of_lately_and_what_waits_too_long() -> None:
    actions.show_life("lebt", at=NOON)
    actions.show_life("verstummt", at=NOON - dt.timedelta(hours=1))
    at_hand.note.later(NOON - dt.timedelta(minutes=5)).enqueue("x")
    seen = queries.overview(NOON)
    assert [one.name for one in seen.workers] == ["lebt"]
    assert seen.oldest_due == NOON - dt.timedelta(minutes=5)
    assert any(line.rhythm == "täglich um 03:40 Uhr" for line in seen.recurring)


def test_finished_jobs_are_forgotten_after_forty_days() -> None:
    at_hand.note.enqueue("x")
    at_hand.despair.enqueue()
    worker.work_off(at=NOON)
    assert actions.tidy(at=NOON + dt.timedelta(days=40)) == 0
    assert actions.tidy(at=NOON + dt.timedelta(days=40, seconds=1)) == 1
    assert only_job().state == Job.State.DEAD
