"""Charts say in words and in a table what they draw, in every theme and direction."""

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.charts import (
    Break,
    Series,
    Tile,
    bars,
    lines,
    paper,
    path_steps,
    share_bar,
    sparkline,
    tile_map,
)
from marlerweg.foundation.charts.drawing import SERIES_COLOURS
from marlerweg.foundation.charts.lines import nice_steps
from marlerweg.foundation.colours import contrast

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>\"'&\u202e\x00"


def some_bars(language="de", **changes):
    values = {
        "title": "Kita-Plätze",
        "description": "Anteil je Bezirk.",
        "label": "Bezirk",
        "series": ["2025", "2026"],
        "rows": [("Hüls", [42.5, None]), ("Drewer", [10, 85])],
        "unit": "%",
    }
    return bars(language=language, **values | changes)


def some_lines(language="de", **changes):
    values = {
        "title": "Wartezeit",
        "description": "In Wochen.",
        "label": "Jahr",
        "moments": [2020, 2021, 2022, 2023, 2024],
        "series": [Series("Marl", [10, 12, None, 9, 8])],
    }
    return lines(language=language, **values | changes)


def some_shares(language="de"):
    parts = [("Beratung", 30), ("Formular", 10)]
    words = {"title": "Quellen", "description": "x", "columns": ("Quelle", "Zahl", "Anteil")}
    return share_bar(language=language, parts=parts, **words)


def some_steps(language="de"):
    steps = [("Hinweise", 120), ("Bedarfe", 60), ("Antworten", 0)]
    words = {"title": "Weg", "description": "x", "columns": ("Schritt", "Zahl", "Anteil")}
    return path_steps(language=language, steps=steps, **words)


def some_tiles(language="de", **changes):
    tiles = [
        Tile("West", 0, 0, 5),
        Tile("Ost", 0, 1, 25),
        Tile("Süd", 1, 0),
        Tile("Klein", 1, 1, 3, "unter 5"),
    ]
    values = {"title": "Karte", "description": "x", "columns": ("Bezirk", "Zahl"), "bounds": (10, 20)}
    return tile_map(language=language, **{"tiles": tiles} | values | changes)


def some_sparkline(language="de"):
    return sparkline(title="Verlauf", language=language, label="Jahr", moments=[1, 2, 3], values=[5, None, 7])


ALL = [some_bars, some_lines, some_shares, some_steps, some_tiles, some_sparkline]


def elements(chart, tag, svg=None):
    return list(ET.fromstring(svg or chart.svg).iter(SVG + tag))


def words(chart):
    return [element.text for element in elements(chart, "text")]


@pytest.mark.parametrize("draw", ALL)
@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_every_chart_is_an_image_with_a_name(draw, language):
    chart = draw(language)
    root = ET.fromstring(chart.svg)
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert root.get("role") == "img"
    assert root.get("lang") == language
    assert named[root.get("aria-labelledby").split()[0]] == chart.title


@pytest.mark.parametrize("draw", ALL)
def test_on_the_screen_colours_are_tokens_and_on_paper_plain(draw):
    chart = draw()
    assert "var(--chart-1, #4672c4)" in chart.svg
    assert "var(" not in chart.paper_svg
    assert "currentColor" not in chart.paper_svg
    assert "style=" not in chart.svg


@pytest.mark.parametrize("draw", ALL)
def test_nothing_is_drawn_outside_the_picture(draw):
    for language in ("de", "ar"):
        chart = draw(language)
        for element in elements(chart, "rect"):
            if element.get("x") and element.get("x") != "-1":
                assert float(element.get("x")) >= -0.01
                assert float(element.get("x")) + float(element.get("width")) <= chart.width + 0.01
        for element in elements(chart, "text"):
            assert 0 <= float(element.get("x")) <= chart.width
            assert 0 < float(element.get("y")) <= chart.height


def test_series_colours_stand_out_on_light_and_dark_ground():
    assert all(
        contrast(colour, ground) >= 3 for colour in SERIES_COLOURS for ground in ("#ffffff", "#17191f")
    )


def test_bars_have_lengths_in_proportion_and_say_their_value():
    chart = some_bars(series=["2026"], rows=[("Hüls", [20]), ("Drewer", [80])])
    lengths = [float(rect.get("width")) for rect in elements(chart, "rect") if rect.get("height") == "18"]
    assert lengths[1] == pytest.approx(4 * lengths[0])
    assert words(chart) == ["Hüls", "20\xa0%", "Drewer", "80\xa0%"]


def test_a_missing_value_is_said_and_not_drawn():
    chart = some_bars()
    assert len([rect for rect in elements(chart, "rect") if rect.get("height") == "18"]) == 3
    assert chart.table.columns == ("Bezirk", "2025", "2026")
    assert chart.table.rows == (("Hüls", "42,5\xa0%", "–"), ("Drewer", "10\xa0%", "85\xa0%"))
    assert chart.table.aligns == ("start", "end", "end")


def test_numbers_follow_the_language():
    assert some_bars("en").table.rows[0][1] == "42.5%"


def test_series_differ_by_more_than_colour():
    fills = {rect.get("fill") for rect in elements(some_bars(), "rect") if rect.get("height") == "18"}
    assert len({fill.startswith("url(#") for fill in fills}) == 2


def test_words_are_escaped_and_cannot_turn_the_text_round():
    chart = some_bars(title=HOSTILE, description=HOSTILE, rows=[(HOSTILE, [1, 2])])
    assert "<script" not in chart.svg
    assert "\u202e" not in chart.svg
    assert words(chart)[2] == "<script>\"'&"


def test_in_arabic_bars_begin_on_the_right():
    german = [
        float(rect.get("x")) for rect in elements(some_bars("de"), "rect") if rect.get("height") == "18"
    ]
    arabic = some_bars("ar")
    ends = [
        float(rect.get("x")) + float(rect.get("width"))
        for rect in elements(arabic, "rect")
        if rect.get("height") == "18"
    ]
    assert german == [0, 0, 0]
    assert ends == pytest.approx([arabic.width] * 3)
    assert 'direction="rtl"' in arabic.svg


def test_on_paper_the_anchor_turns_because_no_direction_is_known_there():
    chart = some_lines("ar")
    scale = [text for text in elements(chart, "text", chart.paper_svg) if text.text == "0"]
    assert scale[0].get("text-anchor") == "start"
    assert "direction" not in chart.paper_svg


def test_a_map_is_never_turned_round():
    def place(chart, name):
        return next(float(t.get("x")) for t in elements(chart, "text") if t.text == name)

    for language in ("de", "ar"):
        chart = some_tiles(language)
        assert place(chart, "West") < place(chart, "Ost")


def test_a_gap_is_not_bridged():
    assert [len(line.get("points").split()) for line in elements(some_lines(), "polyline")] == [2, 2]


def test_a_break_cuts_the_line_and_is_explained():
    chart = some_lines(series=[Series("Marl", [1, 2, 3, 4, 5])], breaks=[Break(2022, "neues Verfahren")])
    assert [len(line.get("points").split()) for line in elements(chart, "polyline")] == [2, 3]
    assert "(1) 2022: neues Verfahren" in words(chart)


def test_dates_are_written_as_months():
    moments = [dt.date(2026, month, 1) for month in (1, 2, 3, 4, 5)]
    assert "Jan. 2026" in words(some_lines(moments=moments))
    assert some_lines("en", moments=moments).table.rows[0][0] == "Jan 2026"


@given(st.floats(min_value=1e-6, max_value=1e9))
def test_steps_reach_the_highest_value_and_stay_few(highest):
    steps = nice_steps(highest)
    assert steps[0] == 0
    assert highest <= steps[-1] * (1 + 1e-9)
    assert 2 <= len(steps) <= 7


def test_parts_fill_the_whole():
    chart = some_shares()
    widths = [float(rect.get("width")) for rect in elements(chart, "rect") if rect.get("height") == "30"]
    assert sum(widths) == pytest.approx(chart.width)
    assert chart.table.rows == (("Beratung", "30", "75,0\xa0%"), ("Formular", "10", "25,0\xa0%"))


def test_steps_are_shares_of_the_first():
    assert some_steps().table.rows == (
        ("Hinweise", "120", "100\xa0%"),
        ("Bedarfe", "60", "50\xa0%"),
        ("Antworten", "0", "0\xa0%"),
    )


def test_a_protected_tile_shows_its_words_and_no_class():
    chart = some_tiles()
    assert {"unter 5", "–"} <= set(words(chart))
    dashed = [rect for rect in elements(chart, "rect") if rect.get("stroke-dasharray")]
    assert len(dashed) == 2
    assert ("Klein", "unter 5") in chart.table.rows
    assert not any(re.search(r"\b3\b", said) for said in words(chart) if said)


def test_a_class_shows_by_pips_as_well_as_by_tint():
    chart = some_tiles(tiles=[Tile("a", 0, 0, 5), Tile("b", 0, 1, 25)])
    full = [
        rect for rect in elements(chart, "rect") if rect.get("width") == "7" and rect.get("fill") != "none"
    ]
    in_tiles, in_legend = 1 + 3, 1 + 2 + 3
    assert len(full) == in_tiles + in_legend


def test_two_charts_on_a_page_share_no_ids():
    one, other = some_bars(), some_bars(title="Anderes")
    assert not {e.get("id") for e in ET.fromstring(one.svg).iter() if e.get("id")} & {
        e.get("id") for e in ET.fromstring(other.svg).iter()
    }


def test_paper_takes_the_town_colour():
    assert "#0b3d6b" in some_steps().drawn(paper(["#0b3d6b"]))


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="below zero"):
        some_bars(rows=[("a", [1, -1])])
    with pytest.raises(ValueError, match="2 values"):
        some_bars(rows=[("a", [1])])
    with pytest.raises(ValueError, match="in order"):
        some_lines(moments=[2020, 2022, 2021, 2023, 2024])
    with pytest.raises(ValueError, match="same place"):
        some_tiles(tiles=[Tile("a", 0, 0, 1), Tile("b", 0, 0, 2)])
    with pytest.raises(ValueError, match="rise"):
        some_tiles(bounds=(20, 10))
    with pytest.raises(ValueError, match="above zero"):
        share_bar(title="x", description="", language="de", columns=("a", "b", "c"), parts=[("a", 0)])
