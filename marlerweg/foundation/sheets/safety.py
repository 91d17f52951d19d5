"""Looks into an office file before anything unpacks it: how large it really is, and how far its tables reach.

The sizes a ZIP declares may lie, and one cell in the last corner of a sheet makes a reader reserve all cells
before it. So every part is unpacked here in small pieces, counted and thrown away, and its XML is walked by a
strict parser; only then does the reader get the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

from django.utils.translation import gettext as _

from marlerweg.foundation.sheets.problems import SheetProblem

PIECE = 64 * 1024
LOCAL_HEADER = 30
ENCRYPTED = 0x1
WALKED = (".xml", ".rels")
WORKBOOK = "xl/workbook.xml"
WORKBOOK_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
CELL_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be; generous for an office, far below what would hurt the machine."""

    packed: int = 10_000_000
    unpacked: int = 100_000_000
    parts: int = 1_000
    rows: int = 20_000
    columns: int = 256
    texts: int = 400_000


def check_archive(content: bytes, limits: Limits) -> None:
    """Refuse an XLSX or ODS that is a bomb, is locked, carries macros or reaches too far."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise SheetProblem(_("Die Datei ist beschädigt und lässt sich nicht öffnen.")) from error
    with archive:
        parts = archive.infolist()
        if archive.comment or min((part.header_offset for part in parts), default=0) > 0:
            raise _unusual()
        _check_directory(parts, limits)
        left = limits.unpacked
        for part in parts:
            left = _check_part(content, part, left, limits)


def _unusual() -> SheetProblem:
    return SheetProblem(_("Die Datei ist ungewöhnlich verpackt. Bitte im Büroprogramm neu speichern."))


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [part.filename for part in parts]
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        raise SheetProblem(_("Die Datei ist ausgepackt zu groß."))
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise SheetProblem(_("Die Datei ist mit einem Passwort geschützt. Bitte ohne Passwort speichern."))
    if any(
        name.lower().endswith(("vbaproject.bin", "workbook.bin")) or name.startswith("Basic/")
        for name in names
    ):
        raise SheetProblem(_("Die Datei enthält Makros. Bitte als XLSX ohne Makros oder als ODS speichern."))
    methods = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if len(set(names)) < len(names) or any(part.compress_type not in methods for part in parts):
        raise _unusual()


def _check_part(content: bytes, part: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    """Unpack one part piece by piece, walk it if it is XML, and give what is left of the allowance."""
    name = part.filename.lower()
    walk = Walk(limits, names_sheets=name == WORKBOOK_RELATIONSHIPS) if name.endswith(WALKED) else None
    try:
        for piece in _pieces(content, part):
            left -= len(piece)
            if left < 0:
                raise SheetProblem(_("Die Datei ist ausgepackt zu groß."))
            if walk:
                walk.feed(piece)
        if walk:
            walk.close()
    except (zlib.error, expat.ExpatError, IndexError) as error:
        raise SheetProblem(_("Die Datei ist beschädigt und lässt sich nicht öffnen.")) from error
    return left


def _pieces(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes a part really holds, whatever size its entry declares."""
    if content[part.header_offset : part.header_offset + 4] != b"PK\x03\x04":
        raise _unusual()
    header = content[part.header_offset : part.header_offset + LOCAL_HEADER]
    start = part.header_offset + LOCAL_HEADER
    start += int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield from (packed[at : at + PIECE] for at in range(0, len(packed), PIECE))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not inflater.eof:
        yield inflater.decompress(packed, PIECE)
        packed = inflater.unconsumed_tail
    yield inflater.flush()


class Walk:
    """Walks one XML part and follows how far its cells reach."""

    def __init__(self, limits: Limits, *, names_sheets: bool) -> None:
        self.limits, self.names_sheets = limits, names_sheets
        self.row = self.column = self.texts = 0
        self.repeat_rows = self.repeat_cells = 1
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)

    def close(self) -> None:
        self.parser.Parse(b"", True)

    def _doctype(self, *_args: object) -> None:
        raise SheetProblem(
            _("Die Datei enthält eine Dokumenttyp-Angabe, wie sie kein Büroprogramm schreibt.")
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        match name.rpartition(":")[2]:
            case "row":
                self._excel_row(given)
            case "c":
                self._excel_cell(given)
            case "v" | "is":
                self._reach(self.row, self.column)
            case "si":
                self._text()
            case "table-row":
                self._ods_row(given)
            case "table-cell" | "covered-table-cell":
                self._ods_cell(given)
            case "table":
                self.row = 0
            case "p":
                self._reach(self.row + self.repeat_rows - 1, self.column)
            case "Relationship":
                self._relationship(given)

    def _excel_row(self, given: dict[str, str]) -> None:
        self.row = int(given["r"]) if given.get("r", "").isdecimal() else self.row + 1
        self.column = 0

    def _excel_cell(self, given: dict[str, str]) -> None:
        self.column += 1
        if place := CELL_PLACE.fullmatch(given.get("r", "")):
            self.column, self.row = _column(place[1]), int(place[2])

    def _ods_row(self, given: dict[str, str]) -> None:
        self.row += self.repeat_rows if self.row else 1
        self.repeat_rows = _times(given.get("number-rows-repeated"))
        self.column = 0

    def _ods_cell(self, given: dict[str, str]) -> None:
        """A repeated cell counts in full only if it holds something: offices fill the sheet with empty ones."""
        self.column += _times(given.get("number-columns-repeated"))
        if "value-type" in given or "formula" in given:
            self._reach(self.row + self.repeat_rows - 1, self.column)

    def _reach(self, row: int, column: int) -> None:
        if row > self.limits.rows + 1:
            raise SheetProblem(
                _("Die Tabelle hat zu viele Zeilen (erlaubt sind {rows}).").format(rows=self.limits.rows)
            )
        if column > self.limits.columns:
            raise SheetProblem(
                _("Die Tabelle hat zu viele Spalten (erlaubt sind {columns}).").format(
                    columns=self.limits.columns
                )
            )

    def _text(self) -> None:
        self.texts += 1
        if self.texts > self.limits.texts:
            raise SheetProblem(_("Die Datei enthält zu viele Texte."))

    def _relationship(self, given: dict[str, str]) -> None:
        """A workbook elsewhere, or a sheet under another name than *.xml, would escape this walk."""
        target = given.get("Target", "").lower().lstrip("/")
        if given.get("Type", "").endswith("/officeDocument") and target != WORKBOOK:
            raise _unusual()
        inside = given.get("TargetMode", "") != "External"
        if self.names_sheets and inside and not target.endswith(".xml"):
            raise _unusual()


def _column(name: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _times(written: str | None) -> int:
    return max(1, int(written[:12])) if written and written.isdecimal() else 1
