"""The form in which two spellings of the same name, number or address become equal."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
LEGAL_FORMS = {"ev", "eg", "ggmbh", "gmbh", "ug", "kg", "gbr"}
STREET_ENDINGS = re.compile(r"(strasse|str)$")


def folded(text: str) -> str:
    """Small letters, umlauts spelled out, marks and punctuation gone: „Hüls-Süd“ and „huels sued“ are the same."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(UMLAUTS)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.casefold()))


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words without legal form: „Café Welcome e. V.“ is („cafe“, „welcome“)."""
    joined = re.sub(r"\b(e) (v|g)\b", r"\1\2", folded(name))
    words = tuple(word for word in joined.split() if word not in LEGAL_FORMS)
    return words or tuple(joined.split())


def folded_phone(number: str, region: str = "DE") -> str:
    """E.164 where it is a number that can be dialled, else its digits; extensions stay apart."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return "".join(re.findall(r"\d", number))
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def folded_website(address: str) -> str:
    """Host and path without scheme, www and closing slash."""
    parts = urlsplit(address if "//" in address else f"//{address}")
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}".casefold()


def folded_street(street: str) -> str:
    """„Brassertstr. 91“ and „Brassert-Straße 91“ are the same."""
    words = folded(street).split()
    return "".join(STREET_ENDINGS.sub("str", word) for word in words)


def folded_contact(kind: str, value: str) -> str:
    """The comparable form of a contact detail of this kind."""
    match kind:
        case "phone" | "mobile" | "fax":
            return folded_phone(value)
        case "mail":
            return value.strip().casefold()
        case "website":
            return folded_website(value.strip())
        case _:
            return folded(value)
