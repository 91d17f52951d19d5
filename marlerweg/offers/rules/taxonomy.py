"""What a place pack states about the directory's own words, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from marlerweg.network.rules.facts import Stated, Texts


@dataclass(frozen=True, kw_only=True)
class VocabularyFact(Stated):
    """`subject` is audience, kind or need; of each subject one list is in use."""

    code: str
    subject: str
    names: Texts
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class TermFact(Stated):
    """`concept` is a word of the search lexicon, `theme` the code of a theme, `crosswalk` the words of other directories."""

    vocabulary: str
    code: str
    names: Texts
    descriptions: Texts = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    theme: str = ""
    concept: str = ""
    crosswalk: Sequence[Mapping[str, str | bool]] = ()
    position: int = 0
