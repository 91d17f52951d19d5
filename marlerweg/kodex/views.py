"""The Kodex in use and its earlier versions, what serves it, and the work on the next one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.kodex import actions, policies, queries
from marlerweg.kodex.forms import (
    ActionFieldForm,
    DraftForm,
    EntryForm,
    GoalForm,
    NamedMeasureForm,
    ValueForm,
    VersionForm,
)
from marlerweg.kodex.models import ActionField, Goal, NamedMeasure, Value, Version
from marlerweg.network.queries.places import sources_of
from marlerweg.ui.parts import Tab

FORMS: dict[type[Any], type[EntryForm]] = {
    Value: ValueForm,
    ActionField: ActionFieldForm,
    Goal: GoalForm,
    NamedMeasure: NamedMeasureForm,
}


def tabs(request: HttpRequest) -> list[Tab]:
    if not policies.may_see_serving(request.user):
        return []
    pages = [(_("Kodex"), reverse("kodex:current")), (_("Was dient wozu?"), reverse("kodex:serving"))]
    if policies.may_draft(request.user):
        pages.append((_("Fassungen"), reverse("kodex:versions")))
    return [Tab(label=label, href=href, is_current=request.path == href) for label, href in pages]


@login_not_required
@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """The version in use; an installation without any says so."""
    return shown(request, queries.current(request.user))


@login_not_required
@require_safe
def version(request: HttpRequest, code: str) -> HttpResponse:
    return shown(request, found(request, code))


def shown(request: HttpRequest, row: Version | None) -> HttpResponse:
    viewer = request.user
    context = {
        "version": row,
        "tabs": tabs(request),
        "others": [each for each in queries.versions(viewer) if each != row],
        "came_from": queries.came_from(row) if row else {},
        "sources": sources_of(row.sources) if row and row.sources else [],
        "may_draft": policies.may_draft(viewer),
        "may_edit": row is not None and policies.may_edit_version(viewer, row),
        "may_make_current": policies.may_make_current(viewer),
    }
    return render(request, "kodex/version.html", context)


def found(request: HttpRequest, code: str) -> Version:
    row = queries.version(request.user, code)
    if row is None:
        raise Refused(conceal())
    require(policies.may_see_version(request.user, row))
    return row


@require_safe
def serving(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_serving(viewer))
    row = queries.current(viewer)
    context = {
        "version": row,
        "service": queries.service(viewer, row) if row else None,
        "is_connected": queries.knows_measures(),
        "tabs": tabs(request),
    }
    return render(request, "kodex/serving.html", context)


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_draft(viewer))
    rows = list(queries.versions(viewer))
    context = {
        "versions": rows,
        "tabs": tabs(request),
        "may_make_current": policies.may_make_current(viewer),
    }
    return render(request, "kodex/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_draft(by))
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = actions.draft_from(row, by=by, **form.cleaned_data)
        messages.success(request, _("Der Entwurf ist angelegt. Noch sieht ihn nur die Koordination."))
        return redirect("kodex:version", new.code)
    title = _("Neue Fassung aus „%(name)s“") % {"name": row.name}
    return page(request, form, title, reverse("kodex:version", args=[code]))


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    by = person(request)
    require(policies.may_draft(by))
    form = DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("kodex:version", actions.begin(by=by, **form.cleaned_data).code)
    return page(request, form, _("Leere Fassung anlegen"), reverse("kodex:versions"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_version(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_edit_version(by, row))
    form = VersionForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        actions.edit_version(row, form.fields_given, by=by)
        return redirect("kodex:version", code)
    return page(request, form, _("Fassung bearbeiten"), reverse("kodex:version", args=[code]))


@require_POST
def make_current(request: HttpRequest, code: str) -> HttpResponse:
    row = found(request, code)
    try:
        actions.make_current(row, on=clock.today(), by=person(request))
    except actions.Empty:
        messages.error(request, _("Eine Fassung ohne Werte kann nicht in Gebrauch genommen werden."))
    else:
        messages.success(request, _("„%(name)s“ ist jetzt in Gebrauch.") % {"name": row.name})
    return redirect("kodex:version", code)


@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    actions.discard_draft(found(request, code), by=person(request))
    messages.success(request, _("Der Entwurf ist verworfen."))
    return redirect("kodex:versions")


@require_http_methods(["GET", "HEAD", "POST"])
def add_entry(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    by, row, model = person(request), found(request, code), _model(kind)
    require(policies.may_edit_version(by, row))
    form = _form(model, request, row)
    if request.method == "POST" and form.is_valid():
        actions.add_entry(row, model, form.fields_given, by=by)
        return redirect("kodex:version", code)
    return page(request, form, _name(model, _("hinzufügen")), reverse("kodex:version", args=[code]))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_entry(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    by, entry = person(request), _entry(request, kind, key)
    require(policies.may_edit_version(by, entry.version))
    form = _form(type(entry), request, entry.version, instance=entry)
    back = reverse("kodex:version", args=[entry.version.code])
    if request.method == "POST" and form.is_valid():
        actions.edit_entry(entry, form.fields_given, by=by)
        return redirect(back)
    return page(request, form, _name(type(entry), _("bearbeiten")), back)


@require_POST
def remove_entry(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    entry = _entry(request, kind, key)
    code = entry.version.code
    actions.remove_entry(entry, by=person(request))
    return redirect("kodex:version", code)


def _model(kind: str) -> type[Any]:
    if kind not in queries.KINDS:
        raise Refused(conceal())
    return queries.KINDS[kind]


def _entry(request: HttpRequest, kind: str, key: UUID) -> Any:
    entry = queries.entry(person(request), kind, key)
    if entry is None:
        raise Refused(conceal())
    return entry


def _form(model: type[Any], request: HttpRequest, row: Version, **more: Any) -> EntryForm:
    extra = {"version": row} if model in {Goal, NamedMeasure} else {}
    return FORMS[model](request.POST or None, **extra, **more)


def _name(model: type[Any], deed: str) -> str:
    return f"{model._meta.verbose_name} {deed}"


def page(request: HttpRequest, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "kodex/form.html", context, status=422 if form.errors else 200)
