"""What stands on each paper, out of the same reads as the pages."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marlerweg.foundation import clock
from marlerweg.foundation.documents import (
    Block,
    BulletList,
    Callout,
    Column,
    Document,
    Heading,
    KeyFacts,
    Paragraph,
    Table,
)
from marlerweg.foundation.numbers import number
from marlerweg.network.models import District
from marlerweg.reports.letterhead import paper
from marlerweg.way import public_words
from marlerweg.way.models import Contribution, Decision, Measure, Need, Wording
from marlerweg.way.queries.counting import Figures
from marlerweg.way.queries.steering import FollowUp, Item, TwoMinutes
from marlerweg.way.rules.figures import Share
from marlerweg.way.worries import WORRIES


def steering_packet(
    follow_ups: Iterable[FollowUp], agenda: Iterable[Item], above: Iterable[Decision], *, today: dt.date
) -> Document:
    """Follow-up first, then one section per item to decide."""
    blocks: list[Block] = [
        Heading(1, _("Was wurde aus den letzten Beschlüssen?")),
        *follow_up_table(follow_ups),
    ]
    blocks += [Heading(1, _("Zu entscheiden"))]
    items = list(agenda)
    for item in items:
        blocks += agenda_item(item)
    if not items:
        blocks.append(Paragraph(_("Nichts liegt zur Entscheidung vor.")))
    blocks += [Heading(1, _("Nach oben verwiesen, Antwort offen")), *above_table(above)]
    return paper(_("Unterlage für die Steuerungsgruppe"), blocks, date=today)


def follow_up_table(follow_ups: Iterable[FollowUp]) -> list[Block]:
    rows = [
        (
            each.decision.number,
            day(each.decision.decided_on),
            each.decision.need.title,
            each.decision.get_kind_display(),
            "; ".join(f"{measure.number} {measure.get_status_display()}" for measure in each.measures) or "–",
            str(WORRIES.get(each.worry, "")) or "–",
        )
        for each in follow_ups
    ]
    if not rows:
        return [Paragraph(_("Im letzten Jahr gab es keinen Beschluss."))]
    columns = [_("Nummer"), _("Datum"), _("Bedarf"), _("Beschluss"), _("Maßnahmen"), _("Zu klären")]
    return [
        Table(
            caption=_("Beschlüsse der letzten zwölf Monate"),
            columns=[Column(title) for title in columns],
            rows=rows,
        )
    ]


def agenda_item(item: Item) -> list[Block]:
    need = item.need
    blocks: list[Block] = [
        Heading(2, f"{need.number} {need.title}"),
        KeyFacts(
            [
                (_("Thema"), str(need.theme)),
                (_("Stadtteile"), ", ".join(str(each) for each in need.districts.all()) or _("ganze Stadt")),
                (
                    _("Wer es gesagt hat"),
                    "; ".join(f"{source}: {count}" for source, count in item.evidence.items()) or "–",
                ),
                (_("liegt vor seit"), day(clock.day_of(need.state_since))),
            ]
        ),
    ]
    if need.text:
        blocks.append(Paragraph(need.text))
    if item.approaches:
        blocks.append(Paragraph(_("Vorgeschlagen wird:")))
        blocks.append(BulletList([f"{each.number}: {each.text}" for each in item.approaches]))
    return blocks


def above_table(above: Iterable[Decision]) -> list[Block]:
    rows = [(each.number, each.need.title, str(each.referred_to), day(each.decided_on)) for each in above]
    if not rows:
        return [Paragraph(_("Nichts wartet auf eine Antwort von oben."))]
    columns = [Column(title) for title in (_("Nummer"), _("Bedarf"), _("verwiesen an"), _("seit"))]
    return [Table(caption=_("Offene Verweisungen"), columns=columns, rows=rows)]


def council_paper(summary: TwoMinutes, *, today: dt.date, district: District | None) -> Document:
    where = str(district) if district else _("ganze Stadt")
    blocks: list[Block] = [
        KeyFacts(figure_lines(summary)),
        Heading(1, _("Beschlossen")),
        *worded_list(summary.decided),
        Heading(1, _("In Arbeit")),
        *worded_list(summary.running),
        Heading(1, _("Abgeschlossen")),
        *worded_list(summary.done),
        Heading(1, _("Was sich verändert hat")),
        *changes(summary),
        Callout(_("Zum Lesen"), _("Die Zahlen zeigen Veränderung, nicht deren Ursache.")),
    ]
    return paper(_("In zwei Minuten"), blocks, date=today, subtitle=where)


def figure_lines(summary: TwoMinutes) -> list[tuple[str, str]]:
    counted = summary.figures
    return [
        (_("Hinweise"), str(counted.contributions)),
        (_("Bedarfe"), str(counted.needs)),
        (_("Beschlüsse"), str(counted.decisions)),
        (_("Maßnahmen, davon abgeschlossen oder dauerhaft"), f"{counted.measures} / {counted.measures_done}"),
        (
            _("Kosten der Maßnahmen"),
            _("%(amount)s Euro") % {"amount": figure(summary.cost, 2)} if summary.cost is not None else "–",
        ),
        *way_figures(counted),
    ]


def way_figures(counted: Figures) -> list[tuple[str, str]]:
    days = counted.days_to_decision
    return [
        (_("Tage vom Hinweis zum Beschluss (Median)"), figure(days, 0) if days is not None else "–"),
        (_("Bedarfe, die in höchstens zwei Sitzungen entschieden wurden"), share(counted.decided_soon)),
        (_("Maßnahmen mit Verantwortung, Termin und frischem Stand"), share(counted.measures_in_order)),
        (_("Menschen, die auf alles eine Antwort haben"), share(counted.answered)),
        (_("Bedarfe, die wiederkamen"), share(counted.came_back)),
    ]


def worded_list(items: Iterable[tuple[Decision | Measure, Wording]]) -> list[Block]:
    listed = [f"{item.number}: {wording.text}" for item, wording in items]
    return [BulletList(listed)] if listed else [Paragraph(_("Nichts veröffentlicht."))]


def changes(summary: TwoMinutes) -> list[Block]:
    rows = [
        (
            each.measure.indicator,
            figure(each.measure.baseline),
            figure(each.latest),
            figure(each.measure.target),
            each.measure.unit,
            day(each.on),
        )
        for each in summary.changes
    ]
    if not rows:
        return [Paragraph(_("Noch wurde kein Wert gemeldet."))]
    columns = [_("Kennzahl"), _("zu Beginn"), _("zuletzt"), _("Ziel"), _("Einheit"), _("Stand")]
    return [
        Table(caption=_("Kennzahlen der Maßnahmen"), columns=[Column(title) for title in columns], rows=rows)
    ]


def need_paper(
    need: Need,
    *,
    today: dt.date,
    wordings: Mapping[UUID, Wording],
    evidence: Iterable[tuple[str, str]],
    decisions: Iterable[Decision],
    measures: Iterable[Measure],
) -> Document:
    """The public way of one need: only approved wordings."""
    own = wordings[need.pk]
    blocks: list[Block] = [
        Paragraph(own.text),
        KeyFacts([(_("Stand"), need.get_state_display()), *((source, count) for source, count in evidence)]),
        Heading(1, _("Beschlüsse")),
        *worded_list((each, wordings[each.pk]) for each in decisions if each.pk in wordings),
        Heading(1, _("Maßnahmen")),
        *worded_list((each, wordings[each.pk]) for each in measures if each.pk in wordings),
    ]
    return paper(own.title or need.number, blocks, date=today, reference=need.number)


def follow_up_letter(
    contribution: Contribution, answers: Iterable[tuple[dt.date, str, str]], *, today: dt.date
) -> Document:
    """What the person who spoke can print and keep."""
    blocks: list[Block] = [
        Heading(1, _("Das haben Sie gesagt")),
        Paragraph(contribution.text),
        Heading(1, _("Das wurde daraus")),
    ]
    for on, text, wording in answers:
        blocks.append(Paragraph(f"{day(on)}: {text}"))
        if wording:
            blocks.append(Paragraph(wording))
    return paper(_("Ihr Hinweis"), blocks, date=today, reference=contribution.number)


def share(value: Share) -> str:
    percent = value.percent
    return f"{figure(percent, 0)} % ({value.part} / {value.whole})" if percent is not None else "–"


def day(value: dt.date) -> str:
    return date_format(value, "DATE_FORMAT")


def figure(value: float | Decimal | None, digits: int | None = None) -> str:
    return number(float(value), get_language() or "de", digits=digits) if value is not None else "–"


def outcomes_paper(
    rows: Iterable[tuple[Need, Wording]], figures: Iterable[tuple[str, str]], *, today: dt.date
) -> Document:
    """Was wurde daraus? – every published need in one table."""
    table = [
        (
            need.number,
            wording.title or wording.text,
            str(public_words.STATES[need.state]),
            day(clock.day_of(need.state_since)),
        )
        for need, wording in rows
    ]
    blocks: list[Block] = [KeyFacts(list(figures))]
    if table:
        columns = [Column(title) for title in (_("Nummer"), _("Bedarf"), _("Stand"), _("seit"))]
        blocks.append(Table(caption=_("Was wurde daraus?"), columns=columns, rows=table))
    return paper(_("Was wurde daraus?"), blocks, date=today)
