"""People: who is seen by whom, and what they do where."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person as signed_in
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.network import actions, policies, queries
from marlerweg.network.forms import PersonForm, PositionForm
from marlerweg.network.models import ContactDetail, Person, Position
from marlerweg.network.queries import person as reading
from marlerweg.network.speech import spoken
from marlerweg.network.views import organisations
from marlerweg.network.views.tabs import tabs
from marlerweg.ui.lists import Action, Choice, Column, Empty, Export, ListPage


def _positions(row: Person) -> str:
    today = clock.today()
    return "; ".join(
        f"{position.role} ({position.organisation})" if position.role else str(position.organisation)
        for position in row.positions.all()
        if position.ends is None or position.ends >= today
    )


def _contacts(kind: str) -> Any:
    return lambda row: ", ".join(str(each) for each in row.contact_details.all() if each.kind == kind)


PEOPLE = ListPage(
    name="personen",
    title=gettext_lazy("Personen"),
    intro=gettext_lazy("Sie sehen, wer zugestimmt hat, und die Menschen Ihrer eigenen Organisation."),
    template="network/list.html",
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Name"),
            value=str,
            order=("family_name", "given_name"),
            link=lambda row: reverse("network:person", args=[row.pk]),
        ),
        Column(key="positions", label=gettext_lazy("Funktionen"), value=_positions),
        Column(key="languages", label=gettext_lazy("Sprachen"), value=lambda row: spoken(row.languages)),
        Column(
            key="phone",
            label=gettext_lazy("Telefon"),
            value=_contacts(ContactDetail.Kind.PHONE),
            only_in_sheets=True,
        ),
        Column(
            key="mobile",
            label=gettext_lazy("Mobil"),
            value=_contacts(ContactDetail.Kind.MOBILE),
            only_in_sheets=True,
        ),
        Column(
            key="mail",
            label=gettext_lazy("E-Mail"),
            value=_contacts(ContactDetail.Kind.MAIL),
            only_in_sheets=True,
        ),
    ],
    filters=[
        Choice(
            key="art",
            label=gettext_lazy("Art"),
            choices=Position.Engaged.choices,
            lookup="positions__engaged",
        ),
        Choice(
            key="organisation",
            label=gettext_lazy("Organisation"),
            choices=lambda viewer: queries.organisations(viewer).values_list("pk", "name"),
            lookup="positions__organisation",
        ),
    ],
    search=["given_name", "family_name", "positions__role", "positions__organisation__name"],
    order="name",
    empty=Empty(gettext_lazy("Noch niemand zu sehen.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    viewer = signed_in(request)
    require(policies.may_enter_partner_area(viewer))
    if request.method == "POST":
        require(policies.may_export_list(viewer))
    buttons = []
    if policies.may_add_person(viewer, None):
        buttons.append(Action(_("Person anlegen"), reverse("network:add_person")))
    return PEOPLE.respond(
        request,
        reading.with_details(viewer, queries.people(viewer)),
        viewer=viewer,
        on_export=_note_export if policies.may_export_list(viewer) else None,
        actions=buttons,
        context={"tabs": tabs(request)},
    )


def _note_export(viewer: Any, export: Export) -> None:
    actions.note_list_export(viewer, "people", export.format, export.rows, export.wishes)


def found(request: HttpRequest, key: UUID) -> Person:
    viewer = signed_in(request)
    row = reading.person(viewer, key)
    if row is None:
        raise Refused(conceal())
    require(policies.may_see_person(viewer, row, organisations=reading.organisations_of(row)))
    return row


@require_safe
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer, row = signed_in(request), found(request, key)
    if row.merged_into_id is not None and not policies.is_steward(viewer):
        return redirect("network:person", row.merged_into_id)
    positions = list(row.positions.all())
    context = {
        "person": row,
        "tabs": tabs(request),
        "positions": [
            (position, bool(policies.may_edit_organisation(viewer, position.organisation)))
            for position in positions
        ],
        "spoken": spoken(row.languages),
        "may_edit": policies.may_edit_person(viewer, row, organisations=reading.organisations_of(row)),
        "may_archive": policies.may_archive(viewer, row),
        "may_see_note": policies.is_steward(viewer),
        "today": clock.today(),
    }
    return render(request, "network/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """To an organisation by those who speak for it, else by the coordination."""
    by = signed_in(request)
    organisation = organisations.found(request, key) if key else None
    require(policies.may_add_person(by, organisation))
    form = PersonForm(request.POST or None, viewer=by)
    place = PositionForm(request.POST or None, viewer=by, fixed=True) if organisation else None
    if request.method == "POST" and form.is_valid() and (place is None or place.is_valid()):
        row = actions.add_person(
            form.fields_given,
            by=by,
            organisation=organisation,
            position=place.fields_given if place else None,
        )
        return redirect("network:person", row.pk)
    context = {
        "form": form,
        "more": place,
        "title": _("Person anlegen"),
        "back": reverse("network:organisation", args=[key]) if key else reverse("network:people"),
    }
    wrong = form.errors or (place is not None and place.errors)
    return render(request, "network/form.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = signed_in(request), found(request, key)
    require(policies.may_edit_person(by, row, organisations=reading.organisations_of(row)))
    form = PersonForm(request.POST or None, instance=row, viewer=by)
    differing: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_person(row, form.fields_given, version=form.version_read, by=by)
        except actions.EditConflict:
            row.refresh_from_db()
            differing = form.show_conflict(row)
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("network:person", row.pk)
    back = reverse("network:person", args=[key])
    return organisations.page(request, form, _("Person bearbeiten"), back, differing)


@require_POST
def archive_person(request: HttpRequest, key: UUID) -> HttpResponse:
    actions.archive_person(found(request, key), by=signed_in(request), at=clock.now())
    messages.success(request, _("Archiviert."))
    return redirect("network:person", key)


@require_POST
def restore_person(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        actions.restore_person(found(request, key), by=signed_in(request))
    except actions.StillMerged:
        messages.error(request, _("Bitte machen Sie zuerst die Zusammenführung rückgängig."))
    return redirect("network:person", key)


@require_http_methods(["GET", "HEAD", "POST"])
def add_position(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = signed_in(request), found(request, key)
    if not (policies.is_steward(by) or policies.own_organisations(by)):
        require(policies.may_add_person(by, None))
    form = PositionForm(request.POST or None, viewer=by)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_given
        try:
            actions.add_position(row, fields.pop("organisation"), fields, by=by)
        except actions.AlreadyThere:
            form.add_error("role", _("Diese Funktion ist dort schon eingetragen."))
        else:
            return redirect("network:person", row.pk)
    back = reverse("network:person", args=[key])
    return organisations.page(request, form, _("Funktion hinzufügen"), back)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_position(request: HttpRequest, key: UUID) -> HttpResponse:
    by, position = signed_in(request), _position(request, key)
    require(policies.may_edit_organisation(by, position.organisation))
    form = PositionForm(request.POST or None, instance=position, viewer=by, fixed=True)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_position(position, form.fields_given, by=by)
        except actions.AlreadyThere:
            form.add_error("role", _("Diese Funktion ist dort schon eingetragen."))
        else:
            return redirect("network:person", position.person_id)
    back = reverse("network:person", args=[position.person_id])
    return organisations.page(request, form, _("Funktion bearbeiten"), back)


@require_POST
def end_position(request: HttpRequest, key: UUID) -> HttpResponse:
    position = _position(request, key)
    actions.end_position(position, on=clock.today(), by=signed_in(request))
    messages.success(request, _("Die Funktion ist beendet."))
    return redirect("network:person", position.person_id)


def _position(request: HttpRequest, key: UUID) -> Position:
    seen = queries.people(signed_in(request))
    position = Position.objects.filter(pk=key, person__in=seen).select_related("organisation").first()
    if position is None:
        raise Refused(conceal())
    return position
