"""The PDF opens, speaks its language, has a structure, and says what it was given."""

import datetime as dt
import io
import shutil
import subprocess

import pikepdf
import pytest

from marlerweg.foundation.documents import (
    Attachment,
    BulletList,
    Callout,
    Colours,
    Column,
    Document,
    Figure,
    Heading,
    KeyFacts,
    Link,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    render,
)
from marlerweg.foundation.documents.fonts import families_in
from marlerweg.foundation.documents.words import WORDS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 9"><rect width="30" height="9" fill="#2d4b9a"/></svg>'
TWELFTH = dt.date(2026, 11, 12)
needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is missing")


def a_document(**changes):
    values = {
        "title": "Lagebild Bildung",
        "town": "Musterstadt",
        "date": TWELFTH,
        "sender": "Amt für Soziales",
        "reference": "50-3/2026",
        "blocks": [Paragraph("Ein Satz.")],
    } | changes
    return Document(**values)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def read(pdf, *options):
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def tags(pdf):
    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S), str(node.get("/Alt", ""))
            yield from walk(node.get("/K"))

    with opened(pdf) as document:
        return list(walk(document.Root.StructTreeRoot.K))


def everything():
    return [
        Heading(1, "Überblick"),
        Paragraph(
            ("Viele ", Strong("Wartende"), ", mehr auf der ", Link("Seite", "https://example.org"), ".")
        ),
        KeyFacts([("Kosten", "42.500 €")]),
        BulletList(["Hüls", "Drewer"]),
        BulletList(["Erstens"], numbered=True),
        Callout("Beschluss", "Zur Kenntnis", tone="warning"),
        Figure(SVG, "Balken: 30 von 40", caption="Plätze"),
        PageBreak(),
        Table(
            "Maßnahmen", [Column("Nr."), Column("Zahl", "end")], [["1", "7"]], upper_header=[[("Beides", 2)]]
        ),
    ]


def test_the_document_is_accessible_and_archivable(fonts_folder):
    pdf = opened(render(a_document(blocks=everything()), fonts_folder=fonts_folder))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "de"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == "Lagebild Bildung"


def test_every_block_has_its_tag(fonts_folder):
    found = tags(render(a_document(blocks=everything()), fonts_folder=fonts_folder))
    names = {name for name, _ in found}
    assert names >= {
        "/H1",
        "/P",
        "/L",
        "/LI",
        "/Strong",
        "/Link",
        "/Figure",
        "/Table",
        "/THead",
        "/TH",
        "/TD",
    }
    assert [alt for name, alt in found if name == "/Figure"] == ["Balken: 30 von 40"]


def test_headings_that_skip_a_level_are_closed_up(fonts_folder):
    blocks = [Heading(3, "a"), Heading(4, "b"), Heading(2, "c"), Heading(4, "d")]
    found = tags(render(a_document(blocks=blocks), fonts_folder=fonts_folder))
    assert [name for name, _ in found if name[:2] == "/H"] == ["/H1", "/H2", "/H2", "/H3"]


@needs_pdftotext
def test_all_words_can_be_read_back(fonts_folder):
    text = read(render(a_document(blocks=everything(), contents=True), fonts_folder=fonts_folder), "-layout")
    for words in (
        "Musterstadt",
        "Amt für Soziales",
        "Lagebild Bildung",
        "Datum: 12. November 2026",
        "Zeichen: 50-3/2026",
        "Inhalt",
        "Überblick",
        "Viele Wartende, mehr auf der Seite.",
        "42.500 €",
        "Drewer",
        "Seite 1 von 2",
        "Seite 2 von 2",
    ):
        assert words in text


@needs_pdftotext
def test_a_long_table_repeats_its_header_on_each_page(fonts_folder):
    rows = [[f"M-{number}", "Sprachcafé"] for number in range(120)]
    table = Table("Liste", [Column("Nummer"), Column("Was")], rows)
    pdf = render(a_document(blocks=[table]), fonts_folder=fonts_folder)
    pages = len(opened(pdf).pages)
    assert pages > 2
    assert read(pdf).count("Nummer") == pages


@needs_pdftotext
def test_hostile_text_appears_as_it_was_written(fonts_folder):
    hostile = '#import "@preview/x:1.0.0": * #panic("x") $x$ *b* `c` \\ <l> @r // k'
    document = a_document(
        title=hostile,
        town=hostile,
        reference=hostile,
        blocks=[
            Heading(1, hostile),
            Paragraph(("agnp\u202eexe ", Strong(hostile))),
            KeyFacts([(hostile, hostile)]),
            Callout(hostile, hostile),
            Table(hostile, [Column(hostile)], [[hostile]]),
        ],
    )
    text = " ".join(read(render(document, fonts_folder=fonts_folder), "-raw").split())
    assert text.count('#panic("x")') >= 11
    assert "agnpexe" in text


def test_what_no_font_can_draw_does_not_stop_the_letter(fonts_folder):
    blocks = [Paragraph("漢字 😀 \ud800 \x00 \ue000" + "\u0316" * 100_000)]
    assert render(a_document(blocks=blocks), fonts_folder=fonts_folder).startswith(b"%PDF")


@needs_pdftotext
@pytest.mark.parametrize("language", sorted(WORDS))
def test_each_public_language_counts_its_pages(language, fonts_folder):
    pdf = render(a_document(language=language, title="Titel"), fonts_folder=fonts_folder)
    assert str(opened(pdf).Root.Lang) == language
    assert "\ufffd" not in read(pdf)


def test_arabic_runs_from_right_to_left(fonts_folder):
    blocks = [Heading(1, "المساعدة"), Paragraph("هاتف 02365 99-0"), Table("ج", [Column("أ")], [["ب"]])]
    pdf = opened(render(a_document(language="ar", title="عروض", blocks=blocks), fonts_folder=fonts_folder))
    assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    used = {str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()}
    assert any("Vazirmatn" in name or "NotoSansArabic" in name for name in used)


@needs_pdftotext
def test_arabic_and_persian_letters_are_read_back_once(fonts_folder):
    if "Vazirmatn" not in families_in(fonts_folder):
        pytest.skip("the typeface whose letters can be read back one by one is not installed")
    sentence = "نحن نساعدك في مدينة مارل"
    text = read(render(a_document(language="ar", blocks=[Paragraph(sentence)]), fonts_folder=fonts_folder))
    assert sentence in text


@needs_pdftotext
def test_plain_german_breaks_no_word(fonts_folder):
    long = Paragraph("Grundstücksverkehrsgenehmigungszuständigkeit " * 9)
    broken = read(render(a_document(blocks=[long]), fonts_folder=fonts_folder))
    whole = read(render(a_document(blocks=[long], language="de-simple"), fonts_folder=fonts_folder))
    word = "Grundstücksverkehrsgenehmigungszuständigkeit"
    assert broken.count(word) < 9
    assert whole.count(word) == 9


def test_the_same_document_gives_the_same_bytes(fonts_folder):
    assert len({render(a_document(), fonts_folder=fonts_folder) for _ in range(2)}) == 1


def test_figures_travel_with_the_document(fonts_folder):
    figures = Attachment("zahlen.csv", "Jahr;Zahl\r\n2026;7\r\n", "text/csv", "Zahlen des Schaubilds")
    pdf = opened(render(a_document(attachments=[figures]), fonts_folder=fonts_folder))
    assert pdf.attachments["zahlen.csv"].get_file().read_bytes() == b"Jahr;Zahl\r\n2026;7\r\n"


def test_no_document_without_what_accessibility_needs():
    with pytest.raises(ValueError, match="alternative text"):
        Figure(SVG, " ")
    with pytest.raises(ValueError, match="title"):
        a_document(title=" ")
    with pytest.raises(ValueError, match="2 cells"):
        Table("x", [Column("a"), Column("b")], [["1"]])
    with pytest.raises(ValueError, match="level"):
        Heading(5, "x")


@pytest.mark.parametrize(
    "svg",
    ["<svg><script/></svg>", "<svg><image href='x'/></svg>", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>"],
)
def test_a_drawing_brings_nothing_from_outside(svg):
    with pytest.raises(ValueError, match="drawing only"):
        Figure(svg, "x")


def test_a_colour_is_six_hex_digits():
    with pytest.raises(ValueError, match="no colour"):
        Colours(primary='red"); #panic("')
