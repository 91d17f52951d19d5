"""Writes tables for the office: XLSX with the comforts people expect, and CSV that no program runs."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from marlerweg.foundation.sheets.csv_text import FORMULA, neutral
from marlerweg.foundation.sheets.table import Cell, text_in

BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_767
LONGEST_NAME = 31
FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NARROW, WIDE = 8, 60
ROWS_MEASURED = 200
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Sheet:
    """A sheet to write; `notes` stand above the table, `formats` gives a column's number format."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    formats: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Properties:
    """What the office program shows about the file; `created` is written as it stands."""

    title: str = ""
    author: str = ""
    created: dt.datetime = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the format knows no time zone


def write_xlsx(sheets: Sequence[Sheet], *, properties: Properties | None = None) -> bytes:
    """Write sheets with a frozen header, filters, widths and real dates; text stays text, whatever it starts with."""
    properties = properties or Properties()
    target = io.BytesIO()
    with Workbook(target, OPTIONS) as workbook:
        workbook.set_properties(
            {"title": properties.title, "author": properties.author, "created": properties.created}
        )
        styles = _styles(workbook)
        for sheet, name in zip(sheets, _names(sheets), strict=True):
            _write(workbook, workbook.add_worksheet(name), sheet, styles)
    return target.getvalue()


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """Write UTF-8 with mark, „;“ and CRLF, every field quoted and no field a formula; `read_table` gives it back.

    Dates are written as 2026-11-12, decimals with a comma.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutral(title) for title in columns])
    writer.writerows([_csv_field(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + target.getvalue()).encode("utf-8", "replace")


def _csv_field(cell: Cell) -> str:
    match cell:
        case str():
            return neutral(cell)
        case dt.datetime():
            return cell.isoformat(sep=" ", timespec="minutes")
        case dt.date():
            return cell.isoformat()
        case _:
            return text_in(cell)


def _styles(workbook: Workbook) -> dict[str, Any]:
    top = {"valign": "top"}
    return {
        "header": workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#e8edf5"}
        ),
        "note": workbook.add_format({"italic": True}),
        "text": workbook.add_format(top | {"text_wrap": True}),
        # The mark that the office program itself sets for an apostrophe typed before a text.
        "guarded": workbook.add_format(top | {"text_wrap": True, "quote_prefix": True}),
        "number": workbook.add_format(top),
        "date": workbook.add_format(top | {"num_format": "dd.mm.yyyy", "align": "left"}),
        "datetime": workbook.add_format(top | {"num_format": "dd.mm.yyyy hh:mm", "align": "left"}),
        "time": workbook.add_format(top | {"num_format": "hh:mm", "align": "left"}),
    }


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names the format allows, each once, as near to the given as can be."""
    names: list[str] = []
    for sheet in sheets:
        plain = FORBIDDEN_IN_NAME.sub(" ", _encodable(sheet.name)).strip(" '") or "Tabelle"
        number, name = 1, plain[:LONGEST_NAME]
        while name.casefold() in {taken.casefold() for taken in names} | {"history"}:
            number += 1
            name = f"{plain[: LONGEST_NAME - 5]} ({number})"
        names.append(name)
    return names


def _write(workbook: Workbook, worksheet: Worksheet, sheet: Sheet, styles: dict[str, Any]) -> None:
    for at, note in enumerate(sheet.notes):
        worksheet.write_string(at, 0, _short(note), styles["note"])
    head = len(sheet.notes) + bool(sheet.notes)
    special = {
        index: workbook.add_format({"num_format": sheet.formats[title], "valign": "top"})
        for index, title in enumerate(sheet.columns)
        if title in sheet.formats
    }
    for index, title in enumerate(sheet.columns):
        worksheet.write_string(head, index, _short(title), styles["header"])
        worksheet.set_column(index, index, _width(sheet, index))
    for at, row in enumerate(sheet.rows, start=head + 1):
        for index, cell in enumerate(row):
            _write_cell(worksheet, (at, index), cell, styles, special.get(index))
    worksheet.freeze_panes(head + 1, 0)
    worksheet.repeat_rows(head)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)
    if sheet.columns:
        worksheet.autofilter(head, 0, head + max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _write_cell(
    worksheet: Worksheet, place: tuple[int, int], cell: Cell, styles: dict[str, Any], special: Any
) -> None:
    match cell:
        case None:
            return
        case bool():
            worksheet.write_string(*place, text_in(cell), styles["text"])
        case int() | float() if abs(cell) < 1e15:
            worksheet.write_number(*place, cell, special or styles["number"])
        case dt.datetime():
            worksheet.write_datetime(*place, cell.replace(tzinfo=None), special or styles["datetime"])
        case dt.date() if cell.year >= 1900:
            worksheet.write_datetime(*place, cell, special or styles["date"])
        case dt.time():
            worksheet.write_datetime(*place, cell, special or styles["time"])
        case _:
            words = _short(text_in(cell))
            worksheet.write_string(*place, words, styles["guarded" if FORMULA.match(words) else "text"])


def _short(words: str) -> str:
    """What a cell can hold, without characters the file format cannot."""
    plain = _encodable(words)
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"


def _encodable(words: str) -> str:
    return words.encode("utf-8", "replace").decode("utf-8")


def _width(sheet: Sheet, index: int) -> int:
    """Wide enough for most of the first rows' words, within reason."""
    cells = [text_in(row[index]) for row in sheet.rows[:ROWS_MEASURED] if index < len(row)]
    longest = max(
        (len(line) for cell in [sheet.columns[index], *cells] for line in cell.split("\n")), default=0
    )
    return max(NARROW, min(WIDE, longest + 3))
