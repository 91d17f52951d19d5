"""What the directory tells the map of the network: who runs an offer together."""

from collections.abc import Iterator
from datetime import date

from django.db.models import CharField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from marlerweg.foundation.gathering import Listed
from marlerweg.network.policies import Viewer
from marlerweg.network.rules.graph import Shared
from marlerweg.network.ties import tied
from marlerweg.offers.models import OfferText
from marlerweg.offers.queries.whole import public_offers


def shared_offers(viewer: Viewer, today: date) -> Iterator[Shared]:
    """Organisation and partners of a public offer; one query. An offer of one organisation alone ties nobody."""
    german = OfferText.objects.filter(offer=OuterRef("pk"), language="de").values("title")[:1]
    named = public_offers().annotate(called=Coalesce(Subquery(german), F("slug"), output_field=CharField()))
    rows = named.filter(partners__isnull=False).distinct()
    lists = (
        Listed("together", rows, "organisation"),
        Listed("together", rows, "partners"),
        Listed("themes", rows, "themes"),
        Listed("districts", rows, "districts"),
    )
    return tied("offer", str, ("called",), *lists)
