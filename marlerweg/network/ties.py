"""What ties organisations together: sources that the rooms which know them hand down.

A room registers one source per kind of tie in its `AppConfig.ready`. The measures of the Way, for example:

    def shared_measures(viewer: Viewer, today: date) -> Iterable[Shared]:
        for measure in queries.measures_seen_by(viewer):
            yield Shared(
                kind="measure",
                label=f"{measure.number} {measure.title}",
                organisations=frozenset({measure.responsible_id, *(partner.pk for partner in measure.partners.all())}),
                districts=frozenset(district.pk for district in measure.districts.all()),
            )

    network.actions.register_ties(TieSource("measure", _("gemeinsame Maßnahme"), shared_measures))

A source yields only what the viewer may see, and names no person in a label.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from marlerweg.foundation.gathering import Listed, gathered
from marlerweg.network.policies import Viewer
from marlerweg.network.rules.graph import Shared


@dataclass(frozen=True)
class TieSource:
    """`kind` stands in addresses and exports, `label` is read by people; `order` sorts the filter."""

    kind: str
    label: str | Promise
    shared: Callable[[Viewer, date], Iterable[Shared]]
    order: int = 50


SOURCES: dict[str, TieSource] = {}


def add(source: TieSource) -> None:
    """A later source of the same kind takes the place of the former."""
    SOURCES[source.kind] = source


def sources() -> list[TieSource]:
    return sorted(SOURCES.values(), key=lambda source: (source.order, source.kind))


def tied(kind: str, label: Callable[..., str], called: Sequence[str], *lists: Listed) -> Iterator[Shared]:
    """One shared thing per owner of the lists "together", "themes" and "districts", if at least two are together; one query.

    `label` gets the owner's columns `called` in their order.
    """
    for each in gathered(called, *lists):
        if len(each.of("together")) > 1:
            yield Shared(
                kind,
                label(*each.called),
                each.of("together"),
                themes=each.of("themes"),
                districts=each.of("districts"),
            )
