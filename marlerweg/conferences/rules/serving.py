"""The wish stage: seat everybody by the rules, with wishes at their optimum, and prove it by prices."""

from random import Random
from typing import Any

from marlerweg.conferences.rules.bonding import seat_groups
from marlerweg.conferences.rules.bounds import RepeatBound, wish_choice
from marlerweg.conferences.rules.certificate import Goal
from marlerweg.conferences.rules.dealing import deal
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Gathering, Impossible
from marlerweg.conferences.rules.prices import Prices, priced_bound, priced_total
from marlerweg.conferences.rules.seating import Seating
from marlerweg.conferences.rules.settling import mend, obey, settle
from marlerweg.conferences.rules.wishes import Transport
from marlerweg.foundation.sentences import Sentence

TRIES = 12
"""Ways to seat bonded groups first before the best of them is taken."""
STEEP = (1, 2, 3, 4)


class WishStage:
    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.transport = Transport(gathering)
        self.prices = self.transport.proof()
        self.bound = priced_bound(gathering, self.prices)
        self.worst_first = gathering.worst_served_first and gathering.has_wishes
        self.lowest_ceiling = self._lowest_ceiling() if self.worst_first else 0

    def _lowest_ceiling(self) -> int:
        """The smallest ceiling under which the transport still serves everybody: nobody can promise a lower one."""
        low, high = 0, max(self.gathering.wish_costs) * self.gathering.rounds
        while low < high:
            middle = (low + high) // 2
            if Transport(self.gathering, ceiling=middle).complete:
                high = middle
            else:
                low = middle + 1
        return low

    def seat(self, patience: Patience, rng: Random) -> Seating:
        """A plan that keeps all rules, at the wish optimum if that can be reached in the time."""
        if self.worst_first:
            seating = self._least_ceiling(patience.share(0.3), rng)
        else:
            seating = self._best_deal(patience.share(0.4), rng)
        settle(seating, self._aim(seating), patience.share(0.4), rng)
        if seating.violations:
            raise Impossible([unfinished(seating)], proven=False)
        return seating

    def _best_deal(self, patience: Patience, rng: Random) -> Seating:
        """Deal anew while rules stay broken: another draw often needs less mending than a longer search."""
        best: Seating | None = None
        while best is None or (best.violations and patience):
            seating = Seating(self.gathering, self._deal(rng))
            mend(seating, self.bound, patience.share(0.3), rng)
            if best is None or (seating.violations, seating.wish) < (best.violations, best.wish):
                best = seating
        return best

    def _aim(self, seating: Seating) -> int:
        """No plan under the same ceiling costs less."""
        if seating.ceiling is None:
            return self.bound
        transport = Transport(self.gathering, ceiling=seating.ceiling)
        return max(self.bound, -(-transport.wish_cost // transport.scale))

    def _least_ceiling(self, patience: Patience, rng: Random) -> Seating:
        """Start where steep costs leave the worst-served best off, then lower the ceiling while that succeeds."""
        starts = [Seating(self.gathering, self._deal(rng, steepness=steepness)) for steepness in STEEP]
        best = min(starts, key=lambda seating: (seating.violations, seating.worst_served, seating.wish))
        obey(best, patience.share(0.5), rng)
        seats, ceiling = best.plan(), best.worst_served
        while ceiling > self.lowest_ceiling and patience:
            for start in (self._deal(rng, ceiling=ceiling - 1), seats):
                lower = Seating(self.gathering, start, ceiling=ceiling - 1)
                obey(lower, patience.share(0.5), rng)
                if not lower.violations:
                    break
            else:
                break
            seats, ceiling = lower.plan(), lower.worst_served
        return Seating(self.gathering, seats, ceiling=ceiling)

    def _deal(self, rng: Random, steepness: int = 1, ceiling: int | None = None) -> list[list[int]]:
        """Bonded groups first, then everybody else; if that leaves somebody standing, pins first and groups later."""
        seats = deal(self.gathering, self._with_groups(rng, steepness, ceiling), rng)
        if any(seats[r][i] < 0 for r, people in enumerate(self.gathering.here) for i in people):
            seats = deal(self.gathering, Transport(self.gathering, even=True, steepness=steepness), rng)
        return seats

    def _with_groups(self, rng: Random, steepness: int, ceiling: int | None) -> Transport:
        """The best of a few ways to seat groups; where there are none the first is as good as any."""
        best: Transport | None = None
        for _ in range(TRIES if self.gathering.bonds else 1):
            fixed = seat_groups(self.gathering, self.prices, rng)
            transport = Transport(self.gathering, fixed, even=True, steepness=steepness, ceiling=ceiling)
            if best is None or _rank(transport) < _rank(best):
                best = transport
            if best.complete and best.wish_cost <= self.bound * best.scale:
                break
        return best or self.transport

    def repeat_bound(self, seating: Seating) -> RepeatBound:
        """Wishes at their optimum fix most visits, which makes more repeats unavoidable than tables alone do."""
        exact = self.exact_prices(seating)
        return RepeatBound(self.gathering, wish_choice(self.gathering, exact) if exact else None)

    def serves_best(self, seating: Seating) -> bool:
        """Days can be dealt anew without any loss of wishes: there are none, or the prices tell all best days."""
        return seating.ceiling is None and (
            not self.gathering.has_wishes or self.exact_prices(seating) is not None
        )

    def exact_prices(self, seating: Seating) -> Prices | None:
        """The prices, if this seating costs exactly what they prove: then they exclude days, not only costs.

        Where a group shares its costs the prices may prove half a point less; then nothing is excluded.
        """
        if self.worst_first or not self.gathering.has_wishes:
            return None
        proven = priced_total(self.gathering, self.prices)
        return self.prices if proven == seating.wish * self.prices.scale else None

    def goals(self, seating: Seating) -> list[Goal]:
        goals = [Goal("rules", 0, 0)]
        if not self.gathering.has_wishes:
            return goals
        if self.worst_first:
            goals.append(Goal("worst_served", seating.worst_served, self.lowest_ceiling))
        return [*goals, Goal("wishes", seating.wish, self._aim(seating), self._proof())]

    def _proof(self) -> dict[str, Any]:
        """Prices of scarce seats, in fractions of `scale`; the verifier computes the bound from them anew."""
        prices = [
            {"round": r + 1, "table": self.gathering.tables[t].id, "price": price}
            for (r, t), price in sorted(self.prices.seats.items())
        ]
        shares = [
            {"round": r + 1, "theme": self.gathering.themes[k], "organisation": body, "price": price}
            for (r, k, body), price in sorted(self.prices.shares.items())
        ]
        return {"bound": self.bound, "scale": self.prices.scale, "prices": prices, "shares": shares}


def _rank(transport: Transport) -> tuple[int, int]:
    return transport.demand - transport.flow.amount + transport.unmet_floors, transport.wish_cost


def unfinished(seating: Seating) -> Sentence:
    """Searching is not proving: perhaps more time would do."""
    return Sentence(
        "In der gegebenen Zeit fand sich kein Plan, der alle Regeln einhält; der beste bricht sie noch "
        "an %(places)s Stellen. Dass es keinen gibt, ist damit nicht bewiesen.",
        places=seating.violations,
    )
