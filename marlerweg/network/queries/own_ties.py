"""Ties that this room itself knows: umbrellas and carriers, and people who work at several places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from marlerweg.network.models import Organisation, Position
from marlerweg.network.policies import Viewer
from marlerweg.network.queries.organisation import held_on, organisations
from marlerweg.network.queries.person import people
from marlerweg.network.rules.graph import Shared


def kinship(viewer: Viewer, today: date) -> Iterator[Shared]:
    """One shared thing per pair of an organisation and what stands above it or runs it."""
    rows = organisations(viewer).select_related("umbrella", "part_of").prefetch_related("run_by")
    for row in rows:
        above: list[Organisation | None] = [row.umbrella, row.part_of, *row.run_by.all()]
        for other in dict.fromkeys(each for each in above if each is not None):
            yield Shared("kinship", str(other), frozenset({row.pk, other.pk}))


def shared_people(viewer: Viewer, today: date) -> Iterable[Shared]:
    """Named by no person: only that somebody stands in both."""
    places: dict[Any, set[Any]] = defaultdict(set)
    held = Position.objects.filter(held_on(today), person__in=people(viewer))
    for person, organisation in held.values_list("person", "organisation"):
        places[person].add(organisation)
    return [Shared("people", "", frozenset(found)) for found in places.values() if len(found) > 1]
