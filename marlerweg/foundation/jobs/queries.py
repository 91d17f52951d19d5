"""What the administrator sees: states, times and kinds of error, never a job's arguments."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, Min, QuerySet

from marlerweg.foundation.jobs.models import Job, Worker
from marlerweg.foundation.jobs.tasks import recurring

SILENT_AFTER = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Recurring:
    name: str
    rhythm: str
    last_due: dt.datetime
    last_done: dt.datetime | None


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
    done = dict(
        Job.objects.filter(task__in=recurring, state=Job.State.DONE)
        .values_list("task")
        .annotate(Max("finished_at"))
    )
    return [
        Recurring(name, rhythm.describe(), rhythm.latest(now), done.get(name))
        for name, (_, rhythm) in sorted(recurring.items())
    ]
