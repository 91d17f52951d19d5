"""Mixed groups in one go: as much difference as possible inside each group (maximally diverse grouping)."""

from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations
from math import exp
from random import Random
from typing import Any

from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Unreadable

SCOUTING = 0.4
"""Part of the time for climbing from random plans in small tasks."""
SECONDS_PER_PAIR = 1e-4
"""A descent this long, per pair of elements, gains little from being longer."""
LOOK = 256
"""Swaps between two looks at the clock."""


@dataclass(frozen=True)
class Diversity:
    """`distance[i][j]` is symmetric; `sizes` holds fewest and most elements of each group."""

    distance: list[list[float]]
    sizes: list[tuple[int, int]]

    @property
    def elements(self) -> int:
        return len(self.distance)

    def bound(self) -> float:
        """Nobody can have more than their most distant others around them."""
        most = max(upper for _, upper in self.sizes) - 1
        return sum(sum(nlargest(most, row)) for row in self.distance) / 2


@dataclass(frozen=True)
class Grouping:
    groups: list[list[int]]
    objective: float
    bound: float

    def as_data(self) -> dict[str, Any]:
        return {"groups": self.groups, "objective": self.objective, "bound": self.bound}


def read_diversity(text: str) -> Diversity:
    """MDGPLIB: `elements groups ss|ds lower upper …`, then `i j distance` per line, counted from 0."""
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Unreadable(["Die Datei ist leer."])
    elements, sizes = _head(lines[0][1])
    distance = [[0.0] * elements for _ in range(elements)]
    complaints = []
    for number, words in lines[1:]:
        entry = _entry(words, elements)
        if entry is None:
            complaints.append(
                f"Zeile {number}: Erwartet wird „i j Abstand“ mit i, j zwischen 0 und {elements - 1}, "
                f"nicht „{' '.join(words)}“."
            )
        else:
            i, j, value = entry
            distance[i][j] = distance[j][i] = value
    if complaints:
        raise Unreadable(complaints[:10])
    return Diversity(distance, sizes)


def _entry(words: list[str], elements: int) -> tuple[int, int, float] | None:
    try:
        i, j, value = int(words[0]), int(words[1]), float(words[2])
    except (ValueError, IndexError):
        return None
    return (i, j, value) if 0 <= i < elements and 0 <= j < elements and i != j else None


def _head(words: list[str]) -> tuple[int, list[tuple[int, int]]]:
    expected = "Zeile 1: Erwartet wird „Elemente Gruppen ss|ds kleinste größte …“."
    try:
        elements, groups = int(words[0]), int(words[1])
        numbers = [int(word) for word in words[3:]]
    except (ValueError, IndexError):
        raise Unreadable([expected]) from None
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(words) < 5 or words[2] not in {"ss", "ds"} or elements < 1 or groups < 1 or len(numbers) % 2:
        raise Unreadable([expected])
    sizes = pairs * groups if len(pairs) == 1 else pairs
    if len(sizes) != groups:
        raise Unreadable([f"Zeile 1: {groups} Gruppen, aber {len(pairs)} Größenangaben."])
    if any(lower > upper or lower < 0 for lower, upper in sizes):
        raise Unreadable(["Zeile 1: Eine kleinste Größe ist größer als die größte."])
    low, high = sum(lower for lower, _ in sizes), sum(upper for _, upper in sizes)
    if not low <= elements <= high:
        raise Unreadable([f"Zeile 1: {elements} Elemente passen nicht in Gruppen für {low} bis {high}."])
    return elements, sizes


def group(task: Diversity, patience: Patience, seed: int = 0) -> Grouping:
    """Anneal over the time given, then climb to a plan that no single swap improves.

    In small tasks climbing from many random plans finds other peaks, so it gets a part of the time first.
    """
    search = _Search(task, Random(seed))  # noqa: S311 – chance for a search, not for a secret
    seconds_for_a_descent = SECONDS_PER_PAIR * task.elements**2
    if patience.left > 2 * seconds_for_a_descent:
        search.scout(patience.share(SCOUTING))
    search.anneal(patience)
    search.climb()
    groups = [sorted(members) for members in search.best_groups()]
    objective = sum(task.distance[i][j] for members in groups for i, j in combinations(members, 2))
    return Grouping(groups, objective, task.bound())


class _Search:
    def __init__(self, task: Diversity, rng: Random) -> None:
        self.task, self.rng = task, rng
        self.place = self._deal()
        self.near = [[0.0] * task.elements for _ in task.sizes]
        """`near[g][i]`: distances from i to everybody in group g."""
        self.total = 0.0
        self._recount()
        self.best, self.most = self.place.copy(), self.total
        self.flexible = any(lower < upper for lower, upper in task.sizes)

    def _deal(self) -> list[int]:
        slots = [g for g, (lower, _) in enumerate(self.task.sizes) for _ in range(lower)]
        spare = [g for g, (lower, upper) in enumerate(self.task.sizes) for _ in range(upper - lower)]
        self.rng.shuffle(spare)
        slots += spare[: self.task.elements - len(slots)]
        self.rng.shuffle(slots)
        return slots

    def _recount(self) -> None:
        members = self._members()
        for g, group_of in enumerate(members):
            self.near[g] = [sum(map(row.__getitem__, group_of)) for row in self.task.distance]
        self.total = sum(self.near[g][i] for i, g in enumerate(self.place)) / 2
        self.heads = [len(group_of) for group_of in members]

    def _members(self) -> list[list[int]]:
        members: list[list[int]] = [[] for _ in self.task.sizes]
        for i, g in enumerate(self.place):
            members[g].append(i)
        return members

    def best_groups(self) -> list[list[int]]:
        self.place = self.best
        return self._members()

    def _move(self, i: int, g: int) -> None:
        old, row = self.place[i], self.task.distance[i]
        self.near[old] = [near - far for near, far in zip(self.near[old], row, strict=True)]
        self.near[g] = [near + far for near, far in zip(self.near[g], row, strict=True)]
        self.place[i] = g
        self.heads[old] -= 1
        self.heads[g] += 1

    def _swap(self, i: int, j: int) -> None:
        g, h = self.place[i], self.place[j]
        change = [b - a for a, b in zip(self.task.distance[i], self.task.distance[j], strict=True)]
        self.near[g] = [near + more for near, more in zip(self.near[g], change, strict=True)]
        self.near[h] = [near - more for near, more in zip(self.near[h], change, strict=True)]
        self.place[i], self.place[j] = h, g

    def _typical(self) -> float:
        """How much a random swap changes the total."""
        changes = [abs(self._gain(*self._pair())) for _ in range(200)]
        return sum(changes) / len(changes) or 1.0

    def _pair(self) -> tuple[int, int]:
        n = self.task.elements
        return int(self.rng.random() * n), int(self.rng.random() * n)

    def _gain(self, i: int, j: int) -> float:
        g, h = self.place[i], self.place[j]
        if g == h:
            return 0.0
        mine, theirs = self.near[g], self.near[h]
        return theirs[i] - mine[i] + mine[j] - theirs[j] - 2 * self.task.distance[i][j]

    def anneal(self, patience: Patience) -> None:
        """Cool down once in large tasks, several times in small ones, where one descent has seen it all."""
        hot = 0.5 * self._typical()
        cold = hot / 25
        descents = max(1, int(patience.left / (SECONDS_PER_PAIR * self.task.elements**2)))
        pace = descents / max(patience.left, 1e-6)
        start = patience.spent
        while patience:
            done = (patience.spent - start) * pace % 1.0
            heat = hot * (cold / hot) ** done
            for _ in range(LOOK):
                self._step(heat)
            if self.total > self.most:
                self.most, self.best = self.total, self.place.copy()

    def _step(self, heat: float) -> None:
        chance = self.rng.random
        if self.flexible and chance() < 0.3:
            self._shift(heat)
            return
        n, place = self.task.elements, self.place
        i, j = int(chance() * n), int(chance() * n)
        g, h = place[i], place[j]
        if g == h:
            return
        mine, theirs = self.near[g], self.near[h]
        gain = theirs[i] - mine[i] + mine[j] - theirs[j] - 2 * self.task.distance[i][j]
        if gain >= 0 or chance() < exp(gain / heat):
            self._swap(i, j)
            self.total += gain

    def _shift(self, heat: float) -> None:
        i, h = int(self.rng.random() * self.task.elements), int(self.rng.random() * len(self.task.sizes))
        g = self.place[i]
        if g == h or self.heads[g] <= self.task.sizes[g][0] or self.heads[h] >= self.task.sizes[h][1]:
            return
        gain = self.near[h][i] - self.near[g][i]
        if gain >= 0 or self.rng.random() < exp(gain / heat):
            self._move(i, h)
            self.total += gain

    def climb(self) -> None:
        """From the best plan upwards until no swap and no shift gains; the sums are counted anew first."""
        if self.total > self.most:
            self.best = self.place.copy()
        self.place = self.best.copy()
        self._recount()
        while self._climb_once():
            pass
        self.best, self.most = self.place.copy(), self.total

    def scout(self, patience: Patience) -> None:
        """Climb from one random plan after the other; the best is kept."""
        while patience:
            self.place = self._deal()
            self._recount()
            while self._climb_once():
                pass
            if self.total > self.most:
                self.best, self.most = self.place.copy(), self.total

    def _climb_once(self) -> bool:
        improved = False
        tiny = 1e-9 * max(1.0, abs(self.total))
        for i in range(self.task.elements):
            for j in range(i):
                if (gain := self._gain(i, j)) > tiny:
                    self._swap(i, j)
                    self.total += gain
                    improved = True
            for h in range(len(self.task.sizes)):
                g = self.place[i]
                gain = self.near[h][i] - self.near[g][i]
                fits = self.heads[g] > self.task.sizes[g][0] and self.heads[h] < self.task.sizes[h][1]
                if g != h and fits and gain > tiny:
                    self._move(i, h)
                    self.total += gain
                    improved = True
        return improved
