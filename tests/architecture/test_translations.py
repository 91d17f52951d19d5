"""Nobody meets a German word they did not ask for: catalogues are complete, in step with the code, and whole in themselves."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from django.utils import translation
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext

from marlerweg.foundation import catalogues
from marlerweg.foundation.documents.words import long_date

CODES = catalogues.translated_languages()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>|&\w+;")
# Words that are the same in two languages, and names that are nobody's language.
NAMES = {"CSV", "Excel", "Passkey", "Kodex", "Median", "Code", "Hash", "Name", "PDF"}
SAME = {
    "en": {
        "Fax",
        "Form",
        "Initiative",
        "Organisation",
        "Person",
        "Romani",
        "Somali",
        "Sport",
        "Tamil",
        "Text",
    }
    | {"Tigrinya", "Urdu", "optional", "Engagement", "Partner"},
    "tr": {"Menü", "Telefon", "Tigrinya"},
    "ro": {"Fax", "Land", "Contact", "Sport", "Urdu", "Romani", "Telefon", "Tigrinya"},
    "pl": {"Sport", "Urdu", "Kontakt", "Telefon"},
}
# Letters that give a neighbour's language away.
FOREIGN = {"uk": "ыэёъ", "ru": "іїєґ", "bg": "ыэёіїє", "fa": "يكةى", "ar": "پچژگیک"}


def translations(code: str) -> Iterator[Message]:
    return (message for message in catalogues.read(code) if message.id)


def texts(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The German forms and the translated ones."""
    german, said = (
        (words,) if isinstance(words, str) else tuple(words or ()) for words in (message.id, message.string)
    )
    return german, said


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missing(code: str) -> None:
    assert catalogues.missing(code) == [], f"translate them in {catalogues.po_path(code)}"


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_is_in_step_with_the_code(code: str) -> None:
    """A word changed in the code leaves its old translation behind; `manage.py texts gather` mends it."""
    kept = {(texts(each)[0], each.context) for each in translations(code)}
    wanted = {(texts(each)[0], each.context) for each in catalogues.in_step(code) if each.id}
    assert kept == wanted


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_in_later_has_its_place(code: str) -> None:
    """The form for a single thing may say "one" instead of the number; no form may ask for what the code does not give."""
    for message in translations(code):
        german, said = texts(message)
        known = {place for text in german for place in PLACEHOLDER.findall(text)}
        for text in said:
            assert set(PLACEHOLDER.findall(text)) <= known, message.id
        assert sorted(PLACEHOLDER.findall(said[-1])) == sorted(PLACEHOLDER.findall(german[-1])), message.id
        assert sorted(TAG.findall(said[-1])) == sorted(TAG.findall(german[-1])), message.id


@pytest.mark.parametrize("code", [code for code in CODES if code != "de-simple"])
def test_no_german_is_passed_off_as_translated(code: str) -> None:
    untouched = {
        text for message in translations(code) for text in set(texts(message)[0]) & set(texts(message)[1])
    }
    assert untouched <= NAMES | SAME.get(code, set())


@pytest.mark.parametrize("code", FOREIGN)
def test_no_letter_of_a_neighbours_language(code: str) -> None:
    found = {
        text
        for message in translations(code)
        for text in texts(message)[1]
        if set(FOREIGN[code]) & set(text.lower())
    }
    assert not found


def test_leichte_sprache_keeps_its_sentences_short() -> None:
    for message in translations("de-simple"):
        for text in texts(message)[1]:
            for sentence in re.split(r"[.!?:](?:\s|$)", text):
                assert len(sentence.split()) <= 12, sentence
                assert not re.search(r", (dass|weil|wenn|der|die|das|was|wo|obwohl|damit|ob)\b", sentence), (
                    sentence
                )


def test_leichte_sprache_falls_back_to_german_and_not_to_english() -> None:
    """Django knows it not: its own messages, names of months and the writing of dates come from German."""
    day = dt.date(2027, 3, 3)
    with translation.override("de"):
        required, written, short = (
            gettext("This field is required."),
            date_format(day),
            get_format("SHORT_DATE_FORMAT"),
        )
    assert required != "This field is required."
    with translation.override("de-simple"):
        assert gettext("This field is required.") == required
        assert date_format(day) == written == "3. März 2027"
        assert get_format("SHORT_DATE_FORMAT") == short


def test_english_dates_are_british() -> None:
    """3/4 would be another day in America."""
    day = dt.date(2027, 3, 4)
    with translation.override("en"):
        assert (date_format(day), date_format(day, "SHORT_DATE_FORMAT")) == ("4 March 2027", "4 Mar 2027")
        assert get_format("DATE_INPUT_FORMATS")[1] == "%d/%m/%Y"
    assert long_date(day, "en") == "4 March 2027"
