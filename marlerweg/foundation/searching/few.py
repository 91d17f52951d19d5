"""Finding among a few hundred short texts without an index: every word of the question by its stem.

For things that have no index of their own. A stem counts anywhere in a word, so that "Verein" finds "Sportvereine" and
"Frauensport" is found by "Sport"; a short one only where a word begins.
"""

from collections.abc import Sequence
from functools import lru_cache

from marlerweg.foundation.searching.folding import fold, plain
from marlerweg.foundation.searching.function_words import function_words
from marlerweg.foundation.searching.scripts import base_language
from marlerweg.foundation.searching.stems import stem
from marlerweg.foundation.searching.words import words

SHORT = 3
IN_TITLE, IN_TEXT = 3, 1
MOST = 12  # words of a question that count


def asked(question: str, language: str) -> tuple[str, ...]:
    """The words that say something, in the reader's language, German or English; all of them where none does."""
    spoken = dict.fromkeys((base_language(language), "de", "en"))
    found = words(question)
    telling = [
        word for word in found if not any(plain(word, code) in function_words(code) for code in spoken)
    ]
    return tuple((telling or found)[:MOST])


def score(question: Sequence[str], title: str, text: str, language: str) -> int:
    """0 where less than two thirds of the words occur; else the higher the better, words of the title count for more."""
    base = base_language(language)
    heading, body = _folded(title, base), _folded(text, base)
    points = [_points(stem(word, base), heading, body) for word in question]
    return sum(points) if points and 3 * sum(map(bool, points)) >= 2 * len(points) else 0


def _points(root: str, heading: str, body: str) -> int:
    sought = f" {root}" if len(root) <= SHORT else root
    return IN_TITLE if sought in heading else IN_TEXT if sought in body else 0


@lru_cache(maxsize=4096)
def _folded(text: str, language: str) -> str:
    return " " + fold(" ".join(words(text)), language)
