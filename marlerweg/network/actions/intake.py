"""Bringing in lists: upload, trial, truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import imports, sheets
from marlerweg.foundation.decisions import require
from marlerweg.foundation.imports import Applied, Field, ImportReport
from marlerweg.foundation.sheets import Table, folded
from marlerweg.network import policies
from marlerweg.network.actions.taking import Record, Taker
from marlerweg.network.models import ColumnAssignment, Intake, Visibility
from marlerweg.network.rules.intake import ORGANISATION_FIELDS, PEOPLE_FIELDS

FIELDS: dict[str, tuple[Field, ...]] = {
    Intake.Kind.ORGANISATIONS: ORGANISATION_FIELDS,
    Intake.Kind.PEOPLE: PEOPLE_FIELDS,
}
# Cells merged over several rows of people or branches: their text counts for every row below.
FILLED_DOWN = {Intake.Kind.ORGANISATIONS: ("name",), Intake.Kind.PEOPLE: ("organisation",)}


WAITS = timedelta(days=1)


@dataclass(frozen=True)
class Brought:
    """A list somebody brings: its bytes, its name, what it is about, and who may see the contact details in it."""

    content: bytes
    name: str
    kind: str
    visibility: str = Visibility.COORDINATION

    @property
    def fields(self) -> tuple[Field, ...]:
        return FIELDS[self.kind]

    def read(self, columns: Mapping[str, str] | None = None) -> Table:
        """The table; raises SheetProblem with a sentence for the person who brought it."""
        expected = [title for field in self.fields for title in (field.label, *field.synonyms)]
        filled = [
            columns[name] for name in FILLED_DOWN[Intake.Kind(self.kind)] if columns and name in columns
        ]
        return sheets.read_table(self.content, self.name, header=expected, fill_down=filled)


@transaction.atomic
def upload_list(brought: Brought, *, by: User, at: datetime) -> Intake:
    """Keep the file until it is brought in or dropped, a day at most; an unreadable one is refused at once."""
    require(policies.may_take_in(by))
    brought.read()
    drop_forgotten_lists(at)
    row = Intake.objects.create(
        kind=brought.kind,
        name=brought.name[-200:],
        content=brought.content,
        visibility=brought.visibility,
        uploaded_by=by,
        uploaded_at=at,
    )
    audit.record(by, "intake.uploaded", row, kind=row.kind)
    return row


def brought(row: Intake) -> Brought:
    return Brought(bytes(row.content), row.name, row.kind, row.visibility)


def proposed(list_brought: Brought, table: Table) -> dict[str, str]:
    """Which column means what: as remembered for this heading, else by its title."""
    known = ColumnAssignment.objects.filter(kind=list_brought.kind, heading=heading_of(table.columns)).first()
    remembered = known.columns if known else {}
    return imports.proposed_columns(table.columns, list_brought.fields, remembered)


@transaction.atomic
def take_in(
    list_brought: Brought,
    columns: Mapping[str, str],
    *,
    by: User | None,
    at: datetime,
    dry_run: bool,
) -> ImportReport:
    """Every row or none; a trial leaves nothing behind, a second run changes nothing. Without `by` the operator acts."""
    if by is not None:
        require(policies.may_take_in(by))
    table = list_brought.read(columns)
    report = _run(list_brought, table, columns, dry_run=dry_run)
    if report.is_applied:
        _remember(list_brought.kind, table.columns, columns, at)
        counts = {outcome.value: count for outcome, count in report.counts.items() if count}
        audit.record(by, "intake.taken_in", kind=list_brought.kind, rows=counts)
    return report


@transaction.atomic
def drop_list(row: Intake, *, by: User) -> None:
    """The file has served, or was a mistake."""
    require(policies.may_take_in(by))
    audit.record(by, "intake.dropped", row)
    row.delete()


def drop_forgotten_lists(at: datetime) -> int:
    """Files that waited longer than a day hold other people's details for nothing; gives how many went."""
    return Intake.objects.filter(uploaded_at__lt=at - WAITS).delete()[0]


def heading_of(columns: Sequence[str]) -> str:
    return sha256("\n".join(folded(column) for column in columns).encode()).hexdigest()


def _run(list_brought: Brought, table: Table, columns: Mapping[str, str], *, dry_run: bool) -> ImportReport:
    taker = Taker(list_brought.visibility)
    take = taker.organisation if list_brought.kind == Intake.Kind.ORGANISATIONS else taker.person

    def apply(record: Record) -> Applied:
        return take(imports.assigned(record, columns))

    return imports.run(table.records(), apply, dry_run=dry_run, atomic=transaction.atomic)


def _remember(kind: str, titles: Sequence[str], columns: Mapping[str, str], at: datetime) -> None:
    ColumnAssignment.objects.update_or_create(
        kind=kind,
        heading=heading_of(titles),
        defaults={"columns": imports.memory_of(columns), "used_at": at},
    )
