"""Paper around the tables: links of the hosts, blank cards with numbers, sheets with codes."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from marlerweg.conferences import feeds, links, public_words
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, HostLink, Table
from marlerweg.conferences.papers import drawn_code, paper
from marlerweg.conferences.rules.dots import spelled
from marlerweg.foundation.documents import Block, Document, Paragraph, Slip, Slips

CARDS_PER_TABLE = 12


def host_links(edition: Edition, tables: Iterable[tuple[Table, HostLink]], *, today: dt.date) -> Document:
    """One slip for each table; whoever holds it may write at this table."""
    slips = [
        Slip(
            name=str(table),
            above=str(edition),
            lines=[_("Mitschreiben ohne Konto, auch ohne Netz."), _address(link)],
            code_svg=drawn_code(_address(link)),
            code_alt=_("Code zum Mitschreiben an Tisch %(number)s") % {"number": table.number},
        )
        for table, link in tables
    ]
    return paper(
        _("Links der Tischmoderation"),
        [_or_nothing(Slips(slips, height_mm=70, size_pt=16))],
        date=today,
        subtitle=str(edition),
    )


def blank_cards(edition: Edition, tables: Iterable[Table], *, today: dt.date) -> Document:
    """To write on by hand; the number lets the office type a card only once."""
    kinds = "   ".join(f"[\u00a0\u00a0]\u00a0{label}" for label in public_words.CARD_KINDS.values())
    slips = [
        Slip(
            name=f"{table.number}-{serial:02d}",
            above=f"{edition} · {table.theme}",
            lines=[kinds, _("Was wurde gesagt?")],
        )
        for table in tables
        for serial in range(1, CARDS_PER_TABLE + 1)
    ]
    return paper(
        _("Leere Karten"),
        [_or_nothing(Slips(slips, height_mm=85, size_pt=14))],
        date=today,
        subtitle=str(edition),
    )


def dot_slips(edition: Edition, codes: Iterable[str], each: int, *, today: dt.date) -> Document:
    """One slip for each person; whoever has no phone writes the dots on the slip and hands it in."""
    slips = [
        Slip(
            name=spelled(code),
            above=str(edition),
            lines=[_("%(dots)s Punkte. Gilt einmal.") % {"dots": each}, _dots_address(edition)],
            code_svg=drawn_code(f"{_dots_address(edition)}?zettel={code}"),
            code_alt=_("Code zum Punkten: %(code)s") % {"code": spelled(code)},
        )
        for code in codes
    ]
    return paper(
        _("Zettel zum Punkten"), [_or_nothing(Slips(slips, size_pt=16))], date=today, subtitle=str(edition)
    )


def _address(link: HostLink) -> str:
    secret = links.secret(Purpose.HOST, link.pk)
    return feeds.absolute(reverse("conferences:table", args=[secret]))


def _dots_address(edition: Edition) -> str:
    return feeds.absolute(reverse("conferences:dots", args=[edition.code]))


def _or_nothing(slips: Slips) -> Block:
    return slips if slips.slips else Paragraph(_("Noch nichts zu drucken."))
