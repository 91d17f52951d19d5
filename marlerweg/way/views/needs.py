"""A need: opened, described, moved, merged, decided."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.formats.models import Body
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.ui import undoing
from marlerweg.ui.drafts import Drafting
from marlerweg.ui.forms.once import once
from marlerweg.ui.forms.versioned import conflict_page
from marlerweg.ui.owners import owner_of
from marlerweg.way import actions, moments, policies, queries, stations
from marlerweg.way.forms import ApproachForm, DecisionForm, HelpForm, NeedForm
from marlerweg.way.models import Contribution, Need
from marlerweg.way.rules.numbers import Kind, read_number
from marlerweg.way.rules.states import NotPossible, need_events


@require_http_methods(["GET", "HEAD", "POST"])
def open_need(request: HttpRequest) -> HttpResponse:
    """A new need, usually out of a contribution (`?aus=H-…`)."""
    by = person(request)
    require(policies.may_coordinate(by))
    origin = queries.contributions_seen_by(by).filter(number=request.GET.get("aus", "")).first()
    form = NeedForm(request.POST or None, initial=out_of(origin) if origin else {})
    drafting = Drafting(request, "way.need", origin.number if origin else "")
    drafting.lay_into(form)
    if request.method == "POST" and form.is_valid():
        said = form.said
        need = actions.open_need(
            said.pop("title"), contributions=[origin] if origin else [], by=by, at=clock.now(), **said
        )
        drafting.forget()
        messages.success(request, _("Bedarf %(number)s ist angelegt.") % {"number": need.number})
        return redirect("way:need", number=need.number)
    context = {"form": form, "origin": origin, "drafting": drafting}
    return render(request, "way/need_form.html", context, status=422 if form.is_bound else 200)


def out_of(origin: Contribution) -> dict[str, Any]:
    """A need begins with what was said."""
    return {
        "text": origin.translation or origin.text,
        "theme": origin.theme_id,
        "districts": list(origin.districts.all()),
        "legal_spheres": origin.legal_spheres,
        "process_step": origin.process_step,
    }


@require_safe
def need(request: HttpRequest, number: str) -> HttpResponse:
    viewer, found = person(request), of_number(request, number)
    speakers = queries.named_at_once(
        organisation=HelpForm(prefix="help", viewer=viewer).helpers, body=Body.objects.all()
    )
    context = {
        "need": found,
        "stations": stations.whole_way(found, linked=True),
        "chain": queries.names_of([*found.legal_spheres, found.process_step]),
        "evidence": queries.evidence_among(found.joinings.all()),
        "moments": moments.of_steps(queries.steps_of(Kind.NEED, found.pk)),
        "events": {str(event) for event in need_events(found.state)},
        "may_coordinate": policies.may_coordinate(viewer),
        "may_decide": policies.may_record_decision(viewer),
        "may_plan": policies.may_plan_measure(viewer),
        "may_see_voices": policies.may_see_inside(viewer),
        "approach_form": ApproachForm(prefix="approach").offer(**speakers),
        "helpers": speakers["organisation"],
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
    """Title, description, theme, districts, place in the chain; two people at once get to see both versions."""
    by, found = person(request), of_number(request, number)
    require(policies.may_coordinate(by))
    form = NeedForm(request.POST or None, instance=found, initial=NeedForm.stored(found))
    drafting = Drafting(request, "way.need", found.pk)
    drafting.lay_into(form)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_need(
                found, by=by, at=clock.now(), version=form.cleaned_data["version"], **form.said
            )
        except actions.needs.EditConflict:
            found = of_number(request, number)
            form = NeedForm(request.POST, instance=found, initial=NeedForm.stored(found))
            form.is_valid()
        else:
            drafting.forget()
            messages.success(request, _("Gespeichert."))
            return redirect("way:need", number=number)
    if form.conflict:
        return conflict_page(request, form, title=number)
    context = {"form": form, "need": found, "drafting": drafting}
    return render(request, "way/need_form.html", context, status=422 if form.is_bound else 200)


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
        number = read_number(request.POST.get("into", "")) or ""
        into = queries.open_needs(by).exclude(pk=found.pk).filter(number=number).first()
        if into is None:
            messages.error(request, _("Diesen Bedarf gibt es nicht. Bitte prüfen Sie die Nummer."))
            return
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

        def propose_it() -> str:
            return actions.propose(
                found,
                said["text"],
                by=by,
                at=clock.now(),
                organisation=said["organisation"],
                body=said["body"],
            ).number

        once(form, owner=owner_of(request), at=clock.now(), deed=propose_it)
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
    found = plain(request, number)
    form = DecisionForm(request.POST or None, need=found, initial={"decided_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            address = once(
                form,
                owner=owner_of(request),
                at=clock.now(),
                deed=lambda: record_decision(request, found, form.said),
            )
        except NotPossible:
            messages.error(request, _("Dieser Bedarf liegt gerade nicht zur Entscheidung vor."))
            return redirect("way:need", number=number)
        return redirect(address)
    return render(
        request, "way/decide.html", {"form": form, "need": found}, status=422 if form.errors else 200
    )


def record_decision(request: HttpRequest, need: Need, said: dict[str, Any]) -> str:
    """The address to go on to: the public wording, for those who write it."""
    by = person(request)
    decision = actions.decide(
        need,
        said.pop("kind"),
        body=said.pop("body"),
        on=said.pop("decided_on"),
        by=by,
        at=clock.now(),
        **said,
    )
    messages.success(
        request,
        _("Beschluss %(number)s ist festgehalten. Jetzt fehlt noch die öffentliche Fassung.")
        % {"number": decision.number},
    )
    if policies.may_word(by):
        return reverse("way:word", args=[Kind.DECISION.value, decision.number])
    return reverse("way:need", args=[need.number])


def of_number(request: HttpRequest, number: str) -> Need:
    found = queries.need_with_everything(person(request), number)
    if found is None:
        raise Http404
    return found


def plain(request: HttpRequest, number: str) -> Need:
    """Without what only its own page shows."""
    found = queries.needs_seen_by(person(request)).filter(number=number).first()
    if found is None:
        raise Http404
    return found
