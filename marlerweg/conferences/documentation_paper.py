"""The documentation of the day on paper, the same evening: talks, tables, cards, dots, and what happens next."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marlerweg.conferences import feeds, public_words
from marlerweg.conferences.models import Card, Edition
from marlerweg.conferences.papers import days_of, paper
from marlerweg.conferences.queries import Outcome, Remembered, Spoken
from marlerweg.foundation.documents import Block, Column, Document, Heading, Paragraph
from marlerweg.foundation.documents import Table as Grid
from marlerweg.way.public_words import STATES


def documentation(edition: Edition, day: Remembered, *, today: dt.date) -> Document:
    blocks: list[Block] = []
    if edition.documentation:
        blocks.append(Paragraph(edition.documentation))
    if day.arrived:
        blocks.append(Paragraph(_("%(count)s Menschen waren da.") % {"count": day.arrived}))
    if day.before:
        blocks += [Heading(1, _("Was aus der letzten Tagung wurde")), *_outcome(day.before)]
    if day.talks:
        columns = [Column(_("Zeit")), Column(_("Programmpunkt"), share=3), Column(_("Wer spricht?"), share=2)]
        rows = [[_hour(item.starts_at), str(item), item.speaker_function or "–"] for item in day.talks]
        blocks += [Heading(1, _("Vorträge und Plenum")), Grid(_("Programm"), columns, rows)]
    blocks.append(Heading(1, _("Thementische")))
    for each in day.tables:
        blocks.append(Heading(2, str(each.table)))
        if each.table.question:
            blocks.append(Paragraph(each.table.question))
        blocks.append(_cards(each.spoken))
    if day.results:
        blocks += [Heading(1, _("Ergebnis der Punkte")), *_dots(day)]
    blocks += [Heading(1, _("Wie es weitergeht")), Paragraph(str(public_words.NEXT))]
    return paper(
        _("Dokumentation: %(title)s") % {"title": edition},
        blocks,
        date=today,
        subtitle=", ".join(filter(None, (days_of(edition), feeds.place_of(edition)))),
    )


def fate(spoken: Spoken) -> str:
    """Where a card stands, in the words of the Way."""
    if spoken.fate:
        state = str(STATES.get(spoken.fate.need.state, public_words.CARD_STATES["joined"]))
        return f"{spoken.fate.need.number}: {state}"
    if spoken.card.contribution:
        return str(public_words.CARD_STATES[spoken.card.contribution.state])
    return "–"


def _hour(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "TIME_FORMAT")


def _cards(spoken: Sequence[Spoken]) -> Block:
    if not spoken:
        return Paragraph(_("Noch keine Karte."))
    columns = [
        Column(_("Nummer")),
        Column(_("Art der Karte"), share=1),
        Column(_("Was gesagt wurde"), share=4),
        Column(_("Stand"), share=2),
    ]
    rows = [
        [
            each.card.contribution.number if each.card.contribution else "–",
            str(public_words.CARD_KINDS[Card.Kind(each.card.kind)]),
            each.card.text,
            fate(each),
        ]
        for each in spoken
    ]
    return Grid(_("Karten"), columns, rows)


def _dots(day: Remembered) -> list[Block]:
    ballot = day.results[0].ballot
    columns = [
        Column(_("Rang"), "end"),
        Column(_("Was gesagt wurde"), share=4),
        Column(_("am Gerät"), "end"),
        Column(_("auf Papier"), "end"),
        Column(_("Punkte"), "end"),
    ]
    rows = [
        [str(each.rank), each.card.text, str(each.by_token), str(each.by_hand), str(each.dots)]
        for each in day.results
    ]
    turnout = _("So viele haben Punkte vergeben: %(count)s") % {"count": ballot.turnout}
    return [Paragraph(turnout), Grid(_("Ergebnis der Punkte"), columns, rows)]


def _outcome(before: Outcome) -> list[Block]:
    columns = [Column(_("Stand"), share=3), Column(_("Bedarfe"), "end")]
    rows = [[str(STATES.get(state, state)), str(count)] for state, count in before.states]
    counted = _("Karten: %(cards)s. Noch ohne Bedarf: %(waiting)s.") % {
        "cards": before.cards,
        "waiting": before.waiting,
    }
    return [Paragraph(counted), *([Grid(str(before.edition), columns, rows)] if rows else [])]
