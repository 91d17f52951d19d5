"""Bringing in an office's list of offers: upload, trial, truth."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import imports, sheets
from marlerweg.foundation.imports import Applied, ImportReport, Outcome, RowRefused
from marlerweg.foundation.sheets import Table, folded
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import require_unless_operator
from marlerweg.offers.actions.taking import Taker
from marlerweg.offers.models import ColumnAssignment, Intake
from marlerweg.offers.rules.intake import FIELDS

WAITS = timedelta(days=1)
Take = Callable[[tuple[int, Mapping[str, Any]]], Applied]


def read(content: bytes, name: str) -> Table:
    """The table; raises SheetProblem with a sentence for the person who brought it."""
    expected = [title for field in FIELDS for title in (field.label, *field.synonyms)]
    return sheets.read_table(content, name, header=expected)


@transaction.atomic
def upload(content: bytes, name: str, *, by: User, at: datetime, kind: str = Intake.Kind.OFFERS) -> Intake:
    """Keep the file until it is brought in or dropped; an unreadable list is refused at once."""
    require_unless_operator(by, policies.may_take_in(by))
    if kind == Intake.Kind.OFFERS:
        read(content, name)
    Intake.objects.filter(uploaded_at__lt=at - WAITS).delete()
    row = Intake.objects.create(kind=kind, name=name[-200:], content=content, uploaded_by=by, uploaded_at=at)
    audit.record(by, "offers.list_uploaded", row, kind=kind)
    return row


def proposed(table: Table) -> dict[str, str]:
    """Which column means what: as remembered for these headings, else by title."""
    known = ColumnAssignment.objects.filter(headings=headings_of(table)).first()
    return imports.proposed_columns(table.columns, FIELDS, known.columns if known else {})


@transaction.atomic
def take_in(
    content: bytes,
    name: str,
    columns: Mapping[str, str],
    *,
    by: User | None,
    at: datetime,
    dry_run: bool,
    without_refused: bool = False,
    watch: Callable[[int], object] = lambda number: None,
    settle: Callable[[ImportReport], object] = lambda report: None,
) -> ImportReport:
    """Every row or none; `without_refused` leaves out rows that a trial has refused. Offers begin as drafts.

    `watch` hears the number of each row before it is taken; `settle` belongs to the same transaction as the rows.
    """
    require_unless_operator(by, policies.may_take_in(by))
    table = read(content, name)
    records = [(number, (number, imports.assigned(record, columns))) for number, record in table.records()]
    source = headings_of(table)
    taker = Taker(by, at, source)
    take = _lenient(taker.take) if without_refused else taker.take
    report = imports.run(
        records,
        _watched(take, watch),
        dry_run=dry_run,
        atomic=transaction.atomic,
        finish=taker.new.write,
    )
    titles = {number: str(record.get("title") or "") for number, (_number, record) in records}
    report = replace(report, rows=tuple(replace(row, about=titles[row.number]) for row in report.rows))
    if report.is_applied:
        ColumnAssignment.objects.update_or_create(
            headings=source, defaults={"columns": imports.memory_of(columns), "used_at": at}
        )
        counts = {outcome.value: count for outcome, count in report.counts.items() if count}
        audit.record(by, "offers.list_taken_in", rows=counts)
        settle(report)
    return report


@transaction.atomic
def drop(row: Intake, *, by: User) -> None:
    require_unless_operator(by, policies.may_take_in(by))
    audit.record(by, "offers.list_dropped", row)
    row.delete()


def _watched(take: Take, watch: Callable[[int], object]) -> Take:
    def apply(numbered: tuple[int, Mapping[str, Any]]) -> Applied:
        watch(numbered[0])
        return take(numbered)

    return apply


def _lenient(take: Take) -> Take:
    """A bad row is passed over with its reasons instead of stopping all the others."""

    def apply(numbered: tuple[int, Mapping[str, Any]]) -> Applied:
        try:
            return take(numbered)
        except RowRefused as refusal:
            return Applied(Outcome.SKIPPED, refusal.messages)

    return apply


def headings_of(table: Table) -> str:
    return sha256("\n".join(folded(column) for column in table.columns).encode()).hexdigest()
