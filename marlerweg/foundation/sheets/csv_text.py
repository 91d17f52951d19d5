"""CSV as offices exchange it: any delimiter, any of four encodings, and no formula in disguise."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from marlerweg.foundation.sheets.problems import SheetProblem

DELIMITERS = ";,\t|"
SAMPLE_ROWS = 40
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
# What a calculating program would run, also behind spaces and as full-width character.
FORMULA = re.compile("'*[\\s\\x00-\\x1f]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\\t\\r\\n]")


def neutral(words: str) -> str:
    """Put an apostrophe before what a calculating program would take for a formula."""
    return "'" + words if FORMULA.match(words) else words


def original(words: str) -> str:
    """Take away the apostrophe that `neutral` put there, and no other."""
    return words[1:] if words.startswith("'") and FORMULA.match(words[1:]) else words


def decoded(content: bytes) -> str:
    """The text in UTF-8, UTF-16 (with or without mark) or, where neither fits, Windows-1252."""
    if content.startswith(codecs.BOM_UTF8):
        return content.decode("utf-8-sig", "replace")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    sample = content[:2000]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(sample) >= 4 and sample[offset::2].count(0) > 0.7 * len(sample) / 2:
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def rows_of(content: bytes, *, at_most: int) -> list[list[str]]:
    """The cells row by row; raises SheetProblem beyond `at_most` rows or for a cell without end."""
    text = decoded(content)
    if "\x00" in text:
        raise SheetProblem(_("Die Datei ist keine Tabelle."))
    if named := SEPARATOR_LINE.match(text):
        # The line stays as an empty row, so that row numbers are those the office program shows.
        text, delimiter = "\n" + text[named.end() :], named[1]
    else:
        delimiter = _delimiter(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([original(cell) for cell in row])
            if len(rows) > at_most:
                raise SheetProblem(
                    _("Die Tabelle hat zu viele Zeilen (erlaubt sind {rows}).").format(rows=at_most)
                )
    except csv.Error as error:
        problem = _("Ein Feld hört nicht auf. Fehlt ein Anführungszeichen?")
        raise SheetProblem(problem, row=len(rows) + 1) from error
    return rows


def _delimiter(text: str) -> str:
    """The delimiter that cuts most rows into the same number of cells, and into most."""
    return max(DELIMITERS, key=lambda delimiter: _agreement(_sample(text, delimiter)))


def _sample(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    try:
        return [row for row, _number in zip(reader, range(SAMPLE_ROWS), strict=False) if any(row)]
    except csv.Error:
        return []


def _agreement(rows: Sequence[Sequence[str]]) -> tuple[float, int]:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return round(count / len(rows), 1), width
