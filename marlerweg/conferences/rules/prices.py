"""Prices of scarce seats: the proof that no plan serves wishes more cheaply (weak duality)."""

from dataclasses import dataclass, field

from marlerweg.conferences.rules.flow import Flow
from marlerweg.conferences.rules.places import Room, Seat, Unit, pins, share_of_one_body, units
from marlerweg.conferences.rules.planning import Gathering

Share = tuple[int, int, str]
"""Round, theme and organisation: the seats one organisation may take there."""


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


def priced_bound(gathering: Gathering, prices: Prices) -> int:
    """No plan has a lower wish cost: what the prices prove, rounded up. Valid for any prices whatever."""
    return -(-priced_total(gathering, prices) // prices.scale)


def priced_total(gathering: Gathering, prices: Prices) -> int:
    """Each unit takes its cheapest seats at these prices, the takings go back; in fractions 1/scale.

    Σ_units min(cost + price) − Σ_seats price·(most, or fewest where the price is negative) − Σ_shares price·most.
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
    return total


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


def affordable_themes(gathering: Gathering, unit: Unit, prices: Prices) -> frozenset[int]:
    """Themes a unit may visit in any plan that reaches what these prices prove exactly.

    Only where the price of a theme does not depend on the round; otherwise nothing is excluded.
    """
    offers = list(menu(gathering, unit, prices).values())
    if not offers:
        return frozenset()
    if any(offer != offers[0] for offer in offers[1:]):
        return frozenset(range(len(gathering.themes)))
    if not gathering.no_theme_twice:
        best = min(offers[0].values())
        return frozenset(k for k, cost in offers[0].items() if cost == best)
    limit = sorted(offers[0].values())[len(offers) - 1]
    return frozenset(k for k, cost in offers[0].items() if cost <= limit)


def best_of_each_round(gathering: Gathering, unit: Unit, prices: Prices) -> dict[int, frozenset[int]]:
    """Where themes may be repeated: the themes that cost least in each round; no optimal plan seats the unit elsewhere."""
    best = {}
    for r, offer in menu(gathering, unit, prices).items():
        least = min(offer.values(), default=0)
        best[r] = frozenset(k for k, cost in offer.items() if cost == least)
    return best
