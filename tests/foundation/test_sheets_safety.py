"""An office file is looked into before it is unpacked."""

import time
import tracemalloc

import pytest

from marlerweg.foundation.sheets import Limits, SheetProblem, read_table
from tests.foundation import crafted

TIGHT = Limits(unpacked=200_000, rows=100, columns=20, texts=50, parts=20)


def refused(content, match, name="liste.xlsx", limits=TIGHT):
    with pytest.raises(SheetProblem, match=match):
        read_table(content, name, limits=limits)


def test_a_crafted_file_without_malice_is_read():
    table = read_table(crafted.xlsx(), "liste.xlsx", limits=TIGHT)
    assert (table.columns, table.rows[0].cells) == (("Verein",), (1,))


def test_a_bomb_is_refused_by_the_size_it_declares():
    refused(crafted.xlsx(**{"xl/media/a.png": b"\x00" * 300_000}), "zu groß")


def test_a_bomb_is_refused_by_the_size_it_has():
    bomb = crafted.xlsx(**{"xl/media/a.png": b"\x00" * 300_000})
    refused(crafted.with_lying_size(bomb, "xl/media/a.png", 10), "zu groß")


def test_refusing_a_large_bomb_takes_little_time_and_memory():
    bomb = crafted.xlsx(**{"xl/media/a.png": b"\x00" * 9_000_000})
    lying = crafted.with_lying_size(bomb, "xl/media/a.png", 10)
    tracemalloc.start()
    began = time.perf_counter()
    refused(lying, "zu groß")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - began < 1
    assert peak < 2_000_000


def test_too_many_parts_are_refused():
    refused(crafted.xlsx(**{f"xl/{number}.xml": "<a/>" for number in range(30)}), "zu groß")


def test_too_many_texts_are_refused():
    refused(crafted.xlsx(**{"xl/sharedStrings.xml": f"<sst>{'<si><t/></si>' * 60}</sst>"}), "zu viele Texte")


@pytest.mark.parametrize("place", ["A1048576", "a5000"])
def test_a_cell_in_the_last_row_is_refused(place):
    refused(crafted.xlsx(f'<row r="9"><c r="{place}"><v>1</v></c></row>'), "Zeilen")


def test_a_cell_in_the_last_column_is_refused():
    refused(crafted.xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "Spalten")


def test_formatted_but_empty_cells_far_away_do_no_harm():
    table = read_table(
        crafted.xlsx(crafted.ROWS + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'),
        "a.xlsx",
        limits=TIGHT,
    )
    assert len(table.rows) == 1


def test_rows_without_numbers_are_counted():
    refused(crafted.xlsx("<row><c><v>1</v></c></row>" * 150), "Zeilen")


def test_repeated_rows_of_an_ods_are_counted_if_they_hold_something():
    row = "<table:table-row table:number-rows-repeated='{}'>{}</table:table-row>"
    far = crafted.ods(
        row.format(1, crafted.ods_cell("Verein")) + row.format(1_000_000, crafted.ods_cell("x"))
    )
    refused(far, "Zeilen", "a.ods")
    longer = crafted.ods(row.format("9" * 30, crafted.ods_cell("x")))
    refused(longer, "Zeilen", "a.ods")
    wide = crafted.ods(row.format(1, crafted.ods_cell("x", "table:number-columns-repeated='16384'")))
    refused(wide, "Spalten", "a.ods")
    empty = row.format(1_000_000, "<table:table-cell/>")
    table = read_table(
        crafted.ods(row.format(1, crafted.ods_cell("Verein")) + row.format(1, crafted.ods_cell("x")) + empty),
        "a.ods",
        limits=TIGHT,
    )
    assert table.rows[0].cells == ("x",)


def test_a_sheet_under_a_false_name_is_refused():
    refused(crafted.xlsx(target="media/bild.png"), "ungewöhnlich")


def test_a_workbook_at_a_false_place_is_refused():
    refused(crafted.xlsx(**{"_rels/.rels": crafted.root("y/book.xml")}), "ungewöhnlich")


def test_entities_are_refused():
    evil = '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    refused(crafted.xlsx(**{"xl/evil.xml": evil}), "Dokumenttyp")


def test_macros_are_refused():
    refused(crafted.xlsx(**{"xl/vbaProject.bin": b"x"}), "Makros")


def test_a_locked_file_says_so():
    refused(b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "Passwort")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04kaputt", crafted.xlsx()[:-40], crafted.xlsx(**{"xl/a.xml": "<a>"})]
)
def test_a_broken_file_says_so(content):
    refused(content, "beschädigt")


@pytest.mark.parametrize(
    ("content", "name"),
    [(crafted.xlsx(), "liste.csv"), (b"%PDF-1.7", "liste.csv"), (b"a;b", "liste.xlsx"), (b"MZ", "liste.exe")],
)
def test_content_and_ending_must_agree(content, name):
    refused(content, "zusammenpassen", name)


def test_a_file_in_front_of_the_file_is_refused():
    refused(b"PK\x03\x04" + b"\x00" * 40 + crafted.xlsx(), "ungewöhnlich|beschädigt")


def test_a_file_beyond_the_size_is_not_even_opened():
    refused(b"PK\x03\x04" + b"\x00" * 100, "zu groß", limits=Limits(packed=50))


def test_an_old_file_that_asks_for_too_much_is_refused(monkeypatch):
    from marlerweg.foundation.sheets import old_excel

    monkeypatch.setattr(old_excel, "sheets_of", lambda content: None)
    refused(b"\xd0\xcf\x11\xe0", "alte Excel-Datei", "alt.xls")


def test_an_old_file_that_is_broken_is_refused():
    refused(b"\xd0\xcf\x11\xe0" + b"\xff" * 2000, "alte Excel-Datei", "alt.xls")
