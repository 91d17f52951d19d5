"""Planning a measure, reporting how it stands, looking back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers.policies import may_add_offer
from marlerweg.ui.drafts import Drafting
from marlerweg.ui.forms import many
from marlerweg.ui.forms.once import once
from marlerweg.ui.forms.versioned import conflict_page
from marlerweg.ui.owners import owner_of
from marlerweg.way import actions, directory, moments, policies, queries, stations
from marlerweg.way.actions.needs import EditConflict
from marlerweg.way.forms import MeasureForm, ReviewForm, StatusForm
from marlerweg.way.models import Measure, Need
from marlerweg.way.queries.counting import UNDER_WAY
from marlerweg.way.rules.figures import is_silent
from marlerweg.way.rules.states import MEASURE_STEPS, MeasureStatus


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, number: str) -> HttpResponse:
    """A measure for a need."""
    require(policies.may_plan_measure(person(request)))
    need = queries.need_with_everything(person(request), number)
    if need is None:
        raise Http404
    initial = {"districts": need.districts.all(), "title": need.title}
    form = many.form_of(partial(MeasureForm, initial=initial), MeasureForm.base_fields, request.POST)
    if form.is_bound and form.is_valid():
        address = once(
            form, owner=owner_of(request), at=clock.now(), deed=lambda: plan_it(request, need, form)
        )
        return redirect(address)
    return render(
        request, "way/measure_form.html", {"form": form, "need": need}, status=422 if form.errors else 200
    )


def plan_it(request: HttpRequest, need: Need, form: MeasureForm) -> str:
    """The address of the new measure."""
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
    return reverse("way:measure", args=[measure.number])


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
    drafting = Drafting(request, "way.status", found.pk)
    drafting.lay_into(form)
    if request.method == "POST":
        require(may_report)
        if form.is_valid() and _report(request, found, form):
            drafting.forget()
            return redirect("way:measure", number=number)
    needs = list(queries.along(found.needs.all()))
    inside = policies.may_see_inside(person(request))
    context: dict[str, Any] = {
        "measure": found,
        "stations": stations.whole_way(needs[0], linked=bool(inside)) if needs else [],
        "moments": moments.of_entries(found.status_entries.select_related("by")),
        "needs": needs,
        "partners": found.partners.all(),
        "values": found.values.all(),
        "silent": found.status in UNDER_WAY and is_silent(found.status_on, clock.today()),
        "form": form,
        "drafting": drafting,
        "may_report": may_report,
        "may_plan": policies.may_plan_measure(person(request)),
        "may_word": policies.may_word(person(request)),
        "offers": directory.founded(found, person(request)),
        "may_found": may_add_offer(person(request), found.responsible),
        "may_see_needs": inside,
    }
    return render(request, "way/measure.html", context, status=422 if form.errors else 200)


def _choices(found: Measure) -> list[tuple[str, Any]]:
    reachable = MEASURE_STEPS[MeasureStatus(found.status)]
    return [(status.value, Measure.Status(status).label) for status in MeasureStatus if status in reachable]


def _report(request: HttpRequest, found: Measure, form: StatusForm) -> bool:
    said = form.cleaned_data

    def report() -> str:
        actions.report_status(
            found,
            said["status"],
            on=said["on"],
            text=said["text"],
            indicator_value=said["indicator_value"],
            by=person(request),
            at=clock.now(),
        )
        messages.success(request, _("Danke, der Sachstand ist gespeichert."))
        return found.number

    try:
        once(form, owner=owner_of(request), at=clock.now(), deed=report)
    except actions.measures.ReasonMissing:
        form.add_error("text", _("Bitte nennen Sie den Grund."))
        return False
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


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Everything but the status; two people at once get to see what the other saved."""
    by = person(request)
    require(policies.may_plan_measure(by))
    found = queries.measures_seen_by(by).filter(number=number).first()
    if found is None:
        raise Http404
    form = many.form_of(
        partial(MeasureForm, instance=found, initial=stored(found)),
        MeasureForm.base_fields,
        request.POST,
    )
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_measure(
                found, by=by, at=clock.now(), version=version, fields=form.columns, relations=form.relations
            )
        except EditConflict:
            found = queries.measures_seen_by(by).get(number=number)
            form = MeasureForm(request.POST, instance=found, initial=stored(found))
            form.is_valid()
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("way:measure", number=number)
    if form.conflict:
        return conflict_page(request, form, title=number)
    context = {"form": form, "measure": found}
    return render(request, "way/measure_form.html", context, status=422 if form.is_bound else 200)


def stored(found: Measure) -> dict[str, Any]:
    """What the form shows of a measure."""
    columns = [name for name in MeasureForm.base_fields if name not in MeasureForm.RELATIONS]
    return model_to_dict(found, fields=[*columns, *MeasureForm.RELATIONS])


@require_POST
def found_offer(request: HttpRequest, number: str) -> HttpResponse:
    """What the measure brought becomes an offer; pressed twice, the first one is shown."""
    by = person(request)
    found = queries.measures_seen_by(by).filter(number=number).first()
    if found is None:
        raise Http404
    require(may_add_offer(by, found.responsible))
    offer = directory.founded(found, by).first() or directory.found_offer(found, by=by, at=clock.now())
    return redirect("offers:own", offer.pk)
