"""The Way's figures as people read them; the same words on pages and papers."""

from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marlerweg.foundation.numbers import number
from marlerweg.ui.parts import Tile
from marlerweg.way.queries.counting import Figures, PublicFigures
from marlerweg.way.queries.steering import Change, TwoMinutes
from marlerweg.way.rules.figures import Share

NOTHING = "–"


def written(value: float | Decimal | None, *, digits: int | None = None, unit: str = "") -> str:
    if value is None:
        return NOTHING
    return number(float(value), get_language() or "de", digits=digits, unit=unit)


def share(value: Share) -> str:
    return written(value.percent, digits=0, unit="%")


def of_whole(value: Share) -> str:
    return (
        _("%(part)s von %(whole)s") % {"part": value.part, "whole": value.whole}
        if value.whole
        else _("noch keine")
    )


def of_figures(figures: Figures, *, linked: bool) -> list[Tile]:
    """Linked inside, where each figure leads to its rows."""

    def rows(route: str, query: str = "") -> str:
        return f"{reverse(route)}{query}" if linked else ""

    return [
        days(figures, rows("way:decisions")),
        Tile(
            label=_("in höchstens zwei Sitzungen entschieden"),
            value=share(figures.decided_soon),
            hint=of_whole(figures.decided_soon),
            href=rows("way:decisions"),
        ),
        Tile(
            label=_("Maßnahmen mit Verantwortung, Termin und frischem Stand"),
            value=share(figures.measures_in_order),
            hint=of_whole(figures.measures_in_order),
            href=rows("way:measures", "?angaben=luecken"),
        ),
        answered(figures, rows("way:contributions", "?antwort=warten")),
        Tile(
            label=_("Bedarfe, die wiederkamen"),
            value=share(figures.came_back),
            hint=of_whole(figures.came_back),
            href=rows("way:needs", "?pruefung=wieder"),
        ),
    ]


def days(figures: PublicFigures, href: str = "") -> Tile:
    return Tile(
        label=_("Tage vom Hinweis zum Beschluss"),
        value=written(figures.days_to_decision, digits=0),
        hint=_("Median"),
        href=href,
    )


def answered(figures: PublicFigures, href: str = "") -> Tile:
    return Tile(
        label=_("Hinweise, die auf alles eine Antwort haben"),
        value=share(figures.answered),
        hint=of_whole(figures.answered),
        href=href,
    )


def counts(figures: PublicFigures) -> list[Tile]:
    done = _("davon %(done)s abgeschlossen oder dauerhaft") % {"done": written(figures.measures_done)}
    return [
        Tile(label=_("Hinweise"), value=written(figures.contributions)),
        Tile(label=_("Bedarfe"), value=written(figures.needs)),
        Tile(label=_("Beschlüsse"), value=written(figures.decisions)),
        Tile(label=_("Maßnahmen"), value=written(figures.measures), hint=done),
    ]


def of_two_minutes(summary: TwoMinutes) -> list[Tile]:
    cost = Tile(
        label=_("Kosten der Maßnahmen"),
        value=written(summary.cost, digits=0, unit="€"),
        hint=_("soweit angegeben"),
    )
    return [*counts(summary.figures), cost, *of_figures(summary.figures, linked=False)]


def of_public(figures: PublicFigures) -> list[Tile]:
    """What everybody may know of the Way's work."""
    return [*counts(figures), days(figures), answered(figures)]


def change_row(change: Change) -> list[str]:
    measure = change.measure
    return [
        f"{measure.indicator} ({measure.number})",
        written(measure.baseline),
        f"{written(change.latest)} {measure.unit}".strip(),
        written(measure.target),
        date_format(change.on, "SHORT_DATE_FORMAT"),
    ]
