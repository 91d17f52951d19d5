"""Table wishes at their exact optimum: a transport problem with prices for scarce seats, which prove the bound.

Whoever is present needs one seat per round; a theme has so many seats. Forgetting for a moment *in which* round a
person visits a theme leaves a transport problem, whose optimum is a bound for every plan. Its prices prove that:
at these prices nobody could be served more cheaply, however seats are dealt (weak duality). `dealing` then cuts the
visits into rounds; where rounds are alike this always succeeds (König's edge colouring).
"""

from functools import cached_property
from itertools import combinations
from math import comb, lcm

from marlerweg.conferences.rules.flow import INFINITE, Flow
from marlerweg.conferences.rules.places import Room, Seat, Unit, limited_body, pins, share_of_one_body, units
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.prices import Prices, Share

MOST_DAYS = 2000
"""Up to so many choices of themes a person's days are listed one by one."""


class Transport:
    """The transport problem for everybody not fixed yet.

    `ceiling` leaves out visits a person could not afford; `even` fills tables evenly where that costs no wish;
    `steepness` raises costs to a power, which spares those who would fare worst (the optimum is then another one).
    """

    def __init__(
        self,
        gathering: Gathering,
        fixed: dict[tuple[int, int], int] | None = None,
        *,
        even: bool = False,
        ceiling: int | None = None,
        steepness: int = 1,
    ) -> None:
        self.gathering = gathering
        self.room = Room(gathering, pins(gathering) if fixed is None else fixed)
        self.even = even
        self.ceiling = ceiling
        self.steepness = steepness
        self.units = units(gathering)
        self.scale = lcm(*(len(unit.people) for unit in self.units)) * self._finer
        self.flow = Flow(2)
        self.demand = 0
        self.visits: dict[int, list[tuple[int, frozenset[int], int]]] = {}
        self._pools: dict[tuple[int, frozenset[int], bool, str | None], int] = {}
        self._shares: dict[Share, int] = {}
        self._floor = 1 + self.scale * (1 + max(gathering.wish_costs) ** steepness) * (1 + gathering.rounds)
        self._tables()
        for unit in self.units:
            self._seek(unit)
        self.flow.send(0, 1)

    @cached_property
    def _finer(self) -> int:
        """Room below one unit of wish cost, in which even filling can be preferred without ever outweighing it."""
        return 1 + sum(map(len, self.gathering.here)) if self.even else 1

    def _tables(self) -> None:
        self._seats: dict[Seat, int] = {}
        self._floors: list[int] = []
        for seat, (fewest, most) in self.room.seats.items():
            node = self._seats[seat] = self.flow.node()
            share = min(most, max(fewest, self.room.share[seat])) if self.even else most
            self._floors.append(self.flow.arc(node, 1, fewest, 0))
            self.flow.arc(node, 1, share - fewest, self._floor)
            if self.even:
                self.flow.arc(node, 1, most - share, self._floor + 1)

    def _pool(self, theme: int, rounds: frozenset[int], *, accessible: bool, body: str | None) -> int:
        """One node for all who may meet this theme in the same rounds at the same kind of table.

        Where an organisation may only take so many seats, its people pass one more node per round.
        """
        key = (theme, rounds, accessible, body)
        if key not in self._pools:
            node = self._pools[key] = self.flow.node()
            if body is not None:
                for r in rounds:
                    self.flow.arc(node, self._share(r, theme, body), INFINITE)
                return node
            for (r, t), seat in self._seats.items():
                table = self.gathering.tables[t]
                if (
                    self.gathering.theme_of[t] == theme
                    and r in rounds
                    and (table.accessible or not accessible)
                ):
                    self.flow.arc(node, seat, INFINITE)
        return self._pools[key]

    def _share(self, r: int, theme: int, body: str) -> int:
        key = (r, theme, body)
        if key not in self._shares:
            node = self._shares[key] = self.flow.node()
            taken = sum(
                q == r and self.gathering.theme_of[t] == theme and limited_body(self.gathering, i) == body
                for (q, i), t in self.room.fixed.items()
            )
            most = share_of_one_body(self.gathering, r, theme) - taken
            pool = self._pool(theme, frozenset({r}), accessible=False, body=None)
            self.flow.arc(node, pool, max(0, most))
        return self._shares[key]

    def _seek(self, unit: Unit) -> None:
        costs = [
            sum(self.gathering.costs[i][k] ** self.steepness for i in unit.people)
            for k in range(len(self.gathering.themes))
        ]
        share = self.scale // len(unit.people)
        for i in unit.people:
            free = frozenset(r for r in unit.free if (r, i) not in self.room.fixed)
            spent = {self.gathering.theme_of[t] for (_, j), t in self.room.fixed.items() if j == i}
            self.visits[i] = []
            groups = [free] if self.gathering.no_theme_twice else [frozenset({r}) for r in free]
            for rounds in filter(None, groups):
                may, must = self._affordable(i, spent, len(rounds))
                for themes, number in [
                    (may - must, len(rounds) - len(must)),
                    *(({k}, 1) for k in sorted(must)),
                ]:
                    self._visit(unit, i, rounds, number, {k: costs[k] * share for k in sorted(themes)})

    def _visit(self, unit: Unit, i: int, rounds: frozenset[int], number: int, prices: dict[int, int]) -> None:
        """So many different themes out of these for one person."""
        node = self.flow.node()
        self.demand += number
        self.flow.arc(0, node, number)
        body = None if unit.accessible else limited_body(self.gathering, i)
        for k, price in prices.items():
            pool = self._pool(k, rounds, accessible=unit.accessible, body=body)
            self.visits[i].append((k, rounds, self.flow.arc(node, pool, 1, price)))

    def _affordable(self, i: int, spent: set[int], rounds: int) -> tuple[set[int], set[int]]:
        """Themes that some day under the ceiling visits, and those that every such day visits."""
        twice = not self.gathering.no_theme_twice
        themes = {k for k in range(len(self.gathering.themes)) if twice or k not in spent}
        if self.ceiling is None or not self.gathering.people[i].wishes:
            return themes, set()
        costs = self.gathering.costs[i]
        left = self.ceiling - sum(
            costs[self.gathering.theme_of[t]] for (_, j), t in self.room.fixed.items() if j == i
        )
        if twice:
            return {k for k in themes if costs[k] <= left}, set()
        if comb(len(themes), rounds) > MOST_DAYS:
            cheapest = sorted(costs[k] for k in themes)[: rounds - 1]
            return {k for k in themes if costs[k] + sum(cheapest) - (max(cheapest, default=0)) <= left}, set()
        days = [
            set(day) for day in combinations(sorted(themes), rounds) if sum(costs[k] for k in day) <= left
        ]
        return (set.union(*days), set.intersection(*days)) if days else (set(), set())

    @property
    def complete(self) -> bool:
        return self.flow.amount == self.demand and self.unmet_floors == 0

    @property
    def unmet_floors(self) -> int:
        """Seats missing to the least number a table needs."""
        return sum(self.flow.left[arc] for arc in self._floors)

    @property
    def wish_cost(self) -> int:
        """Cost of all visits chosen, pinned ones included, times `scale`."""
        costs = self.gathering.costs
        pinned = sum(costs[i][self.gathering.theme_of[t]] for (_, i), t in self.room.fixed.items())
        visits = sum(
            self.flow.costs[arc] * self.flow.on(arc)
            for visits in self.visits.values()
            for _, _, arc in visits
        )
        return self.scale * pinned + visits

    def chosen(self) -> dict[int, list[tuple[int, frozenset[int]]]]:
        """For each person the themes to visit, each with the rounds it may fall into."""
        return {
            i: [(k, rounds) for k, rounds, arc in visits if self.flow.on(arc)]
            for i, visits in self.visits.items()
        }

    @cached_property
    def prices(self) -> dict[Seat, int]:
        """What one more seat there would save (or, below zero, what its least filling costs), times `scale`."""
        potential = self.flow.potential
        return {
            seat: price
            for seat, node in self._seats.items()
            if (price := potential[1] - potential[node] - self._floor)
        }

    @cached_property
    def share_prices(self) -> dict[Share, int]:
        """What one more seat for an organisation would save, times `scale`."""
        potential = self.flow.potential
        found = {}
        for (r, theme, body), node in self._shares.items():
            pool = self._pools[theme, frozenset({r}), False, None]
            if (price := potential[pool] - potential[node]) > 0:
                found[r, theme, body] = price
        return found

    def proof(self) -> "Prices":
        return Prices(self.scale, self.prices, self.share_prices)
