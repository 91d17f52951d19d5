"""What was asked for, word by word, with all that may answer it."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from marlerweg.foundation.searching.results import Way


class Term(NamedTuple):
    """A term of the index and how much a document gains by it: weight times rarity."""

    text: str
    gain: float


@dataclass(frozen=True)
class Answer:
    """What answers a word in one way; the gains of its terms add up, of several answers only the best counts.

    A text is about the word if it has a term of every group in `needed`; without groups it is only near it.
    """

    terms: tuple[Term, ...]
    way: Way
    language: str
    concept: str = ""
    meant: str = ""
    needed: tuple[tuple[str, ...], ...] = ()

    def only_near(self) -> "Answer":
        return replace(self, needed=())


@dataclass
class AskedWord:
    """A silent word ("finden") is only asked for as part of a phrase; `weight` is the rarity of what was asked.

    `named` if the lexicon knows what it means.
    """

    surface: str
    answers: list[Answer] = field(default_factory=list)
    correction: str = ""
    silent: bool = False
    weight: float = 0.0
    named: bool = False
