"""What the Way knows and rooms below show: which measures serve the Kodex, and who does things together."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from marlerweg.foundation.gathering import Listed
from marlerweg.kodex.serving import Serving
from marlerweg.network.policies import Viewer
from marlerweg.network.rules.graph import Shared
from marlerweg.network.ties import tied
from marlerweg.way import queries
from marlerweg.way.models import Measure
from marlerweg.way.policies import Actor


def reader(viewer: Viewer) -> Actor:
    return viewer or AnonymousUser()


def measures_serving(viewer: Viewer) -> Iterator[Serving]:
    """Those the viewer may see, also those that serve nothing."""
    for measure in queries.measures_seen_by(reader(viewer)).prefetch_related("values"):
        yield Serving(
            label=f"{measure.number} {measure.title}",
            address=reverse("way:measure", args=[measure.number]),
            state=str(measure.get_status_display()),
            values=frozenset(value.pk for value in measure.values.all()),
            goal=measure.goal_id,
        )


def shared_measures(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Responsible and partners of one measure, as long as it is not ended; one query."""
    rows = queries.measures_seen_by(reader(viewer)).exclude(status=Measure.Status.ENDED)
    lists = (
        Listed("together", rows, "responsible"),
        Listed("together", rows, "partners"),
        Listed("themes", rows, "needs__theme"),
        Listed("districts", rows, "districts"),
    )
    return tied("measure", "{} {}".format, ("number", "title"), *lists)


def shared_approaches(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Who proposes something and who brings something in for it; one query."""
    rows = queries.approaches_seen_by(reader(viewer))
    offered = rows.filter(help_offers__withdrawn_at__isnull=True)
    lists = (
        Listed("together", rows, "organisation"),
        Listed("together", offered, "help_offers__organisation"),
        Listed("themes", rows, "need__theme"),
        Listed("districts", rows, "need__districts"),
    )
    return tied(
        "help", lambda number: _("%(number)s: gemeinsam angeboten") % {"number": number}, ("number",), *lists
    )


def shared_decisions(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Whose measures carry out the same decision; one query."""
    rows = queries.decisions_seen_by(reader(viewer))
    lists = (
        Listed("together", rows, "measures__responsible"),
        Listed("themes", rows, "need__theme"),
        Listed("districts", rows, "need__districts"),
    )
    return tied("decision", str, ("number",), *lists)
