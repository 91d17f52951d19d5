"""Texts cut into words, for scripts with spaces and without."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from marlerweg.foundation.searching.scripts import PATTERNS

MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u00ad\u200d"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*(?:['’ʼ‘`´](?=[\u0400-\u052f])(?:[^\W_]|[{MARKS}])+)*")
LONGEST = 60


class Word(NamedTuple):
    """A word as it stands in the text; position counts words, so that neighbours can be recognised."""

    surface: str
    position: int


def words(text: str) -> Iterator[Word]:
    """Every word of the text in order; scripts without spaces come as overlapping pairs of signs."""
    position = 0
    for found in WORD.finditer(unicodedata.normalize("NFKC", text)):
        surface = found[0]
        if PATTERNS["unspaced"].match(surface):
            for pair in _pairs(surface):
                yield Word(pair, position)
                position += 1
        elif len(surface) <= LONGEST:
            yield Word(surface, position)
            position += 1


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(max(1, len(run) - 1))]
