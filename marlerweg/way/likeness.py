"""How far statements mean the same, across languages, and in which words; learned once per process."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from marlerweg.foundation.searching.analysis import Analyzer
from marlerweg.foundation.searching.similarity import Meaning, meaning, similarity
from marlerweg.foundation.searching.vocabulary import Vocabulary
from marlerweg.offers.lexicon import town_lexicon
from marlerweg.way.models import Contribution

GERMAN = "de"
FEW = 50
LONGEST = 80
NAMED = 4
# Below this share a concept came in only through a narrower one.
NAMED_ITSELF = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """`because` are the concepts and words both share, the most telling first."""

    score: float
    because: list[str]


NOTHING = Likeness(0.0, [])


@cache
def analyzer() -> Analyzer:
    """About a second, once per process."""
    return Analyzer(Vocabulary([], town_lexicon()), town_lexicon())


@lru_cache(maxsize=20_000)
def meaning_of(text: str, language: str) -> Meaning:
    """A millisecond the first time."""
    return meaning(text, language, analyzer())


def said_in(contribution: Contribution) -> list[Meaning]:
    """As it was said, and in German where somebody translated it."""
    said = [meaning_of(contribution.text, contribution.language)]
    if contribution.translation:
        said.append(meaning_of(contribution.translation, GERMAN))
    return said


def terms_of(meanings: Iterable[Meaning]) -> set[str]:
    """Concepts as `#name`, stems as `language:stem`: two statements without a term in common are not alike."""
    found = {f"#{concept}" for each in meanings for concept in each.concepts}
    found |= {f"{each.language}:{stem}" for each in meanings for stem in each.stems}
    return {term for term in found if len(term) <= LONGEST}


def rarities(meanings: Collection[Meaning]) -> dict[str, float]:
    """What everybody says weighs little, what one says weighs 1; keys as `similarity` reads them."""
    counted: Counter[str] = Counter()
    for each in meanings:
        counted.update(f"#{concept}" for concept in each.concepts)
        counted.update(f"{each.language}:{stem}" for stem in each.stems)
    return {key: 1 - log(count) / log(len(meanings) + FEW) for key, count in counted.items()}


def likeness(
    asked: Sequence[Meaning], others: Sequence[Meaning], rarity: Mapping[str, float], *, reader: str
) -> Likeness:
    """Of the two that come closest: each side may be said in several languages."""
    pairs = [(similarity(one, other, rarity), one, other) for one in asked for other in others]
    if not pairs:
        return NOTHING
    score, one, other = max(pairs, key=lambda pair: pair[0])
    return Likeness(score, in_common(one, other, rarity, reader=reader)) if score else NOTHING


def in_common(one: Meaning, other: Meaning, rarity: Mapping[str, float], *, reader: str) -> list[str]:
    named = [
        concept
        for concept in one.concepts.keys() & other.concepts.keys()
        if min(one.concepts[concept], other.concepts[concept]) >= NAMED_ITSELF
    ] or list(one.concepts.keys() & other.concepts.keys())
    named.sort(key=lambda concept: (-rarity.get(f"#{concept}", 1.0), concept))
    labels = [analyzer().lexicon.label(concept, reader) for concept in named]
    stems = one.stems.keys() & other.stems.keys() if one.language == other.language else set()
    words = sorted({one.spoken[stem] for stem in stems}, key=lambda word: (-len(word), word))
    return list(dict.fromkeys([*labels, *words]))[:NAMED]
