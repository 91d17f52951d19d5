"""`@job`: a function that can be done later."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar

from django_tasks.base import Task
from django_tasks.base import task as make_task

from marlerweg.foundation.jobs.rules import Rhythm
from marlerweg.foundation.words import Text

P = ParamSpec("P")
T = TypeVar("T")
recurring: dict[str, tuple["JobTask[[], Any]", Rhythm]] = {}
titles: dict[str, Text] = {}


class Hopeless(Exception):
    """Trying again would not help. Its sentence is shown to the administrator, so it names no person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T], Generic[P, T]):
    """`atomic`: the function's writes and the job's end are one transaction – done exactly once, but on SQLite nobody
    else writes meanwhile. Without it the function may run more than once, as anything that talks to the outside must expect.
    """

    attempts: int = 5
    atomic: bool = True
    key: str | None = None

    def once(self, key: str) -> "JobTask[P, T]":
        """Enqueued again under the same key, nothing is added: the first job stands for all."""
        return replace(self, key=key)

    def later(self, moment: datetime) -> "JobTask[P, T]":
        return replace(self, run_after=moment)


def job(
    *, attempts: int = 5, atomic: bool = True, priority: int = 0, queue: str = "default"
) -> Callable[[Callable[P, T]], JobTask[P, T]]:
    """Make a module's function a job; call it as `name.enqueue(…)`, with JSON-able arguments, best only ids."""

    def wrap(function: Callable[P, T]) -> JobTask[P, T]:
        made: Any = make_task(priority=priority, queue_name=queue, attempts=attempts, atomic=atomic)
        task: JobTask[P, T] = made(function)
        return task

    return wrap


def repeat(rhythm: Rhythm, title: Text = "") -> Callable[[JobTask[[], T]], JobTask[[], T]]:
    """Above `@job`: the worker enqueues it by itself whenever it is due, once, however many workers there are.

    `title` is what the administrator reads in the table of recurring jobs.
    """

    def register(task: JobTask[[], T]) -> JobTask[[], T]:
        recurring[task.module_path] = (task, rhythm)
        titles[task.module_path] = title or task.module_path
        return task

    return register
