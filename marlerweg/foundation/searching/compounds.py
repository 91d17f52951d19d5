"""German compounds taken apart with the words the indexed texts themselves use, weighted by how common they are.

After Koehn and Knight, "Empirical Methods for Compound Splitting" (2003): of all ways to cut a word, the one whose
parts have the highest geometric mean of frequencies wins.
"""

from collections.abc import Mapping
from math import exp, log

# What may stand between two parts, the likeliest first; the last sign is put back where the first part lost it.
LINKS = ("s", "n", "en", "es", "er", "e")
LOST_ENDINGS = ("", "e", "en")
SHORTEST_PART = 4
# Ordinary nouns of three letters that end or begin many compounds.
SHORT_PARTS = "amt rat weg tag ort tee bus hof bad uhr job arm alt neu rad ski not hör bau"
# Endings and beginnings that look like words but only build words.
NEVER_PARTS = """
    heit keit schaft lich isch ungs haft losen bare ende enden ende unter über nach aber auch dies eine einer einen
    eines sein seine ihre ihren oder ohne mehr sind wird werden haben hatte sich nicht dass wenn wenig ander andere
    ieren iert iere tion ition ation ung tung dung gung rung lung nung ern ten ter ster tern sten stes esse
"""
LONGEST = 40
MOST_REMEMBERED = 500_000


class Compounds:
    """Parts of words, known from the frequencies of plain words; asking is cheap after the first time."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        short, never = set(SHORT_PARTS.split()), set(NEVER_PARTS.split())
        self._frequencies = {
            word: count
            for word, count in frequencies.items()
            if word.isalpha() and (len(word) >= SHORTEST_PART or word in short) and word not in never
        }
        self._known: dict[str, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self._frequencies)

    def parts(self, word: str) -> tuple[str, ...]:
        """The words inside a plain word in their dictionary form; nothing if it is no compound."""
        if word not in self._known:
            if len(self._known) > MOST_REMEMBERED:
                self._known.clear()
            self._known[word] = self._cut(word)
        return self._known[word]

    def _cut(self, word: str) -> tuple[str, ...]:
        if not 2 * SHORTEST_PART - 1 <= len(word) <= LONGEST or not word.isalpha():
            return ()
        cuts = self._cuts(word, 4)
        return max(cuts, key=self._weight) if cuts else ()

    def _cuts(self, word: str, most: int) -> list[tuple[str, ...]]:
        """All ways to cut the word into two to four known parts."""
        found: list[tuple[str, ...]] = []
        for at in range(3, len(word) - 2):
            first, rest = self._first_part(word[:at]), word[at:]
            if not first:
                continue
            if rest in self._frequencies:
                found.append((first, rest))
            if most > 2 and len(rest) >= 2 * SHORTEST_PART - 1:
                found += [(first, *more) for more in self._cuts(rest, most - 1)]
        return found

    def _first_part(self, piece: str) -> str:
        """The commonest word behind a first part: "arbeits" is arbeit, "sprach" is sprache."""
        forms = [piece + lost for lost in LOST_ENDINGS]
        forms += [piece.removesuffix(link) for link in LINKS if piece.endswith(link)]
        return (
            max(forms, key=lambda form: self._frequencies.get(form, 0))
            if any(f in self._frequencies for f in forms)
            else ""
        )

    def _weight(self, parts: tuple[str, ...]) -> float:
        mean = exp(sum(log(1 + self._frequencies[part]) for part in parts) / len(parts))
        return float(mean * 0.6 ** (len(parts) - 2) * min(len(part) for part in parts) ** 0.5)
