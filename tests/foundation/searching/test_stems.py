"""Forms of one word share a stem; different words do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.foundation.searching.stems import stem

FORMS = [
    ("de", "Kindergarten Kindergärten Kindergaerten"),
    ("de", "Kurs Kurse Kursen"),
    ("de", "Deutschkurs Deutschkurse"),
    ("de", "Beratung Beratungen"),
    ("de", "lernt lernen lerne"),
    ("en", "course courses"),
    ("tr", "kurs kursu kurslar kursları kursuna"),
    ("tr", "çocuk çocuklar cocuklar çocuğum"),
    ("tr", "ev evler evde eve"),
    ("tr", "hasta hastalar hastaya hastaları"),
    ("tr", "okul okulu okula okullar"),
    ("tr", "okuma okumak okumayı"),
    ("ar", "مدرسة المدرسة والمدرسة"),
    ("ar", "دورة دورات الدورات"),
    ("ar", "لغة اللغة"),
    ("uk", "курс курси курсів курсах"),
    ("uk", "німецька німецької німецьку"),
    ("uk", "робота роботи роботу"),
    ("ru", "курс курсы курсов"),
    ("ru", "работа работу работы"),
    ("ro", "curs cursuri cursul cursurile"),
    ("ro", "locuință locuințe locuinţa"),
    ("bg", "курс курсове курсът курса"),
    ("bg", "училище училището училища"),
    ("bg", "работа работата"),
    ("pl", "kurs kursy kursów"),
    ("pl", "mieszkanie mieszkania"),
    ("fa", "کلاس کلاسها"),
    ("fa", "آلمان آلمانی"),
]


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_forms_of_one_word_meet(language: str, forms: str) -> None:
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Kurs Kunst Haus Arbeit Sprache"),
        ("de", "Töpfern Topf buchen Buch malen Mal"),
        ("tr", "ev iş okul dil kurs"),
        ("tr", "sürücü süre hastane hasta cami cam araba Arapça gece geçici okul okuma"),
        ("uk", "мова робота житло школа"),
        ("ar", "لغة عمل سكن مدرسة"),
        ("bg", "език работа жилище училище"),
    ],
)
def test_different_words_stay_apart(language: str, words: str) -> None:
    assert len({stem(word, language) for word in words.split()}) == len(words.split())


@given(st.text(min_size=1, max_size=20), st.sampled_from(["de", "tr", "ar", "uk", "bg", "fa", "ro", "xx"]))
def test_any_word_has_a_stem_and_it_takes_no_spelling_into_account(word: str, language: str) -> None:
    assert stem(word, language) == stem(word, f"{language}-simple")
