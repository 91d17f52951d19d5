"""Offers with all that belongs to them, in a fixed number of queries whatever the number of offers."""

from django.db.models import Prefetch, QuerySet

from marlerweg.network.models import ContactDetail, Theme, Visibility
from marlerweg.offers.models import Change, Offer, Slot, Term, Venue

PUBLIC_STATES = (Offer.State.PUBLISHED, Offer.State.PAUSED)


def public_offers() -> QuerySet[Offer]:
    """What everybody may see: published, or resting; of an organisation that still exists."""
    return Offer.objects.filter(state__in=PUBLIC_STATES, organisation__archived_at__isnull=True)


def with_everything(rows: QuerySet[Offer]) -> QuerySet[Offer]:
    """Texts, places, times, contacts, conditions, terms and the organisation's public contact, in twelve queries or fewer."""
    return rows.select_related("organisation").prefetch_related(
        "texts",
        "contacts",
        "conditions",
        "districts",
        Prefetch("themes", Theme.objects.select_related("scheme")),
        Prefetch("terms", Term.objects.select_related("vocabulary")),
        "partners",
        Prefetch("venues", Venue.objects.select_related("place__district").order_by("position")),
        Prefetch("slots", Slot.objects.order_by("position")),
        Prefetch("changes", Change.objects.order_by("first")),
        Prefetch(
            "organisation__contact_details",
            ContactDetail.objects.filter(visibility=Visibility.PUBLIC),
            to_attr="public_contacts",
        ),
    )
