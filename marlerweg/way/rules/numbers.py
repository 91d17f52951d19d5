"""The numbers that travel with an item for ever: H-2026-0042."""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What stands on the Way; the value is the German letter of its number."""

    CONTRIBUTION = "H"
    NEED = "B"
    APPROACH = "A"
    DECISION = "E"
    MEASURE = "M"


NUMBER = re.compile(r"^\s*([HBAEM])\s*[-–/ ]?\s*(\d{4})\s*[-–/ ]?\s*0*(\d{1,6})\s*$", re.IGNORECASE)


def number(kind: Kind, year: int, count: int) -> str:
    return f"{kind}-{year}-{count:04d}"


def read_number(text: str) -> str | None:
    """The number somebody typed from a letter or said on the phone, in its one spelling; None if it is none."""
    found = NUMBER.match(text)
    return number(Kind(found[1].upper()), int(found[2]), int(found[3])) if found else None


def leading_number(text: str) -> str | None:
    """The same where a title may follow, as in a line that was picked from a list."""
    words = text.split()
    return read_number(text) or (read_number(words[0]) if words else None)
