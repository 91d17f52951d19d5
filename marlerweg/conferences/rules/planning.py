"""What is to be planned: people, tables, rounds and the rules of the day. Rounds and indices count from 0."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from marlerweg.foundation.sentences import Sentence

Id = str | int
Pair = tuple[int, int]
Round = dict[Id, list[Id]]

DEFAULT_WISH_COSTS = (0, 1, 2, 5, 9)


class Unreadable(ValueError):
    """The input cannot be understood; the complaints say what is wrong and where."""

    def __init__(self, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


class Impossible(ValueError):
    """No plan can keep all rules; the reasons name the rule and the people or tables it fails at."""

    def __init__(self, reasons: Sequence[Sentence], *, proven: bool = True) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = list(reasons)
        self.proven = proven


@dataclass(frozen=True, slots=True)
class Person:
    id: Id
    organisation: str | None = None
    present: frozenset[int] = frozenset()
    wishes: tuple[str, ...] = ()
    pins: Mapping[int, int] = field(default_factory=dict)
    needs_accessible: bool = False
    interprets_for: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`seats` and `least` hold one number per round; no seats means the table is closed in that round."""

    id: Id
    theme: str
    seats: tuple[int, ...]
    least: tuple[int, ...]
    accessible: bool = False


@dataclass(frozen=True)
class Gathering:
    people: tuple[Person, ...]
    tables: tuple[Table, ...]
    rounds: int
    no_theme_twice: bool = False
    max_same_organisation: int | None = None
    apart: tuple[Pair, ...] = ()
    together: tuple[Pair, ...] = ()
    met: tuple[Pair, ...] = ()
    wish_costs: tuple[int, ...] = DEFAULT_WISH_COSTS
    worst_served_first: bool = False
    notes: tuple[Sentence, ...] = ()

    @cached_property
    def themes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(table.theme for table in self.tables))

    @cached_property
    def theme_of(self) -> tuple[int, ...]:
        """Theme number of each table."""
        numbers = {theme: number for number, theme in enumerate(self.themes)}
        return tuple(numbers[table.theme] for table in self.tables)

    @cached_property
    def has_wishes(self) -> bool:
        return any(person.wishes for person in self.people)

    @cached_property
    def costs(self) -> tuple[tuple[int, ...], ...]:
        """What each theme costs each person for one round: by rank, the last cost also for a theme not wished."""
        return tuple(tuple(self._cost(person, theme) for theme in self.themes) for person in self.people)

    def _cost(self, person: Person, theme: str) -> int:
        if theme not in person.wishes:
            return self.wish_costs[-1]
        return self.wish_costs[min(person.wishes.index(theme), len(self.wish_costs) - 1)]

    @cached_property
    def crowded(self) -> dict[int, str]:
        """People of organisations with more members than may share a table."""
        limit = self.max_same_organisation
        sizes = Counter(person.organisation for person in self.people)
        return {
            i: person.organisation
            for i, person in enumerate(self.people)
            if limit is not None and person.organisation is not None and sizes[person.organisation] > limit
        }

    @cached_property
    def bonds(self) -> tuple[Pair, ...]:
        """Pairs who share a table whenever both are there: kept together, or an interpreter with the person."""
        interpreters = {
            (min(i, other), max(i, other))
            for i, person in enumerate(self.people)
            for other in person.interprets_for
        }
        return tuple(sorted({*self.together, *interpreters}))

    @cached_property
    def domain(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """`domain[r][i]`: tables person i may sit at in round r by presence, pin and accessibility alone."""
        return tuple(tuple(self._tables_for(person, r) for person in self.people) for r in range(self.rounds))

    def _tables_for(self, person: Person, r: int) -> frozenset[int]:
        if r not in person.present:
            return frozenset()
        if r in person.pins:
            return frozenset({person.pins[r]})
        return self._accessible[r] if person.needs_accessible else self._open[r]

    @cached_property
    def _open(self) -> tuple[frozenset[int], ...]:
        return tuple(
            frozenset(t for t, table in enumerate(self.tables) if table.seats[r]) for r in range(self.rounds)
        )

    @cached_property
    def _accessible(self) -> tuple[frozenset[int], ...]:
        return tuple(frozenset(t for t in tables if self.tables[t].accessible) for tables in self._open)

    @cached_property
    def here(self) -> tuple[tuple[int, ...], ...]:
        """`here[r]`: the people present in round r."""
        return tuple(
            tuple(i for i, person in enumerate(self.people) if r in person.present)
            for r in range(self.rounds)
        )

    @cached_property
    def blocks(self) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """`blocks[r]`: people present in round r, grouped by the bonds that hold in this round."""
        return tuple(_components(self.here[r], self.bonds) for r in range(self.rounds))

    def readable(self, seats: list[list[int]]) -> list[Round]:
        """The plan as it is handed out; `seats[r][i]` is a table, or -1 for somebody absent."""
        rounds: list[Round] = []
        for row in seats:
            tables: Round = {table.id: [] for table in self.tables}
            for i, t in enumerate(row):
                if t >= 0:
                    tables[self.tables[t].id].append(self.people[i].id)
            rounds.append(tables)
        return rounds


def _components(members: tuple[int, ...], pairs: tuple[Pair, ...]) -> tuple[tuple[int, ...], ...]:
    leader = {i: i for i in members}

    def lead(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    for i, j in pairs:
        if i in leader and j in leader:
            leader[lead(j)] = lead(i)
    groups: dict[int, list[int]] = {}
    for i in members:
        groups.setdefault(lead(i), []).append(i)
    return tuple(tuple(group) for group in groups.values())
