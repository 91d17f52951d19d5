"""Words put right from the words the texts use: "Meinten Sie …".

Candidates share many pairs of letters with the mistyped word; among them the cheapest way to get there wins. Slips
that are easy to make – swapped or doubled letters, neighbouring keys, letters that sound alike – cost less.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from math import log
from typing import NamedTuple

KEYBOARD_ROWS = (
    "qwertzuiop", "asdfghjkl", "yxcvbnm", "qwertyuiop", "zxcvbnm",
    "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "йцукенгшщзхї", "фівапролджє",
    "ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلاىةوزظ",
)  # fmt: skip
SOUND_ALIKE = (
    "dt", "bp", "gk", "ck", "kq", "vf", "vw", "sz", "cz", "cs", "iy", "ij", "jy", "ie", "ou", "ae", "xs",
    "иі", "иы", "её", "еэ", "оа", "шщ", "гх", "дт", "бп", "зс", "иї", "йи", "еє",
    "تط", "سص", "ثس", "ذز", "زظ", "ضد", "ضظ", "هح", "قغ", "حخ", "كق",
)  # fmt: skip
CHEAP_PAIRS = frozenset(
    pair
    for source in [*(row[at : at + 2] for row in KEYBOARD_ROWS for at in range(len(row) - 1)), *SOUND_ALIKE]
    for pair in (source, source[::-1])
)
CHEAPEST, CHEAP, FULL = 0.5, 0.7, 1.0
FIRST_LETTER = 0.3
CANDIDATES = 50


class Corrected(NamedTuple):
    word: str
    cost: float


class Speller:
    """Built once from the plain words of one language and how many texts use each."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._words = [word for word in frequencies if len(word) > 2 and not word.isdigit()]
        self._frequency = frequencies
        self._by_pair: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for pair in set(_pairs(word)):
                self._by_pair[pair, len(word)].append(number)

    def corrections(self, word: str, most: int = 3) -> list[Corrected]:
        """The likeliest words meant, best first; none for a word too short to tell."""
        allowed = _allowed(word)
        weighed = [
            (cost - 0.04 * log(1 + self._frequency[candidate]), Corrected(candidate, cost))
            for candidate in self._candidates(word, int(allowed))
            if (cost := distance(word, candidate, allowed)) <= allowed
        ]
        return [corrected for _, corrected in sorted(weighed)[:most]]

    def _candidates(self, word: str, reach: int) -> list[str]:
        if not reach:
            return []
        shared: Counter[int] = Counter()
        for pair in set(_pairs(word)):
            for length in range(len(word) - reach, len(word) + reach + 1):
                shared.update(self._by_pair.get((pair, length), ()))
        return [self._words[number] for number, count in shared.most_common(CANDIDATES) if count > 1]


def distance(one: str, other: str, most: float = 9.0) -> float:
    """Weighted Damerau-Levenshtein (optimal string alignment); stops above `most` and then returns more than it."""
    first_letter = FIRST_LETTER if one[:1] != other[:1] else 0.0
    one, other = _where_they_differ(one, other)
    if abs(len(one) - len(other)) * CHEAPEST + first_letter > most:
        return most + 1
    gone, come = _leaving(one), _leaving(other)
    before: list[float] = []
    row = [0.0]
    for cost in come:
        row.append(row[-1] + cost)
    for at, sign in enumerate(one):
        before, last, row = row, before, [row[0] + gone[at]]
        for to, wanted in enumerate(other):
            if sign == wanted:
                replacing = before[to]
            else:
                replacing = before[to] + (CHEAP if sign + wanted in CHEAP_PAIRS else FULL)
            cheapest = min(replacing, before[to + 1] + gone[at], row[to] + come[to])
            if at and to and sign == other[to - 1] and one[at - 1] == wanted:
                cheapest = min(cheapest, last[to - 1] + CHEAP)
            row.append(cheapest)
        if min(row) + first_letter > most:
            return most + 1
    return row[-1] + first_letter


def _where_they_differ(one: str, other: str) -> tuple[str, str]:
    """Both without the end they share, and without the beginning but for its last letter."""
    shortest = min(len(one), len(other))
    same = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    start = max(0, same - 1)
    rest = shortest - same
    end = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return one[start : len(one) - end], other[start : len(other) - end]


def _leaving(word: str) -> list[float]:
    """What each letter costs to leave out; the second of a pair is the commonest slip, a silent h comes next."""
    pairs = zip(f" {word}", word, strict=False)
    return [CHEAPEST if sign == before else CHEAP if sign == "h" else FULL for before, sign in pairs]


def _allowed(word: str) -> float:
    """A slip in a short word, two in a long one; a word with digits is never put right."""
    if len(word) < 4 or any(sign.isdigit() for sign in word):
        return 0.0
    return next(
        most for shorter_than, most in ((6, 1.2), (8, 1.5), (10, 2.0), (99, 2.7)) if len(word) < shorter_than
    )


def _pairs(word: str) -> list[str]:
    framed = f"^{word}$"
    return [framed[at : at + 2] for at in range(len(framed) - 1)]
