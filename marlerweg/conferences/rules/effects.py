"""What a hand at the tables does to every goal, and how two plans differ. Fast enough for every click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marlerweg.conferences.rules.breaches import Seats, breaches
from marlerweg.conferences.rules.certificate import MORE_IS_BETTER, Certificate
from marlerweg.conferences.rules.fairness import free_pairs_at_most, least_contacts, new_contacts
from marlerweg.conferences.rules.messages import Message
from marlerweg.conferences.rules.patience import Patience
from marlerweg.conferences.rules.planner import certified, least_meetings_of_a_pair, mixing_goals
from marlerweg.conferences.rules.planning import Gathering, Id
from marlerweg.conferences.rules.repeating import sharpened
from marlerweg.conferences.rules.replan import Change, changes, people_affected
from marlerweg.conferences.rules.seating import Seating
from marlerweg.conferences.rules.serving import WishStage


@dataclass(frozen=True, slots=True)
class Difference:
    """One goal before and after; `gain` above zero is better, whichever way the goal counts."""

    key: str
    before: int
    after: int

    @property
    def gain(self) -> int:
        return self.after - self.before if self.key in MORE_IS_BETTER else self.before - self.after

    def as_data(self) -> dict[str, Any]:
        return {"key": self.key, "before": self.before, "after": self.after, "gain": self.gain}


@dataclass(frozen=True)
class Effect:
    """Of one plan against another: goals in the order of their weight, rules broken anew, seats that change."""

    differences: tuple[Difference, ...]
    broken: tuple[Message, ...]
    mended: tuple[Message, ...]
    changes: tuple[Change, ...]

    @property
    def allowed(self) -> bool:
        return not self.broken

    @property
    def verdict(self) -> str:
        """`forbidden`, `better`, `worse` or `same`: the first goal that differs decides, as it does for the planner."""
        if self.broken:
            return "forbidden"
        first = next((one.gain for one in self.differences if one.gain), 0)
        return "better" if first > 0 or self.mended else "worse" if first < 0 else "same"

    @property
    def people(self) -> list[Id]:
        """Who needs another card."""
        return people_affected(self.changes)

    def as_data(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "differences": [one.as_data() for one in self.differences],
            "broken": [one.as_data() for one in self.broken],
            "mended": [one.as_data() for one in self.mended],
            "changes": [one.as_data() for one in self.changes],
            "people": self.people,
        }


def values(gathering: Gathering, seats: Seats) -> dict[str, int]:
    """Where a plan stands, in the order of the goals; broken rules are told by `breaches`."""
    seating = Seating(gathering, seats)
    found = {}
    if gathering.has_wishes:
        if gathering.worst_served_first:
            found["worst_served"] = seating.worst_served
        found["wishes"] = seating.wish
    return found | {
        "repeats": seating.repeats,
        "most_meetings": free_pairs_at_most(seating),
        "least_new_contacts": least_contacts(seating),
        "contacts": sum(new_contacts(seating)) // 2,
    }


def compare(gathering: Gathering, before: Seats, after: Seats) -> Effect:
    """How the second plan differs from the first, goal by goal and seat by seat."""
    then, now = values(gathering, before), values(gathering, after)
    were, are = breaches(gathering, before), breaches(gathering, after)
    return Effect(
        tuple(Difference(key, then[key], now[key]) for key in then),
        tuple(one for one in are if one not in were),
        tuple(one for one in were if one not in are),
        tuple(changes(gathering, before, after)),
    )


def moved(
    gathering: Gathering,
    seats: Seats,
    person: Id,
    number: int,
    *,
    to_table: Id | None = None,
    swap_with: Id | None = None,
) -> list[list[int]]:
    """The seats after one person has moved in a round (from 1), to a table or into another person's place.

    Raises `KeyError` for an unknown person or table and `ValueError` for a round or a target that does not exist.
    """
    if (to_table is None) == (swap_with is None) or not 1 <= number <= gathering.rounds:
        raise ValueError(number, to_table, swap_with)
    people = {str(one.id): i for i, one in enumerate(gathering.people)}
    found = [list(row) for row in seats]
    row, i = found[number - 1], people[str(person)]
    if swap_with is not None:
        j = people[str(swap_with)]
        row[i], row[j] = row[j], row[i]
    else:
        row[i] = {str(table.id): t for t, table in enumerate(gathering.tables)}[str(to_table)]
    return found


def effect_of_move(
    gathering: Gathering,
    seats: Seats,
    person: Id,
    number: int,
    *,
    to_table: Id | None = None,
    swap_with: Id | None = None,
) -> Effect:
    """What that move would do; nothing is kept."""
    after = moved(gathering, seats, person, number, to_table=to_table, swap_with=swap_with)
    return compare(gathering, seats, after)


def measured(gathering: Gathering, seats: Sequence[Sequence[int]], patience: Patience) -> Certificate:
    """The certificate of seats set by hand: the same bounds as for a planned day, nothing moved.

    Raises `ValueError` with the messages if a rule is broken: then there is nothing to certify.
    """
    if broken := breaches(gathering, seats):
        raise ValueError(*broken)
    seating = Seating(gathering, seats)
    wishes = WishStage(gathering)
    fewest = sharpened(wishes, seating, patience)
    often = least_meetings_of_a_pair(wishes, seating, fewest.bound)
    goals = [*wishes.goals(seating), *mixing_goals(gathering, seating, fewest, often)]
    return certified(gathering, seating, goals).certificate
