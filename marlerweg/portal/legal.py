"""What the legal pages say: the software's own part in tables, and what only the town can know, from its place pack."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.ui import identity

STATED_ON = dt.date(2026, 11, 28)  # when the software's own declaration was last gone through


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """Empty where the town has not said it: the pages then name the general address or body instead."""

    body: str
    mail: str = ""
    represented_by: str = ""
    address: str = ""
    phone: str = ""
    hosting: str = ""
    data_protection_mail: str = ""
    data_protection_law: str = ""
    supervisory_authority: str = ""
    accessibility_mail: str = ""
    accessibility_law: str = ""
    accessibility_stated_on: str = ""
    enforcement: str = ""

    @property
    def address_lines(self) -> list[str]:
        return self.address.splitlines()

    @property
    def stated_on(self) -> dt.date:
        return (
            dt.date.fromisoformat(self.accessibility_stated_on) if self.accessibility_stated_on else STATED_ON
        )


def facts() -> LegalFacts:
    town = identity.current()
    said = {name: value for name, value in town.extra.items() if name in LegalFacts.__slots__ and value}
    return LegalFacts(**{"body": town.sender or town.name, "mail": town.mail, **said})


UNTIL_CLOSED = _("bis Sie den Browser schließen")
KEPT: tuple[tuple[Text, Text, Text], ...] = (
    (
        _("Ihr Hinweis"),
        _("damit die Stadt weiß, was fehlt, und antworten kann"),
        _("dauerhaft, ohne Ihren Namen"),
    ),
    (
        _("Ihre E-Mail-Adresse am Hinweis"),
        _("nur für die Antwort"),
        _("90 Tage nach dem Abschluss, höchstens zwölf Monate nach der letzten Antwort"),
    ),
    (
        _("Ein Entwurf, den Sie speichern"),
        _("damit nichts verloren geht"),
        _("ohne Konto 2 Tage, mit Konto 30 Tage"),
    ),
    (
        _("Konto: Name, E-Mail-Adresse, Sprache, Aufgaben"),
        _("anmelden und wissen, wer handelt"),
        _("zwei Jahre nach dem Ende der letzten Aufgabe"),
    ),
    (
        _("Anmeldungen: Zeit, Gerät, Netzadresse"),
        _("damit man fremde Anmeldungen erkennt"),
        _("bis die Anmeldung endet"),
    ),
    (
        _("Protokoll: wer wann was geändert hat, ohne Inhalte"),
        _("nachweisen, dass es richtig zuging"),
        _("solange der Nachweis nötig ist"),
    ),
    (
        _("Ansprechpersonen von Organisationen"),
        _("damit man sie erreicht"),
        _("bis sie oder ihre Organisation das löschen"),
    ),
)


def cookies() -> list[tuple[Text, Text, Text]]:
    """The names as they really are here; there are no others, and a test counts them."""
    return [
        (
            settings.SESSION_COOKIE_NAME,
            _("hält Sie angemeldet, hebt Ihren Entwurf auf und zeigt Ihnen Meldungen"),
            UNTIL_CLOSED,
        ),
        (settings.CSRF_COOKIE_NAME, _("schützt Formulare vor Fälschung"), _("ein Jahr")),
        (settings.LANGUAGE_COOKIE_NAME, _("merkt sich Ihre Sprache"), UNTIL_CLOSED),
    ]
