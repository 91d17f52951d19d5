"""The stage of repeated meetings: a bound, its proof, and the searches that try to reach it."""

from dataclasses import dataclass
from random import Random

from marlerweg.conferences.rules.bounds import RepeatBound
from marlerweg.conferences.rules.golfers import perfect_rounds, shape
from marlerweg.conferences.rules.mixing import mix
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.pricing import Market, RepeatPrices, market
from marlerweg.conferences.rules.seating import Seating
from marlerweg.conferences.rules.serving import WishStage
from marlerweg.conferences.rules.spreading import Spreading

SLICE = 0.07
"""Part of the time for prices in each turn, less where they prove no more; plans get twice as much."""
WORTHWHILE = 0.1
"""Repeats that prices have to prove more in a turn, or the next one gives them half the time."""


@dataclass(frozen=True, slots=True)
class FewestRepeats:
    """No plan that serves wishes as well has fewer; `proof` where counting alone does not show it."""

    bound: int
    proof: RepeatPrices | None = None


def few_repeats(wishes: WishStage, seating: Seating, patience: Patience, rng: Random) -> FewestRepeats:
    """Mix; where the simple bound stays out of reach, sharpen it and deal out whole days; mix on."""
    known = wishes.repeat_bound(seating)
    fewest = FewestRepeats(known.value)
    golf = shape(seating.gathering)
    scarce = known.value > 0 and seating.gathering.has_wishes
    mix(seating, fewest.bound, patience.share(0.02 if scarce or golf else 0.4), rng)
    if seating.repeats > fewest.bound:
        if golf:
            if seats := perfect_rounds(*golf, patience.share(0.8), rng):
                seating.reset(seats)
        elif wishes.serves_best(seating) and (found := market(known, wishes.exact_prices(seating))):
            fewest = _by_days(found, known, seating, patience.share(0.9), rng)
    mix(seating, fewest.bound, patience.share(0.7), rng)
    return fewest


def sharpened(wishes: WishStage, seating: Seating, patience: Patience) -> FewestRepeats:
    """The bound by counting, or a better one with the prices that prove it."""
    known = wishes.repeat_bound(seating)
    found = market(known, wishes.exact_prices(seating)) if seating.repeats > known.value else None
    if found is None:
        return FewestRepeats(known.value)
    found.haggle(seating.repeats - known.acquainted, patience)
    return _better(known, found)


def _better(known: RepeatBound, found: Market) -> FewestRepeats:
    proof = found.published()
    if proof.bound + known.acquainted <= known.value:
        return FewestRepeats(known.value)
    return FewestRepeats(proof.bound + known.acquainted, proof)


def _by_days(
    found: Market, known: RepeatBound, seating: Seating, patience: Patience, rng: Random
) -> FewestRepeats:
    """Prices and plans in turns: prices help to find a plan, and a better plan is a nearer target for prices."""
    fewest = FewestRepeats(known.value)
    search = Spreading(known, found.choices, lambda: found.seat_prices, rng)
    turn = haggling = patience.left * SLICE
    while patience and seating.repeats > fewest.bound:
        before = found.best
        found.haggle(seating.repeats - known.acquainted, patience.at_most(haggling))
        fewest = _better(known, found)
        haggling = turn if found.best > before + WORTHWHILE else haggling / 2
        _take(search, seating, fewest.bound, patience.at_most(2 * turn))
    return fewest


def _take(search: Spreading, seating: Seating, bound: int, patience: Patience) -> None:
    """Take what whole days dealt anew bring, if it breaks nothing and costs no wish."""
    before, rank = seating.plan(), (seating.violations, seating.wish, seating.repeats)
    if seats := search.search(seating.repeats, bound, patience):
        seating.reset(seats)
        if (seating.violations, seating.wish, seating.repeats) > rank:
            seating.reset(before)
