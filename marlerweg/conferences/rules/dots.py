"""Dots: what one person may give, how phone and paper become one count, and when a count on paper cannot be true."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # 30 signs nobody mistakes for another
LENGTH = 10  # 49 bits; guesses are slowed down besides
LOOKS_LIKE = str.maketrans("", "", " -–.")


def read_code(typed: str) -> str:
    """As printed, whatever gaps and small letters somebody types; empty when it cannot be a code."""
    code = typed.upper().translate(LOOKS_LIKE)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def spelled(code: str) -> str:
    """In groups that the eye can keep: K7QP-3M9-XTD."""
    return f"{code[:4]}-{code[4:7]}-{code[7:]}"


def is_allowed(given: Mapping[Key, int], *, each: int, most: int) -> bool:
    """At least one dot, none negative, not more than a person has, not more than a card may get from one person."""
    counts = list(given.values())
    return all(0 <= count <= most for count in counts) and 0 < sum(counts) <= each


def is_possible(on_paper: int, *, sheets: int, each: int) -> bool:
    """Nobody can have stuck more dots than all who stuck some were given."""
    return on_paper <= sheets * each


@dataclass(frozen=True)
class Standing(Generic[Key]):
    card: Key
    by_token: int
    by_hand: int
    rank: int

    @property
    def dots(self) -> int:
        return self.by_token + self.by_hand


def tally(
    cards: Iterable[Key], tokens: Iterable[Mapping[Key, int]], on_paper: Mapping[Key, int]
) -> list[Standing[Key]]:
    """One count for phone and paper, best first; equal dots share a rank and the next rank is left out."""
    order = list(cards)
    phone: dict[Key, int] = dict.fromkeys(order, 0)
    for given in tokens:
        for card, count in given.items():
            phone[card] += count
    total = {card: phone[card] + on_paper.get(card, 0) for card in order}
    ranked = sorted(order, key=lambda card: -total[card])
    return [
        Standing(
            card,
            phone[card],
            on_paper.get(card, 0),
            1 + sum(other > total[card] for other in total.values()),
        )
        for card in ranked
    ]
