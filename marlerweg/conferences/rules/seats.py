"""Plans as they are kept, round for round: who sits at which table, single moves, and who moves from one plan to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Rounds = Sequence[Mapping[str, Sequence[str]]]
Kept = list[dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Shift:
    """One person in one round; no table before means new there, none after means gone."""

    round: int
    person: str
    before: str | None
    after: str | None

    @property
    def needs_new_card(self) -> bool:
        return self.after is not None


def table_of(rounds: Rounds, number: int, person: str) -> str | None:
    """Rounds count from 1, as people do."""
    return next((table for table, people in rounds[number - 1].items() if person in people), None)


def day_of(rounds: Rounds, person: str) -> list[tuple[int, str]]:
    """Round and table of everything one person attends."""
    found = ((number, table_of(rounds, number, person)) for number in range(1, len(rounds) + 1))
    return [(number, table) for number, table in found if table is not None]


def people_in(rounds: Rounds) -> set[str]:
    return {person for tables in rounds for people in tables.values() for person in people}


def moved(rounds: Rounds, number: int, person: str, to: str) -> Kept:
    """The same plan with one person at another table in one round."""
    kept = _copy(rounds)
    for people in kept[number - 1].values():
        if person in people:
            people.remove(person)
    kept[number - 1].setdefault(to, []).append(person)
    return kept


def swapped(rounds: Rounds, number: int, one: str, other: str) -> Kept:
    """The same plan with two people changing places; whoever has no place there changes nothing."""
    here, there = table_of(rounds, number, one), table_of(rounds, number, other)
    if here is None or there is None:
        return _copy(rounds)
    return moved(moved(rounds, number, one, there), number, other, here)


def shifts(before: Rounds, after: Rounds) -> list[Shift]:
    """Who sits elsewhere, by round; rounds that only one of the plans has count as nobody sitting there."""
    found = []
    for number in range(1, max(len(before), len(after)) + 1):
        then, now = _places(before, number), _places(after, number)
        found += [
            Shift(number, person, then.get(person), now.get(person))
            for person in sorted(then.keys() | now.keys())
            if then.get(person) != now.get(person)
        ]
    return found


def _places(rounds: Rounds, number: int) -> dict[str, str]:
    if number > len(rounds):
        return {}
    return {person: table for table, people in rounds[number - 1].items() for person in people}


def _copy(rounds: Rounds) -> Kept:
    return [{table: list(people) for table, people in tables.items()} for tables in rounds]
