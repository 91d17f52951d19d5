"""Mend a dealt plan: first no broken rule, then the wish optimum. Rules outrank wishes at every comparison."""

from collections.abc import Callable
from math import exp
from random import Random

from marlerweg.conferences.rules.moves import Steps
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.seating import Move, Seating

DRAWS = 400
"""Steps between two looks at the clock."""
CALM = 0.35
"""Heat at which one more broken rule is now and then accepted on the way."""
HOTTEST, FREEZING = 1.5, 0.25


def mend(seating: Seating, wish_bound: int, patience: Patience, rng: Random) -> None:
    """Mend broken rules by steps that cost no wish; leave the seating at the best plan found."""
    settler = _Settler(seating, wish_bound, rng)
    while not settler.done and settler.rank[0] and patience and settler.steps.rounds:
        settler.walk(settler.calmly, free=True)
    seating.reset(settler.best)


def obey(seating: Seating, patience: Patience, rng: Random) -> None:
    """Keep the rules whatever it costs in wishes."""
    settler = _Settler(seating, 0, rng)
    while settler.rank[0] and patience and settler.steps.rounds:
        settler.walk(settler.meekly)
    seating.reset(settler.best)


def settle(seating: Seating, wish_bound: int, patience: Patience, rng: Random) -> None:
    """Leave the seating at the best plan found; stop at once when no rule is broken and the bound is reached."""
    mend(seating, wish_bound, patience.share(0.4), rng)
    settler = _Settler(seating, wish_bound, rng)
    while not settler.done and patience and settler.steps.rounds:
        settler.walk(settler.boldly)
        settler.cool()
    seating.reset(settler.best)


class _Settler:
    """A dealt plan stands at the wish optimum with a few broken rules; so the calm walk never pays in wishes.

    Only if that does not mend everything does the bold walk pay, and then tries to earn it back.
    """

    def __init__(self, seating: Seating, wish_bound: int, rng: Random) -> None:
        self.seating, self.wish_bound, self.rng = seating, wish_bound, rng
        self.steps = Steps(seating, rng)
        self.best, self.rank = seating.plan(), (seating.violations, seating.wish)
        self.price = 2 * max(seating.gathering.wish_costs) + 2
        self.hottest = self.heat = HOTTEST

    @property
    def done(self) -> bool:
        return self.rank[0] == 0 and self.rank[1] <= self.wish_bound

    def cool(self) -> None:
        self.heat *= 0.85
        if self.heat < FREEZING:
            self.heat = self.hottest = max(0.6, self.hottest * 0.7)
            self.seating.reset(self.best)

    def walk(self, accepts: Callable[[int, int], bool], *, free: bool = False) -> None:
        """A few hundred steps, most of them where a rule is broken or a wish could be served better."""
        seating = self.seating
        troubled = self._troubled()
        for _ in range(DRAWS):
            moves = self._draw(troubled)
            if not moves:
                continue
            paid = self._paid(moves)
            if free and paid > 0:
                continue
            violations = seating.violations
            undo = seating.make(moves)
            if not accepts(seating.violations - violations, paid):
                seating.make(undo)
            elif (rank := (seating.violations, seating.wish)) < self.rank:
                self.rank, self.best = rank, seating.plan()
                if self.done:
                    return
                troubled = self._troubled()

    def calmly(self, broken: int, paid: int) -> bool:
        return paid <= 0 and (broken <= 0 or self.rng.random() < exp(-broken / CALM))

    def meekly(self, broken: int, _paid: int) -> bool:
        return broken <= 0 or self.rng.random() < exp(-broken / CALM)

    def boldly(self, broken: int, paid: int) -> bool:
        worse = self.price * broken + paid
        return worse <= 0 or self.rng.random() < exp(-worse / self.heat)

    def _paid(self, moves: list[Move]) -> int:
        """What the moves cost in wishes, known before they are made."""
        gathering, seat = self.seating.gathering, self.seating.seat
        costs, theme_of = gathering.costs, gathering.theme_of
        return sum(costs[i][theme_of[t]] - costs[i][theme_of[seat[r][i]]] for r, i, t in moves)

    def _draw(self, troubled: list[tuple[int, int]]) -> list[Move]:
        rng, steps = self.rng, self.steps
        if not troubled or rng.random() < 0.3:
            return steps.draw()
        r, a = rng.choice(troubled)
        chance = rng.random()
        if chance < 0.5:
            return steps.swap(r, a, rng.choice(steps.loose[r]))
        rounds = steps.choices[a]
        if len(rounds) > 1 and chance < 0.9:
            return steps.exchange(a, rounds)
        return steps.turn(r, a)

    def _troubled(self) -> list[tuple[int, int]]:
        """Round and person wherever taking the person away would mend a rule."""
        seating, found = self.seating, []
        if seating.violations:
            for r in self.steps.rounds:
                for a in self.steps.loose[r]:
                    at, before = seating.seat[r][a], seating.violations
                    seating.move(r, a, -1)
                    if seating.violations < before:
                        found.append((r, a))
                    seating.move(r, a, at)
        return found
