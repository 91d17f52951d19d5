"""What goes into the index and what comes out of a search. Plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Way(StrEnum):
    """How a word of the query and a word of the document came together, the surest first."""

    EXACT = "exact"
    FORM = "form"
    COMPOUND = "compound"
    TYPED_LATIN = "typed-latin"
    SYNONYM = "synonym"
    OTHER_LANGUAGE = "other-language"
    CORRECTED = "corrected"


@dataclass(frozen=True)
class Document:
    """One text in one language. Several texts may share an id: a search finds the id once."""

    id: str
    language: str
    title: str
    body: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    concepts: Collection[str] = ()


@dataclass(frozen=True)
class Filters:
    """Only these ids, only these facet values: any of the values of one facet, but every facet named."""

    ids: Collection[str] | None = None
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    languages: Collection[str] | None = None


@dataclass(frozen=True)
class Match:
    """Why a document was found: what was asked, which of its words answers, and how the two belong together."""

    asked: str
    found: str
    way: Way
    language: str
    concept: str = ""


@dataclass(frozen=True)
class Hit:
    id: str
    language: str
    score: float
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class Correction:
    """The query as it was probably meant; `changed` pairs each mistyped word with its replacement."""

    text: str
    changed: Mapping[str, str]


@dataclass(frozen=True)
class Results:
    """Total and counts are exact numbers of ids, not of texts, over everything found, not only the hits shown."""

    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    correction: Correction | None = None
    unknown: tuple[str, ...] = ()
