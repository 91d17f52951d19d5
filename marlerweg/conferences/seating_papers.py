"""The plan on paper: a list per table, a list by name, cards to hand out, and the certificate."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from marlerweg.conferences import seating_words
from marlerweg.conferences.models import Edition, Round, TablePlan
from marlerweg.conferences.papers import paper
from marlerweg.conferences.rules.seats import day_of, people_in, shifts
from marlerweg.conferences.seats_shown import RoundShown, Shown
from marlerweg.foundation.documents import (
    Block,
    BulletList,
    Callout,
    Column,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Slip,
    Slips,
    Table,
)


def lists(
    edition: Edition, plan: TablePlan, rounds: list[RoundShown], shown: Shown, *, today: dt.date
) -> Document:
    """For the walls: every table of every round, then everybody by name."""
    blocks: list[Block] = []
    for each in rounds:
        blocks.append(Heading(1, _round_line(each.number, each.round)))
        head = [Column(_("Tisch"), share=1), Column(_("Wer sitzt hier"), share=3)]
        rows = [
            [table.name, ", ".join(name for name, *_rest in table.people) or "–"] for table in each.tables
        ]
        blocks.append(Table(_("Runde %(number)s") % {"number": each.number}, head, rows))
    blocks += [PageBreak(), Heading(1, _("Nach Namen"))]
    numbers = [Column(_("Runde %(number)s") % {"number": each.number}, share=1) for each in rounds]
    people = sorted(people_in(plan.seats), key=shown.name)
    lines = []
    for key in people:
        day = dict(day_of(plan.seats, key))
        lines.append([shown.name(key), *(shown.table(day.get(each.number)) for each in rounds)])
    if lines:
        blocks.append(Table(_("Tische aller Personen"), [Column(_("Name"), share=1), *numbers], lines))
    return paper(_("Tischplan"), blocks, date=today, subtitle=_version(edition, plan))


def cards(
    edition: Edition, plan: TablePlan, shown: Shown, *, former: TablePlan | None, today: dt.date
) -> Document:
    """One card per person; after a change only for those whose seats changed."""
    wanted = people_in(plan.seats)
    if former is not None:
        changed = shifts(former.seats, plan.seats)
        wanted = {each.person for each in changed if each.needs_new_card}
    rounds = dict(enumerate(shown.cast.rounds, 1))
    slips = [
        Slip(
            name=shown.name(key),
            above=str(edition),
            lines=[
                f"{_round_line(number, rounds.get(number))}: {shown.table(table)}"
                for number, table in day_of(plan.seats, key)
            ],
        )
        for key in sorted(wanted, key=shown.name)
    ]
    blocks: list[Block] = [Slips(slips)] if slips else [Paragraph(_("Niemand braucht eine neue Karte."))]
    return paper(_("Tischkarten"), blocks, date=today, subtitle=_version(edition, plan))


def certificate(edition: Edition, plan: TablePlan, *, today: dt.date) -> Document:
    """For whoever asks how good the plan is, and whether somebody was favoured."""
    goals = seating_words.lines(plan.certificate)
    head = [
        Column(_("Ziel"), share=1),
        Column(_("Wert"), "end"),
        Column(_("Bewiesene Grenze"), "end"),
        Column(_("Was das heißt"), share=2),
    ]
    rows = [
        [goal.title, str(goal.value), str(goal.bound), f"{goal.sentence} {goal.verdict}"] for goal in goals
    ]
    tone = "success" if plan.certificate.get("proven") else "info"
    blocks: list[Block] = [
        Callout(_("Ergebnis"), seating_words.summary(plan.certificate), tone),  # type: ignore[arg-type]
        Table(_("Ziele in ihrer Rangfolge"), head, rows),
    ]
    if found := seating_words.remarks(plan.certificate):
        blocks.append(BulletList(found))
    blocks.append(
        Paragraph(
            _(
                "Die Ziele stehen in der Reihenfolge ihres Gewichts. Keines wurde für ein späteres geopfert. "
                "Ein zweites, unabhängiges Programm prüft jede Fassung, bevor sie gilt."
            )
        )
    )
    return paper(_("Bescheinigung zum Tischplan"), blocks, date=today, subtitle=_version(edition, plan))


def _version(edition: Edition, plan: TablePlan) -> str:
    return _("%(title)s, Fassung %(number)s") % {"title": edition, "number": plan.number}


def _round_line(number: int, row: Round | None) -> str:
    label = _("Runde %(number)s") % {"number": number}
    if row is None:
        return label
    return f"{label}, {date_format(localtime(row.starts_at), 'TIME_FORMAT')}"
