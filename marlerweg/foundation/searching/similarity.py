"""Short statements that mean the same, also across languages: compared by concepts and by words, and explained by both.

A suggestion for people who decide, never a decision: a high figure says "look at these together".
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from marlerweg.foundation.searching.analysis import Analyzer, Form
from marlerweg.foundation.searching.lexicon import Lexicon
from marlerweg.foundation.searching.scripts import base_language
from marlerweg.foundation.searching.vocabulary import Vocabulary
from marlerweg.foundation.searching.words import words

BROADER, PART, HIDDEN = 0.35, 0.5, 0.7
# Concepts count for more than words: two people rarely choose the same words for one thing.
CONCEPTS_SHARE = 0.6
# One shared concept is a hint, three are a case: evidence of this weight is worth half.
HALF_EVIDENCE = 0.5
FEW = 50


@dataclass(frozen=True)
class Meaning:
    """What a statement speaks about: concepts, stems of its language, and the words that stand behind them."""

    language: str
    concepts: Mapping[str, float]
    stems: Mapping[str, float]
    spoken: Mapping[str, str]


@dataclass(frozen=True)
class Similar:
    """A text like the one asked for, with the concepts and the words both share."""

    id: str
    score: float
    concepts: tuple[str, ...]
    words: tuple[str, ...]


def meaning(text: str, language: str, analyzer: Analyzer) -> Meaning:
    """Concepts and broader concepts, stems and parts of compounds, each with the weight of the surest mention."""
    spoken_in = base_language(language)
    content = analyzer.content(analyzer.forms(text, spoken_in), spoken_in)
    concepts: dict[str, float] = {}
    stems: dict[str, float] = {}
    spoken: dict[str, str] = {}
    for mention in analyzer.mentions(content, spoken_in):
        for step, concept in enumerate(
            analyzer.lexicon.with_broader(mention.concept), start=int(mention.less)
        ):
            _keep(concepts, concept, (HIDDEN if mention.by_parts else 1.0) * BROADER**step)
    for form in content:
        for stem, weight in _stems(form):
            _keep(stems, stem, weight)
            spoken.setdefault(stem, form.surface)
    return Meaning(spoken_in, concepts, stems, spoken)


def similarity(one: Meaning, other: Meaning, rarity: Mapping[str, float] | None = None) -> float:
    """From 0 (nothing in common) to 1; the same both ways round. `rarity` weighs concepts (as "#name") and stems."""
    by_concepts, shared = _cosine(one.concepts, other.concepts, rarity or {}, "#")
    by_concepts *= shared / (shared + HALF_EVIDENCE) if shared else 0.0
    if one.language != other.language:
        return round(by_concepts, 4)
    by_words, _ = _cosine(one.stems, other.stems, rarity or {}, f"{one.language}:")
    if not one.concepts or not other.concepts:
        return round(by_words, 4)
    return round(max(by_words, CONCEPTS_SHARE * by_concepts + (1 - CONCEPTS_SHARE) * by_words), 4)


class SimilarTexts:
    """A few thousand short texts in memory, learned once; texts may be asked for that are not among them."""

    def __init__(self, texts: Iterable[tuple[str, str, str]], lexicon: Lexicon) -> None:
        """`texts` are id, text and language."""
        kept = list(texts)
        counted = Counter(
            (base_language(language), word) for _, text, language in kept for word in words(text)
        )
        self._analyzer = Analyzer(
            Vocabulary([(*pair, count) for pair, count in counted.items()], lexicon), lexicon
        )
        self._meanings = {
            identity: meaning(text, language, self._analyzer) for identity, text, language in kept
        }
        self._rarity = _rarities(self._meanings.values())

    def similar(
        self,
        text: str,
        language: str,
        among: Collection[str] | None = None,
        *,
        least: float = 0.2,
        limit: int = 10,
    ) -> list[Similar]:
        """The most similar texts first, those named in `among` only if it is given."""
        asked = meaning(text, language, self._analyzer)
        scored = [
            (similarity(asked, other, self._rarity), identity)
            for identity, other in self._meanings.items()
            if among is None or identity in among
        ]
        best = sorted((pair for pair in scored if pair[0] >= least), key=lambda pair: (-pair[0], pair[1]))[
            :limit
        ]
        return [self._explained(identity, score, asked, language) for score, identity in best]

    def _explained(self, identity: str, score: float, asked: Meaning, language: str) -> Similar:
        other = self._meanings[identity]
        shared = sorted(
            set(asked.concepts) & set(other.concepts), key=lambda name: -self._rarity.get(f"#{name}", 1.0)
        )
        same_words = set(asked.stems) & set(other.stems) if asked.language == other.language else set()
        labels = tuple(self._analyzer.lexicon.label(name, language) for name in shared)
        return Similar(identity, score, labels, tuple(sorted({asked.spoken[stem] for stem in same_words})))


def _stems(form: Form) -> list[tuple[str, float]]:
    return [(form.stem, 1.0), *((part, PART) for part in form.parts)]


def _keep(weights: dict[str, float], key: str, weight: float) -> None:
    weights[key] = max(weight, weights.get(key, 0.0))


def _cosine(
    one: Mapping[str, float], other: Mapping[str, float], rarity: Mapping[str, float], prefix: str
) -> tuple[float, float]:
    """The cosine of both weighed by rarity, and the weight of what they share."""
    shared = sum(
        one[key] * other[key] * rarity.get(prefix + key, 1.0) ** 2 for key in one.keys() & other.keys()
    )
    lengths = [
        sqrt(sum((weight * rarity.get(prefix + key, 1.0)) ** 2 for key, weight in side.items()))
        for side in (one, other)
    ]
    return (shared / (lengths[0] * lengths[1]), shared) if shared else (0.0, 0.0)


def _rarities(meanings: Collection[Meaning]) -> dict[str, float]:
    """Towards 0 for what every text says, 1 for what only one does; few texts say little about rarity."""
    counted: Counter[str] = Counter()
    for kept in meanings:
        counted.update(f"#{concept}" for concept in kept.concepts)
        counted.update(f"{kept.language}:{stem}" for stem in kept.stems)
    return {key: 1 - log(count) / log(len(meanings) + FEW) for key, count in counted.items()}
