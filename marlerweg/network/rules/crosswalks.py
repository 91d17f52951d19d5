"""Following a theme from one list to another over everything that is known about what became of what."""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)

OVERLAPPING = {("narrower", "wider"), ("narrower", "related"), ("related", "wider")}
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


def composed(first: str, then: str) -> str | None:
    """What two steps say together; None where they say nothing.

    Themes are read as sets: narrower contains, wider is contained, related overlaps. What lies in the same wider theme
    need not overlap (sport and housing are both of the quarter), so such chains end.
    """
    if first == "same":
        return then
    if then in {"same", first} and first != "related":
        return first
    return "related" if (first, then) in OVERLAPPING or then == "same" else None


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
            together = composed(here.kind, kind)
            if there not in reached and together is not None:
                reached[there] = Followed(there, together, (*here.path, there))
                waiting.append(there)
    return [found for key, found in reached.items() if scheme_of.get(key) == scheme]
