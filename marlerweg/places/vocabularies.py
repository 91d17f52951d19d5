"""The directory's own words: for whom, what kind, which need; below the town's themes and bridged to other directories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from marlerweg.places.facts import Entry, Relation, Texts, ThemeKey, Words
from marlerweg.places.reading import Named, Refers

VocabularyKey = Annotated[str, Refers("vocabularies")]
TermKey = Annotated[str, Refers("vocabulary_terms")]

Standard = Literal["data-inclusion", "open-eligibility", "integreat"]


@dataclass(frozen=True, kw_only=True)
class Vocabulary(Entry):
    """One version of a list of terms; older versions stay so that old offers keep their meaning."""

    subject: Literal["audience", "kind", "need"]
    name: Texts
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class Counterpart:
    """The same or a near term of another directory; `wider`: theirs is wider than ours."""

    standard: Annotated[Standard, Named("system")]
    code: str
    kind: Relation = "same"
    uncertain: bool = False


@dataclass(frozen=True, kw_only=True)
class VocabularyTerm(Entry):
    """`concepts` name entries of the search lexicon; `words` are only those it does not have."""

    vocabulary: VocabularyKey
    name: Texts
    description: Texts
    theme: ThemeKey | None = None
    concepts: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)
    crosswalk: tuple[Counterpart, ...] = ()

    def code_in(self, standard: Standard) -> str | None:
        """The code another directory uses, nearest first as written; nothing where none is known."""
        return next((each.code for each in self.crosswalk if each.standard == standard), None)


def in_force(
    vocabularies: tuple[Vocabulary, ...], terms: tuple[VocabularyTerm, ...]
) -> Mapping[str, tuple[VocabularyTerm, ...]]:
    """The terms of the lists that are in force, by subject, in the order of the file."""
    current = {each.key: each.subject for each in vocabularies if each.current}
    return {
        subject: tuple(term for term in terms if term.vocabulary == key) for key, subject in current.items()
    }
