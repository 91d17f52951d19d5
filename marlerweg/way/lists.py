"""The lists of the Way, each with search, filters, sorting and sheets."""

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import clock
from marlerweg.network.models import District, Theme
from marlerweg.ui.lists import Choice, Column, Empty, Flag, ListPage, Period
from marlerweg.way import queries
from marlerweg.way.models import Contribution, Decision, Measure, Need, Term
from marlerweg.way.queries import counting as behind


def themes(viewer: Any) -> list[tuple[str, str]]:
    return [(str(theme.pk), str(theme)) for theme in Theme.objects.filter(scheme__is_current=True)]


def districts(viewer: Any) -> list[tuple[str, str]]:
    return [(district.key, district.name) for district in District.objects.all()]


def names(rows: QuerySet[Any]) -> str:
    return ", ".join(str(row) for row in rows)


def link(route: str) -> Any:
    return lambda item: reverse(route, args=[item.number])


def of_kind(kind: str) -> Any:
    return lambda viewer: [(term.code, str(term)) for term in queries.terms() if term.kind == kind]


def of_legal_spheres(rows: QuerySet[Any], wanted: Any) -> QuerySet[Any]:
    """Codes are kept as a list; any of those wanted is enough."""
    any_of_them = reduce(or_, (Q(spheres__contains=f'"{code}"') for code in wanted))
    found: QuerySet[Any] = rows.annotate(spheres=Cast("legal_spheres", TextField())).filter(any_of_them)
    return found


LEGAL_SPHERE = Choice("rechtskreis", _("Rechtskreis"), of_kind(Term.Kind.LEGAL_SPHERE), of_legal_spheres)
PROCESS_STEP = Choice(
    "schritt", _("Schritt der Integrationskette"), of_kind(Term.Kind.PROCESS_STEP), "process_step"
)
THEME = Choice("thema", _("Thema"), themes, "theme")
DISTRICT = Choice("stadtteil", _("Stadtteil"), districts, "districts__key")

NEED_COLOURS = {"ready": "warning", "resolved": "success", "rejected": "danger", "in_progress": "success"}
MEASURE_COLOURS = {
    "blocked": "danger",
    "paused": "warning",
    "done": "success",
    "permanent": "success",
    "ended": "danger",
}


def contributions_behind(rows: QuerySet[Contribution], wanted: Any) -> QuerySet[Contribution]:
    """Rows behind the figure `answered`: those who still wait."""
    return behind.waiting_for_answer(rows.filter(held_because="")) if "warten" in wanted else rows


CONTRIBUTIONS = ListPage(
    name="hinweise",
    title=_("Hinweise"),
    columns=[
        Column(key="number", label=_("Nummer"), order="number", link=link("way:contribution")),
        Column(key="received_at", label=_("eingegangen"), kind="date", order="received_at"),
        Column(
            key="text",
            label=_("Hinweis"),
            value=lambda each: each.text[:140],
            export=lambda each: each.text,
            language=lambda each: str(each.language),
        ),
        Column(key="source", label=_("Quelle"), value="get_source_display", order="source"),
        Column(key="theme", label=_("Thema"), order="theme__position"),
        Column(key="districts", label=_("Stadtteile"), value=lambda each: names(each.districts.all())),
        Column(key="state", label=_("Stand"), value="get_state_display", kind="badge", order="state"),
    ],
    filters=[
        Choice("stand", _("Stand"), Contribution.State.choices, "state"),
        Choice("quelle", _("Quelle"), Contribution.Source.choices, "source"),
        THEME,
        DISTRICT,
        LEGAL_SPHERE,
        PROCESS_STEP,
        Period("eingegangen", _("eingegangen"), "received_at"),
        Choice("antwort", _("Antwort"), [("warten", _("wartet noch"))], contributions_behind),
    ],
    search=("number", "text", "translation"),
    search_hint=_("Nummer oder Worte aus dem Hinweis"),
    order="-received_at",
    empty=Empty(
        _("Noch kein Hinweis."),
        _("Hinweise kommen über das öffentliche Formular, aus Arbeitsgruppen und der Beratung."),
    ),
)


MINE = replace(
    CONTRIBUTIONS,
    name="meine-hinweise",
    title=_("Meine Hinweise"),
    filters=[Choice("stand", _("Stand"), Contribution.State.choices, "state"), THEME],
    empty=Empty(
        _("Sie haben noch keinen Hinweis gegeben."), _("Was fehlt in der Stadt? Ein paar Sätze genügen.")
    ),
)


def needs_behind(rows: QuerySet[Need], wanted: Any) -> QuerySet[Need]:
    """Rows behind the figure `came back`."""
    if "wieder" in wanted:
        return behind.came_back(rows)
    return behind.reviewed(rows) if "geprueft" in wanted else rows


NEEDS = ListPage(
    name="bedarfe",
    title=_("Bedarfe"),
    columns=[
        Column(key="number", label=_("Nummer"), order="number", link=link("way:need")),
        Column(key="title", label=_("Bedarf"), order="title"),
        Column(key="theme", label=_("Thema"), order="theme__position"),
        Column(key="districts", label=_("Stadtteile"), value=lambda each: names(each.districts.all())),
        Column(
            key="state",
            label=_("Stand"),
            value="get_state_display",
            kind="badge",
            order="state",
            badge=lambda each: NEED_COLOURS.get(each.state, "info"),
        ),
        Column(key="state_since", label=_("seit"), kind="date", order="state_since"),
    ],
    filters=[
        Choice("stand", _("Stand"), Need.State.choices, "state"),
        THEME,
        DISTRICT,
        LEGAL_SPHERE,
        PROCESS_STEP,
        Choice(
            "pruefung",
            _("Überprüfung"),
            [("geprueft", _("überprüft")), ("wieder", _("kam wieder"))],
            needs_behind,
        ),
    ],
    search=("number", "title", "text"),
    order="-state_since",
    empty=Empty(_("Noch kein Bedarf."), _("Ein Bedarf entsteht, wenn Hinweise zusammengehören.")),
)

APPROACHES = ListPage(
    name="handlungsansaetze",
    title=_("Handlungsansätze"),
    columns=[
        Column(
            key="number",
            label=_("Nummer"),
            order="number",
            link=lambda each: reverse("way:need", args=[each.need.number]),
        ),
        Column(key="text", label=_("Vorschlag")),
        Column(
            key="need",
            label=_("Bedarf"),
            value=lambda each: f"{each.need.number} {each.need.title}",
            order="need__number",
        ),
        Column(
            key="source",
            label=_("von"),
            value=lambda each: str(each.organisation or each.body or _("einzelner Person")),
        ),
        Column(
            key="help",
            label=_("Hilfe angeboten von"),
            value=lambda each: ", ".join(str(offer.organisation) for offer in each.help_offers.all()),
        ),
        Column(key="proposed_at", label=_("vorgeschlagen"), kind="date", order="proposed_at"),
    ],
    filters=[
        Flag(
            "hilfe",
            _("mit Hilfsangebot"),
            lambda rows, viewer: rows.filter(help_offers__withdrawn_at__isnull=True).exclude(
                help_offers=None
            ),
        )
    ],
    search=("number", "text", "need__title"),
    order="-proposed_at",
    empty=Empty(_("Noch kein Handlungsansatz.")),
)


def decisions_behind(rows: QuerySet[Decision], wanted: Any) -> QuerySet[Decision]:
    return rows.filter(kind=Decision.Kind.REFER, answered_on__isnull=True) if "oben" in wanted else rows


DECISIONS = ListPage(
    name="beschluesse",
    title=_("Beschlüsse"),
    columns=[
        Column(
            key="number",
            label=_("Nummer"),
            order="number",
            link=lambda each: reverse("way:need", args=[each.need.number]),
        ),
        Column(key="decided_on", label=_("beschlossen am"), kind="date", order="decided_on"),
        Column(
            key="need",
            label=_("Bedarf"),
            value=lambda each: f"{each.need.number} {each.need.title}",
            order="need__number",
        ),
        Column(key="body", label=_("Gremium"), order="body__name"),
        Column(key="kind", label=_("Beschluss"), value="get_kind_display", kind="badge", order="kind"),
        Column(key="wait_until", label=_("Wiedervorlage"), kind="date", order="wait_until"),
        Column(key="reason", label=_("Begründung (intern)"), only_in_sheets=True),
    ],
    filters=[
        Choice("beschluss", _("Beschluss"), Decision.Kind.choices, "kind"),
        Choice("offen", _("offen"), [("oben", _("Antwort von oben fehlt"))], decisions_behind),
        Period("beschlossen", _("beschlossen"), "decided_on"),
    ],
    search=("number", "need__title", "reason"),
    order="-decided_on",
    empty=Empty(_("Noch kein Beschluss.")),
)


def measures_behind(rows: QuerySet[Measure], wanted: Any) -> QuerySet[Measure]:
    """Rows behind the figure `in order`, and those that lack something."""
    under_way = rows.filter(status__in=behind.UNDER_WAY)
    complete = behind.in_order(under_way, clock.today())
    if "vollstaendig" in wanted:
        return complete
    return under_way.exclude(pk__in=complete.values("pk")) if "luecken" in wanted else rows


MEASURES = ListPage(
    name="massnahmen",
    title=_("Maßnahmen"),
    columns=[
        Column(key="number", label=_("Nummer"), order="number", link=link("way:measure")),
        Column(key="title", label=_("Maßnahme"), order="title"),
        Column(key="responsible", label=_("verantwortlich"), order="responsible__name"),
        Column(key="responsible_role", label=_("Stelle"), only_in_sheets=True),
        Column(key="districts", label=_("Stadtteile"), value=lambda each: names(each.districts.all())),
        Column(
            key="status",
            label=_("Stand"),
            value="get_status_display",
            kind="badge",
            order="status",
            badge=lambda each: MEASURE_COLOURS.get(each.status, "info"),
        ),
        Column(key="status_on", label=_("Stand vom"), kind="date", order="status_on"),
        Column(key="ends", label=_("Ende"), kind="date", order="ends"),
        Column(key="cost", label=_("Kosten in Euro"), kind="number", order="cost", decimals=2),
        Column(key="funding", label=_("Finanzierung"), only_in_sheets=True),
        Column(key="goal", label=_("Ziel des Kodex"), only_in_sheets=True),
        Column(key="indicator", label=_("Kennzahl"), only_in_sheets=True),
        Column(key="baseline", label=_("Ausgangswert"), kind="number", only_in_sheets=True),
        Column(key="target", label=_("Zielwert"), kind="number", only_in_sheets=True),
    ],
    filters=[
        Choice("stand", _("Stand"), Measure.Status.choices, "status"),
        DISTRICT,
        Choice(
            "angaben",
            _("Angaben"),
            [("vollstaendig", _("Verantwortung, Termin, frischer Stand")), ("luecken", _("etwas fehlt"))],
            measures_behind,
        ),
    ],
    search=("number", "title", "text", "responsible__name"),
    order="-status_on",
    empty=Empty(_("Noch keine Maßnahme."), _("Eine Maßnahme entsteht aus einem Beschluss.")),
)

__all__ = ["APPROACHES", "CONTRIBUTIONS", "DECISIONS", "MEASURES", "MINE", "NEEDS"]
