"""The languages the town speaks with: their own names, direction, script, and the order in which a text is looked for."""

from collections.abc import Collection
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import gettext


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is a BCP 47 tag; `english_name` is for developers and exports; `invitation` says "this page in …" in itself."""

    code: str
    own_name: str
    english_name: str
    script: str = "Latn"
    invitation: str = ""

    @property
    def right_to_left(self) -> bool:
        return self.script == "Arab"

    @property
    def direction(self) -> str:
        return "rtl" if self.right_to_left else "ltr"


GERMAN = Language("de", "Deutsch", "German")
PLAIN_GERMAN = Language("de-simple", "Leichte Sprache", "German, easy to read")
ENGLISH = Language("en", "English", "English", invitation="This page in English")
PUBLIC = (
    GERMAN,
    PLAIN_GERMAN,
    ENGLISH,
    Language("tr", "Türkçe", "Turkish", invitation="Bu sayfa Türkçe"),
    Language("ar", "العربية", "Arabic", "Arab", invitation="هذه الصفحة بالعربية"),
    Language("uk", "Українська", "Ukrainian", "Cyrl", invitation="Ця сторінка українською"),
    Language("ru", "Русский", "Russian", "Cyrl", invitation="Эта страница на русском"),
    Language("ro", "Română", "Romanian", invitation="Această pagină în română"),
    Language("bg", "Български", "Bulgarian", "Cyrl", invitation="Тази страница на български"),
    Language("pl", "Polski", "Polish", invitation="Ta strona po polsku"),
    Language("fa", "فارسی", "Persian", "Arab", invitation="این صفحه به فارسی"),
)
BY_CODE = {language.code: language for language in PUBLIC}
CODES = tuple(BY_CODE)
STAFF = (GERMAN, ENGLISH)


def reading_order(code: str) -> tuple[str, ...]:
    """Codes in which a text is looked for, best first: the wish, then German, then English; plain German falls to German."""
    return tuple(dict.fromkeys([code if code in BY_CODE else "de", "de", "en"]))


def best(code: str, available: Collection[str]) -> str | None:
    """The language to show out of those a text has; any at all rather than none, in the house's order."""
    for candidate in (*reading_order(code), *CODES):
        if candidate in available:
            return candidate
    return None


def name_for(code: str, reader: str) -> str:
    """What those who read `reader` call the language `code`; an unknown code stays as it is."""
    if code == PLAIN_GERMAN.code:
        return gettext(PLAIN_GERMAN.own_name)
    return str(Locale.parse(reader.partition("-")[0]).languages.get(code, code))


def teach_django() -> None:
    """Django knows no plain German; without an entry its language names and directions would fail."""
    from django.conf import locale

    locale.LANG_INFO.setdefault(
        PLAIN_GERMAN.code,
        {
            "bidi": False,
            "code": PLAIN_GERMAN.code,
            "name": PLAIN_GERMAN.english_name,
            "name_local": PLAIN_GERMAN.own_name,
        },
    )
