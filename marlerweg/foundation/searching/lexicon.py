"""Concepts and the words people use for them, in every language: what lets one language find another.

A concept is a name with words or short phrases per language. The first of each language is the official one and
serves as its label; the others are everyday words. Texts and queries that use any of them share the concept. A word
with a tilde says nothing of a text ("~Papiere"), but whoever asks for it probably means the concept. A word behind a
less-than sign is a narrower thing ("<Seepferdchen" of swimming): texts with it answer those who ask for the concept, but
to those who ask for the narrower thing the concept's other texts are only near.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

VAGUE, LESS = "~", "<"


@dataclass(frozen=True)
class Concept:
    """Broader names concepts that this one also speaks about: a German course is about learning a language.

    What is narrower than its concept and known by many languages is a concept of its own, so that they find each other.
    """

    name: str
    words: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    vague: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    narrower: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def written(cls, name: str, said: Mapping[str, Iterable[str]], broader: Sequence[str] = ()) -> "Concept":
        """From words with their marks, as people write them down."""
        forms: dict[str, dict[str, list[str]]] = {"": {}, VAGUE: {}, LESS: {}}
        for language, words in said.items():
            bare = [(word[0], word[1:]) if word[0] in (VAGUE, LESS) else ("", word) for word in words]
            for mark, found in forms.items():
                found[language] = [word for each, word in bare if each == mark]
        plain, vague, narrower = (
            {language: tuple(words) for language, words in found.items()} for found in forms.values()
        )
        return cls(name, plain, tuple(broader), vague, narrower)

    def forms(self, language: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The words that say it, those that only ask for it, and those that say less."""
        return self.words.get(language, ()), self.vague.get(language, ()), self.narrower.get(language, ())

    @property
    def languages(self) -> frozenset[str]:
        return frozenset((*self.words, *self.vague, *self.narrower))


class Lexicon:
    """All concepts by name; an empty lexicon is allowed and finds nothing."""

    def __init__(self, concepts: Sequence[Concept] = ()) -> None:
        self._concepts = {concept.name: concept for concept in concepts}
        unknown = {name for concept in concepts for name in concept.broader} - set(self._concepts)
        if unknown:
            raise ValueError(f"broader concepts without an entry: {', '.join(sorted(unknown))}")

    def __len__(self) -> int:
        return len(self._concepts)

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._concepts.values())

    def __contains__(self, name: object) -> bool:
        return name in self._concepts

    def label(self, name: str, language: str) -> str:
        """The official word in this language, in German where it is missing, else the name itself."""
        words = self._concepts[name].words if name in self._concepts else {}
        named = words.get(language) or words.get("de") or (name,)
        return named[0]

    def with_broader(self, name: str) -> tuple[str, ...]:
        """The concept and all above it, nearest first."""
        reached = [name]
        for at in reached:
            reached += [
                up for up in (self._concepts[at].broader if at in self._concepts else ()) if up not in reached
            ]
        return tuple(reached)

    @classmethod
    def read(cls, folder: Path) -> "Lexicon":
        """All TOML files of a folder: one table per concept, one key per language, `broader` where it has one."""
        concepts: dict[str, Concept] = {}
        for file in sorted(folder.glob("*.toml")):
            for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
                if name in concepts:
                    raise ValueError(f"{file.name}: {name} is written down twice")
                said = {language: words for language, words in entry.items() if language != "broader"}
                if twice := _twice(said):
                    raise ValueError(f"{file.name}: {name} has {', '.join(twice)} twice")
                concepts[name] = Concept.written(name, said, entry.get("broader", ()))
        return cls(list(concepts.values()))


def _twice(said: Mapping[str, Iterable[str]]) -> list[str]:
    """Words that stand there more than once, be it with different marks: then nobody knows what they say."""
    counted = Counter(
        f"{language} {word.lstrip(VAGUE + LESS).casefold()}"
        for language, words in said.items()
        for word in words
    )
    return [word for word, count in counted.items() if count > 1]
