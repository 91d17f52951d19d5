"""The few words a document says by itself, in every public language.

They stand here and not in gettext because a document's language is its own, not the reader's or the
process's, and because these words must never be missing.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from babel.dates import format_date

from marlerweg.foundation.scripts import direction_of, primary


class Words(NamedTuple):
    page: str
    date: str
    reference: str
    contents: str


WORDS = {
    "de": Words("Seite {page} von {pages}", "Datum", "Zeichen", "Inhalt"),
    "en": Words("Page {page} of {pages}", "Date", "Reference", "Contents"),
    "tr": Words("Sayfa {page} / {pages}", "Tarih", "Sayı", "İçindekiler"),
    "ar": Words("صفحة {page} من {pages}", "التاريخ", "المرجع", "المحتويات"),
    "uk": Words("Сторінка {page} з {pages}", "Дата", "Номер", "Зміст"),
    "ru": Words("Страница {page} из {pages}", "Дата", "Номер", "Содержание"),
    "ro": Words("Pagina {page} din {pages}", "Data", "Referință", "Cuprins"),
    "bg": Words("Страница {page} от {pages}", "Дата", "Номер", "Съдържание"),
    "pl": Words("Strona {page} z {pages}", "Data", "Znak", "Spis treści"),
    "fa": Words("صفحهٔ {page} از {pages}", "تاریخ", "شماره", "فهرست"),
}


def words_in(language: str) -> Words:
    return WORDS.get(primary(language), WORDS["en"])


def is_hyphenated(language: str) -> bool:
    """Leichte Sprache never breaks a word, and the Arabic script cannot."""
    return direction_of(language) == "ltr" and not any(
        part in {"leicht", "simple", "ls"} for part in language.lower().replace("_", "-").split("-")[1:]
    )


def long_date(date: dt.date, language: str) -> str:
    """English is the British one, as on the pages."""
    locale = primary(language)
    return format_date(date, format="long", locale="en_GB" if locale == "en" else locale)
