"""What translators have to do, as units."""

from marlerweg.foundation.texts import fingerprint
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.contents import words_of
from marlerweg.offers.rules import staleness
from marlerweg.offers.rules.content import WORDS, Words
from marlerweg.offers.rules.xliff import Unit


def units(language: str, *, only_open: bool = True) -> list[Unit]:
    """Of all public offers, or only what is missing or outdated; two queries."""
    public = [Offer.State.PUBLISHED, Offer.State.PAUSED]
    found = []
    for offer in Offer.objects.filter(state__in=public).prefetch_related("texts"):
        texts = {text.language: words_of(text) for text in offer.texts.all()}
        german, words = texts.get("de", Words()), texts.get(language, Words())
        names = staleness.open_fields(german, words) if only_open else tuple(german.filled())
        found += [
            Unit(
                offer=str(offer.pk),
                field=name,
                digest=fingerprint(getattr(german, name)),
                german=getattr(german, name),
                translation=getattr(words, name),
                note=german.title,
            )
            for name in WORDS
            if name in names and getattr(german, name)
        ]
    return found
