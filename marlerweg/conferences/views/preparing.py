"""Editions in the making: begun, edited, opened, turned to the next hour."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, queries
from marlerweg.conferences.forms.preparing import BeginForm, EditionForm, NextForm
from marlerweg.conferences.models import Edition, Registration
from marlerweg.conferences.rules.phases import MOVES, State
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.foundation.versions import Stale
from marlerweg.network.actions.editing import AlreadyThere
from marlerweg.ui.forms.versioned import conflict_page
from marlerweg.ui.parts import Tile


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, clock.now()
        try:
            series = said["series"] or actions.begin_series(
                slugify(said["series_name"])[:50], said["series_name"], by=by
            )
            new = actions.begin(
                series, said["code"], said["title"], starts_on=said["starts_on"], by=by, at=at
            )
        except AlreadyThere:
            form.add_error("code", _("Dieses Kürzel gibt es schon."))
        else:
            return redirect("conferences:manage", code=new.code)
    context = {
        "form": form,
        "title": _("Neue Ausgabe anlegen"),
        "back": reverse("conferences:editions"),
    }
    return render(request, "conferences/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def begin_next(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of this edition that makes sense again, on other days."""
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    form = NextForm(request.POST or None, initial={"title": row.title})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            new = actions.begin_from(
                row, said["code"], said["title"], starts_on=said["starts_on"], by=by, at=clock.now()
            )
        except AlreadyThere:
            form.add_error("code", _("Dieses Kürzel gibt es schon."))
        else:
            messages.success(
                request, _("Die neue Ausgabe ist angelegt. Noch sehen sie nur Koordination und Assistenz.")
            )
            return redirect("conferences:manage", code=new.code)
    context = {
        "form": form,
        "title": _("Nächste Ausgabe"),
        "edition": row,
        "tabs": tabs(request, row),
        "back": reverse("conferences:manage", args=[row.code]),
    }
    return render(request, "conferences/form.html", context, status=422 if form.errors else 200)


@require_safe
def manage(request: HttpRequest, code: str) -> HttpResponse:
    """What stands where, and what can be done next."""
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    labels = dict(Edition.State.choices)
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "tiles": _tiles(row),
        "moves": [(state, labels[state]) for state in MOVES[State(row.state)]],
        "may_move": policies.may_move_edition(by),
        "phases": Edition.Phase.choices,
    }
    return render(request, "conferences/manage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    form = EditionForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["version"] or row.version
        try:
            actions.edit(row, form.fields_given, expected=expected, by=by, at=clock.now())
        except actions.TooSmall as refused:
            form.add_error(
                "capacity", _("%(taken)s Menschen haben schon einen Platz.") % {"taken": refused.taken}
            )
        except Stale:
            form = EditionForm(request.POST, instance=found(request, code))
            form.is_valid()
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("conferences:manage", code=row.code)
    if form.conflict:
        return conflict_page(request, form, title=row.title)
    context = {
        "form": form,
        "title": row.title,
        "edition": row,
        "tabs": tabs(request, row),
        "back": reverse("conferences:manage", args=[row.code]),
    }
    return render(request, "conferences/form.html", context, status=422 if form.errors else 200)


@require_POST
def move(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_move_edition(by))
    wanted = request.POST.get("stand", "")
    try:
        actions.move(row, State(wanted), by=by, at=clock.now())
    except (ValueError, actions.WrongTurn):
        messages.error(request, _("Das geht von hier aus nicht."))
    else:
        messages.success(request, _("Der Stand ist geändert."))
    return redirect("conferences:manage", code=row.code)


@require_POST
def go_to(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    wanted = request.POST.get("abschnitt", "")
    if wanted not in Edition.Phase.values:
        messages.error(request, _("Das geht von hier aus nicht."))
    else:
        actions.go_to(row, wanted, by=by, at=clock.now())
        messages.success(request, _("Der Abschnitt ist geändert."))
    return redirect("conferences:manage", code=row.code)


def _tiles(row: Edition) -> list[Tile]:
    now = queries.places(row)
    address = reverse("conferences:registrations", args=[row.code])
    of = _("von %(count)s Plätzen") % {"count": row.capacity} if row.capacity is not None else ""
    state = Registration.State
    return [
        Tile(label=_("angemeldet"), value=now.taken, hint=of, href=f"{address}?stand={state.REGISTERED}"),
        Tile(label=_("auf der Warteliste"), value=now.waiting, href=f"{address}?stand={state.WAITING}"),
        Tile(label=_("war da"), value=now.arrived, href=f"{address}?stand={state.ATTENDED}"),
    ]
