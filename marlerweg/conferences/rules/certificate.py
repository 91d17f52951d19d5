"""What a plan is worth: for each goal its value, the proven bound and whether it is reached."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marlerweg.conferences.rules.bounds import together_pairs
from marlerweg.conferences.rules.contacts import expected_by_chance
from marlerweg.conferences.rules.fairness import new_contacts
from marlerweg.conferences.rules.messages import Message
from marlerweg.conferences.rules.planning import Gathering
from marlerweg.conferences.rules.seating import Seating
from marlerweg.foundation.sentences import Sentence

NEARLY = 0.95
"""From this share on chance counts as nearly as good."""
MORE_IS_BETTER = frozenset({"least_new_contacts", "contacts"})
TOP_WISHES = ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal in the order of their weight; `bound` is what no plan can beat given the goals before it."""

    key: str
    value: int
    bound: int
    proof: Mapping[str, Any] = field(default_factory=dict)

    @property
    def more_is_better(self) -> bool:
        return self.key in MORE_IS_BETTER

    @property
    def reached(self) -> bool:
        return self.value >= self.bound if self.more_is_better else self.value <= self.bound

    @property
    def gap(self) -> int:
        return max(0, self.bound - self.value if self.more_is_better else self.value - self.bound)

    @property
    def message(self) -> Message:
        """Where the plan stands: `goal.…`, or `goal.….none` where there is nothing to count."""
        nothing = ".none" if self.value == 0 and self.key in {"repeats", "changed_seats"} else ""
        return Message(f"goal.{self.key}{nothing}", {"value": self.value, "bound": self.bound})

    @property
    def verdict(self) -> Message:
        """`verdict.best`, or how far the proof goes: `verdict.at_least`, `verdict.at_most`."""
        if self.reached:
            return Message("verdict.best")
        return Message(
            "verdict.at_most" if self.more_is_better else "verdict.at_least", {"bound": self.bound}
        )

    def as_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "key": self.key,
            "value": self.value,
            "bound": self.bound,
            "reached": self.reached,
            "gap": self.gap,
            "message": self.message.as_data(),
            "verdict": self.verdict.as_data(),
        }
        return data | ({"proof": dict(self.proof)} if self.proof else {})


@dataclass(frozen=True)
class Certificate:
    goals: tuple[Goal, ...]
    facts: Mapping[str, Any]
    notes: tuple[Sentence, ...] = ()

    @property
    def proven(self) -> bool:
        """Every goal stands at its bound."""
        return all(goal.reached for goal in self.goals)

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What stands around the goals: how chance would have done, how many wishes came true."""
        return tuple(_remarks(self.facts))

    def goal(self, key: str) -> Goal:
        return next(goal for goal in self.goals if goal.key == key)

    def as_data(self) -> dict[str, Any]:
        return {
            "proven": self.proven,
            "goals": [goal.as_data() for goal in self.goals],
            "facts": dict(self.facts),
            "remarks": [remark.as_data() for remark in self.remarks],
            "notes": [note.as_data() for note in self.notes],
        }


def _remarks(figures: Mapping[str, Any]) -> Iterator[Message]:
    contacts, chance = figures["contacts"], figures["contacts_by_chance"]
    if contacts:
        nearly = "remark.chance_nearly" if chance >= NEARLY * contacts else "remark.chance"
        yield Message(nearly, {"contacts": contacts, "chance": chance})
    if ranks := figures["wishes_by_rank"]:
        top = sum(number for rank, number in ranks.items() if rank in TOP_WISHES)
        yield Message("remark.top_wishes", {"top": top, "seats": sum(ranks.values())})


def facts(seating: Seating) -> dict[str, Any]:
    """Figures around the goals: contacts, how chance would do, which wishes came true."""
    gathering = seating.gathering
    contacts = sum(new_contacts(seating)) // 2
    loads = [[len(members) for members in tables] for tables in seating.members]
    chance = expected_by_chance(gathering, loads)
    return {
        "people": len(gathering.people),
        "rounds": gathering.rounds,
        "contacts": contacts,
        "contacts_by_chance": round(chance, 1),
        "pairs": together_pairs(len(gathering.people)),
        "wishes_by_rank": wishes_by_rank(gathering, seating.seat),
    }


def wishes_by_rank(gathering: Gathering, seats: Sequence[Sequence[int]]) -> dict[str, int]:
    """Seats of people with wishes, by the rank of the wish they fulfil; "none" is a theme not wished."""
    ranks: dict[str, int] = {}
    for row in seats:
        for i, t in enumerate(row):
            wishes = gathering.people[i].wishes
            if t >= 0 and wishes:
                theme = gathering.tables[t].theme
                rank = str(wishes.index(theme) + 1) if theme in wishes else "none"
                ranks[rank] = ranks.get(rank, 0) + 1
    return dict(sorted(ranks.items(), key=lambda item: (item[0] == "none", item[0])))
