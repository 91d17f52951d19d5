"""What no plan can beat: proven lower bounds for repeated meetings, upper bounds for new contacts.

Two rounds cut the people present in both into cells (table before, table after). Whoever shares a cell meets
twice, so Σ cells C(m,2) is a convex transport problem, solved exactly for each pair of rounds.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from marlerweg.conferences.rules.flow import Flow
from marlerweg.conferences.rules.places import units
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.prices import Prices, affordable_themes, best_of_each_round

Themes = frozenset[int]


@dataclass(frozen=True)
class Choice:
    """Which themes each person may visit; without wishes everything is open."""

    may: tuple[Themes, ...]
    full: frozenset[tuple[int, int]] = frozenset()
    """(round, table) where every seat is taken, because one more would save wish cost."""
    in_round: Mapping[tuple[int, int], Themes] = field(default_factory=dict)
    """(round, person) → themes, where each round is decided by itself because themes may be repeated."""


def open_choice(gathering: Gathering) -> Choice:
    everything = frozenset(range(len(gathering.themes)))
    return Choice((everything,) * len(gathering.people))


def together_pairs(amount: int) -> int:
    return amount * (amount - 1) // 2


def spread(amount: int, cells: int) -> int:
    """The fewest pairs that share a cell when so many are spread over so many cells."""
    if cells <= 0:
        return 0
    q, rest = divmod(amount, cells)
    return rest * together_pairs(q + 1) + (cells - rest) * together_pairs(q)


class RepeatBound:
    def __init__(self, gathering: Gathering, choice: Choice | None = None) -> None:
        self.gathering = gathering
        self.choice = choice or open_choice(gathering)
        self._twin: dict[tuple[object, ...], int] = {}

    @cached_property
    def value(self) -> int:
        """Lower bound for Σ m(m−1)/2, where who met before starts with one meeting."""
        fresh = max(self.by_rounds, self.by_pairs)
        return fresh + self.acquainted

    @cached_property
    def by_rounds(self) -> int:
        """Σ over pairs of rounds of what the tables alone enforce, or of the pairs bound to sit together."""
        return sum(
            max(self.two_rounds(q, r), self._bonded(q, r))
            for q, r in combinations(range(self.gathering.rounds), 2)
        )

    def _bonded(self, q: int, r: int) -> int:
        here = self.gathering.people
        return sum({q, r} <= here[i].present and {q, r} <= here[j].present for i, j in self.gathering.bonds)

    @cached_property
    def by_pairs(self) -> int:
        """All meetings of the day, spread over all pairs of people."""
        meetings = sum(self.fewest_meetings(r) for r in range(self.gathering.rounds))
        return spread(meetings, together_pairs(len(self.gathering.people)))

    def fewest_meetings(self, r: int) -> int:
        return sum(together_pairs(load) for load in even_loads(self.gathering, r))

    def loads(self, r: int) -> list[tuple[int, int]]:
        """Fewest and most people at each table of a round."""
        people = len(self.gathering.here[r])
        seats = [table.seats[r] for table in self.gathering.tables]
        total = sum(seats)
        return [
            (
                room if (r, t) in self.choice.full else max(table.least[r], people - (total - room)),
                min(room, people),
            )
            for t, (table, room) in enumerate(zip(self.gathering.tables, seats, strict=True))
        ]

    def two_rounds(self, q: int, r: int) -> int:
        """R(q, r): the fewest pairs of people who share a table in both rounds."""
        both = [i for i in self.gathering.here[q] if r in self.gathering.people[i].present]
        before, after, limits = self.between(q, r, both)
        if self._surely_free(before, after, limits):
            return 0
        key = (tuple(before), tuple(after), tuple(sorted(limits.items())), len(both))
        if key not in self._twin:
            self._twin[key] = convex_transport(before, after, limits, len(both))
        return self._twin[key]

    def between(
        self, q: int, r: int, both: list[int]
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]], dict[tuple[int, int], int]]:
        """Ranges of people per table before and after, and the most per cell, for those present in both rounds."""
        before = self._common_loads(q, len(self.gathering.here[q]) - len(both))
        after = self._common_loads(r, len(self.gathering.here[r]) - len(both))
        return before, after, self._limits(q, r, both)

    def _common_loads(self, r: int, others: int) -> list[tuple[int, int]]:
        return [(max(0, fewest - others), most) for fewest, most in self.loads(r)]

    @staticmethod
    def _surely_free(
        before: list[tuple[int, int]], after: list[tuple[int, int]], limits: dict[tuple[int, int], int]
    ) -> bool:
        """Enough cells for everybody to be alone: then nothing needs to be computed."""
        rows = Counter(t for (t, _), limit in limits.items() if limit)
        columns = Counter(u for (_, u), limit in limits.items() if limit)
        return all(most <= rows[t] for t, (_, most) in enumerate(before)) and all(
            most <= columns[u] for u, (_, most) in enumerate(after)
        )

    def _limits(self, q: int, r: int, both: list[int]) -> dict[tuple[int, int], int]:
        """How many people could sit at table t in round q and at table u in round r."""
        kinds = Counter((self._tables(q, i), self._tables(r, i), self._fixed(q, r, i)) for i in both)
        limits: Counter[tuple[int, int]] = Counter()
        theme_of = self.gathering.theme_of
        for (first, second, fixed), heads in kinds.items():
            for t in first:
                for u in second:
                    if not self.gathering.no_theme_twice or theme_of[t] != theme_of[u] or fixed:
                        limits[t, u] += heads
        return limits

    def _fixed(self, q: int, r: int, i: int) -> bool:
        return {q, r} <= self.gathering.people[i].pins.keys()

    def _tables(self, r: int, i: int) -> frozenset[int]:
        domain = self.gathering.domain[r][i]
        if (r, i) in self.choice.in_round:
            return frozenset(t for t in domain if self.gathering.theme_of[t] in self.choice.in_round[r, i])
        if r in self.gathering.people[i].pins or len(self.choice.may[i]) == len(self.gathering.themes):
            return domain
        return frozenset(t for t in domain if self.gathering.theme_of[t] in self.choice.may[i])

    @cached_property
    def acquainted(self) -> int:
        """Groups who all know each other, spread over the tables of each round."""
        cliques = edge_disjoint_cliques(self.gathering)
        return sum(
            spread(sum(r in self.gathering.people[i].present for i in clique), tables)
            for r in range(self.gathering.rounds)
            for tables in [sum(table.seats[r] > 0 for table in self.gathering.tables)]
            for clique in cliques
        )


def even_loads(gathering: Gathering, r: int) -> list[int]:
    """Tables filled as evenly as their seats and least numbers allow: fewest pairs at tables."""
    loads = [table.least[r] for table in gathering.tables]
    for _ in range(len(gathering.here[r]) - sum(loads)):
        open_tables = [t for t, table in enumerate(gathering.tables) if loads[t] < table.seats[r]]
        if not open_tables:
            break
        loads[min(open_tables, key=loads.__getitem__)] += 1
    return loads


def edge_disjoint_cliques(gathering: Gathering) -> list[list[int]]:
    """Greedy: each acquaintance counts in at most one group, so the groups' bounds may be added."""
    friends: dict[int, set[int]] = {}
    for i, j in gathering.met:
        friends.setdefault(i, set()).add(j)
        friends.setdefault(j, set()).add(i)
    cliques = []
    for i in sorted(friends, key=lambda person: -len(friends[person])):
        while friends[i]:
            clique, candidates = [i], set(friends[i])
            while candidates:
                j = max(sorted(candidates), key=lambda person: len(friends[person] & candidates))
                clique.append(j)
                candidates &= friends[j]
            cliques.append(clique)
            for a, b in combinations(clique, 2):
                friends[a].discard(b)
                friends[b].discard(a)
    return cliques


def convex_transport(
    before: list[tuple[int, int]],
    after: list[tuple[int, int]],
    limits: dict[tuple[int, int], int],
    people: int,
) -> int:
    """Minimise Σ C(m,2) over whole m with row and column sums inside their ranges and m inside its limit."""
    flow = Flow(3)
    flow.arc(2, 0, people)
    heavy = 1 + people * people
    rows = [flow.node() for _ in before]
    columns = [flow.node() for _ in after]
    for nodes, ranges, incoming in ((rows, before, True), (columns, after, False)):
        for node, (fewest, most) in zip(nodes, ranges, strict=True):
            ends = (0, node) if incoming else (node, 1)
            flow.arc(*ends, fewest, 0)
            flow.arc(*ends, most - fewest, heavy)
    cells = [
        (flow.arc(rows[t], columns[u], 1, already), already)
        for (t, u), limit in limits.items()
        for already in range(min(limit, before[t][1], after[u][1]))
    ]
    flow.send(2, 1)
    return sum(already for arc, already in cells if flow.on(arc))


def wish_choice(gathering: Gathering, prices: Prices) -> Choice:
    """What wishes at their optimum leave open, read from prices that prove it exactly."""
    may: list[Themes] = [frozenset()] * len(gathering.people)
    in_round: dict[tuple[int, int], Themes] = {}
    for unit in units(gathering):
        allowed = affordable_themes(gathering, unit, prices)
        for i in unit.people:
            may[i] = allowed
            if not gathering.no_theme_twice:
                in_round |= {
                    (r, i): themes for r, themes in best_of_each_round(gathering, unit, prices).items()
                }
    full = frozenset(seat for seat, price in prices.seats.items() if price > 0)
    return Choice(tuple(may), full, in_round)
