"""Telling advertising from a voice, and noticing what could point at one person; nobody outside is asked, nothing is thrown away."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

LEAST_SECONDS = 4
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def suspicion(text: str, *, seconds: float, trap: str) -> str:
    """Why a person should look first; empty when nothing is odd. `trap` is a field no human sees."""
    if trap:
        return "trap"
    if seconds < LEAST_SECONDS:
        return "too_fast"
    if len(LINK.findall(text)) > MOST_LINKS:
        return "links"
    return ""


class Trace(StrEnum):
    """By what a text may give a person away."""

    BIRTH = "birth"
    FILE = "file"
    PHONE = "phone"
    MAIL = "mail"
    COMBINATION = "combination"


class Finding(NamedTuple):
    """`words` as they stand in the text, so that the writer finds them."""

    trace: Trace
    words: str


DAY = r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|[A-Zä][a-zä]+)\s?(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})"
NAME = r"[A-ZÄÖÜ][a-zäöüßéèçşğıćčš]+(?:[ -][A-ZÄÖÜ][a-zäöüßéèçşğıćčš]+)+"
BIRTH = re.compile(
    rf"(?:\bgeb\.?|\bgeboren(?:\s+am)?|\bGeburtsdatum:?|\bGeburtstag:?|\*)\s*(?:am\s+)?{DAY}|{NAME},?\s*\(?\s*{DAY}"
)
FILE = re.compile(
    r"\b(?:Az\.?|Aktenzeichen|Kassenzeichen|Geschäftszeichen|BG-Nummer|Bedarfsgemeinschaft|AZR-(?:Nr\.?|Nummer)|Akte)"
    r"\s*(?:Nr\.?|Nummer)?\s*:?\s*[A-Z]{0,4}[ -]?\d[\w./-]{2,}"
    r"|\b\d{7,9}-\d{3}\b|\b\d{5}//\d{7}\b|\b\d{2,3}[-/.]\d{2,6}/\d{2,4}\b"
)
PHONE = re.compile(r"(?<![\w.,-])(?:\+|00)?\d(?:[ ()/.-]{0,2}\d){7,14}(?![\w])")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DATE_ALONE = re.compile(rf"^{DAY}$|^\d{{4}}\s?[-/–]\s?\d{{2,4}}$")
STATUS = re.compile(
    r"\b(?:Duldung|geduldet\w*|Aufenthaltsgestattung|Fiktionsbescheinigung|Niederlassungserlaubnis|Aufenthaltserlaubnis"
    r"|Asyl(?:antrag|verfahren|bewerber\w*)?|subsidiär\w*|Abschiebungsverbot|Abschiebeverbot|ausreisepflichtig\w*"
    r"|anerkannte[rn]?\s+Flüchtling\w*|§\s?(?:2[2-5][a-z]?|60[a-d]?))",
    re.IGNORECASE,
)
# Stems of countries and their people, as far as they are often named; a list of words, not of persons.
COUNTRY = re.compile(
    r"\b(?:Afghan|Syr(?:er|ien|isch)|Irak|Iran|Eritre|Somali|Nigeri|Ghana|Ghanai|Guine|Kamerun|Kongo|Äthiop|Sudan|Marokk"
    r"|Tunes|Algeri|Ägypt|Liban|Türk(?!is\b)|Kurd|Armen|Georgi|Aserbaid|Russ(?:e|isch|land)|Ukrain|Belarus|Moldau|Kosov"
    r"|Serb|Alban|Mazedon|Bosni|Montenegr|Rumän|Bulgar|Pakistan|Ind(?:er|ien|isch)\b|Bangladesch|Sri Lank|Tadschik|Vietnam"
    r"|Chines|Venezol|Kolumbi|Palästin|Jemen|Mali(?:er|sch)?\b|Gambi|Senegal|Togo|Tschetschen)\w*",
)


def findings(text: str, *, districts: Collection[str] = ()) -> list[Finding]:
    """What a reader could recognise somebody by, at most one of each kind; a rough look that errs on the side of asking."""
    return list(_findings(text, districts))


def _findings(text: str, districts: Collection[str]) -> Iterator[Finding]:
    for trace, pattern in ((Trace.BIRTH, BIRTH), (Trace.FILE, FILE), (Trace.MAIL, MAIL)):
        if found := pattern.search(text):
            yield Finding(trace, found[0].strip())
    if phone := _phone(text):
        yield Finding(Trace.PHONE, phone)
    if combination := _combination(text, districts):
        yield Finding(Trace.COMBINATION, combination)


def _phone(text: str) -> str:
    """A run of digits that is dialled, not counted: with a leading zero or plus, and neither a day nor a file."""
    for found in PHONE.finditer(text):
        words = found[0].strip()
        if words[0] in "+0" and not DATE_ALONE.match(words) and not FILE.search(words):
            return words
    return ""


def _combination(text: str, districts: Collection[str]) -> str:
    """Country, status and district each say little; together they may mean one family."""
    country, status = COUNTRY.search(text), STATUS.search(text)
    place = next((name for name in districts if re.search(rf"\b{re.escape(name)}\b", text)), "")
    return f"{country[0]}, {status[0]}, {place}" if country and status and place else ""
