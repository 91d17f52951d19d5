"""Registrations as the office keeps them: the list, somebody on the phone, lists from elsewhere."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, queries
from marlerweg.conferences.forms.intake import ColumnsForm, ListForm
from marlerweg.conferences.forms.office import CorrectionForm, OfficeForm
from marlerweg.conferences.forms.registering import NeedsForm
from marlerweg.conferences.models import Edition, Registration, RegistrationIntake
from marlerweg.conferences.rules.intake import FIELDS
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.foundation.imports import ImportReport, Outcome, proposed_columns
from marlerweg.foundation.sheets import SheetProblem
from marlerweg.foundation.versions import Stale
from marlerweg.network.speech import SPOKEN
from marlerweg.ui.forms.versioned import conflict_page
from marlerweg.ui.lists import Choice, Column, Empty, Flag, ListPage

BADGES = {"registered": "success", "attended": "success", "waiting": "warning", "cancelled": "danger"}
OUTCOMES = {
    Outcome.NEW: gettext_lazy("neu"),
    Outcome.CHANGED: gettext_lazy("ergänzt"),
    Outcome.UNCHANGED: gettext_lazy("unverändert"),
    Outcome.SKIPPED: gettext_lazy("übergangen"),
    Outcome.REFUSED: gettext_lazy("abgelehnt"),
}


def _wishes(row: Registration) -> str:
    return ", ".join(str(wish.theme) for wish in row.wishes.all())


REGISTRATIONS = ListPage(
    name="anmeldungen",
    title=gettext_lazy("Anmeldungen"),
    template="conferences/registrations.html",
    columns=[
        Column(key="number", label=gettext_lazy("Nummer"), order="number", kind="number"),
        Column(
            key="name",
            label=gettext_lazy("Name"),
            order="name",
            link=lambda row: reverse("conferences:registration", args=[row.edition.code, row.number]),
        ),
        Column(
            key="organisation",
            label=gettext_lazy("Organisation"),
            value="organisation_label",
            order="organisation_name",
        ),
        Column(
            key="state",
            label=gettext_lazy("Stand"),
            value="get_state_display",
            kind="badge",
            badge=lambda row: BADGES.get(row.state, "info"),
            order="state",
        ),
        Column(key="engaged", label=gettext_lazy("Haupt- oder ehrenamtlich"), value="get_engaged_display"),
        Column(key="wishes", label=gettext_lazy("Tischwünsche"), value=_wishes),
        Column(key="function", label=gettext_lazy("Funktion"), only_in_sheets=True),
        Column(key="mail", label=gettext_lazy("E-Mail"), only_in_sheets=True),
        Column(key="phone", label=gettext_lazy("Telefon"), only_in_sheets=True),
        Column(
            key="interpreter",
            label=gettext_lazy("Dolmetschen in"),
            value=lambda row: str(SPOKEN.get(row.interpreter, "")),
        ),
        Column(key="needs", label=gettext_lazy("braucht"), value="access_needs"),
        Column(
            key="registered",
            label=gettext_lazy("angemeldet am"),
            value="registered_at",
            kind="moment",
            order="number",
        ),
    ],
    filters=[
        Choice(key="stand", label=gettext_lazy("Stand"), choices=Registration.State.choices, lookup="state"),
        Flag(
            key="bedarf",
            label=gettext_lazy("nur wer etwas braucht"),
            narrow=lambda rows, viewer: rows.exclude(interpreter="", needs_accessible=False, access_needs=""),
        ),
    ],
    search=["name", "organisation_name", "function"],
    order="number",
    empty=Empty(gettext_lazy("Noch keine Anmeldungen.")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def registrations(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    rows = queries.registrations(by, row).select_related("edition").prefetch_related("wishes__theme")
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "places": queries.places(row),
        "is_time": bool(policies.is_time_for(row, Right.ENTER)),
    }
    return REGISTRATIONS.respond(request, rows, viewer=by, on_export=actions.record_export, context=context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody on the phone."""
    by, row = person(request), found(request, code)
    require(policies.may_organise_now(by, row, Right.ENTER))
    form = OfficeForm(request.POST or None, edition=row)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.register(
                row,
                form.participant(),
                by=by,
                at=clock.now(),
                wishes=form.wishes,
                rounds=form.chosen_rounds,
                once=form.cleaned_data["once"],
            )
        except actions.AlreadyRegistered as double:
            form.add_error(None, _already(double))
        else:
            words = (
                _("%(name)s hat einen Platz.")
                if new.takes_a_place
                else _("%(name)s steht auf der Warteliste.")
            )
            messages.success(request, words % {"name": new.name})
            return redirect("conferences:registration", code=row.code, number=new.number)
    return _form_page(request, row, form, _("Jemanden anmelden"))


@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, code: str, number: int) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    one = _registration(request, row, number)
    form = NeedsForm(request.POST or None, edition=row, initial=NeedsForm.of(one))
    is_time = bool(policies.is_time_for(row, Right.ENTER))
    if request.method == "POST" and form.is_valid():
        actions.change(one, wishes=form.wishes, rounds=form.chosen_rounds, by=by, **form.needs)
        messages.success(request, _("Gespeichert."))
        return redirect("conferences:registration", code=row.code, number=number)
    context = {
        "registration": one,
        "edition": row,
        "tabs": tabs(request, row),
        "form": form,
        "is_time": is_time,
        "badge": BADGES.get(one.state, "info"),
        "may_cancel": bool(policies.is_time_for(row, Right.CANCEL))
        and one.state in {Registration.State.REGISTERED, Registration.State.WAITING},
    }
    return render(request, "conferences/registration.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, code: str, number: int) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise_now(by, row, Right.ENTER))
    one = _registration(request, row, number)
    form = CorrectionForm(request.POST or None, instance=one, initial=CorrectionForm.of(one))
    if request.method == "POST" and form.is_valid():
        try:
            expected = form.cleaned_data["version"]
            actions.correct(one, form.participant(), expected=expected, by=by, at=clock.now())
        except actions.AlreadyRegistered as double:
            form.add_error(None, _already(double))
        except Stale:
            one = _registration(request, row, number)
            form = CorrectionForm(request.POST, instance=one, initial=CorrectionForm.of(one))
            form.is_valid()
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("conferences:registration", code=row.code, number=number)
    if form.conflict:
        return conflict_page(request, form, title=one.name)
    back = reverse("conferences:registration", args=[row.code, number])
    return _form_page(request, row, form, _("Angaben berichtigen"), back=back)


@require_POST
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    actions.cancel(_registration(request, row, number), by=by, at=clock.now())
    messages.success(request, _("Abgemeldet. Wer am längsten wartet, ist nachgerückt."))
    return redirect("conferences:registrations", code=row.code)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise_now(by, row, Right.ENTER))
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            intake = actions.upload_list(row, file.read(), str(file.name), by=by, at=clock.now())
        except SheetProblem as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("conferences:intake", key=intake.pk)
    return _form_page(request, row, form, _("Liste einlesen"), is_file=True)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Which column means what; POST tries it out, and with `deed=take_in` does it."""
    by, intake = person(request), _intake(request, key)
    table = actions.read_list(bytes(intake.content), intake.name)
    form = ColumnsForm(
        request.POST or None,
        columns=table.columns,
        proposed=proposed_columns(table.columns, FIELDS),
    )
    report: ImportReport | None = None
    if request.method == "POST" and form.is_valid():
        dry_run = request.POST.get("deed") != "take_in"
        report = actions.take_list_in(intake, form.columns, by=by, at=clock.now(), dry_run=dry_run)
    context: dict[str, Any] = {
        "form": form,
        "intake": intake,
        "edition": intake.edition,
        "tabs": tabs(request, intake.edition),
        "columns": table.columns,
        "sample": [row.cells for row in table.rows[:3]],
    }
    if report:
        context["report"] = report
        context["counts"] = [(OUTCOMES[each], count) for each, count in report.counts.items() if count]
        context["rows"] = [(row.number, OUTCOMES[row.outcome], row.messages) for row in report.worth_reading]
    return render(request, "conferences/intake.html", context, status=422 if form.errors else 200)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    intake = _intake(request, key)
    code = intake.edition.code
    actions.drop_list(intake, by=person(request))
    messages.success(request, _("Die Datei ist verworfen."))
    return redirect("conferences:registrations", code=code)


def _already(double: actions.AlreadyRegistered) -> str:
    return _("Diese Person ist schon angemeldet, Nummer %(number)s.") % {"number": double.registration.number}


def _registration(request: HttpRequest, row: Edition, number: int) -> Registration:
    one = queries.registration(request.user, row, number)
    if one is None:
        raise Refused(conceal())
    return one


def _intake(request: HttpRequest, key: UUID) -> RegistrationIntake:
    require(policies.may_organise(person(request)))
    intake = RegistrationIntake.objects.select_related("edition").filter(pk=key).first()
    if intake is None:
        raise Refused(conceal())
    return intake


def _form_page(request: HttpRequest, row: Edition, form: Any, title: str, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "edition": row,
        "tabs": tabs(request, row),
        "back": reverse("conferences:registrations", args=[row.code]),
        **more,
    }
    return render(request, "conferences/form.html", context, status=422 if form.errors else 200)
