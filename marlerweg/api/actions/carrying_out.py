"""Trial and truth of another directory in the background: the same run over the same bytes, rolled back the first time."""

import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import Error as DatabaseProblem
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from marlerweg.api import hsds, integreat, policies, signs, sources
from marlerweg.api.alike import Alike
from marlerweg.api.fetching import Asker, Unreadable
from marlerweg.api.hsds.reading import town
from marlerweg.api.hsds.taking import take_in as take_in_services
from marlerweg.api.integreat.taking import take_in as take_in_region
from marlerweg.api.models import Likeness, TakenRow, Taking
from marlerweg.foundation.decisions import Refused, require
from marlerweg.foundation.imports import ImportReport, Outcome, RowReport
from marlerweg.network import actions as network
from marlerweg.network.models import Organisation
from marlerweg.offers.actions import intake
from marlerweg.offers.actions.taking import SYSTEM as LIST
from marlerweg.offers.models import Foreign

State = Taking.State
SIGN_EVERY = 1.0
BATCH = 1_000
LONGEST_TITLE = 300
Now = Callable[[], datetime]


class Stopped(Exception):
    """Somebody stopped it, or another worker has it now."""


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
    def settle(report: ImportReport, alike: Alike) -> None:
        at = now()
        _settle(row, report, State.DONE, at)
        _tell_apart(row, alike, at)

    report, _alike = _run(row, watch, now=now, is_trial=False, settle=settle)
    if not report.is_applied:
        problem = _("Seit dem Probelauf hat sich hier etwas geändert. Nichts wurde übernommen.")
        _settle(row, report, State.TRIED, now(), problem)


def _tell_apart(row: Taking, alike: Alike, at: datetime) -> None:
    """What was answered here is not asked again among the network's duplicates."""
    if row.ordered_by is None or not alike.different:
        return
    keys = {key for key, _ours in alike.different}
    founded = Foreign.objects.filter(
        system=alike.system,
        origin=alike.origin,
        kind="organization",
        key__in=keys,
        taken_at__gte=row.heard_at,
    ).select_related("organisation")
    ours = Organisation.objects.in_bulk({key for _theirs, key in alike.different})
    for each in founded:
        for key, other in sorted(alike.different, key=str):
            if each.organisation and key == each.key and other in ours and other != each.organisation_id:
                network.tell_apart(each.organisation, ours[other], by=row.ordered_by, at=at)


def _run(
    row: Taking,
    watch: "_Watch",
    *,
    now: Now,
    is_trial: bool,
    settle: Callable[[ImportReport, Alike], object] = lambda report, alike: None,
) -> tuple[ImportReport, Alike]:
    by = row.asked_by if is_trial else row.ordered_by
    require(policies.may_take_in(by))
    at, lenient = now(), row.without_refused and not is_trial
    if row.format == Taking.Format.LIST:
        content, name, alike = bytes(row.content or b""), row.file_name, Alike(LIST, "")
        _tell_size(row, sum(1 for _each in intake.read(content, name).records()))
        return intake.take_in(
            content, name, row.columns, by=by, at=at, dry_run=is_trial, without_refused=lenient, watch=watch,
            settle=lambda report: settle(report, alike),
        ), alike  # fmt: skip
    if row.format == Taking.Format.INTEGREAT:
        source = sources.region_of(row)
        _tell_size(row, sum(len(each.records) for each in source.answers))
        alike = Alike(integreat.SYSTEM, source.region)
        return take_in_region(
            source, at=at, dry_run=is_trial, overwrite=row.overwrite, without_refused=lenient, by=by, alike=alike,
            watch=watch, settle=lambda report: settle(report, alike),
        ), alike  # fmt: skip
    services = sources.services_of(row)
    _tell_size(row, len(services))
    language, alike = row.language or "de", Alike(hsds.SYSTEM, row.source)
    return take_in_services(
        services, town=town(language, ""), at=at, language=language, origin=row.source, dry_run=is_trial,
        overwrite=row.overwrite, without_refused=lenient, by=by, alike=alike, watch=watch,
        settle=lambda report: settle(report, alike),
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
