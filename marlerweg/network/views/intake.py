"""Bringing in lists: upload, which column means what, trial with a report per row, truth."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.foundation.imports import ImportReport, Outcome
from marlerweg.foundation.sheets import SheetProblem
from marlerweg.network import actions, policies
from marlerweg.network.forms import AssignmentForm, UploadForm
from marlerweg.network.models import Intake
from marlerweg.network.views.tabs import tabs

OUTCOMES = {
    Outcome.NEW: gettext_lazy("neu"),
    Outcome.CHANGED: gettext_lazy("ergänzt"),
    Outcome.UNCHANGED: gettext_lazy("unverändert"),
    Outcome.SKIPPED: gettext_lazy("übergangen"),
    Outcome.REFUSED: gettext_lazy("abgelehnt"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def intakes(request: HttpRequest) -> HttpResponse:
    """The upload, and lists that still wait for their second step."""
    by = person(request)
    require(policies.may_take_in(by))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        brought = actions.Brought(
            file.read(), str(file.name), form.cleaned_data["kind"], form.cleaned_data["visibility"]
        )
        try:
            row = actions.upload_list(brought, by=by, at=clock.now())
        except SheetProblem as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("network:intake", row.pk)
    context = {
        "form": form,
        "waiting": Intake.objects.select_related("uploaded_by").defer("content"),
        "tabs": tabs(request),
    }
    return render(request, "network/intakes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Which column means what; POST tries it out, and with `deed=take_in` does it."""
    by = person(request)
    require(policies.may_take_in(by))
    row = _found(key)
    brought = actions.brought(row)
    table = brought.read()
    form = AssignmentForm(
        request.POST or None,
        wanted=brought.fields,
        columns=table.columns,
        proposed=actions.proposed(brought, table),
    )
    report = None
    if request.method == "POST" and form.is_valid():
        in_earnest = request.POST.get("deed") == "take_in"
        report = actions.take_in(brought, form.columns, by=by, at=clock.now(), dry_run=not in_earnest)
        if report.is_applied:
            actions.drop_list(row, by=by)
            messages.success(request, _("Eingelesen."))
            return render(request, "network/taken_in.html", {**_reported(report), "tabs": tabs(request)})
    context = {
        "form": form,
        "intake": row,
        "columns": table.columns,
        "sample": [row.cells for row in table.rows[:3]],
        "tabs": tabs(request),
        **(_reported(report) if report else {}),
    }
    return render(request, "network/intake.html", context, status=422 if form.errors else 200)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    require(policies.may_take_in(person(request)))
    actions.drop_list(_found(key), by=person(request))
    messages.success(request, _("Die Datei ist verworfen."))
    return redirect("network:intakes")


def _found(key: UUID) -> Intake:
    row = Intake.objects.filter(pk=key).first()
    if row is None:
        raise Refused(conceal())
    return row


def _reported(report: ImportReport) -> dict[str, object]:
    return {
        "report": report,
        "counts": [(OUTCOMES[outcome], count) for outcome, count in report.counts.items() if count],
        "rows": [(row.number, OUTCOMES[row.outcome], row.messages) for row in report.worth_reading],
    }
