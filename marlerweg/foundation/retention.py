"""What is forgotten by itself: rooms register what they keep and for how long; a nightly job and a command carry it out."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import clock
from marlerweg.foundation.jobs.rules import Daily
from marlerweg.foundation.jobs.tasks import job, repeat

Counting = Callable[[dt.datetime], int]


@dataclass(frozen=True, slots=True)
class Retention:
    """`due` counts what is to be forgotten at a moment, `forget` does it and returns how much it was."""

    what: str
    period: str
    due: Counting
    forget: Counting


retentions: dict[str, Retention] = {}


def keep(what: str, *, period: str, due: Counting, forget: Counting) -> Retention:
    """Called in the room's `retention.py`; `what` and `period` are German and go into the deletion calendar."""
    retentions[what] = Retention(what, period, due, forget)
    return retentions[what]


def forget_due(at: dt.datetime) -> dict[str, int]:
    """All of it, even where one part fails; what failed is raised at the end."""
    counts, failures = {}, []
    for what, retention in retentions.items():
        try:
            with transaction.atomic():
                counts[what] = retention.forget(at)
        except Exception as problem:  # noqa: BLE001 - a fault in one room must not keep another's data
            failures.append(problem)
    if failures:
        raise ExceptionGroup("nicht alles Fällige wurde gelöscht", failures)
    return counts


@repeat(Daily(dt.time(3, 10)), _("Löschkalender ausführen"))
@job(atomic=False)
def forget_nightly() -> dict[str, int]:
    """Carry out the deletion calendar."""
    return forget_due(clock.now())


def ended_sessions(at: dt.datetime) -> int:
    return Session.objects.filter(expire_date__lt=at).count()


def forget_ended_sessions(at: dt.datetime) -> int:
    return Session.objects.filter(expire_date__lt=at).delete()[0]


keep("Beendete Sitzungen", period="mit ihrem Ablauf", due=ended_sessions, forget=forget_ended_sessions)
