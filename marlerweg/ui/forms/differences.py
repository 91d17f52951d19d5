"""What differs between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Comparing grows with the square of the pieces; very long texts are compared line by line.
MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` says whether both have it or only this one."""

    kind: Literal["same", "only"]
    text: str


def compared(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; put together again each gives exactly its text, and the `same` pieces are equal."""
    pattern = WORDS if len(one) + len(other) < MOST_WORDS * 5 else LINES
    first, second = pattern.findall(one), pattern.findall(other)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    codes = matcher.get_opcodes()
    return (
        list(_pieces((tag, first[start:end]) for tag, start, end, _, _ in codes)),
        list(_pieces((tag, second[start:end]) for tag, _, _, start, end in codes)),
    )


def _pieces(parts: Iterator[tuple[str, list[str]]]) -> Iterator[Piece]:
    for tag, words in parts:
        if words:
            yield Piece("same" if tag == "equal" else "only", "".join(words))
