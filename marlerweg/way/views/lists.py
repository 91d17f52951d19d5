"""The lists of the Way; what leaves as a sheet is recorded."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import Decision, require
from marlerweg.ui.lists import Action, Export, ListPage
from marlerweg.way import lists, policies, queries


def record_export(viewer: User, export: Export) -> None:
    audit.record(
        viewer,
        "list.exported",
        list=export.title,
        format=export.format,
        rows=export.rows,
        wishes=export.wishes,
    )


View = Callable[[HttpRequest], HttpResponse]
Buttons = Callable[[User], list[Action]]


def showing(
    page: ListPage,
    rows: Callable[[User], QuerySet[Any]],
    *,
    may: Callable[[User], Decision] = policies.may_see_inside,
    actions: Buttons = lambda viewer: [],
) -> View:
    """A view of one list: who may, which rows, and what can be begun from there."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def show(request: HttpRequest) -> HttpResponse:
        viewer = person(request)
        require(may(viewer))
        return page.respond(
            request, rows(viewer), viewer=viewer, on_export=record_export, actions=actions(viewer)
        )

    return show


def from_needs(viewer: User) -> list[Action]:
    return [Action(_("Neuer Bedarf"), reverse("way:open_need"))] if policies.may_coordinate(viewer) else []


def from_mine(viewer: User) -> list[Action]:
    return [
        Action(_("Hinweis geben"), reverse("way:contribute")),
        Action(_("Als PDF"), reverse("reports:mine"), "secondary"),
    ]


contributions = showing(lists.CONTRIBUTIONS, queries.contributions_seen_by)
needs = showing(lists.NEEDS, queries.needs_seen_by, actions=from_needs)
approaches = showing(lists.APPROACHES, queries.approaches_seen_by)
decisions = showing(lists.DECISIONS, queries.decisions_seen_by)
measures = showing(lists.MEASURES, queries.measures_seen_by, may=policies.may_see_measures)
# What I said, what my groups and organisations said, and what became of it.
mine = showing(lists.MINE, queries.own_contributions, may=policies.may_contribute, actions=from_mine)
