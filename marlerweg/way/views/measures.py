"""Planning a measure, reporting how it stands, looking back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.way import actions, policies, queries
from marlerweg.way.forms import MeasureForm, ReviewForm, StatusForm
from marlerweg.way.models import Measure
from marlerweg.way.rules.states import MEASURE_STEPS, MeasureStatus


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """A measure for a need."""
    require(policies.may_plan_measure(person(request)))
    need = queries.need_with_everything(person(request), number)
    if need is None:
        raise Http404
    form = MeasureForm(request.POST or None, initial={"districts": need.districts.all(), "title": need.title})
    if request.method == "POST" and form.is_valid():
        columns = form.columns
        measure = actions.plan_measure(
            columns.pop("title"),
            needs=[need],
            responsible=columns.pop("responsible"),
            decision=need.decisions.order_by("-recorded_at").first(),
            by=person(request),
            at=clock.now(),
            on=clock.today(),
            fields=columns,
            **form.relations,
        )
        messages.success(request, _("Maßnahme %(number)s ist angelegt.") % {"number": measure.number})
        return redirect("way:measure", number=measure.number)
    return render(request, "way/plan.html", {"form": form, "need": need}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, number: str) -> HttpResponse:
    """The measure's page, and the form for its next Sachstand."""
    found = queries.measures_seen_by(person(request)).filter(number=number).first()
    if found is None:
        raise Http404
    may_report = policies.may_report_status(person(request), found)
    form = StatusForm(
        request.POST or None, choices=_choices(found), initial={"on": clock.today(), "status": found.status}
    )
    if request.method == "POST":
        require(may_report)
        if form.is_valid() and _report(request, found, form):
            return redirect("way:measure", number=number)
    context: dict[str, Any] = {
        "measure": found,
        "entries": found.status_entries.select_related("by"),
        "needs": found.needs.all(),
        "partners": found.partners.all(),
        "values": found.values.all(),
        "form": form,
        "may_report": may_report,
        "may_word": policies.may_word(person(request)),
    }
    return render(request, "way/measure.html", context, status=422 if form.errors else 200)


def _choices(found: Measure) -> list[tuple[str, Any]]:
    reachable = MEASURE_STEPS[MeasureStatus(found.status)]
    return [(status.value, Measure.Status(status).label) for status in MeasureStatus if status in reachable]


def _report(request: HttpRequest, found: Measure, form: StatusForm) -> bool:
    said = form.cleaned_data
    try:
        actions.report_status(
            found,
            said["status"],
            on=said["on"],
            text=said["text"],
            indicator_value=said["indicator_value"],
            by=person(request),
            at=clock.now(),
        )
    except actions.measures.ReasonMissing:
        form.add_error("text", _("Bitte nennen Sie den Grund."))
        return False
    messages.success(request, _("Danke, der Sachstand ist gespeichert."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, number: str) -> HttpResponse:
    require(policies.may_coordinate(person(request)))
    need = queries.need_with_everything(person(request), number)
    if need is None:
        raise Http404
    form = ReviewForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.review(
            need,
            said["finding"],
            said["text"],
            on=said["on"],
            measure=need.measures.order_by("-status_on").first(),
            by=person(request),
            at=clock.now(),
        )
        return redirect("way:need", number=number)
    return render(
        request, "way/review.html", {"form": form, "need": need}, status=422 if form.errors else 200
    )
