"""What is printed for the day: the programme, badges, table cards, the list at the door. All of it accessible PDF."""

import datetime as dt
from collections.abc import Iterable, Sequence

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marlerweg.conferences import feeds, public_words
from marlerweg.conferences.models import Edition, ProgrammeItem, Registration, Table
from marlerweg.foundation.documents import (
    Block,
    Colours,
    Column,
    Document,
    Heading,
    Paragraph,
    Slip,
    Slips,
    prepare_fonts,
    render,
)
from marlerweg.foundation.documents import Table as Grid
from marlerweg.ui import identity


def programme_paper(
    edition: Edition, items: Sequence[ProgrammeItem], tables: Sequence[Table], *, today: dt.date
) -> Document:
    blocks: list[Block] = []
    if edition.spoken_introduction:
        blocks.append(Paragraph(edition.spoken_introduction))
    if edition.venue_access:
        blocks.append(Paragraph(edition.venue_access))
    columns = [Column(_("Zeit")), Column(_("Programmpunkt"), share=3), Column(_("Raum"), share=1)]
    if items:
        blocks.append(Grid(_("Programm"), columns, [_programme_row(edition, item) for item in items]))
    if tables:
        head = [Column(_("Tisch")), Column(_("Thema"), share=1), Column(_("Leitfrage"), share=2)]
        rows = [[str(table.number), str(table.theme), table.question or "–"] for table in tables]
        blocks.append(Grid(_("Thementische"), head, rows))
    subtitle = ", ".join(filter(None, (days_of(edition), feeds.place_of(edition))))
    return paper(str(edition), blocks, date=today, subtitle=subtitle)


def badges(edition: Edition, rows: Iterable[Registration], *, today: dt.date) -> Document:
    """Each with the code that checks its wearer in."""
    slips = [
        Slip(
            name=row.name,
            above=str(edition),
            lines=[part for part in (row.organisation_label, row.function) if part],
            code_svg=drawn_code(feeds.absolute(reverse("conferences:arrival", args=[row.pk]))),
            code_alt=_("Code für den Einlass, Nummer %(number)s") % {"number": row.number},
        )
        for row in rows
    ]
    return paper(_("Namensschilder"), [Slips(slips)], date=today, subtitle=str(edition))


def table_cards(edition: Edition, tables: Iterable[Table], *, today: dt.date) -> Document:
    """One sign for each table, two to a page, to be read from the door."""
    slips = [
        Slip(
            name=f"{table.number}  {table.theme}",
            above=str(edition),
            lines=[part for part in (table.question, str(table.room or "")) if part],
        )
        for table in tables
    ]
    cards = Slips(slips, columns=1, height_mm=90, size_pt=44)
    return paper(_("Tischschilder"), [cards], date=today, subtitle=str(edition))


def door_list(edition: Edition, rows: Iterable[Registration], *, today: dt.date) -> Document:
    columns = [
        Column(_("Nummer"), "end"),
        Column(_("Name"), share=2),
        Column(_("Organisation"), share=2),
        Column(_("Stand"), share=1),
        Column(_("da"), share=0.5),
    ]
    lines = [
        [str(row.number), row.name, row.organisation_label or "–", row.get_state_display(), " "]
        for row in rows
    ]
    blocks: list[Block] = [Heading(1, _("Liste für den Einlass")), Grid(_("Anmeldungen"), columns, lines)]
    return paper(str(edition), blocks, date=today, subtitle=days_of(edition))


def as_file(document: Document, name: str) -> HttpResponse:
    """Opens in the browser; the name says what it is when it is saved."""
    prepare_fonts(settings.NODE_MODULES, settings.FONTS)
    response = HttpResponse(render(document, fonts_folder=settings.FONTS), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def paper(title: str, blocks: Sequence[Block], *, date: dt.date, subtitle: str) -> Document:
    town = identity.current()
    return Document(
        title=title,
        subtitle=subtitle,
        town=town.name,
        sender=town.sender,
        date=date,
        language=get_language() or "de",
        colours=Colours(primary=town.colour),
        blocks=list(blocks),
    )


def _programme_row(edition: Edition, item: ProgrammeItem) -> list[str]:
    start, end = timezone.localtime(item.starts_at), timezone.localtime(item.ends_at)
    time = f"{date_format(start, 'TIME_FORMAT')}–{date_format(end, 'TIME_FORMAT')}"
    if edition.ends_on != edition.starts_on:
        time = f"{date_format(start, 'SHORT_DATE_FORMAT')} {time}"
    words = [str(item), item.speaker_function, item.text]
    kind = str(public_words.KINDS[item.kind])
    return [time, " – ".join(part for part in words if part) or kind, str(item.room or "–")]


def days_of(edition: Edition) -> str:
    first = date_format(edition.starts_on, "DATE_FORMAT")
    if edition.ends_on == edition.starts_on:
        return first
    return f"{first} – {date_format(edition.ends_on, 'DATE_FORMAT')}"


def drawn_code(address: str) -> str:
    code: str = segno.make(address, error="m").svg_inline(omitsize=True, dark="#000000")
    return code
