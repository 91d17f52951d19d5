"""Giving and ending roles, naming deputies."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts import actions, policies, queries, rules
from marlerweg.accounts.forms import DeputyForm, RoleForm
from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.accounts.signed_in import person as viewer
from marlerweg.accounts.views.people import found_by
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, identifier: UUID) -> HttpResponse:
    giver, receiver = viewer(request), found_by(request, identifier)
    require(policies.may_look_after(giver))
    form = RoleForm(
        request.POST or None, givable=rules.givable(giver.roles), initial={"starts": clock.today()}
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        actions.assign_role(receiver, given.pop("role"), by=giver, **given)
        messages.success(request, _("Die Rolle ist vergeben."))
        return redirect("accounts:person", identifier)
    context = {"form": form, "shown": receiver}
    return render(request, "accounts/assign_role.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, identifier: UUID) -> HttpResponse:
    assignment = _running(request, identifier)
    last = assignment.role == Role.ADMINISTRATOR and queries.is_last_administrator(
        assignment.user, clock.today()
    )
    require(policies.may_end(viewer(request), assignment, is_last_administrator=last))
    if request.method != "POST":
        return render(request, "accounts/end_role.html", {"assignment": assignment})
    actions.end_role(assignment, by=viewer(request), at=clock.now())
    messages.success(request, _("Die Rolle ist beendet, die Sitzungen auch."))
    return _back(request, assignment)


@require_http_methods(["GET", "HEAD", "POST"])
def deputy(request: HttpRequest, identifier: UUID) -> HttpResponse:
    assignment = _running(request, identifier)
    require(policies.may_set_deputy(viewer(request), assignment, None))
    form = DeputyForm(
        request.POST if request.method == "POST" else None,
        candidates=_candidates(viewer(request), assignment),
        initial={"deputy": assignment.deputy},
    )
    if request.method == "POST" and form.is_valid():
        actions.set_deputy(assignment, form.cleaned_data["deputy"], by=viewer(request))
        messages.success(request, _("Die Vertretung ist eingetragen."))
        return _back(request, assignment)
    context = {"form": form, "assignment": assignment}
    return render(request, "accounts/set_deputy.html", context, status=422 if form.errors else 200)


def _running(request: HttpRequest, identifier: UUID) -> Assignment:
    """One's own, or of somebody the asker may know of."""
    found = get_object_or_404(
        Assignment.objects.select_related("user", "deputy"), pk=identifier, ended_at__isnull=True
    )
    if found.user_id != viewer(request).pk:
        found_by(request, found.user_id)
    return found


def _candidates(asker: User, assignment: Assignment) -> object:
    if assignment.user_id == asker.pk:
        return queries.deputies_for(clock.today(), Role(assignment.role)).exclude(pk=asker.pk)
    return queries.people(asker, clock.today()).filter(is_active=True).exclude(pk=assignment.user_id)


def _back(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    if assignment.user_id == viewer(request).pk:
        return redirect("accounts:own")
    return redirect("accounts:person", assignment.user_id)
