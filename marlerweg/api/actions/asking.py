"""Another directory is asked for, ordered, stopped, dropped: what a person does; the work is done in the background."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from marlerweg.accounts.models import User
from marlerweg.api import policies, signs, sources
from marlerweg.api.models import Likeness, TakenRow, Taking
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.foundation.imports import Outcome
from marlerweg.ui.lists import Export

State = Taking.State


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the form says: either an address, or a file with its name."""

    format: str
    address: str = ""
    file_name: str = ""
    content: bytes | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    language: str = ""
    overwrite: bool = False


@transaction.atomic
def ask(asked: Asked, *, by: User, at: datetime, reader: str) -> tuple[Taking, bool]:
    """The new run, or the one under way already, and whether it is new. `reader` is the language of the report."""
    require(policies.may_take_in(by))
    if known := Taking.objects.filter(state__in=Taking.UNDER_WAY).defer("content").first():
        return known, False
    if asked.content is not None:
        sources.require_bounded(asked.content, asked.file_name)
    row = Taking(
        format=asked.format,
        address=asked.address,
        file_name=asked.file_name[-200:],
        content=asked.content,
        columns=dict(asked.columns),
        source=asked.source,
        language=asked.language,
        overwrite=asked.overwrite,
        reader=reader,
        asked_by=by,
        asked_at=at,
        heard_at=at,
    )
    if not _alone(lambda: row.save(force_insert=True)):
        return Taking.objects.filter(state__in=Taking.UNDER_WAY).defer("content").get(), False
    audit.record(by, "taking.asked", row, format=row.format, source=row.source)
    return row, True


@transaction.atomic
def order(row: Taking, *, by: User, at: datetime, without_refused: bool = False) -> bool:
    """Take in what was tried; pressed twice it counts once, and so says False the second time."""
    require(policies.may_take_in(by))
    tried = Taking.objects.filter(pk=row.pk, state=State.TRIED, content__isnull=False)
    if not without_refused and TakenRow.objects.filter(taking=row, result=Outcome.REFUSED).exists():
        return False
    changes = {"state": State.ORDERED, "ordered_by": by, "without_refused": without_refused}
    ordered = _begin(row, tried, at, **changes)
    if ordered:
        audit.record(by, "taking.ordered", row, without_refused=without_refused)
    return ordered


@transaction.atomic
def try_again(row: Taking, *, by: User, at: datetime) -> bool:
    """The same bytes once more, because something here has changed."""
    require(policies.may_take_in(by))
    ended = Taking.objects.filter(pk=row.pk, state__in=[State.TRIED, State.STOPPED, State.BROKEN])
    again = _begin(row, ended.exclude(content=None, address=""), at, state=State.WAITING, ended_at=None)
    if again:
        audit.record(by, "taking.tried_again", row)
    return again


def _begin(row: Taking, rows: QuerySet[Taking], at: datetime, **changes: object) -> bool:
    begun = _alone(lambda: rows.update(begun=0, heard_at=at, problem="", **changes))
    if begun:
        signs.forget(row.pk)
    return bool(begun)


def _alone(change: Callable[[], int | None]) -> int | None:
    """One run at a time is held by the database; whoever comes second is told so, and nothing is changed."""
    if Taking.objects.filter(state__in=Taking.UNDER_WAY).exists():
        return 0
    try:
        with transaction.atomic():
            changed = change()
    except IntegrityError:
        return 0
    return 1 if changed is None else changed


def stop(row: Taking, *, by: User, at: datetime) -> bool:
    """Whoever works on it notices within about a second; what it has done is undone."""
    require(policies.may_take_in(by))
    if not row.is_under_way:
        return False
    signs.ask_to_stop(row.pk)
    with transaction.atomic():
        same = Taking.objects.filter(pk=row.pk)
        same.filter(state__in=Taking.UNDER_WAY).update(state=State.STOPPED, heard_at=at, ended_at=at)
        stopped = same.filter(state=State.STOPPED).exists()
        if stopped:
            audit.record(by, "taking.stopped", row)
    if not stopped:
        signs.forget(row.pk)
    return stopped


@transaction.atomic
def drop(row: Taking, *, by: User, at: datetime) -> bool:
    """Content and rows go at once; that it was asked for stays in the history."""
    require(policies.may_take_in(by))
    held = Taking.objects.filter(pk=row.pk).exclude(state__in=[*Taking.UNDER_WAY, State.DONE])
    dropped = held.update(state=State.EXPIRED, content=None, ended_at=at)
    if dropped:
        TakenRow.objects.filter(taking=row).delete()
        audit.record(by, "taking.dropped", row)
    return bool(dropped)


@transaction.atomic
def answer_likenesses(row: Taking, answers: Mapping[UUID, str], *, by: User, at: datetime) -> int:
    """Remembered for this source; gives how many are the same, which the next trial heeds."""
    require(policies.may_take_in(by))
    same = 0
    for each in Likeness.objects.filter(taking=row, pk__in=answers).select_related("organisation"):
        each.answer, each.answered_by, each.answered_at = answers[each.pk], by, at
        each.save(update_fields=["answer", "answered_by", "answered_at"])
        same += each.answer == Likeness.Answer.SAME
        audit.record(by, "taking.likeness_answered", each.organisation, answer=each.answer, name=each.name)
    return same


def record_export(viewer: User, export: Export) -> None:
    require(policies.may_take_in(viewer))
    audit.record(viewer, "taking.exported", format=export.format, rows=export.rows)
