"""Bringing in an office's list of offers: upload, trial, truth."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import imports, sheets
from marlerweg.foundation.imports import ImportReport
from marlerweg.foundation.sheets import Table, folded
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import require_unless_operator
from marlerweg.offers.actions.taking import Taker
from marlerweg.offers.models import ColumnAssignment, Intake
from marlerweg.offers.rules.intake import FIELDS

WAITS = timedelta(days=1)


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
) -> ImportReport:
    """Every row or none; `without_refused` leaves out rows that a trial has refused. Offers begin as drafts."""
    require_unless_operator(by, policies.may_take_in(by))
    table = read(content, name)
    records = [(number, (number, imports.assigned(record, columns))) for number, record in table.records()]
    source = headings_of(table)
    if without_refused:
        trial = imports.run(records, Taker(by, at, source).take, dry_run=True, atomic=transaction.atomic)
        refused = {row.number for row in trial.rows if row.outcome is imports.Outcome.REFUSED}
        records = [(number, record) for number, record in records if number not in refused]
    report = imports.run(records, Taker(by, at, source).take, dry_run=dry_run, atomic=transaction.atomic)
    if report.is_applied:
        ColumnAssignment.objects.update_or_create(
            headings=source, defaults={"columns": imports.memory_of(columns), "used_at": at}
        )
        counts = {outcome.value: count for outcome, count in report.counts.items() if count}
        audit.record(by, "offers.list_taken_in", rows=counts)
    return report


@transaction.atomic
def drop(row: Intake, *, by: User) -> None:
    require_unless_operator(by, policies.may_take_in(by))
    audit.record(by, "offers.list_dropped", row)
    row.delete()


def headings_of(table: Table) -> str:
    return sha256("\n".join(folded(column) for column in table.columns).encode()).hexdigest()
