"""What the administrator sees: states, times and kinds of error, never a job's arguments."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from marlerweg.foundation.jobs.models import Job, Worker
from marlerweg.foundation.jobs.rules import Rhythm
from marlerweg.foundation.jobs.tasks import recurring, titles
from marlerweg.foundation.words import Text

SILENT_AFTER = dt.timedelta(minutes=2)
MISSED_AFTER = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Recurring:
    """One line of the table; `missed`: due for more than an hour and neither done nor under way."""

    name: str
    title: Text
    rhythm: str
    last_due: dt.datetime
    last_done: dt.datetime | None
    next_due: dt.datetime
    given_up: bool
    missed: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """`oldest_due`: since when the longest waiting due job waits; `workers`: those heard of in the last two minutes."""

    counts: dict[str, int]
    oldest_due: dt.datetime | None
    workers: list[Worker]
    recurring: list[Recurring]


def listing(state: str | None = None) -> QuerySet[Job]:
    jobs = Job.objects.defer("arguments", "result").order_by("-enqueued_at")
    return jobs.filter(state=state) if state else jobs


def overview(now: dt.datetime) -> Overview:
    counted = dict(Job.objects.values_list("state").annotate(Count("pk")))
    due = Job.objects.filter(state=Job.State.WAITING, run_after__lte=now)
    return Overview(
        counts={state.value: counted.get(state.value, 0) for state in Job.State},
        oldest_due=due.aggregate(oldest=Min("run_after"))["oldest"],
        workers=living_workers(now),
        recurring=recurring_jobs(now),
    )


def living_workers(now: dt.datetime) -> list[Worker]:
    return list(Worker.objects.filter(seen_at__gte=now - SILENT_AFTER).order_by("name"))


def recurring_jobs(now: dt.datetime) -> list[Recurring]:
    """Every recurring job of the house, the next to come first."""
    counted = (
        Job.objects.filter(task__in=recurring)
        .values("task")
        .annotate(
            done=Max("finished_at", filter=Q(state=Job.State.DONE)),
            dead=Max("finished_at", filter=Q(state=Job.State.DEAD)),
        )
    )
    known = {row["task"]: (row["done"], row["dead"]) for row in counted}
    lines = [
        _line(name, rhythm, *known.get(name, (None, None)), now) for name, (_, rhythm) in recurring.items()
    ]
    return sorted(lines, key=lambda line: (line.next_due, line.name))


def _line(
    name: str, rhythm: Rhythm, done: dt.datetime | None, dead: dt.datetime | None, now: dt.datetime
) -> Recurring:
    due = rhythm.latest(now)
    given_up = dead is not None and (done is None or dead > done)
    return Recurring(
        name=name,
        title=titles[name],
        rhythm=rhythm.describe(),
        last_due=due,
        last_done=done,
        next_due=rhythm.following(now),
        given_up=given_up,
        missed=not given_up and (done is None or done < due) and now - due > MISSED_AFTER,
    )
