"""Plan again in the room: some do not come, guests are at the door, and the printed cards should stay valid.

Here the order of goals changes on purpose: after the rules the fewest changed seats, then wishes and repeats.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp
from random import Random
from typing import Any

from marlerweg.conferences.rules.certificate import Goal
from marlerweg.conferences.rules.feasibility import require_feasible
from marlerweg.conferences.rules.flow import Flow
from marlerweg.conferences.rules.moves import Steps
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planner import (
    Plan,
    certified,
    least_meetings_of_a_pair,
    mixing_goals,
)
from marlerweg.conferences.rules.planning import Gathering, Id, Impossible, Person
from marlerweg.conferences.rules.repeating import sharpened
from marlerweg.conferences.rules.seating import Move, Seating
from marlerweg.conferences.rules.serving import WishStage, unfinished
from marlerweg.conferences.rules.settling import obey

Seats = Sequence[Sequence[int]]

CHANGE = 1 << 40
EMPTY = 1 << 50
AGAIN = 1 << 32
WISH = 1 << 12

HOT, COLD, COOLING = 4.0, 0.3, 0.998
TIRED = 8000
"""Steps without anything better after which a search ends."""


@dataclass(frozen=True)
class Change:
    """One seat that is not where the published plan has it."""

    round: int
    person: Id
    before: Id
    after: Id

    def as_data(self) -> dict[str, Any]:
        return {"round": self.round, "person": self.person, "before": self.before, "after": self.after}


def changes(gathering: Gathering, published: Seats, seats: Seats) -> list[Change]:
    """Seats of people who had one before and have another one now; who left or came new is no change."""
    return [
        Change(r + 1, gathering.people[i].id, gathering.tables[then].id, gathering.tables[now].id)
        for r, (row, new) in enumerate(zip(published, seats, strict=True))
        for i, (then, now) in enumerate(zip(row, new, strict=True))
        if then >= 0 and now >= 0 and then != now
    ]


def replan(
    gathering: Gathering,
    published: Seats,
    patience: Patience,
    seed: int = 0,
    *,
    first_open: int = 0,
    extra_moves: int = 0,
) -> Plan:
    """Keep as many published seats as the rules allow; `extra_moves` more may change where that helps goals.

    Rounds before `first_open` are over and stay as they were. Raises `Impossible`.
    """
    gathering = _with_past(gathering, published, first_open)
    require_feasible(gathering)
    room = _Reseating(gathering, published, Random(seed))  # noqa: S311 – chance for a search, not for a secret
    room.mend(patience.share(0.6))
    room.improve(extra_moves, patience.share(0.7))
    seating = room.seating
    wishes = WishStage(gathering)
    fewest = sharpened(wishes, seating, patience.share(0.5))
    often = least_meetings_of_a_pair(wishes, seating, fewest.bound)
    rules, *others = wishes.goals(seating)
    goals = [
        rules,
        Goal("changed_seats", room.changed, room.fewest),
        *others,
        *mixing_goals(gathering, seating, fewest, often),
    ]
    moved = changes(gathering, published, seating.seat)
    return certified(gathering, seating, goals, {"changes": [change.as_data() for change in moved]})


def _with_past(gathering: Gathering, published: Seats, first_open: int) -> Gathering:
    """Rounds that are over become pins: who sat there did, who did not was absent."""
    if not first_open:
        return gathering
    return replace(
        gathering,
        people=tuple(
            _remembered(person, i, published, first_open) for i, person in enumerate(gathering.people)
        ),
    )


def _remembered(person: Person, i: int, published: Seats, first_open: int) -> Person:
    past = {r: published[r][i] for r in range(first_open) if published[r][i] >= 0}
    to_come = {r for r in person.present if r >= first_open}
    pins = {r: t for r, t in person.pins.items() if r >= first_open}
    return replace(person, present=frozenset(past) | to_come, pins=past | pins)


class _Reseating:
    def __init__(self, gathering: Gathering, published: Seats, rng: Random) -> None:
        self.gathering, self.published, self.rng = gathering, published, rng
        self.seating = Seating(gathering, [[-1] * len(gathering.people)] * gathering.rounds)
        self.fewest = 0
        for r in range(gathering.rounds):
            self._seat_round(r)

    @property
    def changed(self) -> int:
        return sum(
            then != now and then >= 0 <= now
            for before, row in zip(self.published, self.seating.seat, strict=True)
            for then, now in zip(before, row, strict=True)
        )

    def _seat_round(self, r: int) -> None:
        """Fewest changes first, then wishes, then acquaintances: a matching of people and seats.

        Its number of changes is a bound for any plan: it forgets only the rules about who sits with whom.
        """
        here = self.gathering.here[r]
        for i in here:
            if self.published[r][i] in self.gathering.domain[r][i]:
                self._sit(r, i, self.published[r][i])
        company = {(i, t): self._again(r, i, t) for i in here for t in self.gathering.domain[r][i]}
        flow = Flow(2)
        nodes = {}
        for t, table in enumerate(self.gathering.tables):
            if table.seats[r]:
                nodes[t] = flow.node()
                flow.arc(nodes[t], 1, table.least[r])
                flow.arc(nodes[t], 1, table.seats[r] - table.least[r], EMPTY)
        arcs = []
        for i in here:
            node = flow.node()
            flow.arc(0, node, 1)
            arcs += [
                (i, t, flow.arc(node, nodes[t], 1, self._price(r, i, t) + company[i, t]))
                for t in sorted(self.gathering.domain[r][i])
            ]
        flow.send(0, 1)
        for i, t, arc in arcs:
            if flow.on(arc):
                self.fewest += self.published[r][i] not in {-1, t}
                self.seating.move(r, i, t)

    def _sit(self, r: int, i: int, t: int) -> None:
        if len(self.seating.members[r][t]) < self.gathering.tables[t].seats[r]:
            self.seating.move(r, i, t)

    def _again(self, r: int, i: int, t: int) -> int:
        """How often this person has met those who sit there."""
        return sum(self.seating.meet[i][j] for j in self.seating.members[r][t] if j != i)

    def _price(self, r: int, i: int, t: int) -> int:
        was = self.published[r][i]
        price = WISH * self.gathering.costs[i][self.gathering.theme_of[t]]
        if was not in {-1, t}:
            price += CHANGE
        theme = self.gathering.theme_of[t]
        if self.gathering.no_theme_twice and was != t and self._visits(r, i, theme):
            price += AGAIN
        return price

    def _visits(self, r: int, i: int, theme: int) -> bool:
        """The person meets this theme in another round, by what is seated or was published."""
        for q in range(self.gathering.rounds):
            t = self.seating.seat[q][i] if q < r else self.published[q][i]
            if q != r and t >= 0 and self.gathering.theme_of[t] == theme:
                return True
        return False

    def mend(self, patience: Patience) -> None:
        """Rules about company that the matching could not see: mended with few further changes."""
        if self.seating.violations:
            self._search(patience.share(0.6), limit=self.fewest, until_sound=True)
        if self.seating.violations:
            obey(self.seating, patience, self.rng)
        if self.seating.violations:
            raise Impossible(
                [unfinished(self.seating)],
                proven=False,
            )

    def improve(self, extra_moves: int, patience: Patience) -> None:
        """Fewer changes where mending made too many; then better wishes and fewer repeats for so many more changes."""
        if self.changed > self.fewest:
            self._search(patience.share(0.4), limit=self.fewest)
        self._search(patience.share(0.6), limit=self.changed + extra_moves)

    def _search(self, patience: Patience, limit: int, *, until_sound: bool = False) -> None:
        """Anneal; a weighted sum guides the steps, but what is best is decided in the order of the goals."""
        steps = Steps(self.seating, self.rng)
        rank, best, idle, heat = self._rank(limit), self.seating.plan(), 0, HOT
        while patience and steps.rounds and idle < TIRED and not (until_sound and rank[0] == 0):
            strain = self._strain(limit)
            undo = self._step(steps)
            worse = self._strain(limit) - strain
            idle += 1
            if worse > 0 and self.rng.random() >= exp(-worse / heat):
                self.seating.make(undo)
            elif (now := self._rank(limit)) < rank:
                rank, best, idle = now, self.seating.plan(), 0
            heat *= COOLING
            if heat < COLD:
                heat = HOT
                self.seating.reset(best)
        self.seating.reset(best)

    def _step(self, steps: Steps) -> list[Move]:
        r = self.rng.choice(steps.rounds)
        a, b = self.rng.choice(steps.loose[r]), self.rng.choice(steps.loose[r])
        chance = self.rng.random()
        if chance < 0.2:
            return self.seating.make(steps.draw())
        return self.seating.make(steps.shift(r, a) if chance < 0.5 else steps.swap(r, a, b))

    def _rank(self, limit: int) -> tuple[int, int, int, int]:
        over = max(0, self.changed - limit)
        return self.seating.violations, over, self.seating.wish, self.seating.repeats

    def _strain(self, limit: int) -> float:
        violations, over, wish, repeats = self._rank(limit)
        return 20 * violations + 8 * over + wish + repeats / 3


def closest(gathering: Gathering, seats: Seats, published: Seats) -> list[list[int]]:
    """Rename tables that differ in nothing but their name so that most people find their published seat."""
    found = [list(row) for row in seats]
    for r in range(gathering.rounds):
        for twins in _twins(gathering, r):
            names = _best_names(found[r], published[r], twins)
            found[r] = [names.get(t, t) for t in found[r]]
    return found


def _twins(gathering: Gathering, r: int) -> list[list[int]]:
    """Open tables alike in theme, seats and access to which nobody is pinned."""
    pinned = {person.pins.get(r, -1) for person in gathering.people}
    kinds: dict[tuple[Any, ...], list[int]] = {}
    for t, table in enumerate(gathering.tables):
        if table.seats[r] and t not in pinned:
            kinds.setdefault((table.theme, table.seats[r], table.least[r], table.accessible), []).append(t)
    return [tables for tables in kinds.values() if len(tables) > 1]


def _best_names(row: Sequence[int], before: Sequence[int], twins: list[int]) -> dict[int, int]:
    flow = Flow(2)
    old, new = {t: flow.node() for t in twins}, {t: flow.node() for t in twins}
    for t in twins:
        flow.arc(0, old[t], 1)
        flow.arc(new[t], 1, 1)
    arcs = {}
    for t in twins:
        stay = _overlaps(row, before, t)
        for u in twins:
            arcs[t, u] = flow.arc(old[t], new[u], 1, len(row) - stay.get(u, 0))
    flow.send(0, 1)
    return {t: u for (t, u), arc in arcs.items() if flow.on(arc)}


def _overlaps(row: Sequence[int], before: Sequence[int], t: int) -> dict[int, int]:
    stay: dict[int, int] = {}
    for now, then in zip(row, before, strict=True):
        if now == t and then >= 0:
            stay[then] = stay.get(then, 0) + 1
    return stay


def people_affected(found: Iterable[Change]) -> list[Id]:
    """Who needs a new card, each once, in order."""
    return list(dict.fromkeys(change.person for change in found))
