"""What people type into one cell: several phones, several mails, a whole address, a name the wrong way round.

Every reader gives what it understood and, apart from it, what it did not: nothing is dropped silently.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberFormat

REGION = "DE"
BETWEEN = re.compile(
    r"^[\s,;/|:]+|[\s,;/|:]+$|(?:^|(?<=\s))(?:und|oder|u\.|o\.|bzw\.?|Tel(?:efon|\.)?:?)(?=\s|$)",
    re.IGNORECASE,
)
BETWEEN_PHONES = re.compile(r"[,;|\n]|(?<=\s)(?:und|oder|u\.|o\.|bzw\.?)(?=\s)", re.IGNORECASE)
ZERO_IN_BRACKETS = re.compile(r"\(0\)")
SLASH = re.compile(r"\s*/\s*")
COUNTRY = re.compile(r"^\D*?(?:\+|00)\d{2}")
PHONE = re.compile(r"(?:\+|\(?0)[\d\s()/.–-]{4,}\d")
LOST_ZERO = re.compile(r"[1-9]\d{8,11}")
SHORTEST_WHOLE_PHONE = 8
MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE)
PLACE = re.compile(r"(?:D-)?(?P<postcode>\d{5})\s+(?P<town>[^\d,;]+)")
STREET = re.compile(r"(?P<street>.*?\D)\s*(?P<number>\d+\s*[a-zA-Z]?(?:\s*[-–/+]\s*\d*\s*[a-zA-Z]?)?)$")
SALUTATIONS = {"frau": "Frau", "fr.": "Frau", "herr": "Herr", "hr.": "Herr", "herrn": "Herr"}
TITLES = re.compile(
    r"(?:(?:Prof|Dr|Dipl|Mag|Ing|med|phil|jur|rer|nat|theol|soz|päd|pol|h|c)\.(?:-?(?:Ing|Päd|Soz|Psych)\.)?|Dr|Prof)"
    r"(?=\s|$)"
)
PARTICLES = frozenset(
    {
        "von",
        "van",
        "de",
        "der",
        "den",
        "zu",
        "zur",
        "vom",
        "el",
        "al",
        "ben",
        "bin",
        "da",
        "di",
        "du",
        "la",
        "le",
        "ter",
        "ten",
    }
)


class Phones(NamedTuple):
    """Numbers as +492365990; `rest` is what was no number, such as „nur vormittags“."""

    numbers: tuple[str, ...]
    rest: str


class Mails(NamedTuple):
    addresses: tuple[str, ...]
    rest: str


class Address(NamedTuple):
    street: str = ""
    number: str = ""
    postcode: str = ""
    town: str = ""
    rest: str = ""


class PersonName(NamedTuple):
    given: str = ""
    family: str = ""
    title: str = ""
    salutation: str = ""


def phones_in(cell: str) -> Phones:
    """Every phone number in the cell, read as somebody in Germany dials it.

    A second number that leaves out its area code („/ 99 12 35“, „-12“) is not guessed but left in the rest.
    """
    numbers: list[str] = []
    rests: list[str] = []
    for piece in _phone_pieces(cell):
        number, rest = _phone(piece)
        numbers += [number] if number else []
        rests += [rest] if rest else []
    return Phones(tuple(dict.fromkeys(numbers)), ", ".join(rests))


def _phone_pieces(cell: str) -> list[str]:
    """Cut between numbers; a slash cuts only behind a number that is long enough to be whole."""
    pieces: list[str] = []
    for piece in BETWEEN_PHONES.split(ZERO_IN_BRACKETS.sub(" ", cell)):
        whole = ""
        for part in SLASH.split(piece):
            if len(re.sub(r"\D", "", COUNTRY.sub("", whole))) >= SHORTEST_WHOLE_PHONE:
                pieces.append(whole)
                whole = part
            else:
                whole = f"{whole}/{part}" if whole else part
        pieces.append(whole)
    return pieces


def _phone(piece: str) -> tuple[str, str]:
    """The number of a piece, if it is one that can be dialled, and what else the piece says."""
    words = piece.strip()
    # A sheet that took the number for an amount has lost its first zero.
    typed = f"0{words}" if LOST_ZERO.fullmatch(words) else words
    found = PHONE.search(typed)
    if not found:
        return "", _bare(words)
    try:
        parsed = phonenumbers.parse(found[0], REGION)
    except phonenumbers.NumberParseException:
        return "", _bare(words)
    if not phonenumbers.is_valid_number(parsed):
        return "", _bare(words)
    rest = f"{typed[: found.start()]} {typed[found.end() :]}"
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164), _bare(rest)


def phone_to_read(number: str) -> str:
    """The number as people in Germany write it: +492365990 becomes „02365 990“."""
    parsed = phonenumbers.parse(number, REGION)
    home = parsed.country_code == phonenumbers.country_code_for_region(REGION)
    return phonenumbers.format_number(
        parsed, PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    )


def mails_in(cell: str) -> Mails:
    """Every mail address in the cell, its domain in small letters, each once."""
    found = list(MAIL.finditer(cell))
    addresses = [
        f"{local}@{domain.lower()}" for local, domain in (match[0].rsplit("@", 1) for match in found)
    ]
    rest = _without(cell, [match.span() for match in found])
    return Mails(tuple(dict.fromkeys(addresses)), rest.strip("<>()[] ").strip())


def address_in(cell: str) -> Address:
    """Street, number, postcode and town of „Straße 12 a, 45768 Marl“, in any of its usual orders."""
    words = " ".join(re.sub(r"\s*\n\s*", ", ", cell.strip()).split())
    postcode = town = ""
    if place := PLACE.search(words):
        postcode, town = place["postcode"], place["town"].strip(" .")
        words = words[: place.start()] + "," + words[place.end() :]
    parts = [part.strip(" .") for part in re.split(r"[,;|\n]", words) if part.strip(" .")]
    streets = [(part, match) for part in parts if (match := STREET.fullmatch(part))]
    if not streets:
        return Address(postcode=postcode, town=town, rest=", ".join(parts))
    street, match = streets[-1]
    rest = ", ".join(part for part in parts if part != street)
    number = re.sub(r"\s+", " ", match["number"]).strip()
    return Address(match["street"].strip(), number, postcode, town, rest)


def name_in(cell: str) -> PersonName:
    """Given and family name of „Müller, Dr. Anna“, „Frau Anna Müller“ or „Anna von der Heide“.

    One word alone is a family name. A guess: names of other orders than the German one need a look.
    """
    words = " ".join(cell.split())
    titles = " ".join(match.group() for match in TITLES.finditer(words))
    words = " ".join(TITLES.sub(" ", words).split())
    salutation, words = _salutation(words)
    if "," in words:
        family, given = (part.strip() for part in words.split(",", maxsplit=1))
        more, given = _salutation(given)
        return PersonName(given, family, titles, salutation or more)
    parts = words.split()
    if not parts:
        return PersonName(title=titles, salutation=salutation)
    cut = len(parts) - 1
    while cut > 1 and parts[cut - 1].lower() in PARTICLES:
        cut -= 1
    if cut == 1 and parts[0].lower() in PARTICLES:
        cut = 0
    return PersonName(" ".join(parts[:cut]), " ".join(parts[cut:]), titles, salutation)


def _salutation(words: str) -> tuple[str, str]:
    first, _, others = words.partition(" ")
    known = SALUTATIONS.get(first.lower(), "")
    return (known, others.strip()) if known else ("", words)


def _without(cell: str, spans: list[tuple[int, int]]) -> str:
    """What is left of a cell without the stretches understood, and without the signs between them."""
    left, at = [], 0
    for start, end in spans:
        left.append(cell[at:start])
        at = end
    left.append(cell[at:])
    parts = (_bare(part) for part in left)
    return " ".join(part for part in parts if part)


def _bare(words: str) -> str:
    before = None
    while before != words:
        before, words = words, BETWEEN.sub("", words).strip()
    return words
