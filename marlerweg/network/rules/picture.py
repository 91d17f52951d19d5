"""Where every organisation stands on the map: a ring that reads like two lists, so that no name covers another.

The ring has one slot per organisation and one per heading, clockwise by group and name: down the right side, up the
left. Slots are equally far apart in height. A newcomer pushes its neighbours on by one slot and moves nobody further.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

SLOT = 22.0  # height of a line of text with air, in units of the picture
HALF_WIDTH = 215.0
LABEL_WIDTH = 265.0
LABEL_GAP = 10.0
LONGEST_LABEL = 36
MARGIN = 14.0
BEND = 0.25  # how far from the middle a line may pass


@dataclass(frozen=True, slots=True)
class Node:
    key: Hashable
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the ring; headings have no key."""

    key: Hashable | None
    label: str
    group: str
    x: float
    y: float
    on_right: bool

    @property
    def label_x(self) -> float:
        return self.x + (LABEL_GAP if self.on_right else -LABEL_GAP)


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    spots: tuple[Spot, ...]

    @property
    def places(self) -> dict[Hashable, Spot]:
        return {spot.key: spot for spot in self.spots if spot.key is not None}


def draw(nodes: Iterable[Node], groups: Sequence[str], headings: Mapping[str, str]) -> Picture:
    """Same nodes, same picture, in whatever order they come; `groups` gives the order around the ring."""
    order = {group: number for number, group in enumerate(groups)}
    sorted_nodes = sorted(nodes, key=lambda node: (order[node.group], node.name.casefold(), str(node.key)))
    entries: list[tuple[Hashable | None, str, str]] = []
    for group, members in groupby(sorted_nodes, key=lambda node: node.group):
        entries.append((None, headings[group], group))
        entries.extend((node.key, shortened(node.name), group) for node in members)
    right = -(-len(entries) // 2)
    height = max(right, 1) * SLOT + 2 * MARGIN
    width = 2 * (HALF_WIDTH + LABEL_WIDTH + LABEL_GAP)
    spots = tuple(_spot(entry, number, right, width / 2, height) for number, entry in enumerate(entries))
    return Picture(width, height, spots)


def _spot(
    entry: tuple[Hashable | None, str, str], number: int, right: int, middle: float, height: float
) -> Spot:
    key, label, group = entry
    on_right = number < right
    row = number if on_right else 2 * right - 1 - number
    y = MARGIN + (row + 0.5) * SLOT
    reach = (height - 2 * MARGIN) / 2
    across = HALF_WIDTH * sqrt(max(0.0, 1 - ((y - height / 2) / reach) ** 2))
    return Spot(key, label, group, middle + (across if on_right else -across), y, on_right)


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"


def curve(picture: Picture, first: Spot, second: Spot) -> str:
    """An SVG path that bends towards the middle, so that lines of one direction run together."""
    middle = (picture.width / 2, picture.height / 2)
    half = ((first.x + second.x) / 2, (first.y + second.y) / 2)
    bend = [centre + BEND * (mean - centre) for centre, mean in zip(middle, half, strict=True)]
    return f"M{first.x:.1f} {first.y:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {second.x:.1f} {second.y:.1f}"


def stroke(weight: float) -> float:
    """Line width between 0.75 and 5: grows with the square root, so that strong ties do not cover the rest."""
    return round(min(5.0, 0.75 + 1.25 * sqrt(weight)), 2)
