"""Slips are put right with the words the texts use, script by script."""

from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching.spelling import Speller, distance

GERMAN = {
    "wohnung": 30,
    "ordnung": 9,
    "schule": 40,
    "schulden": 12,
    "beratung": 50,
    "theater": 3,
    "kurs": 20,
    "kurse": 4,
}
UKRAINIAN = {"психологічна": 3, "допомога": 20, "житло": 9, "робота": 10}
short_words = st.text(alphabet="abcdehiш", max_size=7)


def best(words: dict[str, int], typed: str) -> str | None:
    found = Speller(words).corrections(typed)
    return found[0].word if found else None


def test_slips_are_put_right() -> None:
    assert best(GERMAN, "wohnug") == "wohnung"
    assert best(GERMAN, "wohnnung") == "wohnung"
    assert best(GERMAN, "whonung") == "wohnung"
    assert best(GERMAN, "beratugn") == "beratung"
    assert best(GERMAN, "theatre") == "theater"
    assert best(GERMAN, "shule") == "schule"


def test_other_scripts_are_put_right_too() -> None:
    assert best(UKRAINIAN, "психологчна") == "психологічна"
    assert best(UKRAINIAN, "жытло") == "житло"


def test_what_is_far_off_or_too_short_is_left_alone() -> None:
    assert best(GERMAN, "flugzeug") is None
    assert best(GERMAN, "kur") is None
    assert best(GERMAN, "wohnu9g") is None


def test_a_short_word_with_another_letter_in_front_is_another_word() -> None:
    assert best({"lohn": 20}, "sohn") is None
    assert best({"lohn": 20}, "lohm") == "lohn"


def test_easy_slips_cost_less() -> None:
    assert distance("kurss", "kurs") < distance("kursx", "kurs")
    assert distance("kusr", "kurs") < distance("kuxx", "kurs")
    assert distance("vohnung", "wohnung") < distance("xohnung", "wohnung")


@given(short_words, short_words)
def test_the_way_there_is_as_long_as_the_way_back(one: str, other: str) -> None:
    assert abs(distance(one, other) - distance(other, one)) < 1e-9
    assert (distance(one, other) == 0) == (one == other)


@given(short_words, short_words)
def test_the_limit_only_cuts_what_is_above_it(one: str, other: str) -> None:
    exact = distance(one, other)
    assert distance(one, other, 1.5) == exact if exact <= 1.5 else distance(one, other, 1.5) > 1.5


@given(st.text(max_size=30))
def test_any_text_is_answered(typed: str) -> None:
    assert all(corrected.word in GERMAN for corrected in Speller(GERMAN).corrections(typed))
