"""A sharper bound for repeated meetings once wishes decide who visits which themes.

Two things are true of every plan: between any two rounds people move from table to table (a convex transport), and
each person's themes come from the few sets that the wish optimum leaves open. A price on every pair of themes
couples both; for any prices Σ_rounds min(repeats + price) − Σ_people max(price of their pairs) is a bound
(Lagrangian duality). A subgradient search looks for good prices.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from marlerweg.conferences.rules.bounds import RepeatBound
from marlerweg.conferences.rules.flow import Flow
from marlerweg.conferences.rules.patience import Patience

SCALE = 64
"""Prices are whole numbers, this many to one repeat."""
TIRED = 12
SHRINK = 0.7
MOMENTUM = 0.3
MOST_SETS = 500

ThemePair = tuple[int, int]
Cells = Mapping[tuple[int, int], int]


def priced_repeats(bound: RepeatBound, target: int, patience: Patience) -> int:
    """The best lower bound found for fresh repeats; stops as soon as it proves `target`."""
    if not bound.gathering.no_theme_twice or not any(bound.choice.must):
        return 0
    market = _Market(bound)
    if not market.sets:
        return 0
    best, best_prices = market.value(dict.fromkeys(market.pairs, 0))[0], dict.fromkeys(market.pairs, 0)
    prices, drift = dict(best_prices), dict.fromkeys(market.pairs, 0.0)
    step, stale = 1.0, 0
    while -(-best // SCALE) < target and step > 0.01 and patience:
        value, slope = market.value(prices)
        if value > best:
            best, best_prices, stale = value, dict(prices), 0
        elif (stale := stale + 1) >= TIRED:
            step, stale, prices = step * SHRINK, 0, dict(best_prices)
            drift = dict.fromkeys(market.pairs, 0.0)
            continue
        drift = {pair: slope[pair] + MOMENTUM * drift[pair] for pair in market.pairs}
        size = sum(one * one for one in drift.values())
        if not size:
            break
        pace = step * max(1, target * SCALE - value) / size
        prices = {pair: prices[pair] + round(pace * drift[pair]) for pair in market.pairs}
    return -(-best // SCALE)


class _Market:
    def __init__(self, bound: RepeatBound) -> None:
        self.bound = bound
        self.gathering = bound.gathering
        self.theme_of = self.gathering.theme_of
        self.pairs: list[ThemePair] = list(combinations(range(len(self.gathering.themes)), 2))
        self.sets = self._sets()
        self.moves = self._moves()

    def _sets(self) -> list[tuple[int, list[list[ThemePair]]]]:
        """How many people choose among the same sets of themes, each set as its pairs; [] if there are too many."""
        kinds: Counter[tuple[frozenset[int], frozenset[int], int]] = Counter()
        for i, person in enumerate(self.gathering.people):
            pinned = frozenset(self.theme_of[person.pins[r]] for r in person.present & person.pins.keys())
            free = len(person.present - person.pins.keys())
            if len(pinned) < len(person.present) - free:
                return []
            may = self.bound.choice.may[i] - pinned if free else frozenset[int]()
            must = (self.bound.choice.must[i] if free else frozenset[int]()) | pinned
            kinds[may, must, len(person.present)] += 1
        found = []
        for (may, must, days), people in kinds.items():
            open_themes = sorted(may - must)
            sets = [
                list(combinations(sorted(must | set(more)), 2))
                for more in combinations(open_themes, days - len(must))
            ]
            if len(sets) > MOST_SETS:
                return []
            if days > 1 and sets:
                found.append((people, sets))
        return found

    def _moves(self) -> list[tuple[int, "_Move"]]:
        """Pairs of rounds; those that look alike are solved once."""
        moves: dict[_Move, int] = {}
        for q, r in combinations(range(self.gathering.rounds), 2):
            both = [i for i in self.gathering.here[q] if r in self.gathering.people[i].present]
            move = _Move(*self.bound.between(q, r, both), len(both))
            moves[move] = moves.get(move, 0) + 1
        return [(times, move) for move, times in moves.items()]

    def value(self, prices: Mapping[ThemePair, int]) -> tuple[int, dict[ThemePair, float]]:
        """The bound at these prices (times SCALE) and in which direction it rises."""
        total, slope = 0, dict.fromkeys(self.pairs, 0.0)
        for times, move in self.moves:
            cost, cells = move.cheapest(prices, self.theme_of)
            total += times * cost
            for (t, u), people in cells.items():
                if pair := self._pair(t, u):
                    slope[pair] += times * people
        for people, sets in self.sets:
            worth = [sum(prices[pair] for pair in pairs) for pairs in sets]
            top = max(worth)
            total -= people * top
            winners = [pairs for pairs, one in zip(sets, worth, strict=True) if one == top]
            for pairs in winners:
                for pair in pairs:
                    slope[pair] -= people / len(winners)
        return total, slope

    def _pair(self, t: int, u: int) -> ThemePair | None:
        k, other = self.theme_of[t], self.theme_of[u]
        return None if k == other else (min(k, other), max(k, other))


class _Move:
    """People who are present in two rounds, on their way from the tables of one to those of the other."""

    def __init__(
        self, before: list[tuple[int, int]], after: list[tuple[int, int]], limits: Cells, people: int
    ) -> None:
        self.before, self.after, self.limits, self.people = before, after, limits, people
        self.key = (tuple(before), tuple(after), tuple(sorted(limits.items())), people)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Move) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def cheapest(
        self, prices: Mapping[ThemePair, int], theme_of: tuple[int, ...]
    ) -> tuple[int, dict[tuple[int, int], int]]:
        """Minimise Σ (C(m,2)·SCALE + price·m); also one m that attains it."""
        toll = {
            (t, u): prices.get((min(theme_of[t], theme_of[u]), max(theme_of[t], theme_of[u])), 0)
            for t, u in self.limits
        }
        lift = -min(0, *toll.values())
        flow = Flow(3)
        flow.arc(2, 0, self.people)
        heavy = 1 + (self.people * SCALE + max(toll.values()) + lift) * self.people
        rows = [flow.node() for _ in self.before]
        columns = [flow.node() for _ in self.after]
        for row, (fewest, most) in zip(rows, self.before, strict=True):
            flow.arc(0, row, fewest)
            flow.arc(0, row, most - fewest, heavy)
        for column, (fewest, most) in zip(columns, self.after, strict=True):
            flow.arc(column, 1, fewest)
            flow.arc(column, 1, most - fewest, heavy)
        arcs = []
        for (t, u), limit in self.limits.items():
            for already in range(min(limit, self.before[t][1], self.after[u][1])):
                cost = already * SCALE + toll[t, u]
                arcs.append((flow.arc(rows[t], columns[u], 1, cost + lift), cost, (t, u)))
        flow.send(2, 1)
        cells: Counter[tuple[int, int]] = Counter(cell for arc, _, cell in arcs if flow.on(arc))
        return sum(cost for arc, cost, _ in arcs if flow.on(arc)), cells
