"""What the directory hands up to the search over everything public."""

from django.urls import reverse

from marlerweg.foundation import clock
from marlerweg.foundation.texts import best_text
from marlerweg.offers.queries.finding import Wish, find
from marlerweg.offers.queries.whole import public_offers
from marlerweg.ui.everything import Found, Thing


def found_offers(words: str, language: str, most: int) -> Found:
    """As the directory's own search finds them."""
    hits = find(Wish(words=words, language=language), at=clock.now(), size=most)
    rows = public_offers().filter(pk__in=hits.ids).select_related("organisation").prefetch_related("texts")
    offers = {str(row.pk): row for row in rows}
    things = []
    for key in hits.ids:
        if offer := offers.get(key):
            text = best_text(offer.texts.all(), language)
            things.append(
                Thing(
                    title=text.title if text else offer.slug,
                    href=reverse("offers:offer", args=[offer.slug]),
                    text=text.summary if text else "",
                    above=str(offer.organisation),
                    language=text.language if text else "de",
                )
            )
    return Found(things, hits.total, hits.correction.text if hits.correction else "")
