"""Django's interface for tasks on our own table."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json

from marlerweg.foundation import clock
from marlerweg.foundation.jobs.models import Job
from marlerweg.foundation.jobs.tasks import JobTask

STATUS = {
    Job.State.WAITING: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.DEAD: TaskResultStatus.FAILED,
    Job.State.DISCARDED: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """A job is written in the caller's transaction: it is there if and only if the deed is."""

    task_class = JobTask
    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        job, created = add(task, normalize_json({"args": list(args), "kwargs": kwargs}))
        result = as_result(job, task)
        if created:
            task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult[Any]:
        job = Job.objects.filter(pk=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return as_result(job, task_of(job))


def add(task: Task[Any, Any], arguments: dict[str, Any]) -> tuple[Job, bool]:
    """The new job, or the one that already stands under the same key."""
    now = clock.now()
    job = Job(
        task=task.module_path,
        queue=task.queue_name,
        priority=task.priority,
        arguments=arguments,
        key=getattr(task, "key", None),
        allowed=getattr(task, "attempts", 5),
        run_after=task.run_after or now,
        enqueued_at=now,
    )
    if job.key is None:
        job.save(force_insert=True)
        return job, True
    if known := Job.objects.filter(key=job.key).first():
        return known, False
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        return Job.objects.get(key=job.key), False
    return job, True


def task_of(job: Job) -> JobTask[Any, Any]:
    task: JobTask[Any, Any] = import_string(job.task)
    return task


def as_result(job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=str(job.pk),
        status=STATUS[Job.State(job.state)],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.attempted_at,
        args=job.arguments.get("args", []),
        kwargs=job.arguments.get("kwargs", {}),
        backend=task.backend,
        errors=[TaskError(exception_class_path=e["kind"], traceback=e["where"]) for e in job.errors],
        worker_ids=job.workers,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result
