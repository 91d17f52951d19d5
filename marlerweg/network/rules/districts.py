"""Which district somebody means who says „Hüls“, „Stadtmitte“ or „huels sued“."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from marlerweg.network.rules.folding import folded

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Named(Generic[Key]):
    """One name and the districts it stands for: one for an official name, several or none for a nickname."""

    name: str
    districts: tuple[Key, ...]


def candidates(said: str, names: Iterable[Named[Key]], town: str = "") -> list[Key]:
    """Best first: the name itself, then names that begin with what was said, then names that contain it as a word."""
    wanted = _without_town(folded(said), folded(town))
    if not wanted:
        return []
    ranked: dict[Key, int] = {}
    for each in names:
        rank = _rank(wanted, folded(each.name), _without_town(folded(each.name), folded(town)))
        for district in each.districts if rank is not None else ():
            ranked[district] = min(rank or 0, ranked.get(district, 9))
    best = min(ranked.values(), default=0)
    return [district for district, rank in ranked.items() if rank == best]


def _rank(wanted: str, *forms: str) -> int | None:
    if wanted in forms:
        return 0
    if any(form.startswith(f"{wanted} ") for form in forms):
        return 1
    if any(f" {wanted} " in f" {form} " for form in forms):
        return 2
    return None


def _without_town(words: str, town: str) -> str:
    """„Marl-Hüls“ is Hüls; „Marl“ alone stays."""
    shorter = words.removeprefix(f"{town} ") if town else words
    return shorter or words
