"""A text reaches the page as it was written, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.documents import Emphasis, Link, Strong
from marlerweg.foundation.documents.text import (
    COMBINING_MARKS_AT_MOST,
    ISOLATES,
    settable,
    spans_of,
    with_steady_numbers,
)

OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
LATIN = frozenset(range(0x20, 0x250)) | frozenset(range(0x300, 0x370)) | {0xFFFD}


def test_markup_of_any_kind_is_only_characters():
    written = '#import "x" *strong* _em_ $x$ `code` \\ <label> @ref [c] // /* */ = -- ~'
    assert settable(written, LATIN) == written


def test_an_override_of_direction_is_dropped_and_an_open_isolate_closed():
    assert settable("a\u202egnp.exe", LATIN) == "agnp.exe"
    assert settable("a\u2066b", LATIN) == "a\u2066b\u2069"
    assert settable("a\u2069b", LATIN) == "ab"


def test_a_character_without_glyph_leaves_a_visible_mark():
    assert settable("漢字 😀 \ud800", LATIN) == "\ufffd\ufffd \ufffd \ufffd"


def test_control_characters_vanish_but_lines_stay_lines():
    assert settable("a\x00b\x1bc\r\nd\te", LATIN) == "abc\nd e"


def test_two_spellings_of_an_umlaut_become_one():
    assert settable("Mu\u0308ller", LATIN) == "Müller"


def test_a_tower_of_marks_stays_low():
    assert len(settable("e" + "\u0316" * 100_000, LATIN)) <= 1 + COMBINING_MARKS_AT_MOST


@given(st.text(alphabet=st.characters() | st.sampled_from("\u202a\u202e\u2066\u2067\u2068\u2069\u0301")))
def test_a_settled_text_is_balanced_and_settling_twice_changes_nothing(text):
    once = settable(text, LATIN)
    opened = sum(character in ISOLATES for character in once)
    assert opened == once.count("\u2069")
    assert not OVERRIDES & set(once)
    assert settable(once, LATIN) == once
    once.encode("utf-8")


@pytest.mark.parametrize(
    "number",
    [
        "02365 99-0",
        "+49 2365 99-0",
        "50-3/2026",
        "(02365) 99-0",
        "12.11.2026",
        "40.5%",
        "H-2026-0042",
        "8PS6-T3R-5T6",
        "2345-678-9AB",
    ],
)
def test_a_number_in_parts_keeps_its_order_in_arabic(number):
    assert f"\u2066{number}\u2069" in with_steady_numbers(f"هاتف {number}.")


def test_a_single_number_and_a_range_need_no_care():
    for words in ("الثلاثاء 10–12", "40 (40%)", "عام 2026"):
        assert with_steady_numbers(words) == words


def test_a_link_leads_to_web_mail_or_phone():
    assert Link("Stadt", "https://www.marl.de").url
    for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "marl"):
        with pytest.raises(ValueError, match="links to web"):
            Link("x", url)


def test_spans_tell_their_style():
    spans = spans_of(("a", Strong("b"), Emphasis("c"), Link("d", "mailto:a@example.org")))
    assert [span["style"] for span in spans] == ["plain", "strong", "emphasis", "link"]
    assert spans_of("a") == [{"style": "plain", "text": "a"}]
