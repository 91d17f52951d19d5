"""Reads the tables people bring: XLSX, XLS, ODS and CSV, with titles above, gaps and merged cells."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from marlerweg.foundation.sheets import csv_text, old_excel
from marlerweg.foundation.sheets.problems import SheetProblem
from marlerweg.foundation.sheets.safety import Limits, check_archive
from marlerweg.foundation.sheets.table import Cell, Row, Table, folded, is_empty, letters, text_in

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"
ZIPPED = frozenset({".xlsx", ".ods"})
TEXTS = frozenset({".csv", ".txt", ".tsv"})
LIMITS = Limits()
HEADER_WITHIN = 30
Grid = list[list[Cell]]


def read_table(
    content: bytes,
    filename: str,
    *,
    sheet: str = "",
    header: Collection[str] = (),
    fill_down: Collection[str] = (),
    limits: Limits = LIMITS,
) -> Table:
    """Read one table: the sheet named, or the first with anything in it.

    `header` are titles that may be expected; the row that has most of them is the header, else the first row
    that looks like one. `fill_down` names columns whose merged cells are repeated below. Raises SheetProblem.
    """
    for name, grid in _grids(content, filename, limits):
        if (not sheet or name == sheet) and not all(is_empty(row) for row in grid):
            return _table(name, grid, header, {folded(title) for title in fill_down}, limits)
    if sheet:
        raise SheetProblem(_("Die Datei hat kein Tabellenblatt „{sheet}“ mit Inhalt.").format(sheet=sheet))
    raise SheetProblem(_("Die Datei ist leer."))


def sheet_names(content: bytes, filename: str, *, limits: Limits = LIMITS) -> list[str]:
    """The names of all sheets, to choose from; a CSV has one."""
    return [name for name, _grid in _grids(content, filename, limits)]


def _grids(content: bytes, filename: str, limits: Limits) -> Iterator[tuple[str, Grid]]:
    suffix = PurePath(filename).suffix.lower()
    if len(content) > limits.packed:
        raise SheetProblem(
            _("Die Datei ist zu groß (erlaubt sind {size} MB).").format(size=limits.packed // 10**6)
        )
    if content.startswith(ZIP) and suffix in ZIPPED:
        check_archive(content, limits)
        yield from _workbook(content)
    elif content.startswith(OLE) and suffix == ".xls":
        yield from _old_workbook(content)
    elif content.startswith(OLE) and suffix in ZIPPED:
        raise SheetProblem(_("Die Datei ist mit einem Passwort geschützt. Bitte ohne Passwort speichern."))
    elif suffix in TEXTS and not content.startswith((ZIP, OLE, b"%PDF")):
        rows = csv_text.rows_of(content, at_most=limits.rows + HEADER_WITHIN)
        yield PurePath(filename).stem, [[_cell(cell) for cell in row] for row in rows]
    else:
        raise SheetProblem(
            _("Bitte eine Datei als XLSX, XLS, ODS oder CSV; Inhalt und Endung müssen zusammenpassen.")
        )


def _workbook(content: bytes) -> Iterator[tuple[str, Grid]]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, [[_cell(cell) for cell in row] for row in rows]
    except (CalamineError, OSError, ValueError) as error:
        raise SheetProblem(_("Die Datei ist beschädigt und lässt sich nicht öffnen.")) from error


def _old_workbook(content: bytes) -> Iterator[tuple[str, Grid]]:
    sheets = old_excel.sheets_of(content)
    if sheets is None:
        raise SheetProblem(_("Die alte Excel-Datei lässt sich nicht lesen. Bitte als XLSX speichern."))
    for name, rows in sheets:
        yield name, [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: Any) -> Cell:
    match cell:
        case str():
            return cell.replace("\u00a0", " ").strip() or None
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return int(cell)
        case dt.datetime() if cell.time() == dt.time():
            return cell.date()
        case bool() | int() | float() | dt.datetime() | dt.date() | dt.time() | dt.timedelta():
            return cell
        case _:
            return None


def _table(name: str, grid: Grid, header: Collection[str], filled: Collection[str], limits: Limits) -> Table:
    width = max((at + 1 for row in grid for at, cell in enumerate(row) if cell is not None), default=0)
    if width > limits.columns:
        raise SheetProblem(
            _("Die Tabelle hat zu viele Spalten (erlaubt sind {columns}).").format(columns=limits.columns)
        )
    even = [(*row[:width], *[None] * (width - len(row))) for row in grid]
    at = _header_at(even, {folded(title) for title in header})
    columns = _titles(even, at)
    keep = [folded(title) in filled for title in columns]
    rows = tuple(_rows(even[at + 1 :], at + 2, keep))
    if len(rows) > limits.rows:
        raise SheetProblem(
            _("Die Tabelle hat zu viele Zeilen (erlaubt sind {rows}).").format(rows=limits.rows)
        )
    return Table(name, columns, rows)


def _header_at(grid: Sequence[Sequence[Cell]], expected: Collection[str]) -> int:
    """Where the header stands: by the titles expected, else the first row of different words that is nearly full."""
    top = grid[:HEADER_WITHIN]
    known = [sum(folded(text_in(cell)) in expected for cell in row if cell is not None) for row in top]
    if max(known) >= min(2, len(expected)) > 0:
        return known.index(max(known))
    fullest = max(sum(cell is not None for cell in row) for row in top)
    for at, row in enumerate(top):
        words = [cell for cell in row if cell is not None]
        all_words = all(isinstance(cell, str) for cell in words) and len(set(words)) > len(words) / 2
        if words and all_words and len(words) >= 0.6 * fullest:
            return at
    return next(at for at, row in enumerate(grid) if not is_empty(row))


def _titles(grid: Sequence[Sequence[Cell]], at: int) -> tuple[str, ...]:
    """Every column's title once: „Spalte C“ for one without words, „Name (2)“ for the second of the same."""
    titles: list[str] = []
    for index, cell in enumerate(grid[at]):
        words = " ".join(text_in(cell).split()) or _("Spalte {letters}").format(letters=letters(index))
        number = 1
        while (title := words if number == 1 else f"{words} ({number})") in titles:
            number += 1
        titles.append(title)
    return tuple(titles)


def _rows(grid: Sequence[tuple[Cell, ...]], first: int, keep: Sequence[bool]) -> Iterator[Row]:
    above: Sequence[Cell] = [None] * len(keep)
    for number, cells in enumerate(grid, start=first):
        if is_empty(cells):
            continue
        full = tuple(
            before if kept and cell is None else cell
            for cell, before, kept in zip(cells, above, keep, strict=True)
        )
        above = full
        yield Row(number, full)
