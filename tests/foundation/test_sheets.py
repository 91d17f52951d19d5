"""Tables come in as offices have them and go out as offices want them."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marlerweg.foundation.sheets import (
    Limits,
    Properties,
    Sheet,
    SheetProblem,
    date_in,
    folded,
    number_in,
    read_table,
    sheet_names,
    text_in,
    write_csv,
    write_xlsx,
)
from marlerweg.foundation.sheets.table import letters
from tests.foundation import crafted

EVENING = dt.datetime(2026, 11, 12, 18, 30, tzinfo=dt.UTC).replace(tzinfo=None)
FORMULAS = [
    "=1+1",
    "+49 2365 99",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    " =1",
    "\uff1d1",
    "'=1",
    '=";"',
]
COLUMNS = ["Verein", "Zahl"]


def cells(table):
    return [row.cells for row in table.rows]


def read_csv(text, encoding="utf-8", **options):
    return read_table(text.encode(encoding), "liste.csv", **options)


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_of_any_delimiter_and_encoding(delimiter, encoding):
    text = "Verein;Straße\r\nMüllers Chor;Römerstraße 1\r\nTürkischer Verein;Hülsbergstraße 2\r\n".replace(
        ";", delimiter
    )
    table = read_csv(text, encoding)
    assert table.columns == ("Verein", "Straße")
    assert cells(table)[0] == ("Müllers Chor", "Römerstraße 1")


def test_the_line_that_names_the_separator_is_no_row_but_counts():
    table = read_csv("sep=|\r\nVerein|Zahl\r\nChor; klein|1,5\r\n")
    assert table.columns == ("Verein", "Zahl")
    assert (table.rows[0].number, cells(table)) == (3, [("Chor; klein", "1,5")])


def test_a_comma_inside_numbers_does_not_cut_a_semicolon_file():
    assert read_csv("Verein;Anteil\nChor;1,5\nBund;2,5\n").columns == ("Verein", "Anteil")


def test_an_open_quotation_mark_names_its_row():
    with pytest.raises(SheetProblem, match="Anführungszeichen") as caught:
        read_csv('Verein;Zahl\nChor;1\nBund;"' + "x" * 140_000)
    assert caught.value.row == 3


def test_the_header_is_found_below_titles():
    text = "Adressliste der Vereine;;\nStand: 12.11.2026;;\n;;\nVerein;Ort;Zahl\nChor;Marl;1\n"
    table = read_csv(text)
    assert table.columns == ("Verein", "Ort", "Zahl")
    assert table.rows[0].number == 5


def test_expected_titles_find_the_header_where_looks_deceive():
    text = "eins;zwei;drei\nVerein;Ort;Zahl\nChor;Marl;1\n"
    assert read_csv(text).columns == ("eins", "zwei", "drei")
    assert read_csv(text, header=["VEREIN", "ort"]).columns == ("Verein", "Ort", "Zahl")


def test_empty_rows_are_left_out_and_numbers_stay():
    table = read_csv("Verein;Zahl\nChor;1\n;\n\nBund;2\n")
    assert [row.number for row in table.rows] == [2, 5]


def test_titles_are_told_apart():
    table = read_csv("Name;Name;;Telefon\nA;B;C;D\n")
    assert table.columns == ("Name", "Name (2)", "Spalte C", "Telefon")
    assert list(table.records()) == [(2, {"Name": "A", "Name (2)": "B", "Spalte C": "C", "Telefon": "D"})]


def test_merged_cells_are_filled_down_where_asked():
    text = "Träger;Angebot;Ort\nAWO;Café;Marl\n;Kurs;\nDiakonie;Rat;Hüls\n"
    assert cells(read_csv(text, fill_down=["träger"])) == [
        ("AWO", "Café", "Marl"),
        ("AWO", "Kurs", None),
        ("Diakonie", "Rat", "Hüls"),
    ]


def test_limits_of_rows_and_columns():
    with pytest.raises(SheetProblem, match="Zeilen"):
        read_csv("a;b\n" + "1;2\n" * 40, limits=Limits(rows=3))
    with pytest.raises(SheetProblem, match="Zeilen"):
        read_csv("a;b\n" + "1;2\n" * 5, limits=Limits(rows=3))
    with pytest.raises(SheetProblem, match="Spalten"):
        read_csv("a;b;c\n1;2;3\n", limits=Limits(columns=2))


@pytest.mark.parametrize("text", ["", "\n\n", ";;\n"])
def test_an_empty_file_says_so(text):
    with pytest.raises(SheetProblem, match="leer"):
        read_csv(text)


def test_a_file_of_nul_bytes_is_no_table():
    with pytest.raises(SheetProblem, match="keine Tabelle"):
        read_table(b"a\x00" + b"b;c" * 100 + b"\x00", "a.csv")


def test_an_ods_is_read():
    row = "<table:table-row>{}</table:table-row>"
    content = crafted.ods(
        row.format(crafted.ods_cell("Verein") + crafted.ods_cell("Ort"))
        + row.format(crafted.ods_cell("Chor") + crafted.ods_cell("Hüls"))
    )
    table = read_table(content, "a.ods")
    assert (table.name, table.columns, cells(table)) == ("Blatt", ("Verein", "Ort"), [("Chor", "Hüls")])


def test_an_old_excel_file_is_read():
    table = read_table(Path(__file__).with_name("old.xls").read_bytes(), "OLD.XLS")
    assert table.columns == ("Verein", "Mitglieder", "Gegründet")
    assert cells(table) == [("Schützenverein Hüls", 120, dt.date(1921, 5, 1)), ("Chor", 12.5, None)]
    assert [row.number for row in table.rows] == [2, 4]


def test_xlsx_goes_out_and_comes_back_with_its_types():
    row = ("Chor", 12, 1.5, dt.date(2026, 11, 12), EVENING, dt.time(9, 15), None)
    columns = ["Text", "Ganz", "Bruch", "Tag", "Zeitpunkt", "Uhr", "Nichts"]
    content = write_xlsx([Sheet("Liste", columns, [row])])
    assert cells(read_table(content, "a.xlsx")) == [row]


def test_a_sheet_is_chosen_by_name():
    content = write_xlsx([Sheet("Leer", [], []), Sheet("A", ["x"], [["1"]]), Sheet("B", ["y"], [["2"]])])
    assert sheet_names(content, "a.xlsx") == ["Leer", "A", "B"]
    assert read_table(content, "a.xlsx").name == "A"
    assert read_table(content, "a.xlsx", sheet="B").columns == ("y",)
    with pytest.raises(SheetProblem, match="Tabellenblatt „C“"):
        read_table(content, "a.xlsx", sheet="C")


def test_notes_stand_above_and_are_not_taken_for_the_header():
    content = write_xlsx([Sheet("A", COLUMNS, [["Chor", 1]], notes=["Stand: heute"])])
    assert read_table(content, "a.xlsx").rows[0].number == 4


def test_sheet_names_that_excel_refuses_are_mended():
    names = ["a/b:c", "A B C", "x" * 40, "x" * 40, "", "History"]
    found = sheet_names(write_xlsx([Sheet(name, ["a"], [["1"]]) for name in names]), "a.xlsx")
    assert found[:2] == ["a b c", "A B C (2)"]
    assert len(set(found)) == 6
    assert all(len(name) <= 31 for name in found)


def test_the_file_is_comfortable():
    properties = Properties("Vereine", "Stadt Musterstadt", EVENING)
    parts = parts_of(write_xlsx([Sheet("A", COLUMNS, [["Chor" * 10, 1]])], properties=properties))
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in sheet
    assert "<autoFilter ref=" in sheet
    assert float(re.search(r'<col min="1" max="1" width="([\d.]+)"', sheet)[1]) > 40
    assert "Stadt Musterstadt" in parts["docProps/core.xml"]
    assert "2026-11-12" in parts["docProps/core.xml"]


def test_the_same_table_gives_the_same_bytes():
    sheets = [Sheet("A", COLUMNS, [["Chor", 1]])]
    assert write_xlsx(sheets) == write_xlsx(sheets)


@pytest.mark.parametrize("words", [*FORMULAS, "https://example.org", "123"])
def test_text_stays_text_in_xlsx(words):
    content = write_xlsx([Sheet("A", COLUMNS, [["x", words]])])
    sheet = parts_of(content)["xl/worksheets/sheet1.xml"]
    assert re.search(r'<c r="B2"[^>]* t="s"', sheet)
    assert not re.search(r"<f[ >]|<hyperlink", sheet)


@pytest.mark.parametrize("words", FORMULAS)
def test_no_field_of_a_csv_begins_like_a_formula(words):
    written = write_csv(COLUMNS, [[words, words]]).decode("utf-8-sig")
    fields = re.findall(r'"((?:[^"]|"")*)"', written)
    assert len(fields) == 4
    assert all(re.match(r"[\w']", field) for field in fields)
    assert cells(read_table(written.encode(), "a.csv", header=COLUMNS)) == [(words.strip(), words.strip())]


def test_csv_is_what_a_german_excel_opens():
    written = write_csv(COLUMNS, [["Hüls", 1.5], ["Tag", dt.date(2026, 11, 12)]])
    assert written == '\ufeff"Verein";"Zahl"\r\n"Hüls";"1,5"\r\n"Tag";"2026-11-12"\r\n'.encode()


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\"';,=+-@|\n"), max_size=20)


@settings(max_examples=150)
@given(st.lists(st.tuples(words, words), min_size=1, max_size=5))
def test_csv_round_trip(rows):
    expected = [tuple(cell.replace("\u00a0", " ").strip() or None for cell in row) for row in rows]
    expected = [row for row in expected if any(row)]
    table = read_table(write_csv(COLUMNS, rows), "a.csv", header=COLUMNS)
    assert cells(table) == expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(words, st.integers(-(10**9), 10**9) | st.dates(dt.date(1900, 3, 1))), min_size=1, max_size=4
    )
)
def test_xlsx_round_trip(rows):
    expected = [(row[0].replace("\u00a0", " ").strip() or None, row[1]) for row in rows]
    assert cells(read_table(write_xlsx([Sheet("A", COLUMNS, rows)]), "a.xlsx", header=COLUMNS)) == expected


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (45768.0, "45768"),
        (1.5, "1,5"),
        (None, ""),
        (True, "ja"),
        (" a ", "a"),
        (dt.date(2026, 1, 2), "02.01.2026"),
    ],
)
def test_a_cell_is_read_aloud(cell, text):
    assert text_in(cell) == text


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.5", 1.5),
        ("12 €", 12),
        ("1.234", 1234),
        (3, 3),
        ("zwei", None),
        (True, None),
    ],
)
def test_numbers_typed_as_text(cell, number):
    assert number_in(cell) == number


@pytest.mark.parametrize("cell", ["12.11.2026", "2026-11-12", "12.11.26", EVENING])
def test_dates_typed_as_text(cell):
    assert date_in(cell) == dt.date(2026, 11, 12)


def test_what_is_no_date_is_none():
    assert date_in("31.02.2026") is date_in(12) is date_in(None) is None


def test_titles_fold_alike():
    assert folded("Straße / Haus-Nr.") == folded("strasse haus nr")
    assert folded("Träger") == folded("TRAEGER")


def test_columns_are_lettered():
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
