"""Which offer fits which search, and why; a proposal for people, never an assignment."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marlerweg.network.rules.folding import folded

LEAST_LETTERS = 5  # shorter words join too much
WEIGHTS = {"kind": 4, "theme": 3, "language": 2, "district": 2, "town_wide": 1, "word": 1}


class Why(StrEnum):
    KIND = "kind"
    THEME = "theme"
    LANGUAGE = "language"
    DISTRICT = "district"
    TOWN_WIDE = "town_wide"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Wanting:
    """One engagement, offered or sought, as far as it matters for fitting; no districts means the whole town."""

    key: Hashable
    owner: Hashable
    direction: str
    kind: str
    words: str = ""
    themes: frozenset[Hashable] = frozenset()
    districts: frozenset[Hashable] = frozenset()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    key: Hashable
    score: int
    reasons: tuple[Why, ...]


def is_open(expires_on: date, *, closed: bool, today: date) -> bool:
    return not closed and today <= expires_on


def matches(wanting: Wanting, others: Iterable[Wanting]) -> list[Match]:
    """Counterparts of other owners, best first; two that share only a place are no match."""
    found = [match for other in others if (match := _match(wanting, other))]
    return sorted(found, key=lambda match: (-match.score, str(match.key)))


def _match(one: Wanting, other: Wanting) -> Match | None:
    if one.direction == other.direction or one.owner == other.owner:
        return None
    reasons = list(_reasons(one, other))
    substance = {Why.KIND, Why.THEME, Why.WORD} & set(reasons)
    if not substance or _far_apart(one, other) or _speechless(one, other):
        return None
    return Match(other.key, sum(WEIGHTS[reason] for reason in reasons), tuple(reasons))


def _reasons(one: Wanting, other: Wanting) -> Iterable[Why]:
    if one.kind == other.kind:
        yield Why.KIND
    if one.themes & other.themes:
        yield Why.THEME
    if one.languages & other.languages:
        yield Why.LANGUAGE
    if one.districts & other.districts:
        yield Why.DISTRICT
    elif not one.districts or not other.districts:
        yield Why.TOWN_WIDE
    if _words(one.words) & _words(other.words):
        yield Why.WORD


def _far_apart(one: Wanting, other: Wanting) -> bool:
    return bool(one.districts and other.districts and not one.districts & other.districts)


def _speechless(one: Wanting, other: Wanting) -> bool:
    """Who looks for an interpreter of one language is not helped by another."""
    return bool(
        "interpreting" in {one.kind, other.kind}
        and one.languages
        and other.languages
        and not one.languages & other.languages
    )


def _words(text: str) -> set[str]:
    return {word for word in folded(text).split() if len(word) >= LEAST_LETTERS}
