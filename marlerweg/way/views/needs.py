"""A need: opened, described, moved, merged, decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.ui import undoing
from marlerweg.way import actions, moments, policies, queries, stations
from marlerweg.way.forms import ApproachForm, DecisionForm, HelpForm, NeedForm
from marlerweg.way.models import Need
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import NotPossible, need_events


@require_http_methods(["GET", "HEAD", "POST"])
def open_need(request: HttpRequest) -> HttpResponse:
    """A new need, usually out of a contribution (`?aus=H-…`)."""
    by = person(request)
    require(policies.may_coordinate(by))
    origin = queries.contributions_seen_by(by).filter(number=request.GET.get("aus", "")).first()
    initial: dict[str, Any] = {}
    if origin:
        initial = {
            "text": origin.translation or origin.text,
            "theme": origin.theme_id,
            "districts": origin.districts.all(),
        }
    form = NeedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        need = actions.open_need(
            said["title"],
            theme=said["theme"],
            text=said["text"],
            districts=said["districts"],
            contributions=[origin] if origin else [],
            by=by,
            at=clock.now(),
        )
        messages.success(request, _("Bedarf %(number)s ist angelegt.") % {"number": need.number})
        return redirect("way:need", number=need.number)
    return render(
        request, "way/need_form.html", {"form": form, "origin": origin}, status=422 if form.errors else 200
    )


@require_safe
def need(request: HttpRequest, number: str) -> HttpResponse:
    viewer, found = person(request), of_number(request, number)
    context = {
        "need": found,
        "stations": stations.whole_way(found, linked=True),
        "evidence": queries.evidence_of(found),
        "moments": moments.of_steps(queries.steps_of(Kind.NEED, found.pk)),
        "events": {str(event) for event in need_events(found.state)},
        "may_coordinate": policies.may_coordinate(viewer),
        "may_decide": policies.may_record_decision(viewer),
        "may_plan": policies.may_plan_measure(viewer),
        "may_see_voices": policies.may_see_inside(viewer),
        "mergeable": queries.open_needs(viewer).exclude(pk=found.pk)
        if policies.may_coordinate(viewer)
        else [],
        "approach_form": ApproachForm(prefix="approach"),
        "help_form": HelpForm(prefix="help", viewer=viewer),
        "open_answers": queries.open_answers(found),
        "waiting": waiting_like(viewer, found),
    }
    return render(request, "way/need.html", context)


def waiting_like(viewer: User, found: Need) -> list[queries.Voice]:
    """Contributions that wait to be sorted and may belong here."""
    if found.state == Need.State.MERGED or not policies.may_coordinate(viewer):
        return []
    return queries.similar_waiting(viewer, found, [each.contribution for each in found.joinings.all()])


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Title, description, theme, districts; two people at once get to see both versions."""
    by, found = person(request), of_number(request, number)
    require(policies.may_coordinate(by))
    initial = {
        "title": found.title,
        "text": found.text,
        "theme": found.theme_id,
        "districts": found.districts.all(),
        "version": found.version,
    }
    form = NeedForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_need(
                found,
                by=by,
                at=clock.now(),
                version=said["version"] or 0,
                districts=said["districts"],
                title=said["title"],
                text=said["text"],
                theme=said["theme"],
            )
        except actions.needs.EditConflict:
            return render(request, "way/need_conflict.html", {"form": form, "need": found}, status=409)
        messages.success(request, _("Gespeichert."))
        return redirect("way:need", number=number)
    return render(
        request, "way/need_form.html", {"form": form, "need": found}, status=422 if form.errors else 200
    )


@require_POST
def move(request: HttpRequest, number: str) -> HttpResponse:
    """The steps that need no form; what can be undone offers it."""
    found, by, at = of_number(request, number), person(request), clock.now()
    because = request.POST.get("because", "").strip()
    done = _("Gespeichert. Alle, die dazu etwas gesagt haben, erfahren es.")

    def make_ready() -> None:
        actions.make_ready(found, by=by, at=at)
        undoing.offer(request, done, "way.make_ready", need=str(found.pk))

    def merge() -> None:
        into = get_object_or_404(queries.open_needs(by), number=request.POST.get("into", ""))
        actions.merge(found, into, by=by, at=at)
        undoing.offer(request, done, "way.merge", need=str(found.pk))

    def gather() -> None:
        chosen = queries.waiting_for_coordination(by).filter(number__in=request.POST.getlist("contribution"))
        joined = actions.gather(list(chosen), found, by=by, at=at)
        if joined:
            sentence = ngettext(
                "%(count)s Hinweis zugeordnet.", "%(count)s Hinweise zugeordnet.", len(joined)
            )
            ids = ",".join(str(each.pk) for each in joined)
            undoing.offer(request, sentence % {"count": len(joined)}, "way.join", joinings=ids)

    def plainly(deed: Callable[[], object]) -> Callable[[], None]:
        def do() -> None:
            deed()
            messages.success(request, done)

        return do

    deeds: dict[str, Callable[[], None]] = {
        "make_ready": make_ready,
        "take_back": plainly(lambda: actions.take_back(found, by=by, at=at)),
        "reopen": plainly(lambda: actions.reopen(found, because=because, by=by, at=at)),
        "merge": merge,
        "unmerge": plainly(lambda: actions.unmerge(found, by=by, at=at)),
        "gather": gather,
    }
    deed = deeds.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    try:
        deed()
    except NotPossible:
        messages.error(request, _("Das geht in diesem Stand nicht mehr; vielleicht war jemand schneller."))
    return redirect("way:need", number=number)


@require_POST
def propose(request: HttpRequest, number: str) -> HttpResponse:
    """An approach to this need."""
    by, found = person(request), of_number(request, number)
    form = ApproachForm(request.POST, prefix="approach")
    if form.is_valid():
        said = form.cleaned_data
        actions.propose(
            found, said["text"], by=by, at=clock.now(), organisation=said["organisation"], body=said["body"]
        )
        messages.success(request, _("Danke, der Vorschlag steht jetzt beim Bedarf."))
    else:
        messages.error(request, _("Bitte beschreiben Sie den Vorschlag."))
    return redirect("way:need", number=number)


@require_POST
def help_with(request: HttpRequest, number: str) -> HttpResponse:
    """'Wir bringen … ein' for one approach of this need."""
    by, found = person(request), of_number(request, number)
    approach = get_object_or_404(found.approaches, number=request.POST.get("approach", ""))
    form = HelpForm(request.POST, prefix="help", viewer=by)
    if form.is_valid():
        said = form.cleaned_data
        actions.offer_help(approach, said["organisation"], said["text"], by=by, at=clock.now())
        messages.success(request, _("Danke für das Angebot."))
    else:
        messages.error(request, _("Bitte sagen Sie, wer was einbringt."))
    return redirect("way:need", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """Record what a body decided; then its public wording is due."""
    by = person(request)
    require(policies.may_record_decision(by))
    found = of_number(request, number)
    form = DecisionForm(request.POST or None, need=found, initial={"decided_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            decision = actions.decide(
                found,
                said.pop("kind"),
                body=said.pop("body"),
                on=said.pop("decided_on"),
                by=by,
                at=clock.now(),
                **said,
            )
        except NotPossible:
            messages.error(request, _("Dieser Bedarf liegt gerade nicht zur Entscheidung vor."))
            return redirect("way:need", number=number)
        messages.success(
            request,
            _("Beschluss %(number)s ist festgehalten. Jetzt fehlt noch die öffentliche Fassung.")
            % {"number": decision.number},
        )
        if policies.may_word(by):
            return redirect("way:word", kind=Kind.DECISION.value, number=decision.number)
        return redirect("way:need", number=number)
    return render(
        request, "way/decide.html", {"form": form, "need": found}, status=422 if form.errors else 200
    )


def of_number(request: HttpRequest, number: str) -> Need:
    found = queries.need_with_everything(person(request), number)
    if found is None:
        raise Http404
    return found
