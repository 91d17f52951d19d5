"""Bodies: the public list, one page each, who sits where, what overlaps; editing."""

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
from marlerweg.formats import actions, policies, queries
from marlerweg.formats.forms import BodyForm, SeatForm
from marlerweg.formats.models import Body, Seat
from marlerweg.foundation import clock, sheets
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.network.actions import Circular, EditConflict
from marlerweg.network.queries import current_themes
from marlerweg.network.queries.places import sources_of
from marlerweg.ui.lists import Action, Choice, Column, Empty, Export, Flag, ListPage
from marlerweg.ui.parts import Tab

STATES = {
    Body.State.ACTIVE: "success",
    Body.State.TRIAL: "info",
    Body.State.UNCLEAR: "warning",
    Body.State.ENDED: "danger",
}

SHOWN = 20  # pairs before the fold


def _inside(viewer: Any) -> bool:
    return bool(policies.may_see_inside(viewer))


BODIES = ListPage(
    name="gremien",
    title=gettext_lazy("Gremien und Formate"),
    intro=gettext_lazy("Wer mit wem worüber spricht, wer einlädt und wer entscheidet."),
    template="formats/bodies.html",
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Name"),
            order="name",
            link=lambda row: reverse("formats:body", args=[row.pk]),
        ),
        Column(key="kind", label=gettext_lazy("Art"), value="get_kind_display", order="kind"),
        Column(key="mandate", label=gettext_lazy("Auftrag")),
        Column(
            key="decision_right",
            label=gettext_lazy("Entscheidungsrecht"),
            value="get_decision_right_display",
            order="decision_right",
        ),
        Column(key="owner", label=gettext_lazy("Federführung"), order="owner__name"),
        Column(key="rhythm", label=gettext_lazy("Rhythmus")),
        Column(
            key="state",
            label=gettext_lazy("Stand"),
            value="get_state_display",
            kind="badge",
            badge=lambda row: STATES[Body.State(row.state)],
        ),
        Column(key="level", label=gettext_lazy("Ebene"), value="get_level_display", only_in_sheets=True),
        Column(
            key="meetings_per_year",
            label=gettext_lazy("Treffen im Jahr"),
            kind="number",
            only_in_sheets=True,
        ),
        Column(
            key="seats",
            label=gettext_lazy("Sitze"),
            value=lambda row: "; ".join(str(seat) for seat in row.seats.all()),
            only_in_sheets=True,
            shown_to=_inside,
        ),
        Column(
            key="open_questions",
            label=gettext_lazy("offen"),
            value=lambda row: " ".join(row.open_questions),
            only_in_sheets=True,
            shown_to=_inside,
        ),
    ],
    filters=[
        Choice(key="art", label=gettext_lazy("Art"), choices=Body.Kind.choices, lookup="kind"),
        Choice(
            key="recht",
            label=gettext_lazy("Entscheidungsrecht"),
            choices=Body.DecisionRight.choices,
            lookup="decision_right",
        ),
        Choice(key="ebene", label=gettext_lazy("Ebene"), choices=Body.Level.choices, lookup="level"),
        Choice(
            key="thema",
            label=gettext_lazy("Thema"),
            choices=lambda viewer: [(theme.pk, str(theme)) for theme in current_themes()],
            lookup="themes",
        ),
        Flag(
            key="aktiv",
            label=gettext_lazy("nur aktive"),
            narrow=lambda rows, viewer: rows.filter(state__in=[Body.State.ACTIVE, Body.State.TRIAL]),
        ),
    ],
    search=["name", "short_name", "mandate", "owner__name"],
    order="name",
    empty=Empty(gettext_lazy("Noch keine Gremien eingetragen.")),
)


def tabs(request: HttpRequest) -> list[Tab]:
    pages = [(_("Alle Gremien"), "formats:bodies")]
    if _inside(request.user):
        pages += [(_("Wer sitzt wo?"), "formats:matrix"), (_("Überschneidungen"), "formats:overlaps")]
    if len(pages) == 1:
        return []
    here = request.path
    return [
        Tab(label=label, href=reverse(route), is_current=here == reverse(route)) for label, route in pages
    ]


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def bodies(request: HttpRequest) -> HttpResponse:
    viewer = request.user
    if request.method == "POST":
        require(policies.may_export(viewer))
    buttons = []
    if policies.may_add_body(viewer):
        buttons.append(Action(_("Gremium anlegen"), reverse("formats:add_body")))
    return BODIES.respond(
        request,
        queries.with_details(viewer, queries.bodies(viewer, ended=True), clock.today()),
        viewer=viewer,
        on_export=_note_export if policies.may_export(viewer) else None,
        actions=buttons,
        context={"tabs": tabs(request)},
    )


def _note_export(viewer: Any, export: Export) -> None:
    wishes = {name: values for name, values in export.wishes.items() if name != "suche"}
    actions.note_export(viewer, "bodies", export.format, export.rows, wishes)


def found(request: HttpRequest, key: UUID) -> Body:
    row = queries.body(request.user, key, clock.today())
    if row is None:
        raise Refused(conceal())
    require(policies.may_see_body(request.user, row))
    return row


@login_not_required
@require_safe
def body(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer, row, today = request.user, found(request, key), clock.today()
    inside = _inside(viewer)
    seats = list(row.seats.all())
    names = queries.people_on(viewer, seats)
    context = {
        "body": row,
        "tabs": tabs(request),
        "children": queries.bodies(viewer).filter(parent=row),
        "seats": [(seat, names.get(seat.person_id) if seat.person_id else "") for seat in seats],
        "past": queries.past_seats(row, today) if inside else [],
        "sources": sources_of(row.sources) if row.sources else [],
        "inside": inside,
        "may_edit": policies.may_edit_body(viewer, row),
        "may_end": policies.may_end_body(viewer),
        "ended": row.state == Body.State.ENDED,
    }
    return render(request, "formats/body.html", context)


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    context = {"matrix": queries.matrix(viewer, clock.today()), "tabs": tabs(request)}
    return render(request, "formats/matrix.html", context)


@require_POST
def export_matrix(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_export(viewer))
    found_matrix = queries.matrix(viewer, clock.today())
    columns = [_("Organisation"), *(str(each) for each in found_matrix.bodies)]
    rows = [[str(row), *(cell.said for cell in cells)] for row, cells in found_matrix.rows]
    actions.note_export(viewer, "seats", "xlsx", len(rows), {})
    content = sheets.write_xlsx([sheets.Sheet(_("Wer sitzt wo"), columns, rows)])
    response = HttpResponse(
        content, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    name = f"sitze-{clock.today().isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def overlaps(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    pairs = queries.overlaps(viewer, clock.today())
    context = {"most": pairs[:SHOWN], "rest": pairs[SHOWN:], "tabs": tabs(request)}
    return render(request, "formats/overlaps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_body(request: HttpRequest) -> HttpResponse:
    by = person(request)
    require(policies.may_add_body(by))
    form = BodyForm(request.POST or None, viewer=by)
    if request.method == "POST" and form.is_valid():
        row = actions.add_body(form.fields_given, by=by)
        messages.success(request, _("%(name)s ist angelegt.") % {"name": row.name})
        return redirect("formats:body", row.pk)
    return page(request, form, _("Gremium anlegen"), reverse("formats:bodies"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_body(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = person(request), found(request, key)
    require(policies.may_edit_body(by, row))
    form = BodyForm(request.POST or None, instance=row, viewer=by)
    differing: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_body(row, form.fields_given, version=form.version_read, by=by)
        except EditConflict:
            row.refresh_from_db()
            differing = form.show_conflict(row)
        except Circular:
            form.add_error("parent", _("Ein Gremium kann nicht zu sich selbst gehören."))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("formats:body", row.pk)
    return page(request, form, _("Gremium bearbeiten"), reverse("formats:body", args=[key]), differing)


@require_POST
def end_body(request: HttpRequest, key: UUID) -> HttpResponse:
    row = found(request, key)
    actions.end_body(row, because=request.POST.get("because", "").strip()[:500], by=person(request))
    messages.success(request, _("%(name)s ist beendet.") % {"name": row.name})
    return redirect("formats:body", row.pk)


@require_POST
def resume_body(request: HttpRequest, key: UUID) -> HttpResponse:
    row = found(request, key)
    actions.resume_body(row, by=person(request))
    return redirect("formats:body", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def add_seat(request: HttpRequest, key: UUID) -> HttpResponse:
    by, row = person(request), found(request, key)
    require(policies.may_edit_body(by, row))
    form = SeatForm(request.POST or None, viewer=by)
    if request.method == "POST" and form.is_valid():
        actions.add_seat(row, form.fields_given, by=by)
        return redirect("formats:body", row.pk)
    return page(request, form, _("Sitz hinzufügen"), reverse("formats:body", args=[key]))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_seat(request: HttpRequest, key: UUID) -> HttpResponse:
    by, seat = person(request), _seat(request, key)
    require(policies.may_edit_body(by, seat.body))
    form = SeatForm(request.POST or None, instance=seat, viewer=by)
    if request.method == "POST" and form.is_valid():
        actions.edit_seat(seat, form.fields_given, by=by)
        return redirect("formats:body", seat.body_id)
    return page(request, form, _("Sitz bearbeiten"), reverse("formats:body", args=[seat.body_id]))


@require_POST
def end_seat(request: HttpRequest, key: UUID) -> HttpResponse:
    seat = _seat(request, key)
    actions.end_seat(seat, on=clock.today(), by=person(request))
    messages.success(request, _("Der Sitz endet heute."))
    return redirect("formats:body", seat.body_id)


def _seat(request: HttpRequest, key: UUID) -> Seat:
    """A seat exists only for those who may see inside."""
    require(policies.may_see_inside(person(request)))
    seat = Seat.objects.filter(pk=key).select_related("body", "organisation").first()
    if seat is None:
        raise Refused(conceal())
    return seat


def page(
    request: HttpRequest,
    form: Any,
    title: str,
    back: str,
    differing: list[tuple[str, str, str]] | None = None,
) -> HttpResponse:
    context = {"form": form, "title": title, "back": back, "differing": differing or []}
    return render(request, "formats/form.html", context, status=422 if form.errors else 200)
