"""Texts of any script become words in order."""

from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching.words import words


def test_punctuation_and_hyphens_part_words() -> None:
    assert words("Deutsch-Kurse (B1), Mo. & Mi.") == ["Deutsch", "Kurse", "B1", "Mo", "Mi"]


def test_a_cyrillic_apostrophe_belongs_to_its_word_a_latin_one_does_not() -> None:
    assert words("сім'я l'école Marl’da") == ["сім'я", "l", "école", "Marl", "da"]


def test_vowel_signs_do_not_part_arabic_words() -> None:
    assert words("كِتَابٌ جديد") == ["كِتَابٌ", "جديد"]


def test_the_persian_joiner_parts_the_plural_from_its_word() -> None:
    assert words("کتاب\u200cها") == ["کتاب", "ها"]


def test_scripts_without_spaces_come_in_pairs() -> None:
    assert words("日本語") == ["日本", "本語"]


@given(st.text())
def test_any_text_gives_words_without_blanks(text: str) -> None:
    assert all(word and not any(sign.isspace() for sign in word) for word in words(text))
