"""A sharp bound for repeated meetings: prices on what days have in common, proven by weak duality.

Who shares a cell (the same tables in the same two rounds) meets again, so repeats are Σ over cells of C(m,2), m people
each. Put a price on every cell and every seat, whatever it is, and let everybody choose the cheapest day:

    repeats ≥ Σ_cells min_m (C(m,2) − price·m) + Σ_people min_days (prices of its cells and seats)
              − Σ_seats price·(most who sit there, or fewest where the price is negative)

Wishes come in as a multiple of what their own proof says (`Prices`): days off the wish optimum become too dear to be
anyone's cheapest. A subgradient search looks for good prices; whoever has them can check the bound without it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from marlerweg.conferences.rules.bounds import RepeatBound
from marlerweg.conferences.rules.days import Choices, Day, open_days, pairs_of
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.prices import Prices

SCALE = 4096
"""Published prices are whole numbers, this many to one repeat."""
STEADY = 0.1
"""Weight of the newest slope against those before it."""
TIRED, SHRINK, SMALL, AFRESH = 30, 0.88, 0.004, 0.5
"""After so many idle steps smaller ones, and when they are small, larger ones again."""
FLAT = 1e-9
BEYOND = 2
"""Steps aim this far above the target, or they would tire in front of it."""
MARGIN = 0.1
"""Beyond the last whole number, so that rounding the prices cannot lose it."""

Good = tuple[str, tuple[Any, ...]]
Cell = tuple[int, int, int, int]
Seat = tuple[int, int]
Share = tuple[int, int, str]
"""Round, table, organisation."""


@dataclass(frozen=True)
class RepeatPrices:
    """Prices in 1/scale of a repeat; `wishes` times the wish proof's own unit is added to every day's price."""

    bound: int
    scale: int = SCALE
    cells: dict[Cell, int] = field(default_factory=dict)
    seats: dict[Seat, int] = field(default_factory=dict)
    shares: dict[Share, int] = field(default_factory=dict)
    wishes: int = 0

    def as_data(self, gathering: Gathering) -> dict[str, Any]:
        name = [table.id for table in gathering.tables]
        return {
            "bound": self.bound,
            "scale": self.scale,
            "wishes": self.wishes,
            "cells": [
                {"rounds": [q + 1, r + 1], "tables": [name[t], name[u]], "price": price}
                for (q, t, r, u), price in sorted(self.cells.items())
                if price
            ],
            "seats": [
                {"round": r + 1, "table": name[t], "price": price}
                for (r, t), price in sorted(self.seats.items())
                if price
            ],
            "shares": [
                {"round": r + 1, "table": name[t], "organisation": body, "price": price}
                for (r, t, body), price in sorted(self.shares.items())
                if price
            ],
        }


def market(known: RepeatBound, wish_prices: Prices | None) -> "Market | None":
    """Where prices can be found; None if there are too many days to list.

    `wish_prices` must prove the wish optimum exactly, and the bound then holds for plans at that optimum.
    """
    choices = open_days(known.gathering, wish_prices)
    if not choices or not all(choice.days for choice in choices):
        return None
    return Market(known, choices, wish_prices)


class Market:
    """Goods are cells, seats and shares of organisations, numbered; a day is the list of goods it takes.

    Rounds that are alike for everybody share their prices, which makes the market small (`copies` of each good).
    """

    def __init__(
        self, known: RepeatBound, choices: Sequence[Choices], wish_prices: Prices | None = None
    ) -> None:
        self.gathering, self.choices, self.wish_prices = known.gathering, choices, wish_prices
        self.loads = [known.loads(r) for r in range(self.gathering.rounds)]
        self.alike = self._alike()
        self.number: dict[Good, int] = {}
        self.members: list[set[tuple[Any, ...]]] = []
        self.kinds = self._kinds(choices)
        self.copies = [len(members) for members in self.members]
        names = list(self.number)
        self.cells = [x for x, (kind, _) in enumerate(names) if kind == "cell"]
        self.seats = [
            (x, *(self.copies[x] * heads for heads in self.loads[key[0]][key[1]]))
            for x, (kind, key) in enumerate(names)
            if kind == "seat"
        ]
        limit = self.gathering.max_same_organisation or 0
        self.shares = [(x, self.copies[x] * limit) for x, (kind, _) in enumerate(names) if kind == "share"]
        self.best, self.prices = -1.0, self._first_prices()
        # Where the haggling stands, so that it can go on after a pause: the prices tried next, the averaged slope, the
        # length of a step, and how many steps brought nothing.
        self.tried = self.prices
        self.drift: list[float] = []
        self.target, self.step, self.stale = -1, 1.0, 0

    def _alike(self) -> list[int]:
        """For each round the first one that it could change places with, whoever people are."""
        alike = list(range(self.gathering.rounds))
        kinds = {choice.days for choice in self.choices}
        for r in range(self.gathering.rounds):
            for q in range(r):
                if alike[q] == q and self.loads[q] == self.loads[r] and _interchangeable(q, r, kinds):
                    alike[r] = q
                    break
        return alike

    def _kinds(self, choices: Sequence[Choices]) -> list[tuple[int, list[int]]]:
        """How many units choose among the same days; the days themselves are kept once each, as lists of goods."""
        kinds: Counter[tuple[int, ...]] = Counter()
        known: dict[tuple[int, ...], int] = {}
        for choice in choices:
            goods = {tuple(sorted(self._goods(choice.people, day))) for day in choice.days}
            kinds[tuple(sorted(known.setdefault(day, len(known)) for day in goods))] += 1
        self.days = list(known)
        return [(units, list(days)) for days, units in kinds.items() if any(self.days[d] for d in days)]

    def _goods(self, people: tuple[int, ...], day: Day) -> list[int]:
        goods = []
        for i in people:
            for q, t, r, u in pairs_of(day):
                ends = sorted([(self.alike[q], t), (self.alike[r], u)])
                goods.append(self._good("cell", (*ends[0], *ends[1]), (q, t, r, u)))
            goods += [self._good("seat", (self.alike[r], t), (r, t)) for r, t in day]
            if body := self.gathering.crowded.get(i):
                goods += [self._good("share", (self.alike[r], t, body), (r, t, body)) for r, t in day]
        return goods

    def _good(self, kind: str, key: tuple[Any, ...], member: tuple[Any, ...]) -> int:
        x = self.number.setdefault((kind, key), len(self.number))
        if x == len(self.members):
            self.members.append(set())
        self.members[x].add(member)
        return x

    def _first_prices(self) -> list[float]:
        """What one more person in a cell would add if everybody chose among their days by lot."""
        taken = [0.0] * len(self.number)
        for units, days in self.kinds:
            for d in days:
                for x in self.days[d]:
                    taken[x] += units / len(days)
        prices = [0.0] * len(self.number)
        for x in self.cells:
            prices[x] = max(0.0, taken[x] / self.copies[x] - 0.5)
        return prices

    def haggle(self, target: int, patience: Patience) -> None:
        """Look for prices until they prove `target`; with the same target it goes on where it stopped."""
        if target != self.target:
            self.target, self.step, self.stale, self.drift, self.tried = target, 1.0, 0, [], self.prices
        while patience and self.best < target - 1 + MARGIN:
            value, slope = self._value(self.tried)
            self.stale += 1
            if value > self.best:
                if value > self.best + 0.001 * (target - self.best):
                    self.stale = 0
                self.best, self.prices = value, self.tried
            if self.stale >= TIRED:
                self._tire()
            elif not self._follow(slope, target + BEYOND - value):
                break

    def _tire(self) -> None:
        """Back to the best prices, with smaller steps; when they are very small, with large ones again."""
        self.step, self.stale, self.drift, self.tried = self.step * SHRINK, 0, [], self.prices
        if self.step < SMALL:
            self.step = AFRESH

    def _follow(self, slope: list[float], distance: float) -> bool:
        """A step along the averaged slope; false where it is flat."""
        if self.drift:
            pairs = zip(slope, self.drift, strict=True)
            self.drift = [STEADY * new + (1 - STEADY) * old for new, old in pairs]
        else:
            self.drift = slope
        size = sum(one * one for one in self.drift)
        if size < FLAT:
            return False
        pace = self.step * distance / size
        self.tried = [price + pace * one for price, one in zip(self.tried, self.drift, strict=True)]
        for x, _ in self.shares:
            self.tried[x] = max(0.0, self.tried[x])
        return True

    @property
    def seat_prices(self) -> dict[Seat, float]:
        """The best prices of seats so far, in repeats."""
        return {seat: self.prices[x] for x, *_ in self.seats for seat in self.members[x]}

    def _value(self, prices: list[float]) -> tuple[float, list[float]]:
        """The bound at these prices and in which direction it rises."""
        slope = [0.0] * len(prices)
        value = self._buy(prices, slope)
        for x in self.cells:
            price = prices[x]
            m = ceil(price) if price > 0 else 0
            value += self.copies[x] * (m * (m - 1) / 2 - price * m)
            slope[x] -= self.copies[x] * m
        for x, fewest, most in self.seats:
            price = prices[x]
            amount = most if price > 0 else fewest if price < 0 else min(most, max(fewest, slope[x]))
            value -= price * amount
            slope[x] -= amount
        for x, most in self.shares:
            value -= prices[x] * most
            slope[x] -= most
            if prices[x] <= 0 and slope[x] < 0:
                slope[x] = 0.0
        return value, slope

    def _buy(self, prices: list[float], slope: list[float]) -> float:
        """Everybody takes the cheapest day, or equal parts of several."""
        price_of, value = prices.__getitem__, 0.0
        sums = [sum(map(price_of, day)) for day in self.days]
        sold = [0.0] * len(self.days)
        sum_of = sums.__getitem__
        for units, days in self.kinds:
            least = min(map(sum_of, days))
            value += units * least
            winners = [d for d in days if sums[d] <= least + 1e-9]
            for d in winners:
                sold[d] += units / len(winners)
        for day, amount in zip(self.days, sold, strict=True):
            if amount:
                for x in day:
                    slope[x] += amount
        return value

    def published(self) -> RepeatPrices:
        """Whole prices, and the bound that exactly these prove."""
        whole = [round(price * SCALE) for price in self.prices]
        sums = [sum(whole[x] for x in day) for day in self.days]
        total = sum(units * min(sums[d] for d in days) for units, days in self.kinds)
        for x in self.cells:
            m = max(0, -(-whole[x] // SCALE))
            total += self.copies[x] * (SCALE * (m * (m - 1) // 2) - whole[x] * m)
        for x, fewest, most in self.seats:
            total -= whole[x] * (most if whole[x] > 0 else fewest)
        total -= sum(whole[x] * most for x, most in self.shares)
        found: dict[str, dict[Any, int]] = {"cell": {}, "seat": {}, "share": {}}
        for (kind, _), members, price in zip(self.number, self.members, whole, strict=True):
            found[kind] |= dict.fromkeys(members, price)
        return RepeatPrices(
            max(0, -(-total // SCALE)),
            SCALE,
            found["cell"],
            found["seat"],
            found["share"],
            self._deterrent(whole) if self.wish_prices else 0,
        )

    def _deterrent(self, whole: list[int]) -> int:
        """More than any day's price can differ from any other's."""
        rounds = self.gathering.rounds
        dearest = max(map(abs, whole), default=0)
        return 1 + 2 * dearest * len(self.gathering.people) * (rounds * (rounds - 1) // 2 + 2 * rounds)


def _interchangeable(q: int, r: int, kinds: Iterable[tuple[Day, ...]]) -> bool:
    """Everybody who may spend a day may also spend it with these two rounds swapped."""
    other = {q: r, r: q}
    return all(
        {tuple(sorted((other.get(at, at), t) for at, t in day)) for day in days} == set(days)
        for days in kinds
    )
