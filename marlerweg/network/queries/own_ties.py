"""Ties that this room itself knows: umbrellas and carriers, and people who work at several places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from marlerweg.foundation.gathering import Listed, gathered
from marlerweg.network.models import Position
from marlerweg.network.policies import Viewer
from marlerweg.network.queries.organisation import held_on, organisations
from marlerweg.network.queries.person import people
from marlerweg.network.rules.graph import Shared


def kinship(viewer: Viewer, today: date) -> Iterator[Shared]:
    """One shared thing per pair of an organisation and what stands above it or runs it; one query."""
    rows = organisations(viewer)
    above = (Listed("below", rows, "pk", f"{path}__") for path in ("umbrella", "part_of", "run_by"))
    for other in gathered(("pk", "short_name", "name"), *above):
        key, short_name, name = other.called
        for below in other.of("below"):
            yield Shared("kinship", short_name or name, frozenset({below, key}))


def shared_people(viewer: Viewer, today: date) -> Iterable[Shared]:
    """Named by no person: only that somebody stands in both."""
    places: dict[Any, set[Any]] = defaultdict(set)
    held = Position.objects.filter(held_on(today), person__in=people(viewer))
    for person, organisation in held.values_list("person", "organisation"):
        places[person].add(organisation)
    return [Shared("people", "", frozenset(found)) for found in places.values() if len(found) > 1]
