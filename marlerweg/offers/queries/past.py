"""Offers that were public once: their addresses are out in the world."""

from marlerweg.offers.models import Offer


def once_public(slug: str) -> Offer | None:
    """Also withdrawn and merged ones; never a draft."""
    found = Offer.objects.filter(slug=slug, published_at__isnull=False)
    return found.select_related("organisation").prefetch_related("texts").first()
