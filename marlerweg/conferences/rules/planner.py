"""The table plan, stage after stage: rules, wishes, repeated meetings, new contacts of everyone.

Each stage starts where the one before stands and may not make it worse, so there is never a weighted sum of goals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from marlerweg.conferences.rules import certificate as report
from marlerweg.conferences.rules.bonding import seat_groups
from marlerweg.conferences.rules.bounds import RepeatBound, wish_choice
from marlerweg.conferences.rules.certificate import Certificate, Goal
from marlerweg.conferences.rules.contacts import least_contacts_bound
from marlerweg.conferences.rules.dealing import deal
from marlerweg.conferences.rules.fairness import free_pairs_at_most, least_contacts, make_fair
from marlerweg.conferences.rules.feasibility import require_feasible
from marlerweg.conferences.rules.golfers import shape, turning_rounds
from marlerweg.conferences.rules.mixing import mix
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Gathering, Impossible, Round
from marlerweg.conferences.rules.pricing import priced_repeats
from marlerweg.conferences.rules.seating import Seating
from marlerweg.conferences.rules.settling import settle
from marlerweg.conferences.rules.wishes import Transport, priced_bound

Seats = list[list[int]]

TRIES = 12
"""Ways to seat bonded groups first before the best of them is taken."""


@dataclass(frozen=True)
class Plan:
    """`seats[r][i]` is a table number, -1 for somebody absent; `rounds` the same with the ids of the input."""

    seats: Seats
    rounds: list[Round]
    certificate: Certificate

    def as_data(self) -> dict[str, Any]:
        rounds = [{str(table): people for table, people in tables.items()} for tables in self.rounds]
        return {"rounds": rounds, "certificate": self.certificate.as_data()}


def plan(gathering: Gathering, patience: Patience, seed: int = 0) -> Plan:
    """Plan the day; ends early when every goal stands at its proven bound. Raises `Impossible`."""
    require_feasible(gathering)
    rng = Random(seed)  # noqa: S311 – chance for a search, not for a secret
    wishes = Wishes(gathering)
    seating = wishes.seat(patience, rng)
    return finish(gathering, wishes, seating, patience, rng)


def finish(gathering: Gathering, wishes: "Wishes", seating: Seating, patience: Patience, rng: Random) -> Plan:
    """Mix, make fair and certify a seating that keeps all rules."""
    bound = mixed(wishes, seating, patience, rng)
    most_bound = least_meetings_of_a_pair(gathering, seating, bound)
    make_fair(seating, most_bound, least_contacts_bound(gathering, bound, 2), patience, rng)
    goals = [*wishes.goals(seating), *mixing_goals(gathering, seating, bound, most_bound)]
    return certified(gathering, seating, goals)


def mixed(wishes: "Wishes", seating: Seating, patience: Patience, rng: Random) -> int:
    """Mix, sharpen the bound where the first one stays out of reach, mix on; the bound comes back."""
    gathering, known = seating.gathering, wishes.repeat_bound(seating)
    bound = known.value
    golf = shape(gathering)
    mix(seating, bound, patience.share(0.1 if golf else 0.3), rng)
    if golf and seating.repeats > bound and (seats := turning_rounds(*golf, patience.share(0.7), rng)):
        seating.reset(seats)
    if seating.repeats > bound:
        target = seating.repeats - known.acquainted
        bound = max(bound, priced_repeats(known, target, patience.share(0.4)) + known.acquainted)
        mix(seating, bound, patience.share(0.6), rng)
    return bound


def certified(gathering: Gathering, seating: Seating, goals: Sequence[Goal]) -> Plan:
    figures = report.facts(seating)
    paper = Certificate(tuple(goals), figures, report.sentences(goals, figures), gathering.notes)
    return Plan(seating.plan(), gathering.readable(seating.seat), paper)


def least_meetings_of_a_pair(gathering: Gathering, seating: Seating, repeats: int) -> int:
    """Some pair meets at least so often."""
    fresh = repeats - RepeatBound(gathering).acquainted
    return min(2 if fresh > 0 else 1, max(1, free_pairs_at_most(seating)))


def mixing_goals(gathering: Gathering, seating: Seating, bound: int, most_bound: int) -> list[Goal]:
    most = free_pairs_at_most(seating)
    highest = max(
        most, max(map(len, (person.present for person in gathering.people))) if gathering.bonds else 0
    )
    return [
        report.repeats_goal(seating.repeats, bound, acquainted=bool(gathering.met)),
        report.most_meetings_goal(most, most_bound if most else 0),
        report.least_contacts_goal(
            least_contacts(seating), least_contacts_bound(gathering, bound, max(1, highest))
        ),
    ]


class Wishes:
    """The wish stage: its transport, its bound, and how the bound came about."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.transport = Transport(gathering)
        self.prices = self.transport.proof()
        self.bound = priced_bound(gathering, self.prices)
        self.ceiling: int | None = None
        self.ceiling_bound = 0
        if gathering.worst_served_first and gathering.has_wishes:
            self._lowest_ceiling()

    def _lowest_ceiling(self) -> None:
        """The smallest ceiling under which the transport still serves everybody: nobody can promise a lower one."""
        low, high = 0, max(self.gathering.wish_costs) * self.gathering.rounds
        while low < high:
            middle = (low + high) // 2
            if Transport(self.gathering, ceiling=middle).complete:
                high = middle
            else:
                low = middle + 1
        self.ceiling = self.ceiling_bound = low

    def seat(self, patience: Patience, rng: Random) -> Seating:
        """A plan that keeps all rules, at the wish optimum if that can be reached in the time."""
        limit = patience.share(0.4)
        while True:
            seating = self._deal(rng)
            settle(seating, self._aim(), self._try(limit), rng)
            if seating.violations == 0:
                return seating
            if not limit:
                raise Impossible(_unfinished(seating), proven=False)
            if self.ceiling is not None:
                self.ceiling += 1

    def _try(self, limit: Patience) -> Patience:
        return limit.share(0.5) if self.ceiling is not None else limit

    def _aim(self) -> int:
        if self.ceiling is None:
            return self.bound
        transport = Transport(self.gathering, ceiling=self.ceiling)
        return -(-transport.wish_cost // transport.scale)

    def _deal(self, rng: Random) -> Seating:
        best: Transport | None = None
        tries = TRIES if self.gathering.bonds else 1
        for _ in range(tries):
            fixed = seat_groups(self.gathering, self.prices, rng)
            transport = Transport(self.gathering, fixed, even=True, ceiling=self.ceiling)
            if best is None or _rank(transport) < _rank(best):
                best = transport
            if best.complete and best.wish_cost <= self.bound * best.scale:
                break
        assert best is not None
        transport = best
        return Seating(self.gathering, deal(self.gathering, transport, rng), ceiling=self.ceiling)

    def repeat_bound(self, seating: Seating) -> RepeatBound:
        exact = self.ceiling is None and self.gathering.has_wishes and seating.wish == self.bound
        choice = None
        if exact:
            choice = wish_choice(self.gathering, self.prices)
        return RepeatBound(self.gathering, choice)

    def goals(self, seating: Seating) -> list[Goal]:
        goals = [report.rules_goal()]
        if not self.gathering.has_wishes:
            return goals
        bound = self.bound
        if self.ceiling is not None:
            worst = max(served for i, served in enumerate(seating.served) if self.gathering.people[i].wishes)
            goals.append(report.worst_served_goal(worst, self.ceiling_bound))
            bound = self._aim()
        return [*goals, report.wishes_goal(seating.wish, bound, self._proof())]

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


def _unfinished(seating: Seating) -> list[str]:
    return [
        f"In der gegebenen Zeit wurde kein Plan gefunden, der alle Regeln einhält; dem besten fehlen noch "
        f"{seating.violations} Verstöße. Dass es keinen gibt, ist damit nicht bewiesen."
    ]
