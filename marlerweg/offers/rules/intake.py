"""What offices' lists tell about offers, and how their words are understood."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from marlerweg.foundation.imports import Field
from marlerweg.network.rules.folding import folded
from marlerweg.offers.rules.content import Timed
from marlerweg.offers.rules.times.schedule import Slot

FIELDS = (
    Field(
        "title",
        "Angebot",
        ("Titel", "Name des Angebots", "Angebotsname", "Bezeichnung", "Kurs"),
        is_required=True,
    ),
    Field(
        "organisation",
        "Organisation",
        ("Träger", "Einrichtung", "Anbieter", "Verein", "Institution", "Veranstalter"),
        is_required=True,
    ),
    Field("number", "Kennung", ("Nr", "Nummer", "ID", "lfd. Nr.", "Angebotsnummer")),
    Field("summary", "Kurzbeschreibung", ("Kurztext", "Inhalt", "Was", "Worum geht es")),
    Field("body", "Beschreibung", ("Text", "Details", "Erläuterung")),
    Field("for_whom", "Zielgruppe", ("Zielgruppen", "Für wen", "Teilnehmende")),
    Field("ages", "Alter", ("Altersgruppe", "Alter von bis")),
    Field("themes", "Thema", ("Themen", "Handlungsfeld", "Kategorie", "Bereich")),
    Field("times", "Zeiten", ("Zeit", "Wann", "Termine", "Öffnungszeiten", "Tag und Uhrzeit")),
    Field("place", "Ort", ("Wo", "Veranstaltungsort", "Treffpunkt", "Gebäude")),
    Field("street", "Straße", ("Straße und Hausnummer", "Anschrift", "Adresse")),
    Field("postcode", "PLZ", ("Postleitzahl",)),
    Field("town", "Stadt", ("Wohnort", "Gemeinde")),
    Field("district", "Stadtteil", ("Ortsteil", "Quartier")),
    Field("phone", "Telefon", ("Tel", "Tel.", "Telefonnummer", "Rufnummer")),
    Field("mail", "E-Mail", ("Mail", "Email", "E-Mail-Adresse")),
    Field("website", "Internetseite", ("Internet", "Homepage", "Website", "Link", "URL")),
    Field("languages", "Sprachen", ("Sprache", "Sprachen im Angebot")),
    Field("cost", "Kosten", ("Preis", "Gebühr", "Teilnahmebeitrag", "Eintritt")),
    Field("registration", "Anmeldung", ("Zugang", "Anmeldung erforderlich")),
)
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mo montag montags", "di dienstag dienstags", "mi mittwoch mittwochs", "do donnerstag donnerstags",
            "fr freitag freitags", "sa samstag samstags sonnabend", "so sonntag sonntags",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
DAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
SPAN = re.compile(rf"\b({DAY})\b\.?(?:\s*(-|–|bis)\s*({DAY})\b\.?)?", re.IGNORECASE)
HOURS = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?",
    re.IGNORECASE,
)
NEXT = re.compile(rf"[;\n]|(?:(?<=\d)|(?<=uhr)) und (?=(?:{DAY})\b)", re.IGNORECASE)
FREE = {"kostenlos", "kostenfrei", "frei", "gratis", "keine", "0", "umsonst"}
NO = {"nein", "keine", "nicht noetig", "nicht erforderlich", "offen", "ohne"}


def times_in(words: str) -> tuple[Timed, ...] | None:
    """„Mo–Fr 9–12 Uhr; Di 14:00 bis 16:30“ as weekly slots; None where the words are not understood."""
    slots = []
    for part in re.split(NEXT, words.strip()):
        if not part.strip():
            continue
        slot = _slot(part)
        if slot is None:
            return None
        slots.append(Timed(slot))
    return tuple(slots) or None


def _slot(part: str) -> Slot | None:
    hours = HOURS.search(part)
    days = _days(part[: hours.start()] if hours else part)
    if hours is None or not days:
        return None
    try:
        opens = dt.time(int(hours[1]), int(hours[2] or 0))
        closes = dt.time(int(hours[3]) % 24, int(hours[4] or 0))
    except ValueError:
        return None
    rest = (part[: hours.start()] + part[hours.end() :]).casefold()
    unread = re.sub(rf"\b(?:{DAY}|uhr|von|jeden?|immer|und|bis)\b|[\s,.:/&–-]", "", rest)
    return None if unread else Slot(days=days, opens=opens, closes=closes)


def _days(words: str) -> frozenset[int]:
    found: set[int] = set()
    for first, _dash, last in SPAN.findall(words):
        one = WEEKDAYS[first.casefold()]
        other = WEEKDAYS[last.casefold()] if last else one
        found |= set(range(one, other + 1)) if one <= other else {*range(one, 8), *range(1, other + 1)}
    return frozenset(found)


def ages_in(words: str) -> dict[str, int] | None:
    """„ab 16“, „6–12 Jahre“, „bis 27“; None where nothing is said or understood."""
    text = folded(words)
    span = re.fullmatch(r"(?:von )?(\d{1,3})(?: jahre)? (?:bis )?(\d{1,3})(?: jahren?| j)?", text)
    if span:
        low, high = int(span[1]), int(span[2])
        return {"from": low, "to": high} if low <= high <= 120 else None
    low_only = re.fullmatch(r"(?:ab|ueber) (\d{1,3})(?: jahren?| j)?", text) or re.fullmatch(
        r"(\d{1,3})(?: jahre)? (?:und aelter)", text
    )
    if low_only:
        return {"from": int(low_only[1])} if int(low_only[1]) <= 120 else None
    high_only = re.fullmatch(r"(?:bis|unter) (\d{1,3})(?: jahren?| j)?", text)
    return {"to": int(high_only[1])} if high_only and int(high_only[1]) <= 120 else None


def cost_in(words: str) -> tuple[str, Decimal | None, str]:
    """Kind, amount, and what remains to be said in words."""
    text = folded(words)
    if not text:
        return "unknown", None, ""
    if text in FREE or text.split()[0] in FREE - {"keine", "0"}:
        return "free", None, "" if text in FREE else words.strip()
    if "spende" in text:
        return "donation", None, words.strip()
    amount = re.search(r"(\d{1,5})(?:[.,](\d{1,2}))?\s*(?:€|euro|eur)", words, re.IGNORECASE)
    if amount:
        try:
            return "fee", Decimal(f"{amount[1]}.{amount[2] or 0}"), words.strip()
        except InvalidOperation:
            return "unknown", None, words.strip()
    return "unknown", None, words.strip()


def ways_in(words: str) -> tuple[str, ...]:
    """Codes of how people get in, as far as the cell says so."""
    text = folded(words)
    if not text:
        return ()
    if text in NO or "ohne anmeldung" in text:
        return ("walk_in",)
    if "termin" in text or "vereinbarung" in text:
        return ("appointment",)
    if "ueberweisung" in text or "zuweisung" in text:
        return ("referral",)
    return ("registration",)


def meanings(known: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """From each folded name to its code; made once for a whole list."""
    return {folded(word): code for code, names in known.items() for word in names if word}


def codes_in(words: str, meaning: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the words that are known, and the words that are not; several in one cell, separated as people do."""
    whole = folded(words)
    if whole in meaning:
        return (meaning[whole],), ()
    codes: list[str] = []
    unknown: list[str] = []
    for piece in re.split(r"[,;/\n|+]| und ", words):
        if word := piece.strip():
            (codes if folded(word) in meaning else unknown).append(meaning.get(folded(word), word))
    return tuple(dict.fromkeys(codes)), tuple(unknown)
