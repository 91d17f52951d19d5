"""What the Way knows and rooms below show: which measures serve the Kodex, and who does things together."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from marlerweg.kodex.serving import Serving
from marlerweg.network.policies import Viewer
from marlerweg.network.rules.graph import Shared
from marlerweg.way import queries
from marlerweg.way.models import Measure, Need
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
    """Responsible and partners of one measure, as long as it is not ended."""
    rows = (
        queries.measures_seen_by(reader(viewer))
        .exclude(status=Measure.Status.ENDED)
        .prefetch_related("partners", Prefetch("needs", Need.objects.only("pk", "theme_id")))
    )
    for measure in rows:
        together = frozenset({measure.responsible_id, *(partner.pk for partner in measure.partners.all())})
        if len(together) > 1:
            yield Shared(
                "measure",
                f"{measure.number} {measure.title}",
                together,
                themes=frozenset(need.theme_id for need in measure.needs.all()),
                districts=frozenset(district.pk for district in measure.districts.all()),
            )


def shared_approaches(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Who proposes something and who brings something in for it."""
    for approach in queries.approaches_seen_by(reader(viewer)).prefetch_related("need__districts"):
        together = {
            approach.organisation_id,
            *(offer.organisation_id for offer in approach.help_offers.all()),
        }
        known = frozenset(each for each in together if each)
        if len(known) > 1:
            yield Shared(
                "help",
                _("%(number)s: gemeinsam angeboten") % {"number": approach.number},
                known,
                themes=frozenset({approach.need.theme_id}),
                districts=frozenset(district.pk for district in approach.need.districts.all()),
            )


def shared_decisions(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Whose measures carry out the same decision."""
    rows = queries.decisions_seen_by(reader(viewer)).prefetch_related(
        Prefetch("measures", Measure.objects.only("pk", "decision_id", "responsible_id")), "need__districts"
    )
    for decision in rows:
        together = frozenset(measure.responsible_id for measure in decision.measures.all())
        if len(together) > 1:
            yield Shared(
                "decision",
                decision.number,
                together,
                themes=frozenset({decision.need.theme_id}),
                districts=frozenset(district.pk for district in decision.need.districts.all()),
            )
