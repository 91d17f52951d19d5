"""Following a theme from one list to another over everything that is known about what became of what."""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

INVERSE = {"same": "same", "narrower": "wider", "wider": "narrower", "related": "related"}


@dataclass(frozen=True, slots=True)
class Walk(Generic[Key]):
    """`narrower`: the target is narrower than the source."""

    source: Key
    target: Key
    kind: str


@dataclass(frozen=True, slots=True)
class Followed(Generic[Key]):
    """Where a theme leads, in which relation, and over which themes."""

    theme: Key
    kind: str
    path: tuple[Key, ...]


def inverse(kind: str) -> str:
    return INVERSE[kind]


def composed(first: str, then: str) -> str:
    """Narrower twice is narrower; narrower and then wider says only that both are related."""
    if first == "same":
        return then
    if then in {"same", first}:
        return first
    return "related"


def follow(
    theme: Key, scheme: Hashable, walks: Iterable[Walk[Key]], scheme_of: Mapping[Key, Hashable]
) -> list[Followed[Key]]:
    """Every theme of `scheme` that is reached, each on a shortest path; crosswalks are walked in both directions."""
    ways: dict[Key, list[tuple[Key, str]]] = {}
    for walk in walks:
        ways.setdefault(walk.source, []).append((walk.target, walk.kind))
        ways.setdefault(walk.target, []).append((walk.source, inverse(walk.kind)))
    reached = {theme: Followed(theme, "same", (theme,))}
    waiting = deque([theme])
    while waiting:
        here = reached[waiting.popleft()]
        if scheme_of.get(here.theme) == scheme:
            continue  # arrived; going on would come back by a detour
        for there, kind in ways.get(here.theme, ()):
            if there not in reached:
                reached[there] = Followed(there, composed(here.kind, kind), (*here.path, there))
                waiting.append(there)
    return [found for key, found in reached.items() if scheme_of.get(key) == scheme]
