"""How much two bodies have in common: who sits there, and what they talk about."""

from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Round:
    """A body as far as its overlap goes; `hours` are those of one person in a year, None where unknown."""

    members: frozenset[Hashable]
    themes: frozenset[Hashable]
    hours: float | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    first: Hashable
    second: Hashable
    shared_members: frozenset[Hashable]
    shared_themes: frozenset[Hashable]
    members: float
    themes: float

    @property
    def weight(self) -> float:
        """Mean of both likenesses, to sort by; not a judgement."""
        return (self.members + self.themes) / 2


def jaccard(first: AbstractSet[Hashable], second: AbstractSet[Hashable]) -> float:
    """Shared by either: 0 nothing in common, 1 the same; two empty sets have nothing in common (Jaccard 1901)."""
    either = len(first | second)
    return len(first & second) / either if either else 0.0


def overlap(first: Hashable, second: Hashable, rounds: Mapping[Hashable, Round]) -> Overlap:
    one, other = rounds[first], rounds[second]
    return Overlap(
        first,
        second,
        one.members & other.members,
        one.themes & other.themes,
        jaccard(one.members, other.members),
        jaccard(one.themes, other.themes),
    )


def overlaps(rounds: Mapping[Hashable, Round]) -> list[Overlap]:
    """Every pair with anything in common, the most alike first."""
    found = [overlap(first, second, rounds) for first, second in combinations(rounds, 2)]
    return sorted(
        (each for each in found if each.shared_members or each.shared_themes),
        key=lambda each: (-each.weight, str(each.first), str(each.second)),
    )


def hours_a_year(meetings: float | None, minutes: int | None) -> float | None:
    """Of one person, without the way there."""
    return float(meetings) * minutes / 60 if meetings is not None and minutes is not None else None
