"""Cards that mean the same: each keeps its own words and points at the one it was joined into."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def head(card: Key, into: Mapping[Key, Key]) -> Key:
    """The card at the end of the chain; `into` names for each joined card the next one and holds no circle."""
    while card in into:
        card = into[card]
    return card


def would_circle(card: Key, target: Key, into: Mapping[Key, Key]) -> bool:
    return head(target, into) == card


def moved(order: Sequence[Key], card: Key, places: int) -> list[Key]:
    """The order with one card moved; at the ends it stays where it is."""
    rest = [each for each in order if each != card]
    wanted = min(max(order.index(card) + places, 0), len(rest))
    return [*rest[:wanted], card, *rest[wanted:]]


def round_at(now: datetime, starts: Sequence[tuple[datetime, Key]]) -> Key | None:
    """The round that began last; what is written in the break after it belongs to it."""
    begun = [(start, key) for start, key in starts if start <= now]
    return max(begun, key=lambda each: each[0])[1] if begun else None


def paper_code(typed: str) -> tuple[int, int] | None:
    """Table and serial number of a printed card, such as 3-07."""
    table, dash, serial = typed.strip().replace(" ", "").partition("-")
    if not dash or not (table.isdecimal() and serial.isdecimal()):
        return None
    return int(table), int(serial)
