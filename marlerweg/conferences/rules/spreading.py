"""Few repeats by dealing out whole days: annealing that may overfill a table on the way, so it finds narrow passes.

A step gives one person another day. What the day takes (cells, seats, shares of organisations, company) has a cost by
how many take it; a seat too many or too few costs less than half a repeat, so the search walks through plans that no
exchange of seats could reach. Only plans that break nothing count as found.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp
from random import Random
from typing import Any

from marlerweg.conferences.rules.bounds import RepeatBound, together_pairs
from marlerweg.conferences.rules.days import Choices, Day, pairs_of
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Gathering

REPEAT = 1024
"""Cost of one repeat. Costs of broken rules leave 1 when divided by 32: the last bits of the energy count them."""
BROKEN_BITS = 31
LOAD_PRICES = (11 * 32 + 1, 15 * 32 + 1)
"""A seat too many or too few, in turns from try to try."""
COMPANY_PRICE = 44 * 32 + 1
HOT, COLD = 0.37 * REPEAT, 0.21 * REPEAT
STEPS, LOOK = 600_000, 4_000
MOST_STATES = 1 << 12

Goods = tuple[int, ...]


class Spreading:
    """Looks for plans among the days of `choices`, seats within `known.loads`.

    `seat_prices` (in repeats, from the proof of the bound) make full tables of unlike size equally attractive.
    """

    def __init__(
        self,
        known: RepeatBound,
        choices: Sequence[Choices],
        seat_prices: Mapping[tuple[int, int], float],
        rng: Random,
    ) -> None:
        self.gathering: Gathering = known.gathering
        self.rng, self.choices, self.seat_prices = rng, choices, seat_prices
        self.loads = [known.loads(r) for r in range(self.gathering.rounds)]
        self.number: dict[tuple[Any, ...], int] = {}
        self.company = list(self._company())
        self.taken: list[list[Goods]] = [[self._goods(c.people, day) for day in c.days] for c in choices]
        self.restless = [c for c, goods in enumerate(self.taken) if len(goods) > 1]
        self.steps: list[dict[int, tuple[Goods, Goods]]] = [{} for _ in choices]
        self.plain = [all(len(set(goods)) == len(goods) for goods in options) for options in self.taken]

    def search(self, best: int, bound: int, patience: Patience) -> list[list[int]] | None:
        """`seats[r][i]` with fewer repeats than `best`, all rules kept; None if none is found. Stops at the bound."""
        found = None
        while best > bound and patience:
            for price in LOAD_PRICES:
                self._begin(price)
                while (repeats := self._cool(best, patience)) is not None:
                    best, found = repeats, self._seats()
                    if best <= bound:
                        return found
        return found

    def _company(self) -> Iterator[tuple[str, int, int]]:
        """Pairs whose sitting together matters beyond counting: acquaintances, enemies, bonds of unlike days."""
        units = {i: c for c, choice in enumerate(self.choices) for i in choice.people}
        yield from (("met", i, j) for i, j in self.gathering.met)
        yield from (("apart", i, j) for i, j in self.gathering.apart)
        yield from (("bond", i, j) for i, j in self.gathering.bonds if units[i] != units[j])

    def _goods(self, people: tuple[int, ...], day: Day) -> Goods:
        keys: list[tuple[Any, ...]] = []
        for i in people:
            keys += [("cell", *cell) for cell in pairs_of(day)]
            keys += [("seat", r, t) for r, t in day]
            if body := self.gathering.crowded.get(i):
                keys += [("share", r, t, body) for r, t in day]
        for what, i, j in self.company:
            for one, other in ((i, j), (j, i)):
                if one in people:
                    both = self.gathering.people[other].present
                    keys += [(what, i, j, r, t) for r, t in day if r in both]
        return tuple(self.number.setdefault(key, len(self.number)) for key in keys)

    def _costs(self, key: tuple[Any, ...], load_price: int) -> list[int]:
        """What it costs that so many take this, from nobody to everybody."""
        amounts = range(len(self.gathering.people) + 2)
        if key[0] == "cell":
            return [REPEAT * together_pairs(m) for m in amounts]
        if key[0] == "seat":
            fewest, most = self.loads[key[1]][key[2]]
            price = round(self.seat_prices.get((key[1], key[2]), 0) * REPEAT / 32) * 32 * (fewest == most)
            return [
                load_price * (max(0, fewest - m) + max(0, m - most)) + price * (m - most) for m in amounts
            ]
        if key[0] == "share":
            limit = self.gathering.max_same_organisation or 0
            return [COMPANY_PRICE * max(0, m - limit) for m in amounts]
        if key[0] == "bond":
            return [COMPANY_PRICE * (m == 1) for m in amounts]
        return [(REPEAT if key[0] == "met" else COMPANY_PRICE) * (m >= 2) for m in amounts]

    def _begin(self, load_price: int) -> None:
        """Everybody takes any of their days."""
        self.costs = [self._costs(key, load_price) for key in self.number]
        self.day = [int(self.rng.random() * len(options)) for options in self.taken]
        self.count = [0] * len(self.costs)
        for options, day in zip(self.taken, self.day, strict=True):
            for x in options[day]:
                self.count[x] += 1
        self.energy = sum(costs[m] for costs, m in zip(self.costs, self.count, strict=True))
        rises = [[after - before for before, after in pairwise(costs)] for costs in self.costs]
        self.more = [rise[m] for rise, m in zip(rises, self.count, strict=True)]
        self.less = [rise[m - 1] if m else 0 for rise, m in zip(rises, self.count, strict=True)]
        self.rises = rises
        self.heat = HOT

    def _cool(self, best: int, patience: Patience) -> int | None:
        """Go on cooling until a plan that breaks nothing has fewer repeats than `best`; None when it is cold."""
        while self.restless and self.heat > COLD and patience:
            if self._walk((best - 1) * REPEAT):
                return self.energy // REPEAT
            self.heat *= (COLD / HOT) ** (LOOK / STEPS)
        return None

    def _walk(self, goal: int) -> bool:
        chance, more, less, day, heat = self.rng.random, self.more, self.less, self.day, self.heat
        restless, number = self.restless, len(self.restless)
        energy = self.energy
        for _ in range(LOOK):
            c = restless[int(chance() * number)]
            options, now = self.taken[c], day[c]
            after = int(chance() * len(options))
            if after == now:
                continue
            step = self.steps[c].get(now * MOST_STATES + after) or self._step(c, now, after)
            gains, drops = step
            worse = 0
            for x in gains:
                worse += more[x]
            for x in drops:
                worse -= less[x]
            if not self.plain[c]:
                worse = self._take(gains, drops)
                if worse > 0 and chance() >= exp(-worse / heat):
                    self._take(drops, gains)
                    continue
            elif worse <= 0 or chance() < exp(-worse / heat):
                self._take(gains, drops)
            else:
                continue
            day[c] = after
            energy += worse
            if energy <= goal and not energy & BROKEN_BITS:
                self.energy = energy
                return True
        self.energy = energy
        return False

    def _step(self, c: int, now: int, after: int) -> tuple[Goods, Goods]:
        """What is taken and what is given back when one day replaces another."""
        gains, drops = list(self.taken[c][after]), []
        for x in self.taken[c][now]:
            if x in gains:
                gains.remove(x)
            else:
                drops.append(x)
        step = self.steps[c][now * MOST_STATES + after] = (tuple(gains), tuple(drops))
        return step

    def _take(self, gains: Goods, drops: Goods) -> int:
        """Make a step; what it cost comes back."""
        count, more, less, rises = self.count, self.more, self.less, self.rises
        worse = 0
        for x in gains:
            count[x] = m = count[x] + 1
            worse += more[x]
            less[x] = more[x]
            more[x] = rises[x][m]
        for x in drops:
            count[x] = m = count[x] - 1
            worse -= less[x]
            more[x] = less[x]
            less[x] = rises[x][m - 1] if m else 0
        return worse

    def _seats(self) -> list[list[int]]:
        rows = [[-1] * len(self.gathering.people) for _ in range(self.gathering.rounds)]
        for choice, day in zip(self.choices, self.day, strict=True):
            for r, t in choice.days[day]:
                for i in choice.people:
                    rows[r][i] = t
        return rows
