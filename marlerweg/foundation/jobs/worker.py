"""The hand that does the jobs: claims one, keeps its lease alive from a second thread, reports how it ended."""

import datetime as dt
import logging
import os
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseProblem
from django.db import connections, transaction
from django.utils import translation
from django_tasks.base import TaskContext
from django_tasks.utils import normalize_json

from marlerweg.foundation import clock
from marlerweg.foundation.jobs import actions, rules
from marlerweg.foundation.jobs.backend import as_result, task_of
from marlerweg.foundation.jobs.models import Job

log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
SIGN_OF_LIFE_EVERY = dt.timedelta(seconds=20)


def own_name() -> str:
    return f"{socket.gethostname()[:50]}:{os.getpid()}"


def execute(job: Job, *, now: Callable[[], dt.datetime] = clock.now) -> None:
    """Run a claimed job and write down how it ended; what a superseded worker did inside its transaction is undone."""
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _run(job, now)
    except actions.Superseded:
        log.warning("job %s was taken over by another worker", job.pk)
    except Exception as problem:  # noqa: BLE001 - whatever a job raises is written down, and the worker goes on
        log.warning("job %s (%s) failed: %s", job.pk, job.task, type(problem).__name__)
        try:
            actions.fail(job, problem, at=now())
        except actions.Superseded:
            log.warning("job %s was taken over by another worker", job.pk)


def _run(job: Job, now: Callable[[], dt.datetime]) -> None:
    task = task_of(job)
    if not task.atomic:
        actions.finish(job, _call(job), at=now())
        return
    with transaction.atomic():
        actions.finish(job, _call(job), at=now())


def _call(job: Job) -> Any:
    task = task_of(job)
    context = [TaskContext(task_result=as_result(job, task))] if task.takes_context else []
    arguments = job.arguments
    return normalize_json(task.call(*context, *arguments.get("args", []), **arguments.get("kwargs", {})))


def work_off(*, at: dt.datetime, worker: str = "") -> int:
    """Do everything that is due at this moment, here and now; how many jobs were tried."""
    done = 0
    while job := actions.claim(worker or own_name(), at=at):
        execute(job, now=lambda: at)
        done += 1
    return done


class Heart:
    """Beats three times per lease while a job runs; a missed beat (locked database) is made up for by the next."""

    def __init__(self, job: Job, lease: dt.timedelta) -> None:
        self.job, self.lease = job, lease
        self.still = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.still.set()
        self.thread.join()

    def _beat(self) -> None:
        try:
            while not self.still.wait(self.lease.total_seconds() / 3):
                self._beat_once()
        finally:
            connections.close_all()

    def _beat_once(self) -> None:
        now = clock.now()
        try:
            if not actions.keep(self.job, at=now, lease=self.lease):
                self.still.set()
            actions.show_life(self.job.worker, at=now)
        except DatabaseProblem as problem:
            log.warning("heartbeat missed: %s", type(problem).__name__)


class Loop:
    """Ticks, claims and works until told to stop; a job under way is finished first."""

    def __init__(self, stop: threading.Event, *, lease: dt.timedelta = rules.LEASE) -> None:
        self.stop, self.lease, self.name = stop, lease, own_name()
        self.last_sign: dt.datetime | None = None

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                if not self._turn_or_wait():
                    self.stop.wait(IDLE_SECONDS)
        finally:
            actions.say_goodbye(self.name)
            connections.close_all()

    def _turn_or_wait(self) -> bool:
        """A database that is away for a while ends no worker."""
        try:
            return self.turn()
        except DatabaseProblem as problem:
            log.warning("database not available: %s", type(problem).__name__)
            connections.close_all()
            return False

    def turn(self) -> bool:
        now = clock.now()
        if self.last_sign is None or now - self.last_sign > SIGN_OF_LIFE_EVERY:
            actions.show_life(self.name, at=now)
            actions.tick(at=now)
            self.last_sign = now
        job = actions.claim(self.name, at=now, lease=self.lease)
        if job is None:
            return False
        with Heart(job, self.lease):
            execute(job)
        return True
