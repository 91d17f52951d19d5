"""However a word is typed, it becomes one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching.folding import canonical, fold, plain

LANGUAGES = ["", "de", "en", "tr", "ar", "uk", "ru", "ro", "bg", "pl", "fa", "fr"]


@pytest.mark.parametrize(
    ("language", "spellings"),
    [
        ("de", ["Müller", "Mueller", "MÜLLER", "muller", "Mu\u0308ller"]),
        ("de", ["Straße", "Strasse", "STRASSE"]),
        ("de", ["Kindergärten", "Kindergaerten", "kindergarten"]),
        ("tr", ["Çocuk", "cocuk", "ÇOCUK"]),
        ("tr", ["İş", "iş", "is"]),
        ("tr", ["ISPARTA", "Isparta", "ısparta", "isparta"]),
        ("ar", ["كِتَابٌ", "كتاب", "كتـاب"]),
        ("ar", ["أحمد", "احمد", "إحمد"]),
        ("fa", ["كتاب", "کتاب"]),
        ("fa", ["زندگی", "زندگي"]),
        ("uk", ["сім’я", "сім'я", "сімʼя", "СІМЯ"]),
        ("uk", ["ґрунт", "грунт"]),
        ("ru", ["ещё", "еще", "ЕЩЁ"]),
        ("ro", ["şcoală", "școală", "scoala"]),
        ("pl", ["łódź", "lodz", "ŁÓDŹ"]),
        ("fa", ["۱۲۳", "١٢٣", "123"]),
    ],
)
def test_all_spellings_meet(language: str, spellings: list[str]) -> None:
    assert len({plain(spelling, language) for spelling in spellings}) == 1


@pytest.mark.parametrize("word", ["Steuer", "neue", "Quelle", "Bauer"])
def test_ue_after_a_vowel_or_q_is_no_umlaut(word: str) -> None:
    assert plain(word, "de") == word.lower()


def test_letters_that_are_letters_of_their_own_stay() -> None:
    assert plain("йод", "uk") != plain("иод", "uk")
    assert canonical("Çocuk", "tr") == "çocuk"


def test_german_folding_leaves_other_languages_alone() -> None:
    assert plain("queue", "en") == "queue"
    assert plain("poem", "en") == "poem"


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_folding_twice_changes_nothing(text: str, language: str) -> None:
    assert fold(fold(text, language), language) == fold(text, language)


@given(st.text(max_size=30), st.sampled_from(LANGUAGES))
def test_capitals_never_matter_to_the_plain_form(text: str, language: str) -> None:
    assert plain(canonical(text, language), language) == plain(text, language)
