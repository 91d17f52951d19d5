"""What serves a value or goal, also when it was named after an earlier version."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def heirs(start: Iterable[Key], leads_to: Mapping[Key, Iterable[Key]]) -> frozenset[Key]:
    """These entries and everything they became in later versions; circles end by themselves."""
    reached: set[Key] = set()
    waiting = list(start)
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(leads_to.get(here, ()))
    return frozenset(reached)
