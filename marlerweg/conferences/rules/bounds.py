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
    """Which themes each person may and must visit; without wishes everything is open."""

    may: tuple[Themes, ...]
    must: tuple[Themes, ...]
    full: frozenset[tuple[int, int]] = frozenset()
    """(round, table) where every seat is taken, because one more would save wish cost."""
    in_round: Mapping[tuple[int, int], Themes] = field(default_factory=dict)
    """(round, person) → themes, where each round is decided by itself because themes may be repeated."""


def open_choice(gathering: Gathering) -> Choice:
    everything = frozenset(range(len(gathering.themes)))
    return Choice((everything,) * len(gathering.people), (frozenset(),) * len(gathering.people))


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
        fresh = max(self.by_rounds, self.by_pairs, self.by_themes)
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
    def by_themes(self) -> int:
        """Where wishes decide who visits which themes, those who share two themes share few cells."""
        if not self.gathering.no_theme_twice or not any(self.choice.must):
            return 0
        return _ThemePairs(self).value

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


class _ThemePairs:
    """Σ over pairs of themes of C(m,2) in the cells that people visiting both must share.

    Whoever visits themes k and l falls into one cell (round and table of k, round and table of l). How many visit
    both follows from the wishes; what stays open is relaxed to a transport problem between themes.
    """

    def __init__(self, bound: RepeatBound) -> None:
        self.bound = bound
        self.gathering = bound.gathering
        self.themes = range(len(self.gathering.themes))
        self.days = [len(person.present) for person in self.gathering.people]
        self.may, self.must = self._with_pins()

    def _with_pins(self) -> tuple[list[Themes], list[Themes]]:
        may, must = [], []
        for i, person in enumerate(self.gathering.people):
            pinned = frozenset(
                self.gathering.theme_of[person.pins[r]] for r in person.present & person.pins.keys()
            )
            free = bool(person.present - person.pins.keys())
            may.append((self.bound.choice.may[i] if free else frozenset()) | pinned)
            must.append((self.bound.choice.must[i] if free else frozenset()) | pinned)
        return may, must

    @property
    def value(self) -> int:
        if any(len(set(person.pins.values())) < len(person.pins) for person in self.gathering.people):
            return 0
        total = sum(days * (days - 1) for days in self.days)
        flow = Flow(3)
        flow.arc(2, 0, total)
        heavy = 1 + total * total
        rows = [flow.node() for _ in self.themes]
        columns = [flow.node() for _ in self.themes]
        for k in self.themes:
            fewest, most = self._partners(k)
            for ends in ((0, rows[k]), (columns[k], 1)):
                flow.arc(*ends, fewest, 0)
                flow.arc(*ends, most - fewest, heavy)
        cells: list[tuple[int, int]] = []
        both_may, both_must = self._both(self.may), self._both(self.must)
        for k, other in combinations(self.themes, 2):
            for ends in ((rows[k], columns[other]), (rows[other], columns[k])):
                cells += self._cells(flow, ends, (k, other), (both_must[k, other], both_may[k, other]), heavy)
        flow.send(2, 1)
        if flow.amount < total:
            return 0
        return -(-sum(flow.on(arc) * cost for arc, cost in cells) // 2)

    @staticmethod
    def _both(sets: list[Themes]) -> Counter[tuple[int, int]]:
        return Counter(pair for themes in sets for pair in combinations(sorted(themes), 2))

    def _cells(
        self, flow: Flow, ends: tuple[int, int], pair: tuple[int, int], heads: tuple[int, int], heavy: int
    ) -> list[tuple[int, int]]:
        """Arcs of rising cost: so many people find a cell of their own, so many a cell with one other, …"""
        number, (fewest, most) = self._cell_count(*pair), heads
        arcs: list[tuple[int, int]] = []
        done = 0
        while number and done < most:
            cost = done // number
            for limit, extra in ((fewest, 0), (most, heavy)):
                step = min(limit, (cost + 1) * number) - done
                if step > 0:
                    arcs.append((flow.arc(*ends, step, cost + extra), cost))
                    done += step
        return arcs

    def _cell_count(self, k: int, other: int) -> int:
        open_in = [
            [
                sum(
                    table.seats[r] > 0
                    for t, table in enumerate(self.gathering.tables)
                    if self.gathering.theme_of[t] == theme
                )
                for r in range(self.gathering.rounds)
            ]
            for theme in (k, other)
        ]
        return sum(
            open_in[0][q] * open_in[1][r]
            for q in range(self.gathering.rounds)
            for r in range(self.gathering.rounds)
            if q != r
        )

    def _partners(self, k: int) -> tuple[int, int]:
        """Fewest and most further visits made by those who visit theme k."""
        sure = [self.days[i] - 1 for i in range(len(self.days)) if k in self.must[i]]
        others = sorted(self.days[i] - 1 for i in range(len(self.days)) if k in self.may[i] - self.must[i])
        fewest = most = 0
        for r in range(self.gathering.rounds):
            for t, (low, high) in enumerate(self.bound.loads(r)):
                if self.gathering.theme_of[t] == k:
                    fewest, most = fewest + low, most + high
        need, room = max(0, fewest - len(sure)), max(0, most - len(sure))
        room = min(room, len(others))
        return sum(sure) + sum(others[:need]), sum(sure) + sum(others[len(others) - room :])


def wish_choice(gathering: Gathering, prices: Prices) -> Choice:
    """What wishes at their optimum leave open, read from the prices that prove it."""
    may: list[Themes] = [frozenset()] * len(gathering.people)
    must: list[Themes] = [frozenset()] * len(gathering.people)
    in_round: dict[tuple[int, int], Themes] = {}
    for unit in units(gathering):
        allowed, forced = affordable_themes(gathering, unit, prices)
        for i in unit.people:
            may[i], must[i] = allowed, forced
            if not gathering.no_theme_twice:
                in_round |= {
                    (r, i): themes for r, themes in best_of_each_round(gathering, unit, prices).items()
                }
    full = frozenset(seat for seat, price in prices.seats.items() if price > 0)
    return Choice(tuple(may), tuple(must), full, in_round)
