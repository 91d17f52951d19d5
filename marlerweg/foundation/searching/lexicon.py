"""Concepts and the words people use for them, in every language: what lets one language find another.

A concept is a name with words or short phrases per language. The first of each language is the official one and
serves as its label; the others are everyday words. Texts and queries that use any of them share the concept. A word
with a tilde is too vague to say it of a text ("~Papiere"), but whoever asks for it probably means the concept.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

VAGUE = "~"


@dataclass(frozen=True)
class Concept:
    """Broader names concepts that this one also speaks about: a German course is about learning a language."""

    name: str
    words: Mapping[str, tuple[str, ...]]
    broader: tuple[str, ...] = ()
    vague: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
                concepts[name] = _concept(name, entry)
        return cls(list(concepts.values()))


def _concept(name: str, entry: Mapping[str, Sequence[str]]) -> Concept:
    said = {language: words for language, words in entry.items() if language != "broader"}
    sure = {language: tuple(word for word in words if word[0] != VAGUE) for language, words in said.items()}
    vague = {
        language: tuple(word[1:] for word in words if word[0] == VAGUE) for language, words in said.items()
    }
    return Concept(name, sure, tuple(entry.get("broader", ())), vague)
