"""Organisations: the directory, one page each, adding and editing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.network import actions, policies, queries
from marlerweg.network.forms import OrganisationForm
from marlerweg.network.models import ContactDetail, District, Organisation
from marlerweg.network.queries import organisation as reading
from marlerweg.network.queries.engagement import engagements
from marlerweg.network.queries.person import positions_at
from marlerweg.network.queries.places import sources_of
from marlerweg.network.speech import SPOKEN, spoken
from marlerweg.network.views.tabs import tabs
from marlerweg.ui.lists import Action, Choice, Column, Empty, Export, ListPage

PHONES = {ContactDetail.Kind.PHONE, ContactDetail.Kind.MOBILE}


def _joined(rows: Any) -> str:
    return ", ".join(str(row) for row in rows)


def _contacts(row: Organisation, *kinds: str) -> str:
    return _joined(detail for detail in row.contact_details.all() if detail.kind in kinds)


ORGANISATIONS = ListPage(
    name="organisationen",
    title=gettext_lazy("Organisationen"),
    intro=gettext_lazy("Wer in der Stadt am Zusammenleben arbeitet, hauptamtlich und ehrenamtlich."),
    template="network/list.html",
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Name"),
            order="name",
            link=lambda row: reverse("network:organisation", args=[row.pk]),
        ),
        Column(key="kind", label=gettext_lazy("Art"), value="get_kind_display", order="kind"),
        Column(
            key="districts",
            label=gettext_lazy("Stadtteile"),
            value=lambda row: _joined(row.districts.all()),
        ),
        Column(key="languages", label=gettext_lazy("Sprachen"), value=lambda row: spoken(row.languages)),
        Column(
            key="addresses",
            label=gettext_lazy("Anschriften"),
            value=lambda row: "; ".join(str(each) for each in row.addresses.all()),
            only_in_sheets=True,
        ),
        Column(
            key="phones",
            label=gettext_lazy("Telefon"),
            value=lambda row: _contacts(row, *PHONES),
            only_in_sheets=True,
        ),
        Column(
            key="mails",
            label=gettext_lazy("E-Mail"),
            value=lambda row: _contacts(row, ContactDetail.Kind.MAIL),
            only_in_sheets=True,
        ),
        Column(key="website", label=gettext_lazy("Internetseite"), only_in_sheets=True),
        Column(key="umbrella", label=gettext_lazy("Dachverband"), value="umbrella", only_in_sheets=True),
    ],
    filters=[
        Choice(key="art", label=gettext_lazy("Art"), choices=Organisation.Kind.choices, lookup="kind"),
        Choice(
            key="stadtteil",
            label=gettext_lazy("Stadtteil"),
            choices=lambda viewer: District.objects.values_list("pk", "name"),
            lookup="districts",
        ),
        Choice(
            key="thema",
            label=gettext_lazy("Thema"),
            choices=lambda viewer: [(theme.pk, str(theme)) for theme in queries.current_themes()],
            lookup="themes",
        ),
        Choice(
            key="sprache",
            label=gettext_lazy("Sprache"),
            choices=lambda viewer: list(SPOKEN.items()),
            lookup=lambda rows, codes: rows.filter(pk__in=_speaking(rows, codes)),
        ),
    ],
    search=["name", "short_name", "tasks"],
    order="name",
    empty=Empty(gettext_lazy("Noch keine Organisationen.")),
)


def _speaking(rows: Any, codes: Any) -> list[UUID]:
    """Lists in JSON columns are searched alike on both databases only in Python; the table is small."""
    wanted = set(codes)
    return [key for key, languages in rows.values_list("pk", "languages") if wanted & set(languages)]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    viewer = request.user
    rows = reading.with_details(viewer, queries.organisations(viewer))
    can_export = bool(policies.may_export_list(viewer))
    if request.method == "POST":
        require(policies.may_export_list(viewer))
    buttons = []
    if policies.may_add_organisation(viewer):
        buttons.append(Action(_("Organisation anlegen"), reverse("network:add_organisation")))
    return ORGANISATIONS.respond(
        request,
        rows,
        viewer=viewer,
        on_export=_note_export if can_export else None,
        actions=buttons,
        context={"tabs": tabs(request)},
    )


def _note_export(viewer: Any, export: Export) -> None:
    actions.note_list_export(viewer, "organisations", export.format, export.rows, export.wishes)


def found(request: HttpRequest, key: UUID) -> Organisation:
    """The organisation with its visible details, or nothing for those who may not see it."""
    return seen(request, reading.organisation(request.user, key))


def seen(request: HttpRequest, row: Organisation | None) -> Organisation:
    if row is None:
        raise Refused(conceal())
    require(policies.may_see_organisation(request.user, row))
    return row


@login_not_required
@require_safe
def organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One organisation; the page of a merged one leads on to where it went."""
    viewer, today = request.user, clock.today()
    row = reading.organisation(viewer, key)
    if row is not None and row.merged_into is not None and not policies.is_steward(viewer):
        require(policies.may_see_organisation(viewer, row.merged_into))
        return redirect("network:organisation", row.merged_into.pk)
    row = seen(request, row)
    is_partner = policies.is_partner(viewer)
    context = {
        "organisation": row,
        "tabs": tabs(request),
        "kin": reading.kin(viewer, row),
        "above": [each for each in (row.part_of, row.umbrella) if _is_shown(viewer, each)],
        "positions": positions_at(viewer, row, today) if is_partner else [],
        "engagements": engagements(viewer, today).filter(organisation=row) if is_partner else [],
        "sources": sources_of(row.sources) if row.sources else [],
        "spoken": spoken(row.languages),
        "may_edit": policies.may_edit_organisation(viewer, row),
        "may_archive": policies.may_archive(viewer, row),
        "is_partner": is_partner,
    }
    return render(request, "network/organisation.html", context)


def _is_shown(viewer: Any, row: Organisation | None) -> bool:
    return row is not None and bool(policies.may_see_organisation(viewer, row))


@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: HttpRequest) -> HttpResponse:
    by = person(request)
    require(policies.may_add_organisation(by))
    form = OrganisationForm(request.POST or None, viewer=by)
    if request.method == "POST" and form.is_valid():
        row = actions.add_organisation(form.fields_given, by=by)
        messages.success(request, _("%(name)s ist angelegt.") % {"name": row.name})
        return redirect("network:organisation", row.pk)
    return page(request, form, _("Organisation anlegen"), reverse("network:organisations"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = person(request), found(request, key)
    require(policies.may_edit_organisation(by, row))
    form = OrganisationForm(request.POST or None, instance=row, viewer=by)
    differing: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_organisation(row, form.fields_given, version=form.version_read, by=by)
        except actions.EditConflict:
            row.refresh_from_db()
            differing = form.show_conflict(row)
        except actions.Circular as circle:
            form.add_error(circle.field, _("Eine Organisation kann nicht über sich selbst stehen."))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("network:organisation", row.pk)
    return page(
        request, form, _("Organisation bearbeiten"), reverse("network:organisation", args=[key]), differing
    )


@require_POST
def archive_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    row = found(request, key)
    actions.archive_organisation(row, by=person(request), at=clock.now())
    messages.success(request, _("%(name)s ist archiviert.") % {"name": row.name})
    return redirect("network:organisation", row.pk)


@require_POST
def restore_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    row = found(request, key)
    try:
        actions.restore_organisation(row, by=person(request))
    except actions.StillMerged:
        messages.error(request, _("Bitte machen Sie zuerst die Zusammenführung rückgängig."))
    return redirect("network:organisation", row.pk)


def page(
    request: HttpRequest,
    form: Any,
    title: str,
    back: str,
    differing: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    """A form on its own page; 422 when something is wrong with it, so that htmx and tests can tell."""
    context = {"form": form, "title": title, "back": back, "differing": differing or []}
    return render(request, "network/form.html", context, status=422 if form.errors else 200)
