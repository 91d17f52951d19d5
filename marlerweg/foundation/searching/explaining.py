"""Why a document was found: read off the words it keeps behind each of its terms."""

from collections.abc import Sequence

from marlerweg.foundation.searching.asked import Answer, AskedWord
from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.results import Match, Way
from marlerweg.foundation.searching.scripts import base_language

SEPARATOR, LINE = b"\x1f", b"\n"


def explained(asked: Sequence[AskedWord], language: str, found: bytes) -> tuple[Match, ...]:
    """One match for every word of the query that this document answers, by its strongest answer."""
    matches = (_match(word, base_language(language), found) for word in asked)
    return tuple(match for match in matches if match is not None)


def _match(word: AskedWord, language: str, found: bytes) -> Match | None:
    for answer in sorted(word.answers, key=lambda answer: -sum(term.gain for term in answer.terms)):
        whole = [
            surface
            for term in answer.terms
            if "+" not in term.text
            for surface in _surfaces(term.text, found)
        ]
        inside = [
            surface for term in answer.terms if "+" in term.text for surface in _surfaces(term.text, found)
        ]
        if whole or inside:
            in_part = not whole or answer.way is Way.COMPOUND
            way, surface = _way(word.surface, answer, language, whole + inside, in_part=in_part)
            return Match(word.surface, surface, way, language, answer.concept)
    return None


def _way(
    asked: str, answer: Answer, language: str, surfaces: Sequence[str], *, in_part: bool
) -> tuple[Way, str]:
    if answer.way in {Way.CORRECTED, Way.TYPED_LATIN}:
        return answer.way, surfaces[0]
    if answer.concept:
        return (Way.SYNONYM if answer.language == language else Way.OTHER_LANGUAGE), surfaces[0]
    if in_part:
        return Way.COMPOUND, surfaces[0]
    same = [surface for surface in surfaces if plain(surface, language) == plain(asked, language)]
    return (Way.EXACT, same[0]) if same else (Way.FORM, surfaces[0])


def _surfaces(term: str, found: bytes) -> list[str]:
    start = found.find(LINE + term.encode() + SEPARATOR)
    if start < 0:
        return []
    line = found[start + 1 : found.index(LINE, start + 1)]
    return [surface.decode() for surface in line.split(SEPARATOR)[1:]]
