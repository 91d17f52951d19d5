"""Papers for those who are signed in: the board, one need from inside, my contributions."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from marlerweg.foundation import clock
from marlerweg.foundation.documents import Block, BulletList, Column, Document, Heading, Paragraph, Table
from marlerweg.reports.letterhead import paper
from marlerweg.reports.papers import agenda_item, day
from marlerweg.way.models import Contribution, Decision, Measure
from marlerweg.way.queries.steering import Item


def board_paper(columns: Iterable[tuple[str, str, Iterable[str]]], *, today: dt.date) -> Document:
    """What waits for whom, on paper: (what, for whom, lines)."""
    blocks: list[Block] = []
    for what, who, lines in columns:
        listed = list(lines)
        blocks += [Heading(1, f"{what} ({len(listed)})"), Paragraph(who)]
        blocks.append(BulletList(listed) if listed else Paragraph(_("Nichts wartet.")))
    return paper(_("Was wartet auf wen?"), blocks, date=today)


def own_paper(contributions: Iterable[Contribution], *, today: dt.date) -> Document:
    """My contributions with their state."""
    rows = [
        (each.number, day(clock.day_of(each.received_at)), each.text[:300], each.get_state_display())
        for each in contributions
    ]
    columns = [Column(title) for title in (_("Nummer"), _("eingegangen"), _("Hinweis"), _("Stand"))]
    blocks: list[Block] = (
        [Table(caption=_("Meine Hinweise"), columns=columns, rows=rows)]
        if rows
        else [Paragraph(_("Sie haben noch keinen Hinweis gegeben."))]
    )
    return paper(_("Meine Hinweise"), blocks, date=today)


def item_paper(
    item: Item, decisions: Iterable[Decision], measures: Iterable[Measure], *, today: dt.date
) -> Document:
    """The inside page of one need: description, evidence, approaches, decisions, measures."""
    need = item.need
    blocks = [*agenda_item(item), Heading(2, _("Beschlüsse"))]
    decided = [
        f"{each.number}, {day(each.decided_on)}, {each.body}: {each.get_kind_display()}" for each in decisions
    ]
    blocks.append(BulletList(decided) if decided else Paragraph(_("Noch kein Beschluss.")))
    planned = [
        f"{each.number} {each.title}, {each.responsible}: {each.get_status_display()}" for each in measures
    ]
    blocks += [
        Heading(2, _("Maßnahmen")),
        BulletList(planned) if planned else Paragraph(_("Noch keine Maßnahme.")),
    ]
    return paper(need.title, blocks, date=today, reference=need.number)
