"""Seat groups that belong together before everybody else, where the prices of the transport say it is cheapest."""

from random import Random

from marlerweg.conferences.rules.places import pins
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.prices import Prices

Fixed = dict[tuple[int, int], int]


def seat_groups(gathering: Gathering, prices: Prices, rng: Random) -> Fixed:
    """(round, person) → table for pins and for every group of two and more; random where costs are equal.

    A group that finds no table here is left to the others' fate and mended later.
    """
    hall = _Hall(gathering, prices)
    tasks = [(r, block) for r, blocks in enumerate(gathering.blocks) for block in blocks if len(block) > 1]
    rng.shuffle(tasks)
    for r, block in sorted(tasks, key=lambda task: -len(task[1])):
        hall.seat(r, block, rng)
    return hall.fixed


class _Hall:
    def __init__(self, gathering: Gathering, prices: Prices) -> None:
        self.gathering = gathering
        self.prices = prices
        self.fixed: Fixed = pins(gathering)
        self.apart: dict[int, set[int]] = {}
        for i, j in gathering.apart:
            self.apart.setdefault(i, set()).add(j)
            self.apart.setdefault(j, set()).add(i)

    def seat(self, r: int, block: tuple[int, ...], rng: Random) -> None:
        pinned = {self.fixed[r, i] for i in block if (r, i) in self.fixed}
        tables = [t for t in self._tables(r, block) if not pinned or pinned == {t}]
        if tables:
            t = min(tables, key=lambda table: (self._cost(r, block, table), rng.random()))
            self.fixed |= {(r, i): t for i in block}

    def _cost(self, r: int, block: tuple[int, ...], t: int) -> int:
        k = self.gathering.theme_of[t]
        wishes = sum(self.gathering.costs[i][k] for i in block)
        return self.prices.scale * wishes + self.prices.toll(self.gathering, block, r, t)

    def _tables(self, r: int, block: tuple[int, ...]) -> list[int]:
        shared = frozenset.intersection(*(self.gathering.domain[r][i] for i in block))
        return [t for t in sorted(shared) if self._has_room(r, block, t) and self._is_welcome(r, block, t)]

    def _has_room(self, r: int, block: tuple[int, ...], t: int) -> bool:
        seated = [i for (q, i), table in self.fixed.items() if (q, table) == (r, t) and i not in block]
        limit = self.gathering.max_same_organisation
        if limit is not None:
            bodies = [self.gathering.people[i].organisation for i in (*seated, *block)]
            if any(body is not None and bodies.count(body) > limit for body in bodies):
                return False
        return len(seated) + len(block) <= self.gathering.tables[t].seats[r]

    def _is_welcome(self, r: int, block: tuple[int, ...], t: int) -> bool:
        k = self.gathering.theme_of[t]
        for i in block:
            others = self.apart.get(i, set())
            if any(self.fixed.get((r, other)) == t for other in others):
                return False
            if self.gathering.no_theme_twice and (r, i) not in self.fixed:
                rounds = range(self.gathering.rounds)
                if any(
                    self.gathering.theme_of[table] == k
                    for q in rounds
                    if (table := self.fixed.get((q, i), -1)) >= 0
                ):
                    return False
        return True
