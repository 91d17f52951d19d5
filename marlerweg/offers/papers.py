"""The Merkzettel on paper, in the reader's language."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from marlerweg.foundation.clock import today
from marlerweg.foundation.documents import (
    Block,
    Colours,
    Document,
    Figure,
    Heading,
    KeyFacts,
    Paragraph,
    prepare_fonts,
    render,
)
from marlerweg.offers import addresses, codes, for_whom, hours, shown
from marlerweg.offers.models import ContactWay
from marlerweg.offers.queries.public import Card
from marlerweg.ui import identity


def chosen_paper(cards: Sequence[Card], language: str) -> Document:
    town = identity.current()
    blocks = [block for card in cards for block in about(card, language)]
    return Document(
        title=_("Merkzettel"),
        town=town.name,
        sender=town.sender,
        date=today(),
        language=language,
        colours=Colours(primary=town.colour),
        blocks=blocks or [Paragraph(_("Noch steht nichts auf Ihrem Merkzettel."))],
    )


def about(card: Card, language: str) -> Iterable[Block]:
    """What one needs on the way there."""
    yield Heading(1, card.title)
    if card.text and card.text.summary:
        yield Paragraph(f"\u2068{card.text.summary}\u2069")
    lines = hours.table(card.offer.slots.all(), card.frame.today)
    times = "; ".join(
        f"{line.days} {line.times}" + (f" ({', '.join(line.notes)})" if line.notes else "") for line in lines
    )
    facts = [
        *((str(fact.term), str(fact.value)) for fact in shown.key_facts(card)),
        (_("Wann"), times or shown.when(card).text),
        (_("Wo"), "; ".join(f"\u2068{venue.place}\u2069" for venue in card.venues)),
        *((str(fact.term), str(fact.value)) for fact in for_whom.conditions(card)),
        (_("Kontakt"), "; ".join(contact(each) for each in card.offer.contacts.all())),
        (_("Stand"), shown.confirmed(card)),
    ]
    yield KeyFacts([(term, value) for term, value in facts if value])
    address = addresses.of_offer(card.offer.slug, language)
    yield Figure(
        codes.drawn(address),
        alt=_("QR-Code mit der Adresse dieser Seite"),
        caption=f"\u2066{address}\u2069",
    )


def contact(way: ContactWay) -> str:
    """Numbers and addresses run from left to right in every language; who answers stands behind."""
    value = f"\u2066{way.value}\u2069"
    return f"{value} (\u2068{way.label}\u2069)" if way.label else value


def as_file(document: Document, name: str) -> HttpResponse:
    prepare_fonts(settings.NODE_MODULES, settings.FONTS)
    response = HttpResponse(render(document, fonts_folder=settings.FONTS), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
