"""Reading what other directories brought: the runs, their rows, and what may be the same organisation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from marlerweg.api import policies, signs
from marlerweg.api.models import Likeness, TakenRow, Taking
from marlerweg.foundation.decisions import require
from marlerweg.offers.policies import Viewer

CONTENT_KEPT, LISTS_KEPT, RUNS_KEPT = timedelta(days=7), timedelta(days=1), timedelta(days=730)


def takings(viewer: Viewer) -> QuerySet[Taking]:
    require(policies.may_take_in(viewer))
    return Taking.objects.defer("content").select_related("asked_by", "ordered_by")


def taking(viewer: Viewer, key: UUID) -> Taking | None:
    return takings(viewer).filter(pk=key).first()


def rows_of(viewer: Viewer, found: Taking) -> QuerySet[TakenRow]:
    require(policies.may_take_in(viewer))
    return TakenRow.objects.filter(taking=found)


def open_likenesses(viewer: Viewer, found: Taking) -> list[Likeness]:
    require(policies.may_take_in(viewer))
    rows = Likeness.objects.filter(taking=found, answer=Likeness.Answer.OPEN)
    return list(rows.select_related("organisation"))


@dataclass(frozen=True)
class Progress:
    done: int
    is_silent: bool


def progress(found: Taking, at: datetime) -> Progress:
    """By the last sign, which also comes while the worker holds the database."""
    sign = signs.last(found.pk)
    heard = max(found.heard_at, sign.at) if sign else found.heard_at
    done = min(sign.done, found.rows_in_all) if sign and found.rows_in_all else 0
    found.heard_at = heard
    return Progress(done, found.is_silent(at))
