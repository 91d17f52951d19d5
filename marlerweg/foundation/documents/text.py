"""Words inside a block: plain, strong, emphasised or linked, and made safe for setting.

Nothing here is markup: a text reaches the page as the characters it consists of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
COMBINING_MARKS_AT_MOST = 4

ISOLATES = frozenset("\u2066\u2067\u2068")
END_OF_ISOLATE = "\u2069"
# Characters that steer and have no glyph of their own; every shaper knows them without a font.
INVISIBLE = (
    frozenset("\n\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060") | ISOLATES | {END_OF_ISOLATE}
)
# Addresses of the web, phone numbers, file references, dates and codes such as H-2026-0042: left alone, their parts
# would swap places in Arabic and Persian.
NUMBER_IN_PARTS = re.compile(
    r"https?://\S+|(?:\(\d+\)|\+?\d+)(?:[ /.-]{1,3}\d+)+%?(?!-?[A-Z0-9])|[A-Z0-9]+(?:-[A-Z0-9]+)+"
)
UNWANTED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})


@dataclass(frozen=True)
class Strong:
    text: str


@dataclass(frozen=True)
class Emphasis:
    text: str


@dataclass(frozen=True)
class Link:
    text: str
    url: str

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme.lower() not in LINK_SCHEMES:
            raise ValueError(f"A document links to web, mail and phone only, not to {self.url!r}.")


Inline = str | Strong | Emphasis | Link
Text = str | Sequence[Inline]


def spans_of(text: Text) -> list[dict[str, str]]:
    """Give every stretch of the text with its style, as the template expects it."""
    return [_span(part) for part in ([text] if isinstance(text, str) else text)]


def _span(part: Inline) -> dict[str, str]:
    match part:
        case str():
            return {"style": "plain", "text": part}
        case Strong(text):
            return {"style": "strong", "text": text}
        case Emphasis(text):
            return {"style": "emphasis", "text": text}
        case Link(text, url):
            return {"style": "link", "text": text, "url": url}


def settable(text: str, glyphs: Container[int]) -> str:
    """Keep what a reader can read: no overrides of direction, no towers of marks, no missing glyph.

    Overrides and embeddings are dropped and isolates closed, so that a text never turns its neighbours
    around; a character without a glyph becomes U+FFFD, because PDF/A refuses the whole document for it.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    drawn = (_drawable(character, glyphs) for character in composed)
    return _closed("".join(_low_towers("".join(drawn))))


def with_steady_numbers(text: str) -> str:
    """Keep the parts of a number in their order inside a text that runs from right to left."""
    return NUMBER_IN_PARTS.sub(lambda number: f"\u2066{number[0]}{END_OF_ISOLATE}", text)


def _drawable(character: str, glyphs: Container[int]) -> str:
    if character in INVISIBLE:
        return character
    category = unicodedata.category(character)
    # Format characters without a use in letters, among them the overrides of direction.
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    if category in UNWANTED_CATEGORIES or ord(character) not in glyphs:
        return REPLACEMENT if category != "Cc" else ""
    return character


def _low_towers(text: str) -> Iterator[str]:
    for is_mark, run in groupby(text, key=lambda character: unicodedata.category(character) in {"Mn", "Me"}):
        characters = list(run)
        yield "".join(characters[:COMBINING_MARKS_AT_MOST] if is_mark else characters)


def _closed(text: str) -> str:
    """Close every isolate that was opened, drop every end without a beginning."""
    kept, depth = [], 0
    for character in text:
        if character == END_OF_ISOLATE and depth == 0:
            continue
        depth += (character in ISOLATES) - (character == END_OF_ISOLATE)
        kept.append(character)
    return "".join(kept) + END_OF_ISOLATE * depth
