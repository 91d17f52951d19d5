"""What the Way and the directory do for each other: a gap becomes a contribution, a measure founds an offer."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from marlerweg.accounts.models import User
from marlerweg.network.models import District, Theme
from marlerweg.network.policies import Viewer
from marlerweg.offers import actions as directory
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.contents import offers
from marlerweg.offers.rules.content import Content, Words
from marlerweg.way import actions, policies, queries
from marlerweg.way.handing_down import reader
from marlerweg.way.models import Contribution, Measure


def contribute_gap(
    text: str, *, theme: Theme | None, districts: Sequence[District], by: User, at: datetime
) -> str:
    """The number under which the gap is followed from now on."""
    said = actions.contribute(
        text, by=by, at=at, source=Contribution.Source.GAP, theme=theme, districts=districts
    )
    return said.number


def measure_address(viewer: Viewer, number: str) -> str:
    """The measure's page for those who may see it, for the public the outcome it belongs to."""
    measure = Measure.objects.filter(number=number).first()
    if measure is None:
        return ""
    if policies.may_see_measure(reader(viewer), measure):
        return reverse("way:measure", args=[number])
    need = queries.public_needs().filter(measures=measure).first()
    return reverse("way:outcome", args=[need.number]) if need else ""


def found_offer(measure: Measure, *, by: User, at: datetime) -> Offer:
    """A draft of the responsible organisation that carries the measure's number."""
    words = Words(title=measure.title[:200], body=measure.text)
    content = Content(
        texts={"de": words},
        districts=tuple(measure.districts.values_list("key", flat=True)),
        whole_town=not measure.districts.exists(),
        partners=tuple(str(key) for key in measure.partners.values_list("pk", flat=True)),
    )
    return directory.create(measure.responsible, content, by=by, at=at, founded_by=measure.number)


def founded(measure: Measure, viewer: Viewer) -> QuerySet[Offer]:
    """Offers that came out of the measure, as far as the viewer may see them."""
    return offers(viewer).filter(founded_by=measure.number).prefetch_related("texts")
