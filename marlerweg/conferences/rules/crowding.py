"""More people than different days: then two spend the whole day together, however they are seated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marlerweg.conferences.rules.days import Choices, Day
from marlerweg.conferences.rules.flow import Flow
from marlerweg.conferences.rules.planning import Gathering

MATTERS = 3
"""From so many rounds on it says more than the repeats do."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """These people share fewer days than they are, so some pair meets so many `times`."""

    people: tuple[int, ...]
    times: int

    def as_data(self, gathering: Gathering) -> Mapping[str, Any]:
        return {"people": [gathering.people[i].id for i in self.people], "times": self.times}


def crowd(choices: Sequence[Choices]) -> Crowd | None:
    """A crowd that attends the most rounds, by Hall's condition; None where everybody could have a day of their own."""
    lengths = {len(choice.days[0]) for choice in choices if choice.days}
    for length in sorted((one for one in lengths if one >= MATTERS), reverse=True):
        same = [choice for choice in choices if choice.days and len(choice.days[0]) == length]
        if people := _too_many(same):
            return Crowd(people, length)
    return None


def _too_many(choices: Sequence[Choices]) -> tuple[int, ...]:
    flow = Flow(2)
    days: dict[Day, int] = {}
    nodes = {}
    for choice in choices:
        node = flow.node()
        nodes[node] = choice.people[0]
        flow.arc(0, node, 1)
        for day in choice.days:
            if day not in days:
                days[day] = flow.node()
                flow.arc(days[day], 1, 1)
            flow.arc(node, days[day], 1)
    flow.send(0, 1)
    if flow.amount == len(choices):
        return ()
    near = flow.reachable(0)
    return tuple(sorted(i for node, i in nodes.items() if node in near))
