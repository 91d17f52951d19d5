"""Who seeks seats together, and which seats are still to be dealt."""

from dataclasses import dataclass, field
from functools import cached_property

from marlerweg.conferences.rules.planning import Gathering

Seat = tuple[int, int]
"""Round and table."""


@dataclass(frozen=True, slots=True)
class Unit:
    """People who go everywhere together; `free` are the rounds in which no pin decides for them."""

    people: tuple[int, ...]
    free: frozenset[int]
    accessible: bool
    spent: frozenset[int]
    """Themes a pin has already given them."""


def units(gathering: Gathering) -> list[Unit]:
    """Bonded people with the same rounds and pins form one unit; others stay alone (a relaxation, so still a bound)."""
    found = []
    for group in _bonded(gathering):
        first = gathering.people[group[0]]
        alike = all(
            gathering.people[i].present == first.present and gathering.people[i].pins == first.pins
            for i in group
        )
        found += [_unit(gathering, group)] if alike else [_unit(gathering, (i,)) for i in group]
    return found


def _bonded(gathering: Gathering) -> list[tuple[int, ...]]:
    groups: dict[int, tuple[int, ...]] = {i: (i,) for i in range(len(gathering.people))}
    for i, j in gathering.bonds:
        if groups[i] is not groups[j]:
            joined = tuple(sorted((*groups[i], *groups[j])))
            groups |= dict.fromkeys(joined, joined)
    return sorted(set(groups.values()))


def _unit(gathering: Gathering, people: tuple[int, ...]) -> Unit:
    person = gathering.people[people[0]]
    return Unit(
        people,
        person.present - person.pins.keys(),
        any(gathering.people[i].needs_accessible for i in people),
        frozenset(gathering.theme_of[t] for t in person.pins.values()),
    )


@dataclass(frozen=True)
class Room:
    """Seats that are still to be dealt when everybody fixed in advance has sat down."""

    gathering: Gathering
    fixed: dict[tuple[int, int], int] = field(default_factory=dict)
    """(round, person) → table; pins are included."""

    @cached_property
    def seats(self) -> dict[Seat, tuple[int, int]]:
        """(round, table) → fewest and most people still to sit there."""
        taken: dict[Seat, int] = {}
        for (r, _), t in self.fixed.items():
            taken[r, t] = taken.get((r, t), 0) + 1
        return {
            (r, t): (max(0, table.least[r] - taken.get((r, t), 0)), table.seats[r] - taken.get((r, t), 0))
            for t, table in enumerate(self.gathering.tables)
            for r in range(self.gathering.rounds)
            if table.seats[r]
        }

    @cached_property
    def share(self) -> dict[Seat, int]:
        """How many would sit there if all tables of a round were filled evenly."""
        shares: dict[Seat, int] = {}
        for r, people in enumerate(self.gathering.here):
            to_seat = sum((r, i) not in self.fixed for i in people)
            rooms = {seat: most for seat, (_, most) in self.seats.items() if seat[0] == r}
            level = 0
            while sum(min(level, room) for room in rooms.values()) < to_seat and level < max(rooms.values()):
                level += 1
            shares |= {seat: min(level, room) for seat, room in rooms.items()}
        return shares


def pins(gathering: Gathering) -> dict[tuple[int, int], int]:
    return {
        (r, i): t
        for i, person in enumerate(gathering.people)
        for r, t in person.pins.items()
        if r in person.present
    }


def limited_body(gathering: Gathering, i: int) -> str | None:
    """The person's organisation if a limit per table holds and the organisation has more people than that."""
    return gathering.crowded.get(i)


def share_of_one_body(gathering: Gathering, r: int, theme: int) -> int:
    """Seats of a theme that one organisation may take in a round."""
    limit = gathering.max_same_organisation or 0
    return sum(
        min(limit, table.seats[r])
        for table, k in zip(gathering.tables, gathering.theme_of, strict=True)
        if k == theme
    )
