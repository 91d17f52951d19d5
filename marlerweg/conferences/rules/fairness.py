"""New contacts for everybody: on the plateau that rules, wishes and repeats leave, nobody should fall behind."""

from collections.abc import Iterable
from math import exp
from random import Random

from marlerweg.conferences.rules.moves import Steps
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.seating import Seating

DRAWS = 200
TRIES = 20
"""Swaps looked at before one draw is given up."""


def new_contacts(seating: Seating) -> list[int]:
    """For each person how many people they sit with whom they had not met before."""
    known = [0] * len(seating.meet)
    for i, j in seating.gathering.met:
        known[i] += 1
        known[j] += 1
    return [len(row) - row.count(0) - known[i] for i, row in enumerate(seating.meet)]


def attending(seating: Seating) -> list[int]:
    return [i for i, person in enumerate(seating.gathering.people) if person.present]


def least_contacts(seating: Seating) -> int:
    contacts = new_contacts(seating)
    return min((contacts[i] for i in attending(seating)), default=0)


def free_pairs_at_most(seating: Seating) -> int:
    """How often two people meet at most, bonded pairs aside (they are meant to)."""
    bonded = set(seating.gathering.bonds)
    met = set(seating.gathering.met)
    most = 0
    for i, row in enumerate(seating.meet):
        top = max(row[i + 1 :], default=0)
        if top > most:
            for j in range(i + 1, len(seating.meet)):
                pair = (i, j)
                if pair not in bonded:
                    most = max(most, row[j] - (pair in met))
    return most


def make_fair(seating: Seating, most_bound: int, least_bound: int, patience: Patience, rng: Random) -> None:
    """Lower the most meetings of any pair, then raise the least new contacts of anyone; all else stays as good."""
    search = _Plateau(seating, most_bound, least_bound, rng)
    while not search.done and patience and search.steps.rounds:
        search.walk()
    seating.reset(search.best)


class _Plateau:
    def __init__(self, seating: Seating, most_bound: int, least_bound: int, rng: Random) -> None:
        self.seating = seating
        self.bounds = (most_bound, -least_bound)
        self.target = least_bound + 1
        self.rng = rng
        self.steps = Steps(seating, rng)
        self.known = [0] * len(seating.meet)
        for i, j in seating.gathering.met:
            self.known[i] += 1
            self.known[j] += 1
        self.present = set(attending(seating))
        self.best = seating.plan()
        self.rank = self._rank()
        self.heat = 4.0

    @property
    def done(self) -> bool:
        return self.rank[0] <= self.bounds[0] and self.rank[1] <= self.bounds[1]

    def _rank(self) -> tuple[int, int]:
        return free_pairs_at_most(self.seating), -least_contacts(self.seating)

    def _strain(self, people: Iterable[int]) -> int:
        """How far these people are from the aim: pairs that meet three times and more, too few contacts."""
        strain = 0
        for i in people:
            row = self.seating.meet[i]
            short = self.target - (len(row) - row.count(0) - self.known[i])
            if short > 0 and i in self.present:
                strain += short * short
            strain += 10 * sum(
                row.count(times) * (times - 2) for times in range(3, 3 + self.seating.gathering.rounds)
            )
        return strain

    def walk(self) -> None:
        seating, rng = self.seating, self.rng
        changed = False
        for _ in range(DRAWS):
            moves = self.steps.draw() if rng.random() < 0.1 else self._swap()
            if not moves:
                continue
            touched = self._touched(moves)
            before = (seating.violations, seating.wish, seating.repeats)
            strain = self._strain(touched)
            undo = seating.make(moves)
            if (seating.violations, seating.wish, seating.repeats) != before:
                seating.make(undo)
                continue
            worse = self._strain(touched) - strain
            if worse > 0 and rng.random() >= exp(-worse / self.heat):
                seating.make(undo)
            else:
                changed = True
        self.heat = max(0.5, self.heat * 0.98)
        if changed and (rank := self._rank()) < self.rank:
            self.rank, self.best = rank, seating.plan()

    def _swap(self) -> list[tuple[int, int, int]]:
        """Of a handful of swaps the first that leaves the repeats as they are."""
        steps, chance = self.steps, self.rng.random
        for _ in range(TRIES):
            r = steps.rounds[int(chance() * len(steps.rounds))]
            people, row = steps.loose[r], self.seating.seat[r]
            a, b = people[int(chance() * len(people))], people[int(chance() * len(people))]
            if row[a] == row[b]:
                continue
            single = len(steps.block[r][a]) == len(steps.block[r][b]) == 1
            if not single or self.seating.swap_change(r, a, b) == 0:
                return steps.swap(r, a, b)
        return []

    def _touched(self, moves: list[tuple[int, int, int]]) -> set[int]:
        touched = set()
        for r, i, t in moves:
            touched.add(i)
            touched.update(self.seating.members[r][t])
            touched.update(self.seating.members[r][self.seating.seat[r][i]])
        return touched
