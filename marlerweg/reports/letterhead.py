"""The town's name and colours on every paper, and how a paper leaves the house."""

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language

from marlerweg.foundation.documents import Block, Colours, Document, prepare_fonts, render
from marlerweg.ui import identity


def paper(
    title: str, blocks: Sequence[Block], *, date: dt.date, subtitle: str = "", reference: str = ""
) -> Document:
    """`date` stands in the head; the same content on the same day gives the same bytes."""
    town = identity.current()
    return Document(
        title=title,
        subtitle=subtitle,
        town=town.name,
        sender=town.sender,
        date=date,
        reference=reference,
        language=get_language() or "de",
        colours=Colours(primary=town.colour),
        blocks=list(blocks),
    )


def as_file(document: Document, name: str) -> HttpResponse:
    """Opens in the browser; the name says what it is when it is saved."""
    prepare_fonts(settings.NODE_MODULES, settings.FONTS)
    response = HttpResponse(render(document, fonts_folder=settings.FONTS), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
