"""Programme items, rooms, rounds and tables, edited by those who organise."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, queries
from marlerweg.conferences.forms.preparing import ItemForm, RoomForm, RoundForm, TableForm
from marlerweg.conferences.models import Edition, ProgrammeItem, Room, Round, Table
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.foundation.versions import Stale
from marlerweg.network.actions.editing import AlreadyThere
from marlerweg.ui.forms.versioned import conflict_page

KINDS: dict[str, type[Any]] = {"raum": Room, "runde": Round, "tisch": Table}


@require_http_methods(["GET", "HEAD", "POST"])
def add_item(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    form = ItemForm(request.POST or None, edition=row)
    if request.method == "POST" and form.is_valid():
        actions.add_item(row, form.fields_given, by=by, at=clock.now())
        messages.success(request, _("Gespeichert."))
        return redirect("conferences:edition", code=row.code)
    return _form_page(
        request, row, form, _("Neuer Programmpunkt"), reverse("conferences:edition", args=[row.code])
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_item(request: HttpRequest, key: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    item = _item(key)
    form = ItemForm(request.POST or None, instance=item, edition=item.edition)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["version"] or item.version
        try:
            actions.edit_item(item, form.fields_given, expected=expected, by=by, at=clock.now())
        except Stale:
            form = ItemForm(request.POST, instance=_item(key), edition=item.edition)
            form.is_valid()
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("conferences:edition", code=item.edition.code)
    if form.conflict:
        return conflict_page(request, form, title=item.title)
    back = reverse("conferences:edition", args=[item.edition.code])
    return _form_page(request, item.edition, form, item.title, back, item=item)


@require_POST
def cancel_item(request: HttpRequest, key: UUID) -> HttpResponse:
    item = actions.cancel_item(_item(key, request), by=person(request), at=clock.now())
    messages.success(request, _("Der Programmpunkt entfällt. In den Kalendern steht er als abgesagt."))
    return redirect("conferences:edit_item", key=item.pk)


@require_POST
def restore_item(request: HttpRequest, key: UUID) -> HttpResponse:
    item = actions.restore_item(_item(key, request), by=person(request), at=clock.now())
    messages.success(request, _("Der Programmpunkt findet doch statt."))
    return redirect("conferences:edit_item", key=item.pk)


@require_safe
def parts(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "rooms": row.rooms.all(),
        "rounds": queries.rounds_of(row),
        "tables": queries.tables_of(row).prefetch_related("tasks__registration"),
        "cancelled": row.programme.exclude(cancelled_at=None),
    }
    return render(request, "conferences/parts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_part(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    form = _part_form(request, row, _model(kind), None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_part(row, _model(kind), form.fields_given, by=by)
        except AlreadyThere:
            form.add_error(None, _("Diesen Namen oder diese Nummer gibt es schon."))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("conferences:parts", code=row.code)
    return _form_page(request, row, form, str(_model(kind)._meta.verbose_name), _back(row))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_part(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    part = _part(kind, key)
    form = _part_form(request, part.edition, _model(kind), part)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_part(part, form.fields_given, by=by)
        except AlreadyThere:
            form.add_error(None, _("Diesen Namen oder diese Nummer gibt es schon."))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("conferences:parts", code=part.edition.code)
    return _form_page(request, part.edition, form, str(part), _back(part.edition))


@require_POST
def remove_part(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    part = _part(kind, key)
    try:
        actions.remove_part(part, by=by)
    except actions.InUse:
        messages.error(request, _("Von diesem Tisch gibt es Karten. Er bleibt."))
    else:
        messages.success(request, _("Entfernt."))
    return redirect("conferences:parts", code=part.edition.code)


def _item(key: UUID, request: HttpRequest | None = None) -> ProgrammeItem:
    if request is not None:
        require(policies.may_organise(person(request)))
    item = ProgrammeItem.objects.select_related("edition").filter(pk=key).first()
    if item is None:
        raise Refused(conceal())
    return item


def _model(kind: str) -> type[Any]:
    if kind not in KINDS:
        raise Refused(conceal())
    return KINDS[kind]


def _part(kind: str, key: UUID) -> Any:
    part = _model(kind)._default_manager.select_related("edition").filter(pk=key).first()
    if part is None:
        raise Refused(conceal())
    return part


def _part_form(request: HttpRequest, row: Edition, model: type[Model], part: Any) -> Any:
    if model is Table:
        return TableForm(request.POST or None, instance=part, edition=row)
    form = RoomForm if model is Room else RoundForm
    return form(request.POST or None, instance=part)


def _back(row: Edition) -> str:
    return reverse("conferences:parts", args=[row.code])


def _form_page(
    request: HttpRequest, row: Edition, form: Any, title: str, back: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "edition": row, "tabs": tabs(request, row), "back": back, **more}
    return render(request, "conferences/form.html", context, status=422 if form.errors else 200)
