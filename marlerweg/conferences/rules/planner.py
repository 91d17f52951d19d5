"""The table plan, stage after stage: rules, wishes, repeated meetings, new contacts of everyone.

Each stage starts where the one before stands and may not make it worse, so there is never a weighted sum of goals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from marlerweg.conferences.rules import certificate as report
from marlerweg.conferences.rules.bounds import RepeatBound, together_pairs
from marlerweg.conferences.rules.certificate import Certificate, Goal
from marlerweg.conferences.rules.contacts import least_contacts_bound
from marlerweg.conferences.rules.crowding import Crowd, crowd
from marlerweg.conferences.rules.days import open_days
from marlerweg.conferences.rules.fairness import free_pairs_at_most, least_contacts, make_fair
from marlerweg.conferences.rules.feasibility import require_feasible
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planning import Gathering, Round
from marlerweg.conferences.rules.repeating import FewestRepeats, few_repeats
from marlerweg.conferences.rules.seating import Seating
from marlerweg.conferences.rules.serving import WishStage

Seats = list[list[int]]


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
    wishes = WishStage(gathering)
    seating = wishes.seat(patience, rng)
    return finish(gathering, wishes, seating, patience, rng)


def finish(
    gathering: Gathering, wishes: WishStage, seating: Seating, patience: Patience, rng: Random
) -> Plan:
    """Mix, make fair and certify a seating that keeps all rules."""
    fewest = few_repeats(wishes, seating, patience, rng)
    often = least_meetings_of_a_pair(wishes, seating, fewest.bound)
    make_fair(seating, often.bound, least_contacts_bound(gathering, fewest.bound, 2), patience, rng)
    goals = [*wishes.goals(seating), *mixing_goals(gathering, seating, fewest, often)]
    return certified(gathering, seating, goals)


def certified(
    gathering: Gathering, seating: Seating, goals: Sequence[Goal], more: Mapping[str, Any] | None = None
) -> Plan:
    figures = report.facts(seating) | dict(more or {})
    paper = Certificate(tuple(goals), figures, gathering.notes)
    return Plan(seating.plan(), gathering.readable(seating.seat), paper)


@dataclass(frozen=True, slots=True)
class MostMeetings:
    """Some pair that nobody bound together meets at least so often; a crowd proves more than two."""

    bound: int
    proof: Crowd | None = None


def least_meetings_of_a_pair(wishes: WishStage, seating: Seating, repeats: int) -> MostMeetings:
    """By counting repeats, and where nobody is bound to anybody also by counting days."""
    gathering = seating.gathering
    known = RepeatBound(gathering)
    people = gathering.people
    bonded = [len(people[i].present & people[j].present) for i, j in gathering.bonds]
    if repeats - known.acquainted > sum(map(together_pairs, bonded)):
        least = 2
    else:
        meetings = sum(known.fewest_meetings(r) for r in range(gathering.rounds))
        least = 1 if meetings > sum(bonded) else 0
    most = free_pairs_at_most(seating)
    if most > least and not gathering.bonds:
        found = crowd(open_days(gathering, wishes.exact_prices(seating)))
        if found and found.times > least:
            return MostMeetings(found.times, found)
    return MostMeetings(min(least, most))


def mixing_goals(
    gathering: Gathering, seating: Seating, fewest: FewestRepeats, often: MostMeetings
) -> list[Goal]:
    bound = fewest.bound
    proof = fewest.proof.as_data(gathering) if fewest.proof else {}
    most = free_pairs_at_most(seating)
    highest = max(
        most, max(map(len, (person.present for person in gathering.people))) if gathering.bonds else 0
    )
    return [
        Goal("repeats", seating.repeats, bound, proof),
        Goal("most_meetings", most, often.bound, often.proof.as_data(gathering) if often.proof else {}),
        Goal(
            "least_new_contacts",
            least_contacts(seating),
            least_contacts_bound(gathering, bound, max(1, highest)),
        ),
    ]
