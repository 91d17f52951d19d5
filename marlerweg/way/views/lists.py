"""The lists of the Way; what leaves as a sheet is recorded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.ui.lists import Action, Export
from marlerweg.way import lists, policies, queries

METHODS = ["GET", "HEAD", "POST"]


def record_export(viewer: User, export: Export) -> None:
    audit.record(
        viewer,
        "list.exported",
        list=export.title,
        format=export.format,
        rows=export.rows,
        wishes=export.wishes,
    )


@require_http_methods(METHODS)
def contributions(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    return lists.CONTRIBUTIONS.respond(
        request, queries.contributions_seen_by(viewer), viewer=viewer, on_export=record_export
    )


@require_http_methods(METHODS)
def needs(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    actions = [Action(_("Neuer Bedarf"), reverse("way:open_need"))] if policies.may_coordinate(viewer) else []
    return lists.NEEDS.respond(
        request, queries.needs_seen_by(viewer), viewer=viewer, on_export=record_export, actions=actions
    )


@require_http_methods(METHODS)
def approaches(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    return lists.APPROACHES.respond(
        request, queries.approaches_seen_by(viewer), viewer=viewer, on_export=record_export
    )


@require_http_methods(METHODS)
def decisions(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    return lists.DECISIONS.respond(
        request, queries.decisions_seen_by(viewer), viewer=viewer, on_export=record_export
    )


@require_http_methods(METHODS)
def measures(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_measures(viewer))
    return lists.MEASURES.respond(
        request, queries.measures_seen_by(viewer), viewer=viewer, on_export=record_export
    )


@require_http_methods(METHODS)
def mine(request: HttpRequest) -> HttpResponse:
    """What I said, what my groups and organisations said, and what became of it."""
    viewer = person(request)
    require(policies.may_contribute(viewer))
    actions = [
        Action(_("Hinweis geben"), reverse("way:contribute")),
        Action(_("Als PDF"), reverse("reports:mine"), "secondary"),
    ]
    rows: Any = queries.own_contributions(viewer)
    return lists.MINE.respond(request, rows, viewer=viewer, on_export=record_export, actions=actions)
