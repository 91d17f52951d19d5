"""Which measures serve the Kodex: handed down by the room that knows measures.

The Way registers itself in its `AppConfig.ready`:

    def measures_serving(viewer: Viewer) -> Iterable[Serving]:
        for measure in queries.measures_seen_by(viewer).prefetch_related("values"):
            yield Serving(
                label=f"{measure.number} {measure.title}",
                address=reverse("way:measure", args=[measure.number]),
                state=measure.get_status_display(),
                values=frozenset(value.pk for value in measure.values.all()),
                goal=measure.goal_id,
            )

    kodex.actions.register_serving(measures_serving)

A source yields only what the viewer may see, in words the viewer may read; a measure that serves nothing is yielded too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from marlerweg.network.policies import Viewer


@dataclass(frozen=True, kw_only=True)
class Serving:
    """One measure; `values` and `goal` are ids of entries of any version."""

    label: str
    address: str = ""
    state: str = ""
    values: frozenset[UUID] = frozenset()
    goal: UUID | None = None


Source = Callable[[Viewer], Iterable[Serving]]
SOURCES: list[Source] = []


def add(source: Source) -> None:
    if source not in SOURCES:
        SOURCES.append(source)


def is_connected() -> bool:
    """Without a source, „nothing serves this“ would be a claim about what is not known."""
    return bool(SOURCES)


def all_for(viewer: Viewer) -> list[Serving]:
    return [each for source in SOURCES for each in source(viewer)]
