"""Texts cut into words, for scripts with spaces and without."""

import re
import unicodedata

from marlerweg.foundation.searching.scripts import PATTERNS

MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u00ad\u200d"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*(?:['’ʼ‘`´](?=[\u0400-\u052f])(?:[^\W_]|[{MARKS}])+)*")
LONGEST = 60


def words(text: str) -> list[str]:
    """Every word as it stands in the text, in order; scripts without spaces come as overlapping pairs of signs."""
    found = WORD.findall(unicodedata.normalize("NFKC", text))
    if PATTERNS["unspaced"].search(text):
        found = [
            part for word in found for part in (_pairs(word) if PATTERNS["unspaced"].match(word) else [word])
        ]
    return [word for word in found if len(word) <= LONGEST]


def _pairs(run: str) -> list[str]:
    return [run[start : start + 2] for start in range(max(1, len(run) - 1))]
