"""Which value remains when two rows become one, and in which order merges can be undone."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Take(StrEnum):
    """Whose value remains; `BOTH` only where a field holds a list."""

    SURVIVOR = "survivor"
    DUPLICATE = "duplicate"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Merged:
    """One merge as far as its undoing goes; `number` counts in the order of merging."""

    number: Any
    survivor: Hashable
    duplicate: Hashable


def suggested(survivor: Any, duplicate: Any) -> Take:
    """Keep what the survivor has; fill its gaps; join lists."""
    if isinstance(survivor, list) and isinstance(duplicate, list) and duplicate:
        return Take.BOTH
    return Take.DUPLICATE if _is_empty(survivor) and not _is_empty(duplicate) else Take.SURVIVOR


def taken(take: Take, survivor: Any, duplicate: Any) -> Any:
    if take is Take.BOTH and isinstance(survivor, list):
        return [*survivor, *(each for each in duplicate if each not in survivor)]
    return duplicate if take is Take.DUPLICATE else survivor


def stands_in_the_way(wanted: Merged, standing: Iterable[Merged]) -> Sequence[Merged]:
    """Later merges of the same rows: they must be undone first, or nothing could be put back exactly."""
    concerned = {wanted.survivor, wanted.duplicate}
    return [
        each
        for each in standing
        if each.number > wanted.number and concerned & {each.survivor, each.duplicate}
    ]


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
