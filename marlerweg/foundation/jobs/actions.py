"""Every write on a job: claim, keep alive, finish, fail; and what the administrator may do: retry, discard."""

import datetime as dt
import traceback
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django_tasks.utils import get_module_path

from marlerweg.foundation.jobs import rules
from marlerweg.foundation.jobs.models import Job, Worker
from marlerweg.foundation.jobs.tasks import Hopeless, recurring

FRAMES_KEPT = 12
State = Job.State


class Superseded(Exception):
    """The lease ran out and another worker took the job: whatever this one found does not count."""


class WorkerVanished(Exception):
    """The worker was lost each time it tried this job."""


class NotPossible(Exception):
    """The job is not in a state in which this deed makes sense."""


def claim(worker: str, *, at: dt.datetime, lease: dt.timedelta = rules.LEASE) -> Job | None:
    """Take the next due job, or one whose worker fell silent; nobody else gets it while the lease is kept up."""
    with transaction.atomic():
        while job := _next(at):
            if job.state == State.RUNNING and rules.is_exhausted(job.attempts, job.allowed):
                _give_up(job, WorkerVanished(), at)
                continue
            _take(job, worker, at, lease)
            return job
    return None


def _next(at: dt.datetime) -> Job | None:
    due = Q(state=State.WAITING, run_after__lte=at) | Q(state=State.RUNNING, lease_until__lt=at)
    return (
        Job.objects.select_for_update(skip_locked=True)
        .filter(due)
        .order_by("-priority", "run_after", "enqueued_at")
        .first()
    )


def _take(job: Job, worker: str, at: dt.datetime, lease: dt.timedelta) -> None:
    job.state, job.worker, job.lease_until = State.RUNNING, worker, at + lease
    job.token += 1
    job.attempts += 1
    job.attempted_at = at
    job.started_at = job.started_at or at
    job.workers = [*job.workers, worker]
    job.save()


def keep(job: Job, *, at: dt.datetime, lease: dt.timedelta = rules.LEASE) -> bool:
    """A heartbeat; False when the job was taken over meanwhile."""
    return bool(_mine(job).update(lease_until=at + lease))


def finish(job: Job, result: Any, *, at: dt.datetime) -> None:
    _end(job, state=State.DONE, result=result, finished_at=at, arguments={})


def fail(job: Job, problem: Exception, *, at: dt.datetime) -> None:
    """Try again later, or give up when it was the last try or trying again would not help."""
    if isinstance(problem, Hopeless) or rules.is_exhausted(job.attempts, job.allowed):
        _give_up(job, problem, at)
    else:
        later = at + rules.pause_after(job.attempts)
        _end(job, state=State.WAITING, run_after=later, errors=[*job.errors, describe(problem, at)])


def _give_up(job: Job, problem: Exception, at: dt.datetime) -> None:
    """Arguments stay: a person may still want it tried again."""
    _end(job, state=State.DEAD, finished_at=at, errors=[*job.errors, describe(problem, at)])


def _end(job: Job, **changes: Any) -> None:
    if not _mine(job).update(lease_until=None, **changes):
        raise Superseded(str(job.pk))


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, token=job.token, state=State.RUNNING)


def describe(problem: Exception, at: dt.datetime) -> dict[str, str]:
    """Kind and place of an error; never its message, which often quotes what somebody wrote."""
    frames = traceback.extract_tb(problem.__traceback__)[-FRAMES_KEPT:]
    return {
        "kind": get_module_path(type(problem)),
        "where": "\n".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames),
        "sentence": str(problem) if isinstance(problem, Hopeless) else "",
        "at": at.isoformat(),
    }


@transaction.atomic
def retry(identifier: UUID, *, at: dt.datetime) -> Job:
    """Give a dead letter, or a job that waits for its next try, all its tries again, now."""
    job = Job.objects.select_for_update().get(pk=identifier)
    if job.state not in {State.DEAD, State.WAITING}:
        raise NotPossible("Nur aufgegebene oder wartende Aufgaben können noch einmal versucht werden.")
    job.state, job.attempts, job.run_after, job.finished_at = State.WAITING, 0, at, None
    job.save(update_fields=["state", "attempts", "run_after", "finished_at"])
    return job


@transaction.atomic
def discard(identifier: UUID, *, at: dt.datetime) -> Job:
    """For good: the arguments are gone with it."""
    job = Job.objects.select_for_update().get(pk=identifier)
    if job.state not in {State.DEAD, State.WAITING}:
        raise NotPossible("Nur aufgegebene oder wartende Aufgaben können verworfen werden.")
    job.state, job.finished_at, job.arguments = State.DISCARDED, at, {}
    job.save(update_fields=["state", "finished_at", "arguments"])
    return job


def tick(*, at: dt.datetime) -> int:
    """Enqueue every recurring job that is due; asked twice or by two workers, it is enqueued once."""
    due = {f"{name}@{rhythm.latest(at).isoformat()}": task for name, (task, rhythm) in recurring.items()}
    known = set(Job.objects.filter(key__in=due).values_list("key", flat=True))
    for key, task in due.items():
        if key not in known:
            task.once(key).later(at).enqueue()
    return len(due) - len(known)


def show_life(worker: str, *, at: dt.datetime) -> None:
    Worker.objects.update_or_create(
        name=worker, defaults={"seen_at": at}, create_defaults={"started_at": at, "seen_at": at}
    )


def say_goodbye(worker: str) -> None:
    Worker.objects.filter(name=worker).delete()


def tidy(*, at: dt.datetime) -> int:
    """Forget finished jobs after 40 days, and workers that never said goodbye after one."""
    Worker.objects.filter(seen_at__lt=at - dt.timedelta(days=1)).delete()
    old = Job.objects.filter(
        state__in=[State.DONE, State.DISCARDED], finished_at__lt=at - dt.timedelta(days=40)
    )
    return old.delete()[0]
