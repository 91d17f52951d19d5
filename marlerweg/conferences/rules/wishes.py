"""Table wishes at their exact optimum: a transport problem with prices for scarce seats, which prove the bound.

Whoever is present needs one seat per round; a theme has so many seats. Forgetting for a moment *in which* round a
person visits a theme leaves a transport problem, whose optimum is a bound for every plan. Its prices prove that:
at these prices nobody could be served more cheaply, however seats are dealt (weak duality). `rounds` then cuts the
visits into rounds; where rounds are alike this always succeeds (König's edge colouring).
"""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import comb, lcm

from marlerweg.conferences.rules.flow import INFINITE, Flow
from marlerweg.conferences.rules.planning import Gathering

Seat = tuple[int, int]
"""Round and table."""
MOST_DAYS = 2000
"""Up to so many choices of themes a person's days are listed one by one."""
Share = tuple[int, int, str]
"""Round, theme and organisation: the seats one organisation may take there."""


@dataclass(frozen=True, slots=True)
class Unit:
    """People who go everywhere together; `free` are the rounds in which no pin decides for them."""

    people: tuple[int, ...]
    free: frozenset[int]
    accessible: bool
    spent: frozenset[int]
    """Themes a pin has already given them."""


def units(gathering: Gathering) -> list[Unit]:
    """Bonded people with the same rounds and pins form one unit; others stay alone (a relaxation, so still a bound)."""
    found = []
    for group in _bonded(gathering):
        first = gathering.people[group[0]]
        alike = all(
            gathering.people[i].present == first.present and gathering.people[i].pins == first.pins
            for i in group
        )
        found += [_unit(gathering, group)] if alike else [_unit(gathering, (i,)) for i in group]
    return found


def _bonded(gathering: Gathering) -> list[tuple[int, ...]]:
    groups: dict[int, tuple[int, ...]] = {i: (i,) for i in range(len(gathering.people))}
    for i, j in gathering.bonds:
        if groups[i] is not groups[j]:
            joined = tuple(sorted((*groups[i], *groups[j])))
            groups |= dict.fromkeys(joined, joined)
    return sorted(set(groups.values()))


def _unit(gathering: Gathering, people: tuple[int, ...]) -> Unit:
    person = gathering.people[people[0]]
    return Unit(
        people,
        person.present - person.pins.keys(),
        any(gathering.people[i].needs_accessible for i in people),
        frozenset(gathering.theme_of[t] for t in person.pins.values()),
    )


@dataclass(frozen=True)
class Room:
    """Seats that are still to be dealt when everybody fixed in advance has sat down."""

    gathering: Gathering
    fixed: dict[tuple[int, int], int] = field(default_factory=dict)
    """(round, person) → table; pins are included."""

    @cached_property
    def seats(self) -> dict[Seat, tuple[int, int]]:
        """(round, table) → fewest and most people still to sit there."""
        taken: dict[Seat, int] = {}
        for (r, _), t in self.fixed.items():
            taken[r, t] = taken.get((r, t), 0) + 1
        return {
            (r, t): (max(0, table.least[r] - taken.get((r, t), 0)), table.seats[r] - taken.get((r, t), 0))
            for t, table in enumerate(self.gathering.tables)
            for r in range(self.gathering.rounds)
            if table.seats[r]
        }

    @cached_property
    def share(self) -> dict[Seat, int]:
        """How many would sit there if all tables of a round were filled evenly."""
        shares: dict[Seat, int] = {}
        for r, people in enumerate(self.gathering.here):
            to_seat = sum((r, i) not in self.fixed for i in people)
            rooms = {seat: most for seat, (_, most) in self.seats.items() if seat[0] == r}
            level = 0
            while sum(min(level, room) for room in rooms.values()) < to_seat and level < max(rooms.values()):
                level += 1
            shares |= {seat: min(level, room) for seat, room in rooms.items()}
        return shares


def pins(gathering: Gathering) -> dict[tuple[int, int], int]:
    return {
        (r, i): t
        for i, person in enumerate(gathering.people)
        for r, t in person.pins.items()
        if r in person.present
    }


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


@dataclass(frozen=True)
class Prices:
    """Prices of scarce seats in fractions 1/scale; whatever they are, they prove a bound for wishes."""

    scale: int
    seats: dict[Seat, int] = field(default_factory=dict)
    shares: dict[Share, int] = field(default_factory=dict)

    def toll(self, gathering: Gathering, people: tuple[int, ...], r: int, t: int) -> int:
        """What these people pay for sitting there, besides the cost of their wishes."""
        total = len(people) * self.seats.get((r, t), 0)
        if self.shares:
            k = gathering.theme_of[t]
            total += sum(self.shares.get((r, k, gathering.people[i].organisation or ""), 0) for i in people)
        return total


def limited_body(gathering: Gathering, i: int) -> str | None:
    """The person's organisation if a limit per table holds and the organisation has more people than that."""
    return gathering.crowded.get(i)


def share_of_one_body(gathering: Gathering, r: int, theme: int) -> int:
    """Seats of a theme that one organisation may take in a round."""
    limit = gathering.max_same_organisation or 0
    return sum(
        min(limit, table.seats[r])
        for table, k in zip(gathering.tables, gathering.theme_of, strict=True)
        if k == theme
    )


def priced_bound(gathering: Gathering, prices: Prices) -> int:
    """No plan has a lower wish cost: each unit takes its cheapest seats at these prices, the takings go back.

    Σ_units min(cost + price) − Σ_seats price·(most, or fewest where the price is negative) − Σ_shares price·most,
    rounded up. Valid for any prices whatever.
    """
    room = Room(gathering, {})
    total = 0
    for (r, i), t in pins(gathering).items():
        total += prices.scale * gathering.costs[i][gathering.theme_of[t]] + prices.toll(gathering, (i,), r, t)
    for unit in units(gathering):
        total += cheapest(gathering, unit, prices)
    for seat, (fewest, most) in room.seats.items():
        price = prices.seats.get(seat, 0)
        total -= price * (most if price > 0 else fewest)
    for (r, theme, _), price in prices.shares.items():
        total -= price * share_of_one_body(gathering, r, theme)
    return -(-total // prices.scale)


def menu(gathering: Gathering, unit: Unit, prices: Prices) -> dict[int, dict[int, int]]:
    """Round → theme → cost of the best seat there for this unit, price included."""
    offers: dict[int, dict[int, int]] = {r: {} for r in unit.free}
    for r in unit.free:
        for t in gathering.domain[r][unit.people[0]]:
            table, k = gathering.tables[t], gathering.theme_of[t]
            if (unit.accessible and not table.accessible) or (gathering.no_theme_twice and k in unit.spent):
                continue
            cost = prices.scale * sum(gathering.costs[i][k] for i in unit.people)
            cost += prices.toll(gathering, unit.people, r, t)
            offers[r][k] = min(cost, offers[r].get(k, cost))
    return offers


def cheapest(gathering: Gathering, unit: Unit, prices: Prices) -> int:
    """The least a unit can pay for its day, no theme twice if so ruled (assignment of themes to rounds)."""
    offers = menu(gathering, unit, prices)
    if not gathering.no_theme_twice:
        return sum(min(offer.values(), default=0) for offer in offers.values())
    return assign(list(offers.values()))


def assign(offers: list[dict[int, int]]) -> int:
    """Give each row another theme as cheaply as possible; 0 if there are none to give."""
    flow = Flow(2)
    themes: dict[int, int] = {}
    lowest = min((cost for offer in offers for cost in offer.values()), default=0)
    for offer in offers:
        row = flow.node()
        flow.arc(0, row, 1)
        for k, cost in offer.items():
            if k not in themes:
                themes[k] = flow.node()
                flow.arc(themes[k], 1, 1)
            flow.arc(row, themes[k], 1, cost - lowest)
    flow.send(0, 1)
    return flow.cost + lowest * flow.amount


def affordable_themes(
    gathering: Gathering, unit: Unit, prices: Prices
) -> tuple[frozenset[int], frozenset[int]]:
    """Themes a unit may visit, and those it must visit, in any plan that reaches the bound of these prices.

    Only where the price of a theme does not depend on the round; otherwise nothing is excluded.
    """
    offers = list(menu(gathering, unit, prices).values())
    everything = frozenset(range(len(gathering.themes)))
    if not offers:
        return frozenset(), frozenset()
    if any(offer != offers[0] for offer in offers[1:]):
        return everything, frozenset()
    if not gathering.no_theme_twice:
        best = min(offers[0].values())
        may = frozenset(k for k, cost in offers[0].items() if cost == best)
        return may, may if len(may) == 1 else frozenset()
    limit = sorted(offers[0].values())[len(offers) - 1]
    may = frozenset(k for k, cost in offers[0].items() if cost <= limit)
    below = frozenset(k for k, cost in offers[0].items() if cost < limit)
    return may, may if len(may) == len(offers) else below
