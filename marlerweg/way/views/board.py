"""What waits for whom."""

from typing import Any

from django.db.models import Count, QuerySet, Window
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.way import policies, queries

SHOWN = 12


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """One query per column, whatever the number of rows."""
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    columns = [
        ("sort", _("Hinweise einordnen"), _("Koordination"), queries.waiting_for_coordination(viewer)),
        ("decide", _("Bedarfe entscheiden"), _("Gremien"), queries.waiting_for_decision(viewer)),
        ("answer", _("Antworten freigeben"), _("Koordination"), queries.waiting_for_wording(viewer)),
        ("plan", _("Maßnahmen anlegen"), _("Koordination"), queries.waiting_for_measure(viewer)),
        (
            "silent",
            _("Nachfragen: 60 Tage still"),
            _("Verantwortliche"),
            queries.silent_measures(viewer, clock.today()),
        ),
        (
            "elsewhere",
            _("Anderswo oder vertagt"),
            _("Projektgruppen, Kreis, Land"),
            queries.waiting_elsewhere(viewer),
        ),
        ("review", _("Überprüfen"), _("Koordination"), queries.waiting_for_review(viewer)),
    ]
    shown = [(code, title, who, *first_and_total(rows)) for code, title, who, rows in columns]
    return render(request, "way/board.html", {"columns": shown, "limit": SHOWN})


def first_and_total(rows: QuerySet[Any]) -> tuple[list[Any], int]:
    """The first rows and how many there are, out of one query."""
    items = list(rows.prefetch_related(None).annotate(total=Window(Count("pk")))[:SHOWN])
    return items, items[0].total if items else 0
