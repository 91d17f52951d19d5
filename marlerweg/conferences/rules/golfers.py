"""Social golfers: everyone in equal groups in every round, nobody with the same person twice.

Perfect rounds are rare. Many come from algebra (`designs`). Others have a symmetry: turn one round (or two) about a
circle of places, and each turn is another round; searching the turning round alone is a far smaller problem. Where
neither helps, the plan for conferences does its best.
"""

import re
from collections.abc import Iterator
from math import exp
from random import Random

from marlerweg.conferences.rules.designs import designed
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Gathering, Person, Table, Unreadable

Groups = list[list[int]]
SLICE = 3000
"""Swaps between two looks at the clock."""
FORBIDDEN = 40


def read_golfers(text: str) -> Gathering:
    """`G-P-W`: G groups of P people in W rounds."""
    match = re.fullmatch(r"\s*(\d+)-(\d+)-(\d+)\s*", text)
    numbers = [int(one) for one in match.groups()] if match else []
    if not numbers or min(numbers) < 1:
        raise Unreadable([f"„{text}“: Erwartet wird Gruppen-Größe-Runden, etwa 8-4-7."])
    return golfers(*numbers)


def golfers(groups: int, size: int, rounds: int) -> Gathering:
    everyday = frozenset(range(rounds))
    people = tuple(Person(i + 1, present=everyday) for i in range(groups * size))
    tables = tuple(Table(t + 1, str(t + 1), (size,) * rounds, (size,) * rounds) for t in range(groups))
    return Gathering(people, tables, rounds)


def shape(gathering: Gathering) -> tuple[int, int, int] | None:
    """Groups, size and rounds if this is a golfer's day: all there, tables alike and full, no rule to keep."""
    rounds, everyday = gathering.rounds, frozenset(range(gathering.rounds))
    sizes = {seats for table in gathering.tables for seats in table.seats}
    ruled = (
        gathering.has_wishes
        or gathering.no_theme_twice
        or gathering.apart
        or gathering.bonds
        or gathering.met
    )
    plain = all(
        person.present == everyday and not person.pins and not person.needs_accessible
        for person in gathering.people
    )
    if ruled or not plain or len(sizes) != 1 or gathering.max_same_organisation is not None:
        return None
    size = sizes.pop()
    full = len(gathering.tables) * size == len(gathering.people)
    return (len(gathering.tables), size, rounds) if full else None


def perfect_rounds(
    groups: int, size: int, rounds: int, patience: Patience, rng: Random
) -> list[list[int]] | None:
    """`seats[r][i]` without any repeat, by algebra or by symmetry; None if neither finds any in the time."""
    if rounds * (size - 1) > groups * size - 1:
        return None
    if seats := designed(groups, size, rounds, patience.share(0.4), rng):
        return seats
    wheels = [_Wheel(groups, size, form, rng) for form in _forms(groups, size, rounds)]
    while wheels and patience:
        for wheel in wheels:
            if wheel.turn(patience):
                return wheel.seats(rounds)
    return None


Form = tuple[int, int, int]
"""Steps of a full turn, places that stand still, rounds that are turned."""


def _forms(groups: int, size: int, rounds: int) -> Iterator[Form]:
    """Ways to get so many rounds by turning few of them."""
    people = groups * size
    for turned in (1, 2, 3):
        for steps in range(max(2, -(-rounds // turned)), -(-rounds // turned) + 3):
            still = people % steps
            if still <= groups and people > still and turned * steps <= (people - 1) // (size - 1):
                yield steps, still, turned


class _Wheel:
    """Places 0 … people−1: cycles of `steps` places that move on together, the last `still` ones never move."""

    def __init__(self, groups: int, size: int, form: Form, rng: Random) -> None:
        self.groups, self.size = groups, size
        self.steps, self.still, self.turned = form
        self.people = groups * size
        self.rng = rng
        self.orbit, self.start = self._orbits()
        self._shuffle()

    def _orbits(self) -> tuple[list[list[int]], list[int]]:
        """The class of pairs each pair turns into; how often a class counts before anybody sits."""
        orbit = [[-1] * self.people for _ in range(self.people)]
        start: list[int] = []
        for a in range(self.people):
            for b in range(a):
                if orbit[a][b] < 0:
                    self._follow(a, b, orbit, len(start))
                    start.append(self._weight(a, b))
        return orbit, start

    def _follow(self, a: int, b: int, orbit: list[list[int]], number: int) -> None:
        while orbit[a][b] < 0:
            orbit[a][b] = orbit[b][a] = number
            a, b = self._next(a), self._next(b)

    def _next(self, place: int) -> int:
        if place >= self.people - self.still:
            return place
        cycle, step = divmod(place, self.steps)
        return cycle * self.steps + (step + 1) % self.steps

    def _weight(self, a: int, b: int) -> int:
        """A pair that returns to itself before the turn is complete would meet again: never use it."""
        moving = self.people - self.still
        if a >= moving and b >= moving:
            return FORBIDDEN
        halfway = a // self.steps == b // self.steps and 2 * (a - b) % self.steps == 0
        return 1 if a < moving and b < moving and halfway else 0

    def _shuffle(self) -> None:
        self.count = self.start.copy()
        self.rounds: list[Groups] = []
        for _ in range(self.turned):
            order = list(range(self.people))
            self.rng.shuffle(order)
            groups = [order[g * self.size : (g + 1) * self.size] for g in range(self.groups)]
            self.rounds.append(groups)
        self.clashes = 0
        for groups in self.rounds:
            for group in groups:
                for at, a in enumerate(group):
                    for b in group[:at]:
                        self.clashes += self.count[self.orbit[a][b]]
                        self.count[self.orbit[a][b]] += 1
        self.heat = 1.2

    def turn(self, patience: Patience) -> bool:
        """Anneal for a while; true when every class of pairs is used at most once."""
        for _ in range(8):
            if self.clashes == 0 or not patience:
                break
            odds = [exp(-worse / self.heat) for worse in range(FORBIDDEN)]
            for _ in range(SLICE):
                if not self._swap(odds):
                    break
            self.heat *= 0.93
        if self.clashes and self.heat < 0.22:
            self.heat = 0.7
            if self.rng.random() < 0.2:
                self._shuffle()
        return self.clashes == 0

    def _swap(self, odds: list[float]) -> bool:
        """One swap between two groups of a round; false when nothing is left to mend."""
        chance = self.rng.random
        groups = self.rounds[int(chance() * self.turned)]
        g, h = int(chance() * self.groups), int(chance() * self.groups)
        if g == h:
            return True
        first, second = groups[g], groups[h]
        i, j = int(chance() * self.size), int(chance() * self.size)
        a, b = first[i], second[j]
        ours, theirs = self.orbit[a], self.orbit[b]
        before = self.clashes
        self._part(first, ours, a)
        self._part(second, theirs, b)
        self._join(first, theirs, a)
        self._join(second, ours, b)
        worse = self.clashes - before
        if worse > 0 and (worse >= FORBIDDEN or chance() >= odds[worse]):
            self._part(second, ours, b)
            self._part(first, theirs, a)
            self._join(first, ours, a)
            self._join(second, theirs, b)
        else:
            first[i], second[j] = b, a
        return self.clashes > 0

    def _part(self, group: list[int], classes: list[int], without: int) -> None:
        """Somebody, whose classes of pairs these are, no longer sits with the group (`without` the seat's owner)."""
        count = self.count
        for x in group:
            if x != without:
                count[classes[x]] -= 1
                self.clashes -= count[classes[x]]

    def _join(self, group: list[int], classes: list[int], without: int) -> None:
        count = self.count
        for x in group:
            if x != without:
                self.clashes += count[classes[x]]
                count[classes[x]] += 1

    def seats(self, rounds: int) -> list[list[int]]:
        rows = []
        for groups in self.rounds:
            row = [0] * self.people
            for g, group in enumerate(groups):
                for place in group:
                    row[place] = g
            for _ in range(self.steps):
                rows.append(row)
                row = self._turned(row)
        return rows[:rounds]

    def _turned(self, row: list[int]) -> list[int]:
        turned = [0] * self.people
        for place, g in enumerate(row):
            turned[self._next(place)] = g
        return turned
