"""Taking in another directory: asked for, tried out, ordered, taken in with the very bytes that were tried."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import Error as DatabaseProblem
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.api import hsds, integreat, policies, signs, sources
from marlerweg.api.alike import Alike
from marlerweg.api.fetching import Asker, Unreadable
from marlerweg.api.hsds.reading import town
from marlerweg.api.hsds.taking import take_in as take_in_services
from marlerweg.api.integreat.taking import take_in as take_in_region
from marlerweg.api.models import Likeness, TakenRow, Taking
from marlerweg.api.queries import CONTENT_KEPT, RUNS_KEPT
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import Refused, require
from marlerweg.foundation.imports import ImportReport, Outcome, RowReport
from marlerweg.ui.lists import Export

State = Taking.State
SIGN_EVERY = 1.0
BATCH = 1_000
LONGEST_TITLE = 300
Now = Callable[[], datetime]


class Stopped(Exception):
    """Somebody stopped it, or another worker has it now."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the form says: either an address, or a file with its name."""

    format: str
    address: str = ""
    file_name: str = ""
    content: bytes | None = None
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
    row = Taking.objects.create(
        format=asked.format,
        address=asked.address,
        file_name=asked.file_name[-200:],
        content=asked.content,
        source=asked.source,
        language=asked.language,
        overwrite=asked.overwrite,
        reader=reader,
        asked_by=by,
        asked_at=at,
        heard_at=at,
    )
    audit.record(by, "taking.asked", row, format=row.format, source=row.source)
    return row, True


@transaction.atomic
def order(row: Taking, *, by: User, at: datetime, without_refused: bool = False) -> bool:
    """Take in what was tried; pressed twice it counts once, and so says False the second time."""
    require(policies.may_take_in(by))
    if Taking.objects.filter(state__in=Taking.UNDER_WAY).exists():
        return False
    may = Taking.objects.filter(pk=row.pk, state=State.TRIED, content__isnull=False)
    if not without_refused:
        may = may.exclude(rows__result=Outcome.REFUSED)
    ordered = Taking.objects.filter(pk__in=list(may.values_list("pk", flat=True)), state=State.TRIED).update(
        state=State.ORDERED, ordered_by=by, without_refused=without_refused, begun=0, heard_at=at, problem=""
    )
    if ordered:
        signs.forget(row.pk)
        audit.record(by, "taking.ordered", row, without_refused=without_refused)
    return bool(ordered)


@transaction.atomic
def try_again(row: Taking, *, by: User, at: datetime) -> bool:
    """The same bytes once more, because something here has changed."""
    require(policies.may_take_in(by))
    if Taking.objects.filter(state__in=Taking.UNDER_WAY).exists():
        return False
    ended = Taking.objects.filter(pk=row.pk, state__in=[State.TRIED, State.STOPPED, State.BROKEN])
    again = ended.exclude(content=None, address="").update(
        state=State.WAITING, begun=0, heard_at=at, ended_at=None, problem=""
    )
    if again:
        signs.forget(row.pk)
        audit.record(by, "taking.tried_again", row)
    return bool(again)


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


# --- In the background ---------------------------------------------------------------------------------------------------


def carry_out(key: UUID, *, now: Now) -> None:
    """Trial or truth, whichever was asked for; begins again when a worker was lost, and leaves one result."""
    row = Taking.objects.select_related("asked_by", "ordered_by").filter(pk=key).first()
    if row is None or not row.is_under_way:
        return
    is_trial = row.state in {State.WAITING, State.TRYING}
    row.state = State.TRYING if is_trial else State.TAKING
    begun = {"state": row.state, "begun": F("begun") + 1, "heard_at": now()}
    if not Taking.objects.filter(pk=key, state__in=Taking.UNDER_WAY).update(**begun):
        return
    row.refresh_from_db(fields=["begun"])
    with translation.override(row.reader):
        _carried_out(row, is_trial=is_trial, now=now)
    signs.forget(key)


def _carried_out(row: Taking, *, is_trial: bool, now: Now) -> None:
    watch = _Watch(row)
    try:
        if row.content is None:
            _fetch(row, watch)
        if is_trial:
            report, alike = _run(row, watch, now=now, is_trial=True)
            _settle(row, report, State.TRIED, now())
            _keep_questions(row, alike)
        else:
            _take_in(row, watch, now)
    except Stopped:
        _end(row, State.STOPPED, now())
    except Unreadable as problem:
        _end(row, State.UNREADABLE, now(), str(problem), content=None)
    except Refused:
        _end(row, State.STOPPED, now(), _("Wer es wollte, darf es nicht mehr."))
    except DatabaseProblem:
        raise
    except Exception:
        _end(
            row,
            State.BROKEN,
            now(),
            _("Das Programm hat einen Fehler. Die Technik sieht ihn bei den Aufgaben."),
        )
        raise


def _fetch(row: Taking, watch: "_Watch") -> None:
    """Asked once; from here on only the bytes that came count."""
    content = sources.fetched(row, Asker(heard=watch.beat))
    row.content = content
    if not _mine(row).update(content=content):
        raise Stopped


def _take_in(row: Taking, watch: "_Watch", now: Now) -> None:
    def settle(report: ImportReport) -> None:
        _settle(row, report, State.DONE, now())

    report, _alike = _run(row, watch, now=now, is_trial=False, settle=settle)
    if not report.is_applied:
        problem = _("Seit dem Probelauf hat sich hier etwas geändert. Nichts wurde übernommen.")
        _settle(row, report, State.TRIED, now(), problem)


def _run(
    row: Taking,
    watch: "_Watch",
    *,
    now: Now,
    is_trial: bool,
    settle: Callable[[ImportReport], object] = lambda report: None,
) -> tuple[ImportReport, Alike]:
    by = row.asked_by if is_trial else row.ordered_by
    require(policies.may_take_in(by))
    at, lenient = now(), row.without_refused and not is_trial
    if row.format == Taking.Format.INTEGREAT:
        source = sources.region_of(row)
        _tell_size(row, sum(len(each.records) for each in source.answers))
        alike = Alike(integreat.SYSTEM, source.region)
        return take_in_region(
            source, at=at, dry_run=is_trial, overwrite=row.overwrite, without_refused=lenient, by=by, alike=alike,
            watch=watch, settle=settle,
        ), alike  # fmt: skip
    services = sources.services_of(row)
    _tell_size(row, len(services))
    language, alike = row.language or "de", Alike(hsds.SYSTEM, row.source)
    return take_in_services(
        services, town=town(language, ""), at=at, language=language, origin=row.source, dry_run=is_trial,
        overwrite=row.overwrite, without_refused=lenient, by=by, alike=alike, watch=watch, settle=settle,
    ), alike  # fmt: skip


def _tell_size(row: Taking, count: int) -> None:
    row.rows_in_all = count
    if not _mine(row).update(rows_in_all=count):
        raise Stopped


@transaction.atomic
def _settle(row: Taking, report: ImportReport, state: str, at: datetime, problem: str = "") -> None:
    """Result and report together; whoever was superseded or stopped meanwhile leaves nothing."""
    counts = {outcome.value: count for outcome, count in report.counts.items() if count}
    changes = {"state": state, "counts": counts, "heard_at": at, "problem": problem}
    if state == State.DONE:
        changes |= {"content": None, "ended_at": at}
    if not _mine(row).update(rows_in_all=len(report.rows), **changes):
        raise Stopped
    if state == State.DONE:
        Likeness.objects.filter(taking=row, answer=Likeness.Answer.OPEN).delete()
    TakenRow.objects.filter(taking=row).delete()
    TakenRow.objects.bulk_create([_row(row, each) for each in report.rows], batch_size=BATCH)


@transaction.atomic
def _keep_questions(row: Taking, alike: Alike) -> None:
    """Asked anew with each trial; what was answered is not asked again."""
    Likeness.objects.filter(taking=row, answer=Likeness.Answer.OPEN).delete()
    for each in alike.proposals:
        Likeness.objects.update_or_create(
            system=alike.system,
            origin=alike.origin,
            key=each.theirs.key[:200],
            organisation_id=each.ours,
            defaults={
                "name": each.theirs.name,
                "reasons": list(each.reasons),
                "taking": row,
                "answer": Likeness.Answer.OPEN,
            },
        )


def _row(taking: Taking, report: RowReport) -> TakenRow:
    is_refused = report.outcome is Outcome.REFUSED
    return TakenRow(
        taking=taking,
        number=report.number,
        rank=0 if is_refused else 1 if report.messages else 2,
        result=report.outcome.value,
        about=report.about[:LONGEST_TITLE],
        remarks=" ".join(report.messages),
    )


def _end(row: Taking, state: str, at: datetime, problem: str = "", **changes: object) -> None:
    ended = {"state": state, "problem": problem, "heard_at": at, "ended_at": at, **changes}
    _mine(row).update(**ended)


def _mine(row: Taking) -> QuerySet[Taking]:
    """Still this run, and still in the hands of this worker."""
    return Taking.objects.filter(pk=row.pk, state=row.state, begun=row.begun)


class _Watch:
    """About every second says how far it is, and looks whether somebody stopped it."""

    def __init__(self, row: Taking) -> None:
        self.row, self.last, self.done = row, 0.0, 0

    def __call__(self, number: int) -> None:
        self.done = number
        self.beat()

    def beat(self) -> None:
        moment = time.monotonic()
        if moment - self.last < SIGN_EVERY:
            return
        self.last = moment
        signs.give(self.row.pk, self.done)
        if signs.is_asked_to_stop(self.row.pk) or not _mine(self.row).exists():
            raise Stopped


# --- Forgetting ----------------------------------------------------------------------------------------------------------


def outworn(at: datetime) -> QuerySet[Taking]:
    """Runs whose content or rows have been kept long enough."""
    old = Taking.objects.filter(asked_at__lt=at - CONTENT_KEPT)
    return old.filter(pk__in=TakenRow.objects.values("taking")) | old.filter(content__isnull=False)


def too_old(at: datetime) -> QuerySet[Taking]:
    return Taking.objects.filter(asked_at__lt=at - RUNS_KEPT)


@transaction.atomic
def forget(at: datetime) -> int:
    """Content and rows after a week, the run itself after two years; gives how many runs were touched."""
    keys = list(outworn(at).values_list("pk", flat=True))
    TakenRow.objects.filter(taking__in=keys).delete()
    rows = Taking.objects.filter(pk__in=keys)
    rows.filter(state=State.TRIED).update(state=State.EXPIRED, ended_at=at)
    rows.update(content=None)
    old = list(too_old(at).values_list("pk", flat=True))
    Taking.objects.filter(pk__in=old).delete()
    return len(keys) + len(old)
