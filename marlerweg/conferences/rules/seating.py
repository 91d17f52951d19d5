"""A plan in the making: who sits where, and what that costs, kept up to date with every single move."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from marlerweg.conferences.rules.planning import Gathering

Move = tuple[int, int, int]
"""Round, person, new table."""


class Seating:
    """`violations` counts broken rules, `wish` the cost of all seats, `repeats` Σ C(m,2), `thrice` Σ C(m,3) over pairs.

    Who has met before starts with one meeting, so seeing each other again costs one the first time already.
    Presence, pins and accessible tables are never broken here: nobody offers such a move. With a `ceiling` nobody's
    wishes may cost more; what exceeds it counts as broken.
    """

    def __init__(
        self, gathering: Gathering, seats: Sequence[Sequence[int]], *, ceiling: int | None = None
    ) -> None:
        people = len(gathering.people)
        self.gathering = gathering
        self.seat = [[-1] * people for _ in range(gathering.rounds)]
        self.members: list[list[list[int]]] = [
            [[] for _ in gathering.tables] for _ in range(gathering.rounds)
        ]
        self.meet = [bytearray(people + 1) for _ in range(people)]
        for i, j in gathering.met:
            self.meet[i][j] = self.meet[j][i] = 1
        self.wish = self.repeats = self.thrice = 0
        self.violations = sum(sum(table.least) for table in gathering.tables)
        self.ceiling = ceiling
        self.served = [0] * people
        self.visits = [[0] * len(gathering.themes) for _ in range(people)]
        self._glance: list[list[itemgetter[Any] | None]] = [
            [None] * len(gathering.tables) for _ in range(gathering.rounds)
        ]
        self._prepare()
        for r, row in enumerate(seats):
            for i, t in enumerate(row):
                if t >= 0:
                    self.move(r, i, t)

    def _prepare(self) -> None:
        gathering = self.gathering
        self.apart: list[set[int]] = [set() for _ in gathering.people]
        self.bonds: list[list[list[int]]] = [[[] for _ in gathering.people] for _ in range(gathering.rounds)]
        for i, j in gathering.apart:
            self.apart[i].add(j)
            self.apart[j].add(i)
        for i, j in gathering.bonds:
            for r in gathering.people[i].present & gathering.people[j].present:
                self.bonds[r][i].append(j)
                self.bonds[r][j].append(i)
        names = {person.organisation for person in gathering.people} - {None}
        numbers = {name: number for number, name in enumerate(sorted(map(str, names)))}
        self.body = [numbers.get(str(person.organisation), -1) for person in gathering.people]
        self.limit = gathering.max_same_organisation
        self.heads = [[[0] * len(numbers) for _ in gathering.tables] for _ in range(gathering.rounds)]
        self.allowed_visits = [[1] * len(gathering.themes) for _ in gathering.people]
        for i, person in enumerate(gathering.people):
            for k in range(len(gathering.themes)):
                pinned = sum(gathering.theme_of[t] == k for t in person.pins.values())
                self.allowed_visits[i][k] = max(1, pinned)

    def glance(self, r: int, t: int) -> "itemgetter[Any]":
        """Reads everybody at a table out of somebody's row of meetings in one go (twice padded with nobody)."""
        found = self._glance[r][t]
        if found is None:
            nobody = len(self.seat[r])
            found = self._glance[r][t] = itemgetter(nobody, nobody, *self.members[r][t])
        return found

    def move(self, r: int, i: int, to: int) -> None:
        """Put person i at a table in round r (-1: nowhere)."""
        at = self.seat[r][i]
        if at == to:
            return
        if at >= 0:
            self._leave(r, i, at)
        self.seat[r][i] = to
        if to >= 0:
            self._join(r, i, to)

    def _leave(self, r: int, i: int, t: int) -> None:
        members, meet, mine = self.members[r][t], self.meet, self.meet[i]
        members.remove(i)
        self._glance[r][t] = None
        again = third = 0
        for other in members:
            times = mine[other] - 1
            again += times
            third += times * (times - 1)
            mine[other] = times
            meet[other][i] = times
        if len(members) < self.gathering.tables[t].least[r]:
            self.violations += 1
        self.repeats -= again
        self.thrice -= third // 2
        self._rules(r, i, t, members, -1)

    def _join(self, r: int, i: int, t: int) -> None:
        members, meet, mine = self.members[r][t], self.meet, self.meet[i]
        self._rules(r, i, t, members, 1)
        again = third = 0
        for other in members:
            times = mine[other]
            again += times
            third += times * (times - 1)
            mine[other] = times + 1
            meet[other][i] = times + 1
        self.repeats += again
        self.thrice += third // 2
        if len(members) < self.gathering.tables[t].least[r]:
            self.violations -= 1
        members.append(i)
        self._glance[r][t] = None

    def _rules(self, r: int, i: int, t: int, others: list[int], sign: int) -> None:
        """Account for wishes and broken rules of i sitting (1) or no longer sitting (-1) with these others."""
        gathering = self.gathering
        k = gathering.theme_of[t]
        cost = gathering.costs[i][k]
        self.wish += sign * cost
        before = self.served[i]
        after = self.served[i] = before + sign * cost
        if self.ceiling is not None and gathering.people[i].wishes:
            self.violations += max(0, after - self.ceiling) - max(0, before - self.ceiling)
        visits = self.visits[i]
        if sign < 0:
            visits[k] -= 1
        if gathering.no_theme_twice and visits[k] >= self.allowed_visits[i][k]:
            self.violations += sign
        if sign > 0:
            visits[k] += 1
        if self.apart[i]:
            self.violations += sign * len(self.apart[i].intersection(others))
        if bonds := self.bonds[r][i]:
            self.violations += self._split(r, t, bonds, sign)
        if self.limit is not None and self.body[i] >= 0:
            self._count_body(self.heads[r][t], self.body[i], sign)

    def _count_body(self, heads: list[int], body: int, sign: int) -> None:
        if sign < 0:
            heads[body] -= 1
        if heads[body] >= (self.limit or 0):
            self.violations += sign
        if sign > 0:
            heads[body] += 1

    def _split(self, r: int, t: int, bonds: list[int], sign: int) -> int:
        """A pair is split when both sit and sit apart."""
        row = self.seat[r]
        return sign * sum(row[other] >= 0 and row[other] != t for other in bonds)

    def swap_change(self, r: int, a: int, b: int) -> int:
        """How many repeats more if these two change tables in round r; told without moving anybody."""
        at, to = self.seat[r][a], self.seat[r][b]
        mine, theirs = self.meet[a], self.meet[b]
        my_table, their_table = self.glance(r, at), self.glance(r, to)
        gone: int = sum(my_table(mine)) + sum(their_table(theirs))
        come: int = sum(my_table(theirs)) + sum(their_table(mine)) - 2 * mine[b]
        return come - gone + len(self.members[r][at]) + len(self.members[r][to]) - 2

    def make(self, moves: Iterable[Move]) -> list[Move]:
        """Make several moves at once; what comes back undoes them."""
        undo = []
        for r, i, t in moves:
            undo.append((r, i, self.seat[r][i]))
            self.move(r, i, t)
        undo.reverse()
        return undo

    @property
    def worst_served(self) -> int:
        """Wish cost of the person who fares worst, among those who have wishes."""
        people = self.gathering.people
        return max(
            (cost for cost, person in zip(self.served, people, strict=True) if person.wishes), default=0
        )

    def plan(self) -> list[list[int]]:
        return [row.copy() for row in self.seat]

    def reset(self, seats: Sequence[Sequence[int]]) -> None:
        """Go to another plan by moving only whom it seats differently."""
        for r, row in enumerate(seats):
            for i, t in enumerate(row):
                if self.seat[r][i] != t:
                    self.move(r, i, t)
