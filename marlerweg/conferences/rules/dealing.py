"""Cut the visits of the transport optimum into rounds and tables: an edge colouring, one matching per round.

Where all are present all day and the tables stay the same, a matching that leaves the rest divisible always exists
(König). Elsewhere a round may have to deviate; what it breaks, `settling` mends afterwards.
"""

from random import Random

from marlerweg.conferences.rules.flow import INFINITE, Flow
from marlerweg.conferences.rules.places import Room
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.wishes import Transport

FLOOR = 1 << 44
"""Leaving a table below its least number."""
AGAIN = 1 << 36
"""A theme for the second time."""
ASTRAY = 1 << 28
"""A theme that the transport did not choose."""
LATER = 1 << 20
"""Leaving more visits to later rounds than they have seats."""

Fixed = dict[tuple[int, int], int]


def deal(gathering: Gathering, transport: Transport, rng: Random) -> list[list[int]]:
    """`seats[r][i]` for everybody present; the transport tells who visits what, chance decides the rest."""
    dealer = _Dealer(gathering, transport)
    for r in range(gathering.rounds):
        dealer.deal_round(r, rng)
    return dealer.seats


class _Dealer:
    def __init__(self, gathering: Gathering, transport: Transport) -> None:
        self.gathering = gathering
        self.room: Room = transport.room
        self.seats = [[-1] * len(gathering.people) for _ in range(gathering.rounds)]
        for (r, i), t in self.room.fixed.items():
            self.seats[r][i] = t
        self.todo = {i: set(visits) for i, visits in transport.chosen().items()}
        self.accessible = {i: unit.accessible for unit in transport.units for i in unit.people}

    def deal_round(self, r: int, rng: Random) -> None:
        people = [i for i in self.gathering.here[r] if (r, i) not in self.room.fixed]
        rng.shuffle(people)
        chosen = self._match(r, people, anywhere=False)
        if len(chosen) < len(people):
            chosen = self._match(r, people, anywhere=True)
        for i, (k, t) in chosen.items():
            self.seats[r][i] = t
            done = next((visit for visit in self.todo[i] if visit[0] == k and r in visit[1]), None)
            self.todo[i].discard(done) if done else None

    def _match(self, r: int, people: list[int], *, anywhere: bool) -> dict[int, tuple[int, int]]:
        """Person → theme and table."""
        flow = Flow(2)
        tables = self._tables(flow, r)
        pools: dict[tuple[int, bool], int] = {}
        arcs: dict[int, list[tuple[int, int]]] = {}
        for i in people:
            node = flow.node()
            flow.arc(0, node, 1)
            arcs[i] = []
            for k, cost in self._offers(r, i, anywhere=anywhere):
                key = (k, self.accessible[i])
                if key not in pools:
                    pools[key] = self._pool(flow, tables, *key)
                arcs[i].append((k, flow.arc(node, pools[key], 1, cost)))
        flow.send(0, 1)
        waiting = {key: self._arrivals(flow, node) for key, node in pools.items()}
        found = {}
        for i, offers in arcs.items():
            for k, arc in offers:
                if flow.on(arc):
                    node = waiting[k, self.accessible[i]].pop()
                    found[i] = (k, next(t for t, table in tables.items() if table == node))
        return found

    @staticmethod
    def _arrivals(flow: Flow, pool: int) -> list[int]:
        """Table nodes that this pool fills, one entry per seat."""
        return [flow.heads[arc] for arc in flow.out[pool] if not arc & 1 for _ in range(flow.on(arc))]

    def _offers(self, r: int, i: int, *, anywhere: bool) -> list[tuple[int, int]]:
        offers = {k: 0 for k, rounds in self.todo[i] if r in rounds}
        if anywhere:
            seen = {self.gathering.theme_of[row[i]] for row in self.seats if row[i] >= 0}
            for k, cost in enumerate(self.gathering.costs[i]):
                again = AGAIN if self.gathering.no_theme_twice and k in seen else 0
                offers.setdefault(k, ASTRAY + again + cost)
        return list(offers.items())

    def _tables(self, flow: Flow, r: int) -> dict[int, int]:
        """Table → node, each behind its theme, which must be filled so far that later rounds can take the rest."""
        themes = {k: flow.node() for k in set(self.gathering.theme_of)}
        for k, node in themes.items():
            need, fair = self._due(r, k)
            flow.arc(node, 1, need, 0)
            flow.arc(node, 1, max(0, fair - need), LATER)
            flow.arc(node, 1, INFINITE, LATER + 4)
        nodes = {}
        for (round_, t), (fewest, most) in self.room.seats.items():
            if round_ == r:
                node = nodes[t] = flow.node()
                share = min(most, max(fewest, self.room.share[r, t]))
                theme = themes[self.gathering.theme_of[t]]
                flow.arc(node, theme, fewest, 0)
                flow.arc(node, theme, share - fewest, FLOOR)
                flow.arc(node, theme, most - share, FLOOR + 1)
        return nodes

    def _due(self, r: int, k: int) -> tuple[int, int]:
        """How many visits of theme k this round has to take, and how many it should."""
        open_visits = sum(
            any(k == theme and max(rounds) >= r for theme, rounds in todo) for todo in self.todo.values()
        )
        later = sum(
            most for (q, t), (_, most) in self.room.seats.items() if q > r and self.gathering.theme_of[t] == k
        )
        rounds_left = self.gathering.rounds - r
        return max(0, open_visits - later), -(-open_visits // rounds_left)

    def _pool(self, flow: Flow, tables: dict[int, int], k: int, accessible: bool) -> int:
        node = flow.node()
        for t, table in tables.items():
            if self.gathering.theme_of[t] == k and (self.gathering.tables[t].accessible or not accessible):
                flow.arc(node, table, INFINITE)
        return node
