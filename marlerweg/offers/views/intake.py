"""Bringing in an office's list: upload, which column means what, trial with a report per row, truth."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.foundation.imports import ImportReport, Outcome
from marlerweg.foundation.sheets import SheetProblem
from marlerweg.offers import actions, handing_up, policies
from marlerweg.offers.forms.intake import AssignmentForm, UploadForm
from marlerweg.offers.models import Intake
from marlerweg.offers.views.tabs import tabs

AT_ONCE = 500
"""Longer lists are not waited for."""
OUTCOMES = {
    Outcome.NEW: gettext_lazy("neu"),
    Outcome.CHANGED: gettext_lazy("geändert"),
    Outcome.UNCHANGED: gettext_lazy("unverändert"),
    Outcome.SKIPPED: gettext_lazy("übergangen"),
    Outcome.REFUSED: gettext_lazy("abgelehnt"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def intakes(request: HttpRequest) -> HttpResponse:
    by = person(request)
    require(policies.may_take_in(by))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = actions.upload(file.read(), str(file.name), by=by, at=clock.now())
        except SheetProblem as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("offers:intake", row.pk)
    waiting = Intake.objects.filter(kind=Intake.Kind.OFFERS).select_related("uploaded_by").defer("content")
    context = {"form": form, "waiting": waiting, "tabs": tabs(request)}
    return render(request, "offers/tending/intakes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """POST tries it out; `take_in` does it, `take_good` does it without the rows that were refused."""
    by = person(request)
    require(policies.may_take_in(by))
    row = _found(key)
    content = bytes(row.content)
    table = actions.intake.read(content, row.name)
    form = AssignmentForm(
        request.POST or None, columns=table.columns, proposed=actions.intake.proposed(table)
    )
    context: dict[str, Any] = {
        "form": form,
        "intake": row,
        "columns": table.columns,
        "sample": [each.cells for each in table.rows[:3]],
        "tabs": tabs(request),
    }
    take_later = handing_up.take_later() if len(table.rows) > AT_ONCE else None
    if request.method == "POST" and form.is_valid() and take_later:
        if address := take_later(content, row.name, form.columns, by=by, at=clock.now()):
            actions.drop(row, by=by)
            return redirect(address)
        form.add_error(
            None, _("Gerade ist eine andere Übernahme unterwegs. Versuchen Sie es danach noch einmal.")
        )
    elif request.method == "POST" and form.is_valid():
        deed = request.POST.get("deed", "")
        report = actions.take_in(
            content,
            row.name,
            form.columns,
            by=by,
            at=clock.now(),
            dry_run=deed not in {"take_in", "take_good"},
            without_refused=deed == "take_good",
        )
        context |= reported(report)
        if report.is_applied:
            actions.drop(row, by=by)
            messages.success(request, _("Eingelesen. Neue Angebote sind Entwürfe und warten auf Freigabe."))
            return render(request, "offers/tending/taken_in.html", context)
    return render(request, "offers/tending/intake.html", context, status=422 if form.errors else 200)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    require(policies.may_take_in(person(request)))
    actions.drop(_found(key), by=person(request))
    messages.success(request, _("Die Datei ist verworfen."))
    return redirect("offers:intakes")


def _found(key: UUID) -> Intake:
    row = Intake.objects.filter(pk=key, kind=Intake.Kind.OFFERS).first()
    if row is None:
        raise Http404
    return row


def reported(report: ImportReport) -> dict[str, Any]:
    return {
        "report": report,
        "counts": [(OUTCOMES[outcome], count) for outcome, count in report.counts.items() if count],
        "rows": [(row.number, OUTCOMES[row.outcome], row.messages) for row in report.worth_reading],
    }
