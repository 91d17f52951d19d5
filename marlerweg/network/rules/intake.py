"""What office lists tell about organisations and people, and how their words are understood."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import phonenumbers

from marlerweg.foundation.imports import Field
from marlerweg.network.rules.folding import folded

CONTACT_FIELDS = (
    Field(
        "phones",
        "Telefon",
        (
            "Tel",
            "Tel.",
            "Telefonnummer",
            "Telefonnummern",
            "Fon",
            "Festnetz",
            "Telefon dienstlich",
            "Rufnummer",
        ),
    ),
    Field("mobiles", "Mobil", ("Handy", "Mobiltelefon", "Mobilnummer", "Telefon mobil")),
    Field("fax", "Fax", ("Telefax", "Faxnummer")),
    Field("mails", "E-Mail", ("Mail", "Email", "E-Mail-Adresse", "Mailadresse", "Emailadresse")),
)
ORGANISATION_FIELDS = (
    Field(
        "name",
        "Organisation",
        (
            "Name der Organisation",
            "Einrichtung",
            "Institution",
            "Verein",
            "Name der Einrichtung",
            "Name",
            "Bezeichnung",
        ),
        is_required=True,
    ),
    Field("short_name", "Kurzname", ("Kürzel", "Abkürzung", "Kurzbezeichnung")),
    Field("kind", "Art", ("Typ", "Kategorie", "Art der Organisation", "Bereich")),
    Field("umbrella", "Dachverband", ("Träger", "Verband", "Dachorganisation")),
    Field("address", "Anschrift", ("Adresse", "Postanschrift")),
    Field("street", "Straße", ("Straße und Hausnummer", "Straße Nr", "Straße Hausnr", "Str")),
    Field("postcode", "PLZ", ("Postleitzahl",)),
    Field("place", "Ort", ("Stadt", "Wohnort")),
    Field("district", "Stadtteil", ("Ortsteil", "Quartier", "Stadtbezirk")),
    *CONTACT_FIELDS,
    Field("website", "Internetseite", ("Internet", "Homepage", "Webseite", "Website", "Web", "URL")),
    Field("languages", "Sprachen", ("Sprache", "Sprachkenntnisse", "Fremdsprachen")),
    Field(
        "person",
        "Ansprechperson",
        ("Ansprechpartner", "Ansprechpartnerin", "Kontaktperson", "Kontakt", "Leitung"),
    ),
    Field("tasks", "Aufgaben", ("Angebot", "Angebote", "Tätigkeit", "Beschreibung", "Schwerpunkte")),
)
PEOPLE_FIELDS = (
    Field(
        "name", "Name", ("Vor- und Nachname", "Name, Vorname", "Ansprechpartner", "Person", "Ansprechperson")
    ),
    Field("family_name", "Nachname", ("Familienname", "Zuname")),
    Field("given_name", "Vorname", ("Rufname",)),
    Field("title", "Titel", ("akad. Titel", "Grad")),
    Field("organisation", "Organisation", ("Einrichtung", "Institution", "Verein", "Träger", "Dienststelle")),
    Field("role", "Funktion", ("Rolle", "Position", "Aufgabe", "Amt", "Zuständigkeit")),
    Field("engaged", "Haupt- oder Ehrenamt", ("Ehrenamt", "Hauptamt", "haupt-/ehrenamtlich", "Status")),
    *CONTACT_FIELDS,
    Field("languages", "Sprachen", ("Sprache", "Sprachkenntnisse", "Fremdsprachen")),
)
KIND_WORDS = {
    "municipality": ("Kommune", "Stadtverwaltung"),
    "office": ("Amt", "Behörde", "Verwaltung", "Fachbereich", "Stadt"),
    "county": ("Kreis", "Kreisverwaltung"),
    "labour": ("Jobcenter", "Arbeitsagentur"),
    "welfare": ("Wohlfahrt", "Wohlfahrtsverband", "Wohlfahrtspflege", "freier Träger"),
    "counselling": ("Beratung", "Beratungsstelle"),
    "neighbourhood": ("Stadtteilbüro", "Stadtteiltreff", "Quartiersbüro", "Nachbarschaftszentrum"),
    "education": ("Schule", "Bildungsträger", "VHS", "Volkshochschule", "Bildung"),
    "childcare": ("Kita", "Kindergarten", "Kindertagesstätte", "Familienzentrum"),
    "youth": ("Jugend", "Jugendzentrum", "Jugendhilfe"),
    "sport": ("Sportverein", "Sport"),
    "association": ("Verein", "e. V.", "eingetragener Verein", "Kulturverein"),
    "migrant_organisation": ("MSO", "Migrantenorganisation", "Migrantenselbstorganisation"),
    "faith": ("Kirche", "Moschee", "Gemeinde", "Kirchengemeinde", "Religionsgemeinschaft", "Moscheegemeinde"),
    "politics": ("Politik", "Fraktion", "Partei", "Rat"),
    "business": ("Wirtschaft", "Unternehmen", "Firma", "Betrieb"),
    "initiative": ("Initiative", "Ehrenamtskreis", "Arbeitskreis"),
}
VOLUNTEER_WORDS = {"ehrenamtlich", "ehrenamt", "ea", "freiwillig", "ja"}
PAID_WORDS = {"hauptamtlich", "hauptamt", "ha", "nein", "angestellt"}


class Understood(NamedTuple):
    """Codes of the words that are known, and the words that are not."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...]


def kind_in(words: str) -> str | None:
    """The kind a list means; None where its word is not known."""
    wanted = folded(words)
    for kind, synonyms in KIND_WORDS.items():
        if wanted in {folded(synonym) for synonym in synonyms}:
            return kind
    return None


def words_in(cell: str, known: Mapping[str, Iterable[str]]) -> Understood:
    """Several words in one cell, separated as people do; „Deutsch, Türkisch/Arabisch und Farsi“."""
    meaning = {folded(word): code for code, words in known.items() for word in words}
    codes: list[str] = []
    unknown: list[str] = []
    for word in _pieces(cell):
        (codes if folded(word) in meaning else unknown).append(meaning.get(folded(word), word))
    return Understood(tuple(dict.fromkeys(codes)), tuple(unknown))


def _pieces(cell: str) -> list[str]:
    for separator in ("\n", ";", "/", "|", " und ", " u. ", "+"):
        cell = cell.replace(separator, ",")
    return [piece.strip() for piece in cell.split(",") if piece.strip()]


def is_volunteer(words: str) -> bool | None:
    """None where the cell says neither; „beides“ is not guessed."""
    wanted = set(folded(words).split())
    if wanted & VOLUNTEER_WORDS and not wanted & PAID_WORDS:
        return True
    return False if wanted & PAID_WORDS and not wanted & VOLUNTEER_WORDS else None


def phone_kind(number: str) -> str:
    """`mobile` or `phone` of a number in E.164."""
    mobile = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.PAGER}
    return "mobile" if phonenumbers.number_type(phonenumbers.parse(number)) in mobile else "phone"
