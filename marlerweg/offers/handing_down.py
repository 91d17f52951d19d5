"""What the directory tells the map of the network: who runs an offer together."""

from collections.abc import Iterator
from datetime import date

from marlerweg.foundation.gathering import Listed, gathered
from marlerweg.network.policies import Viewer
from marlerweg.network.rules.graph import Shared
from marlerweg.offers.queries.whole import public_offers


def shared_offers(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Organisation and partners of a public offer; one query. An offer of one organisation alone ties nobody."""
    rows = public_offers().filter(partners__isnull=False).distinct()
    lists = (
        Listed("together", rows, "organisation"),
        Listed("together", rows, "partners"),
        Listed("themes", rows, "themes"),
        Listed("districts", rows, "districts"),
    )
    for each in gathered(("slug",), *lists):
        if len(each.of("together")) > 1:
            (slug,) = each.called
            themes, districts = each.of("themes"), each.of("districts")
            yield Shared("offer", str(slug), each.of("together"), themes, districts)
