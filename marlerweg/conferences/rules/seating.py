"""A plan in the making: who sits where, and what that costs, kept up to date with every single move."""

from collections.abc import Iterable, Sequence
from operator import itemgetter

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
        self.violations = self.wish = self.repeats = self.thrice = 0
        self.ceiling = ceiling
        self.served = [0] * people
        self.visits = [[0] * len(gathering.themes) for _ in range(people)]
        self._glance: list[list[itemgetter[int] | None]] = [
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

    def glance(self, r: int, t: int) -> "itemgetter[int]":
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
        members.append(i)
        self._glance[r][t] = None

    def _rules(self, r: int, i: int, t: int, others: list[int], sign: int) -> None:
        """Account for wishes and broken rules of i sitting (1) or no longer sitting (-1) with these others."""
        gathering = self.gathering
        k = gathering.theme_of[t]
        cost = gathering.costs[i][k]
        self.wish += sign * cost
        if self.ceiling is not None and gathering.people[i].wishes:
            before, after = self.served[i], self.served[i] + sign * cost
            self.violations += max(0, after - self.ceiling) - max(0, before - self.ceiling)
            self.served[i] = after
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
            heads = self.heads[r][t]
            if sign < 0:
                heads[self.body[i]] -= 1
            if heads[self.body[i]] >= self.limit:
                self.violations += sign
            if sign > 0:
                heads[self.body[i]] += 1

    def _split(self, r: int, t: int, bonds: list[int], sign: int) -> int:
        """A pair is split when both sit and sit apart."""
        row = self.seat[r]
        return sign * sum(row[other] >= 0 and row[other] != t for other in bonds)

    def make(self, moves: Iterable[Move]) -> list[Move]:
        """Make several moves at once; what comes back undoes them."""
        undo = []
        for r, i, t in moves:
            undo.append((r, i, self.seat[r][i]))
            self.move(r, i, t)
        undo.reverse()
        return undo

    def plan(self) -> list[list[int]]:
        return [row.copy() for row in self.seat]

    def reset(self, seats: Sequence[Sequence[int]]) -> None:
        """Go to another plan by moving only whom it seats differently."""
        for r, row in enumerate(seats):
            for i, t in enumerate(row):
                if self.seat[r][i] != t:
                    self.move(r, i, t)
