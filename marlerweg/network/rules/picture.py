"""Where every organisation stands on the map: a ring that reads like two lists, so that no name covers another.

The ring has one slot per organisation and one per heading, clockwise by group and name: down the right side, up the
left. Slots are equally far apart in height. A newcomer pushes others on by a slot or two and moves nobody further.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import dist, sqrt

SLOT = 22.0  # height of a line of text with air, in units of the picture
HALF_WIDTH = 215.0
LABEL_WIDTH = 265.0
LABEL_GAP = 10.0
LONGEST_LABEL = 36
MARGIN = 14.0
LEAST_PULL, PULL = 0.12, 0.7  # how far towards the middle a line bends, by how far apart its ends are


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


Entry = tuple[Hashable | None, str, str]


def draw(nodes: Iterable[Node], groups: Sequence[str], headings: Mapping[str, str]) -> Picture:
    """Same nodes, same picture, in whatever order they come; `groups` gives the order around the ring.

    Headings stand above their groups on both sides; a group that runs from the right side over to the left has two.
    """
    order = {group: number for number, group in enumerate(groups)}
    ranked = sorted(nodes, key=lambda node: (order[node.group], node.name.casefold(), str(node.key)))
    right, left = _sides(ranked, headings)
    rows = max(len(right), len(left), 1)
    width, height = 2 * (HALF_WIDTH + LABEL_WIDTH + LABEL_GAP), rows * SLOT + 2 * MARGIN
    spots = [_spot(entry, row, width / 2, height, on_right=True) for row, entry in enumerate(right)]
    spots += [
        _spot(entry, rows - 1 - row, width / 2, height, on_right=False) for row, entry in enumerate(left)
    ]
    return Picture(width, height, tuple(spots))


def _sides(ranked: Sequence[Node], headings: Mapping[str, str]) -> tuple[list[Entry], list[Entry]]:
    """Clockwise: down the right side with each heading before its group, up the left with the heading behind it."""
    families = {group: list(members) for group, members in groupby(ranked, key=lambda node: node.group)}
    half = -(-(len(ranked) + len(families)) // 2)
    right: list[Entry] = []
    left: list[Entry] = []
    for group, members in families.items():
        room = max(0, half - len(right) - 1) if not left else 0
        here, over = members[:room], members[room:]
        if here:
            right += [(None, headings[group], group), *map(_entry, here)]
        if over:
            left += [*map(_entry, over), (None, headings[group], group)]
    return right, left


def _entry(node: Node) -> Entry:
    return node.key, shortened(node.name), node.group


def _spot(entry: Entry, row: int, middle: float, height: float, *, on_right: bool) -> Spot:
    key, label, group = entry
    y = MARGIN + (row + 0.5) * SLOT
    reach = (height - 2 * MARGIN) / 2
    across = HALF_WIDTH * sqrt(max(0.0, 1 - ((y - height / 2) / reach) ** 2))
    return Spot(key, label, group, middle + (across if on_right else -across), y, on_right)


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1].rstrip()}…"


def curve(picture: Picture, first: Spot, second: Spot) -> str:
    """An SVG path that bends towards the middle: far ones run together, neighbours make a small arc."""
    middle = (picture.width / 2, picture.height / 2)
    half = ((first.x + second.x) / 2, (first.y + second.y) / 2)
    pull = LEAST_PULL + PULL * min(1.0, dist((first.x, first.y), (second.x, second.y)) / picture.height)
    bend = [mean + pull * (centre - mean) for centre, mean in zip(middle, half, strict=True)]
    return f"M{first.x:.1f} {first.y:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {second.x:.1f} {second.y:.1f}"


def stroke(weight: float) -> float:
    """Line width between 0.75 and 5: grows with the square root, so that strong ties do not cover the rest."""
    return round(min(5.0, 0.75 + 1.25 * sqrt(weight)), 2)
