"""German compounds come apart into words that the texts use."""

from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching.compounds import Compounds

COUNTED = {
    "sprache": 20, "kurs": 30, "schuldner": 4, "beratung": 50, "kinder": 40, "garten": 9, "arbeit": 30, "amt": 8,
    "auslander": 5, "behorde": 7, "wohnung": 20, "suche": 9, "sport": 10, "halle": 4, "hall": 1, "heit": 3, "krank": 9,
}  # fmt: skip


def test_parts_are_given_in_their_dictionary_form() -> None:
    compounds = Compounds(COUNTED)
    assert compounds.parts("sprachkurs") == ("sprache", "kurs")
    assert compounds.parts("schuldnerberatung") == ("schuldner", "beratung")
    assert compounds.parts("wohnungssuche") == ("wohnung", "suche")
    assert compounds.parts("auslanderbehorde") == ("auslander", "behorde")
    assert compounds.parts("arbeitsamt") == ("arbeit", "amt")


def test_the_sports_hall_is_not_split_behind_the_hall() -> None:
    assert Compounds(COUNTED).parts("sporthalle") == ("sport", "halle")


def test_endings_are_no_parts() -> None:
    assert Compounds(COUNTED).parts("krankheit") == ()


def test_a_word_of_its_own_is_left_whole() -> None:
    compounds = Compounds(COUNTED)
    assert compounds.parts("garten") == ()
    assert compounds.parts("xylophon") == ()


@given(st.text(max_size=60))
def test_every_word_is_answered_with_known_parts(word: str) -> None:
    parts = Compounds(COUNTED).parts(word)
    assert len(parts) != 1
    assert set(parts) <= set(COUNTED)
