"""Bringing lists in: which column means what, a trial run, and a report for every row.

The same run serves trial and truth, so a trial promises nothing that the truth would not keep. It knows no
table of the database: what a row does is a function handed in, and so is the transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from marlerweg.foundation.sheets.table import Cell, folded

T = TypeVar("T")


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    REFUSED = "refused"


class RowRefused(Exception):
    """Raised by a row that cannot be brought in; its sentences are shown beside the row."""

    def __init__(self, *messages: str) -> None:
        self.messages = messages
        super().__init__(*messages)


@dataclass(frozen=True, slots=True)
class Field:
    """Something a list may tell; `synonyms` are the titles offices give to such a column."""

    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one row, and what should be said about it."""

    outcome: Outcome
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowReport:
    """`about` names what the row is of, where it has a name."""

    number: int
    outcome: Outcome
    messages: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a run did to every row; `is_applied` is False after a trial and if any row was refused."""

    rows: tuple[RowReport, ...]
    is_applied: bool

    @property
    def counts(self) -> dict[Outcome, int]:
        counted = Counter(row.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def is_acceptable(self) -> bool:
        return not self.counts[Outcome.REFUSED]

    @property
    def worth_reading(self) -> tuple[RowReport, ...]:
        """The rows that need somebody's eye: refused ones first, then those with something said."""
        said = [row for row in self.rows if row.messages or row.outcome is Outcome.REFUSED]
        return tuple(sorted(said, key=lambda row: (row.outcome is not Outcome.REFUSED, row.number)))


def proposed_columns(
    columns: Sequence[str], fields: Sequence[Field], remembered: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Propose a column for each field: as remembered, else by its title, else by a title that contains one.

    `remembered` maps a title, as `folded` writes it, to a field's name, from earlier imports. Each column
    serves one field.
    """
    proposed: dict[str, str] = {}
    for fits in (_as_remembered(remembered or {}), _same_title, _title_within):
        for field in fields:
            free = [column for column in columns if column not in proposed.values()]
            if field.name not in proposed and (column := next((c for c in free if fits(c, field)), None)):
                proposed[field.name] = column
    return proposed


def memory_of(assignment: Mapping[str, str]) -> dict[str, str]:
    """What to remember of an assignment for the next list with the same titles."""
    return {folded(column): name for name, column in assignment.items()}


def missing_fields(assignment: Mapping[str, str], fields: Sequence[Field]) -> list[Field]:
    """The required fields that no column serves yet."""
    return [field for field in fields if field.is_required and field.name not in assignment]


def assigned(record: Mapping[str, Cell], assignment: Mapping[str, str]) -> dict[str, Cell]:
    """One record by field instead of by column."""
    return {name: record.get(column) for name, column in assignment.items()}


def run(
    rows: Iterable[tuple[int, T]],
    apply_row: Callable[[T], Applied],
    *,
    dry_run: bool,
    atomic: Callable[[], AbstractContextManager[object]],
    finish: Callable[[], object] = lambda: None,
) -> ImportReport:
    """Apply every row or none: a trial and a run with a refused row leave nothing behind.

    `finish` writes what rows have only gathered, in trials too.

    `atomic` opens a transaction, and inside one a savepoint, as `django.db.transaction.atomic` does; a refused
    row is undone alone, so that the rows after it are judged as well. A second run reports all unchanged.
    """
    reports: list[RowReport] = []
    with suppress(_Undone), atomic():
        reports.extend(_applied(number, row, apply_row, atomic) for number, row in rows)
        finish()
        _undo_if(dry_run or any(report.outcome is Outcome.REFUSED for report in reports))
        return ImportReport(tuple(reports), is_applied=True)
    return ImportReport(tuple(reports), is_applied=False)


class _Undone(Exception):
    """Leaves the transaction so that it is rolled back."""


def _undo_if(is_undone: bool) -> None:
    if is_undone:
        raise _Undone


def _applied(
    number: int,
    row: T,
    apply_row: Callable[[T], Applied],
    atomic: Callable[[], AbstractContextManager[object]],
) -> RowReport:
    try:
        with atomic():
            applied = _accepted(apply_row(row))
    except RowRefused as refusal:
        return RowReport(number, Outcome.REFUSED, refusal.messages)
    return RowReport(number, applied.outcome, applied.messages)


def _accepted(applied: Applied) -> Applied:
    """A refusal that was returned undoes the row like one that was raised."""
    if applied.outcome is Outcome.REFUSED:
        raise RowRefused(*applied.messages)
    return applied


def _as_remembered(remembered: Mapping[str, str]) -> Callable[[str, Field], bool]:
    return lambda column, field: remembered.get(folded(column)) == field.name


def _titles(field: Field) -> list[str]:
    return [folded(title) for title in (field.label, field.name, *field.synonyms)]


def _same_title(column: str, field: Field) -> bool:
    return folded(column) in _titles(field)


def _title_within(column: str, field: Field) -> bool:
    words = f" {folded(column)} "
    return any(f" {title} " in words for title in _titles(field) if title)
