"""All days a person could spend: which table in which round. Wishes at their optimum leave only few of them open.

Whoever spends which day decides everything about repeats: two people share a table twice where two of their rounds
agree. So bounds (`pricing`) and one of the searches (`spreading`) deal out days instead of single seats.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from marlerweg.conferences.rules.places import Unit, units
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.prices import Prices

Day = tuple[tuple[int, int], ...]
"""(round, table) for each round the person is there."""

MOST_DAYS = 60_000
"""So many days over all units are worth listing; a congress has far more."""


@dataclass(frozen=True, slots=True)
class Choices:
    """People who stay together all day, and the days open to them."""

    people: tuple[int, ...]
    days: tuple[Day, ...]


def open_days(gathering: Gathering, prices: Prices | None = None) -> list[Choices]:
    """Every unit with all days that the rules for one person allow; [] if there are too many to list.

    With `prices` only days that cost least at these prices: if the prices prove the wish optimum exactly, no plan
    at the optimum uses another day.
    """
    found = units(gathering)
    if sum(prod(len(domain) for domain in _domains(gathering, unit)) for unit in found) > MOST_DAYS:
        return []
    return [Choices(unit.people, tuple(_days(gathering, unit, prices))) for unit in found]


def _domains(gathering: Gathering, unit: Unit) -> list[list[int]]:
    return [
        sorted(frozenset.intersection(*(gathering.domain[r][i] for i in unit.people)))
        for r in sorted(gathering.people[unit.people[0]].present)
    ]


def _days(gathering: Gathering, unit: Unit, prices: Prices | None) -> list[Day]:
    rounds = sorted(gathering.people[unit.people[0]].present)
    every = [
        tuple(zip(rounds, tables, strict=True))
        for tables in product(*_domains(gathering, unit))
        if _varied(gathering, unit, rounds, tables)
    ]
    if prices is None or not every:
        return every
    spent = [_spending(gathering, unit, day, prices) for day in every]
    least = min(spent)
    return [day for day, cost in zip(every, spent, strict=True) if cost == least]


def _varied(gathering: Gathering, unit: Unit, rounds: list[int], tables: tuple[int, ...]) -> bool:
    """No theme twice, if so ruled; a pin may repeat one."""
    if not gathering.no_theme_twice:
        return True
    free = [gathering.theme_of[t] for r, t in zip(rounds, tables, strict=True) if r in unit.free]
    return len(set(free)) == len(free) and unit.spent.isdisjoint(free)


def _spending(gathering: Gathering, unit: Unit, day: Day, prices: Prices) -> int:
    return sum(
        prices.scale * gathering.costs[i][gathering.theme_of[t]] + prices.toll(gathering, (i,), r, t)
        for r, t in day
        for i in unit.people
    )


def pairs_of(day: Day) -> Iterator[tuple[int, int, int, int]]:
    """The cells of a day, one for any two of its rounds: earlier round and table, later round and table."""
    for at, (q, t) in enumerate(day):
        for r, u in day[at + 1 :]:
            yield q, t, r, u
