"""Languages spoken in the town, in German words; more than the public pages are written in."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text

SPOKEN: dict[str, Text] = {
    "de": _("Deutsch"),
    "de-simple": _("Leichte Sprache"),
    "dgs": _("Deutsche Gebärdensprache"),
    "en": _("Englisch"),
    "tr": _("Türkisch"),
    "ar": _("Arabisch"),
    "ku": _("Kurdisch"),
    "uk": _("Ukrainisch"),
    "ru": _("Russisch"),
    "ro": _("Rumänisch"),
    "bg": _("Bulgarisch"),
    "pl": _("Polnisch"),
    "fa": _("Persisch"),
    "ps": _("Paschtu"),
    "ur": _("Urdu"),
    "sq": _("Albanisch"),
    "bs": _("Bosnisch"),
    "sr": _("Serbisch"),
    "hr": _("Kroatisch"),
    "mk": _("Mazedonisch"),
    "rom": _("Romani"),
    "el": _("Griechisch"),
    "it": _("Italienisch"),
    "es": _("Spanisch"),
    "pt": _("Portugiesisch"),
    "fr": _("Französisch"),
    "nl": _("Niederländisch"),
    "hu": _("Ungarisch"),
    "ti": _("Tigrinya"),
    "so": _("Somali"),
    "am": _("Amharisch"),
    "ta": _("Tamil"),
    "zh": _("Chinesisch"),
    "vi": _("Vietnamesisch"),
}


def spoken(codes: Iterable[str]) -> str:
    """The names of these languages, as one line."""
    return ", ".join(str(SPOKEN.get(code, code)) for code in codes)
