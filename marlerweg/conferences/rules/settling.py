"""Mend a dealt plan: first no broken rule, then the wish optimum. Rules outrank wishes at every comparison."""

from math import exp
from random import Random

from marlerweg.conferences.rules.moves import Steps
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.seating import Seating

DRAWS = 400
"""Steps between two looks at the clock."""


def settle(seating: Seating, wish_bound: int, patience: Patience, rng: Random) -> None:
    """Leave the seating at the best plan found; stop at once when no rule is broken and the bound is reached."""
    if _done(seating, wish_bound):
        return
    steps = Steps(seating, rng)
    if not steps.rounds:
        return
    best, rank = seating.plan(), (seating.violations, seating.wish)
    heat = hottest = 1.0 + max(seating.gathering.wish_costs) / 4
    while patience:
        reached = _walk(seating, steps, heat, wish_bound, rank)
        if reached < rank:
            rank, best = reached, seating.plan()
            if rank[0] == 0 and rank[1] <= wish_bound:
                return
        heat *= 0.9
        if heat < 0.2:
            heat = hottest
            seating.reset(best)
    seating.reset(best)


def _done(seating: Seating, wish_bound: int) -> bool:
    return seating.violations == 0 and seating.wish <= wish_bound


def _walk(
    seating: Seating, steps: Steps, heat: float, wish_bound: int, rank: tuple[int, int]
) -> tuple[int, int]:
    """A few hundred steps of annealing that ends as soon as something better than `rank` is found."""
    rng, weight = steps.rng, 2 * max(seating.gathering.wish_costs) + 2
    troubled = _troubled(seating, steps)
    for _ in range(DRAWS):
        if troubled and rng.random() < 0.5:
            r, a = rng.choice(troubled)
            moves = steps.swap(r, a, rng.choice(steps.loose[r]))
        else:
            moves = steps.draw()
        if not moves:
            continue
        violations, wish = seating.violations, seating.wish
        undo = seating.make(moves)
        worse = weight * (seating.violations - violations) + seating.wish - wish
        if worse > 0 and rng.random() >= exp(-worse / heat):
            seating.make(undo)
        elif (seating.violations, seating.wish) < rank:
            break
    return seating.violations, seating.wish


def _troubled(seating: Seating, steps: Steps) -> list[tuple[int, int]]:
    """Round and person wherever taking the person away would mend a rule."""
    found = []
    if seating.violations:
        for r in steps.rounds:
            for a in steps.loose[r]:
                at, before = seating.seat[r][a], seating.violations
                seating.move(r, a, -1)
                if seating.violations < before:
                    found.append((r, a))
                seating.move(r, a, at)
    return found
