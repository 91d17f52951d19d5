"""Golfers by algebra: rounds in which nobody meets twice, computed from a field or a group instead of searched person by person.

People stand in `size` rows of `groups` columns, columns numbered by the elements of a group. A round is a vector of
shifts, one per row: who stands at s minus the shift of the row joins group s. Two people of different rows meet in the
round whose shifts differ by just as much, so they meet once if all rounds differ in that difference.
"""

from collections.abc import Iterator
from itertools import combinations, product
from math import exp
from random import Random

from marlerweg.conferences.rules.patience import Patience

Seats = list[list[int]]
"""`seats[r][i]` is the group of person i in round r."""
Shifts = list[list[int]]
"""One list per row, one shift per round."""

LOOK = 500
HOT, COLD, COOLING = 1.0, 0.2, 0.985
STEPS = 200_000
NODES = 20_000


def designed(groups: int, size: int, rounds: int, patience: Patience, rng: Random) -> Seats | None:
    """Rounds without any repeat, or None where no construction here reaches that many in the time."""
    if rounds == 1:
        return [[i // size for i in range(groups * size)]]
    if (groups, size, rounds) == (8, 4, 10):
        return _four_copies(rng, patience)
    if size <= groups and (field := _field(groups)):
        return _by_field(field, groups, size, rounds, patience, rng)
    if size <= groups:
        return _by_differences(groups, size, rounds, patience, rng)
    return None


Field = list[list[int]]
"""Multiplication table; elements are added and subtracted digit by digit (see `_minus`)."""


def _field(order: int) -> tuple[int, Field] | None:
    """Characteristic and multiplication of the field with so many elements; None if there is none."""
    prime = next(p for p in range(2, order + 1) if order % p == 0)
    power, rest = 0, order
    while rest % prime == 0:
        power, rest = power + 1, rest // prime
    if rest > 1:
        return None
    for low in product(range(prime), repeat=power):
        table = [[_times(a, b, prime, low) for b in range(order)] for a in range(order)]
        if all(sorted(row) == list(range(order)) for row in table[1:]):
            return prime, table
    return None


def _digits(number: int, prime: int, length: int) -> list[int]:
    return [number // prime**at % prime for at in range(length)]


def _times(a: int, b: int, prime: int, low: tuple[int, ...]) -> int:
    """Product of two polynomials modulo x^n + low, coefficients modulo the prime."""
    n = len(low)
    total = [0] * (2 * n)
    for i, x in enumerate(_digits(a, prime, n)):
        for j, y in enumerate(_digits(b, prime, n)):
            total[i + j] += x * y
    for at in range(2 * n - 1, n - 1, -1):
        for j, y in enumerate(low):
            total[at - n + j] -= total[at] * y
    return sum(total[at] % prime * prime**at for at in range(n))


def _minus(a: int, b: int, prime: int, length: int) -> int:
    pairs = zip(_digits(a, prime, length), _digits(b, prime, length), strict=True)
    return sum((x - y) % prime * prime**at for at, (x, y) in enumerate(pairs))


def _by_field(  # noqa: PLR0917 – the task, and with what to solve it
    field: tuple[int, Field], groups: int, size: int, rounds: int, patience: Patience, rng: Random
) -> Seats | None:
    """Shift = row × round, as many rounds as the field has elements; then each row plays among itself."""
    prime, times = field
    length = next(n for n in range(1, groups) if prime**n == groups)
    first = min(rounds, groups)
    seats = [[0] * (groups * size) for _ in range(first)]
    for r, i, s in product(range(first), range(size), range(groups)):
        seats[r][i * groups + _minus(s, times[i][r], prime, length)] = s
    return _with_rows(seats, groups, size, rounds, patience, rng)


def _with_rows(  # noqa: PLR0917 – the task, and with what to solve it
    seats: Seats, groups: int, size: int, rounds: int, patience: Patience, rng: Random
) -> Seats | None:
    """More rounds where rows, whose people have not met, can be cut into groups of their own."""
    more = rounds - len(seats)
    if more <= 0:
        return seats
    if groups % size:
        return None
    parts = groups // size
    inside = designed(parts, size, more, patience, rng)
    if inside is None:
        return None
    return seats + [[i * parts + g for i in range(size) for g in row] for row in inside]


def _by_differences(groups: int, size: int, rounds: int, patience: Patience, rng: Random) -> Seats | None:
    """Where there is no field: search the shifts. Only size × rounds numbers, so that is quick if it works at all."""
    extra = 1 if groups % size == 0 and rounds > 1 else 0
    if rounds - extra > groups:
        return None
    while patience:
        shifts = _Shifts(groups, size, rounds - extra, rng).settle(patience)
        if shifts:
            seats = [[0] * (groups * size) for _ in range(rounds - extra)]
            for r, i, s in product(range(rounds - extra), range(size), range(groups)):
                seats[r][i * groups + (s - shifts[i][r]) % groups] = s
            return _with_rows(seats, groups, size, rounds, patience, rng)
    return None


class _Shifts:
    """Anneals the shifts until any two rows have another difference (modulo `groups`) in every round."""

    def __init__(self, groups: int, size: int, rounds: int, rng: Random) -> None:
        self.groups, self.size, self.rounds, self.rng = groups, size, rounds, rng
        self.shifts = [[0] * rounds] + [
            [0, *rng.sample(range(1, groups), rounds - 1)] for _ in range(size - 1)
        ]
        self.seen = {pair: [0] * groups for pair in combinations(range(size), 2)}
        self.clashes = 0
        for (i, j), seen in self.seen.items():
            for a, b in zip(self.shifts[i], self.shifts[j], strict=True):
                self.clashes += seen[(a - b) % groups]
                seen[(a - b) % groups] += 1

    def settle(self, patience: Patience) -> Shifts | None:
        heat = HOT
        for step in range(STEPS):
            if not self.clashes:
                return self.shifts
            if step % LOOK == 0:
                heat = max(COLD, heat * COOLING)
                if not patience:
                    return None
            self._step(heat)
        return None

    def _step(self, heat: float) -> None:
        rng, groups = self.rng, self.groups
        if self.rounds < 2 or self.size < 2:
            return
        i, r, new = rng.randrange(1, self.size), rng.randrange(1, self.rounds), rng.randrange(groups)
        old, worse, changes = self.shifts[i][r], 0, []
        for j in range(self.size):
            if j != i:
                seen, sign = self.seen[min(i, j), max(i, j)], 1 if i < j else -1
                gone = sign * (old - self.shifts[j][r]) % groups
                come = sign * (new - self.shifts[j][r]) % groups
                worse += seen[come] - seen[gone] + 1
                changes.append((seen, gone, come))
        if new != old and (worse <= 0 or rng.random() < exp(-worse / heat)):
            for seen, gone, come in changes:
                seen[gone] -= 1
                seen[come] += 1
            self.shifts[i][r] = new
            self.clashes += worse


ROWS = range(4)
LINES = tuple(combinations(ROWS, 2))
"""Pairs of rows."""


def _four_copies(rng: Random, patience: Patience) -> Seats | None:
    """8-4-10: four copies of the group of order 8 in which everyone is their own opposite; every round is closed under it.

    One round of cosets in each copy, three rounds that pair the copies (a step t apart on either side), six that take
    one of each copy. Everybody meets all others but one.
    """
    while patience:
        basis = rng.sample(range(1, 8), 3)
        if basis[0] ^ basis[1] == basis[2]:
            continue
        step = dict(zip(((0, 1), (0, 2), (0, 3)), basis, strict=True))
        for a, b in ((1, 2), (1, 3), (2, 3)):
            step[a, b] = step[0, a] ^ step[0, b]
        offset = {line: rng.randrange(8) for line in LINES}
        open_ = {line: set(range(8)) - {offset[line], offset[line] ^ step[line]} for line in LINES}
        if found := _Transversals(open_, rng).found():
            return [_cosets(step), *_paired(step, offset), *(_translates(shifts) for shifts in found)]
    return None


class _Transversals:
    """Vectors of shifts, one per copy, that use every difference left between two copies exactly once."""

    def __init__(self, open_: dict[tuple[int, int], set[int]], rng: Random) -> None:
        self.open, self.rng, self.nodes = open_, rng, NODES
        self.chosen: list[tuple[int, ...]] = []

    def found(self) -> list[tuple[int, ...]] | None:
        return self.chosen if self._extend() else None

    def _extend(self) -> bool:
        """Try every vector for the smallest shift that is left."""
        if not self.open[0, 1]:
            return True
        for shifts in self._candidates():
            self.nodes -= 1
            if self.nodes < 0:
                return False
            self.chosen.append(shifts)
            for i, j in LINES:
                self.open[i, j].discard(shifts[i] ^ shifts[j])
            if self._extend():
                return True
            self.chosen.pop()
            for i, j in LINES:
                self.open[i, j].add(shifts[i] ^ shifts[j])
        return False

    def _candidates(self) -> list[tuple[int, ...]]:
        b = min(self.open[0, 1])
        found: list[tuple[int, ...]] = [
            (0, b, c, d)
            for c in self.open[0, 2]
            for d in self.open[0, 3]
            if b ^ c in self.open[1, 2] and b ^ d in self.open[1, 3] and c ^ d in self.open[2, 3]
        ]
        self.rng.shuffle(found)
        return found


def _translates(shifts: tuple[int, ...]) -> list[int]:
    return [column ^ shifts[row] for row in ROWS for column in range(8)]


def _paired(step: dict[tuple[int, int], int], offset: dict[tuple[int, int], int]) -> Iterator[list[int]]:
    """Copies two and two: g and g+t of the one, g+o and g+o+t of the other."""
    for lines in (((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))):
        round_ = [0] * 32
        for side, (i, j) in enumerate(lines):
            t = step[i, j]
            names: dict[int, int] = {}
            for g in range(8):
                names[g] = names[g ^ t] = names.get(g, 4 * side + len(set(names.values())))
            for g in range(8):
                round_[i * 8 + g] = round_[j * 8 + (g ^ offset[i, j])] = names[g]
        yield round_


def _cosets(step: dict[tuple[int, int], int]) -> list[int]:
    """Each copy in two halves that no step of its paired rounds connects."""
    round_ = []
    for row in ROWS:
        steps = [t for line, t in step.items() if row in line]
        half = next(mask for mask in range(1, 8) if all((mask & t).bit_count() % 2 for t in steps))
        round_ += [2 * row + (half & g).bit_count() % 2 for g in range(8)]
    return round_
