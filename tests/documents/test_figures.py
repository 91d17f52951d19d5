"""A chart on paper: shapes drawn, words set as words, in every script."""

import datetime as dt
import re
import shutil
import subprocess

import pytest

from marlerweg.foundation.charts import bars
from marlerweg.foundation.documents import Document, Figure, render
from marlerweg.foundation.documents.figures import lifted


def svg(inside):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 0 100 50" width="200">{inside}</svg>'


def test_words_leave_the_drawing_with_place_and_look():
    found = lifted(
        svg('<g fill="#ff0000" font-weight="600"><text x="30" y="20" font-size="12px">a &lt; b</text></g>')
    )
    assert "a &lt; b" not in found["svg"]
    assert found["labels"] == [
        {"text": "a < b", "x": 20, "y": 20, "size": 12, "anchor": "start", "bold": True, "fill": "#ff0000"}
    ]
    assert found["width"] == 150


@pytest.mark.parametrize(
    "inside",
    [
        '<text transform="rotate(90)">a</text>',
        '<g transform="scale(2)"><text>a</text></g>',
        '<text><tspan x="5">a</tspan></text>',
    ],
)
def test_words_at_no_plain_place_are_refused(inside):
    with pytest.raises(ValueError, match="no plain place"):
        lifted(svg(inside))


@pytest.mark.parametrize(
    "broken", ["<svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<p viewBox='0 0 1 1'/>"]
)
def test_what_is_no_drawing_is_refused(broken):
    with pytest.raises(ValueError, match="SVG"):
        lifted(broken)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is missing")
@pytest.mark.parametrize(
    ("language", "name"),
    [("de", "Hüls"), ("uk", "Гюльс"), ("ar", "ثانٍ"), ("fa", "نمی\u200cخواهم"), ("de", "ثانٍ 漢 😀 Café")],
)
def test_a_chart_can_be_printed_whatever_script_its_words_have(language, name, fonts_folder):
    chart = bars(
        title="Titel", description="x", language=language, label="a", series=["b"], rows=[(name, [1234.5])]
    )
    document = Document(
        title="t",
        town="t",
        language=language,
        date=dt.date(2026, 1, 2),
        blocks=[Figure(chart.paper_svg, chart.alt)],
    )
    pdf = render(document, fonts_folder=fonts_folder)
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert "234" in text
    if name.isascii() or name in {"Hüls", "Гюльс"}:
        assert name in text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is missing")
def test_an_arabic_label_is_read_from_right_to_left(fonts_folder):
    label = svg('<text x="100" y="20" text-anchor="end">مارل: 40</text>')
    document = Document(
        title="t", town="t", language="ar", date=dt.date(2026, 1, 2), blocks=[Figure(label, "x")]
    )
    pdf = render(document, fonts_folder=fonts_folder)
    boxes = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    places = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes.stdout.decode())
    number = next(float(x) for x, word in places if word == "40")
    name = next(float(x) for x, word in places if "م" in word)
    assert number < name
