"""A table as plain values, and readers for its cells."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

GERMAN_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})*(?:,\d+)?|[+-]?\d+(?:,\d+)?")
ENGLISH_NUMBER = re.compile(r"[+-]?\d+\.\d+|[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
DATE_PATTERNS = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is the one the office program shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def records(self) -> Iterator[tuple[int, dict[str, Cell]]]:
        """Each row as its number and its cells by column."""
        for row in self.rows:
            yield row.number, dict(zip(self.columns, row.cells, strict=True))


def folded(words: str) -> str:
    """For comparing titles: „Straße / Haus-Nr.“ and „strasse haus nr“ are the same."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    for umlaut, spelled in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        plain = plain.replace(umlaut, spelled)
    return " ".join(re.findall(r"\w+", plain))


def text_in(cell: Cell) -> str:
    """The cell as somebody would read it aloud: 45768.0 is „45768“, a date is „12.11.2026“."""
    match cell:
        case None:
            return ""
        case str():
            return cell.strip()
        case bool():
            return "ja" if cell else "nein"
        case int() | float():
            return str(int(cell)) if _is_whole(cell) else repr(cell).replace(".", ",")
        case _:
            return _moment_in(cell)


def _is_whole(value: float) -> bool:
    return isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)


def _moment_in(cell: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    match cell:
        case dt.datetime() if cell.time() != dt.time():
            return f"{cell:%d.%m.%Y %H:%M}"
        case dt.date():
            return f"{cell:%d.%m.%Y}"
        case dt.time():
            return f"{cell:%H:%M}"
        case _:
            return str(cell)


def number_in(cell: Cell) -> float | None:
    """The number in a cell, also if it was typed as text („1.234,5“, „1,234.5“); None if there is none.

    „1.234“ counts as one thousand and more, as it does in German offices.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    words = re.sub(r"[\s€%\u00a0\u202f]", "", cell) if isinstance(cell, str) else ""
    if GERMAN_NUMBER.fullmatch(words):
        return float(words.replace(".", "").replace(",", "."))
    return float(words.replace(",", "")) if ENGLISH_NUMBER.fullmatch(words) else None


def date_in(cell: Cell) -> dt.date | None:
    """The date in a cell, also if it was typed as text; None if there is none."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    if not isinstance(cell, str):
        return None
    for pattern in DATE_PATTERNS:
        try:
            return dt.datetime.strptime(cell.strip(), pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def letters(column: int) -> str:
    """What the office program calls a column, counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def is_empty(cells: Sequence[Cell]) -> bool:
    return all(cell is None or cell == "" for cell in cells)
