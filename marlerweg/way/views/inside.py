"""The board and the pages of contributions and needs for the office and the steering group."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.rules import Role
from marlerweg.accounts.signed_in import person
from marlerweg.formats.models import Body
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.way import actions, policies, queries
from marlerweg.way.forms import ContributionForm, DecisionForm, NeedForm, TextForm, WordingForm
from marlerweg.way.models import Contribution, Need
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import NotPossible, need_events


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What waits for whom."""
    require(policies.may_see_inside(person(request)))
    viewer, limit = person(request), 15
    columns = [
        ("sort", _("Einzuordnen"), queries.waiting_for_coordination(viewer)),
        ("decide", _("Entscheidungsreif"), queries.waiting_for_decision(viewer)),
        ("answer", _("Antwort steht aus"), queries.waiting_for_wording(viewer)),
        ("plan", _("Beschlossen, noch keine Maßnahme"), queries.waiting_for_measure(viewer)),
        ("silent", _("Maßnahmen ohne Nachricht"), queries.silent_measures(viewer, clock.today())),
        ("elsewhere", _("Anderswo"), queries.waiting_elsewhere(viewer)),
        ("review", _("Zu überprüfen"), queries.waiting_for_review(viewer)),
    ]
    shown = [(code, title, list(rows[:limit]), rows.count()) for code, title, rows in columns]
    return render(request, "way/board.html", {"columns": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: HttpRequest) -> HttpResponse:
    """For those who are signed in."""
    require(policies.may_contribute(person(request)))
    user = person(request)
    sources = [Contribution.Source.COUNSELLING] if actions.contributions.speaks_as_counsellor(user) else []
    sources += [Contribution.Source.MEMBER, Contribution.Source.WORKING_GROUP]
    scopes = user.scopes(Role.MEMBER) | user.scopes(Role.STEERING)
    bodies = (
        Body.objects.all()
        if policies.holds(user, policies.OFFICE)
        else Body.objects.filter(pk__in=[s for s in scopes if s])
    )
    form = ContributionForm(
        request.POST or None, initial={"once": uuid.uuid4()}, sources=sources, bodies=bodies
    )
    if request.method == "POST" and form.is_valid():
        contribution = actions.contribute(
            form.cleaned_data.pop("text"), by=user, at=clock.now(), **form.cleaned_data
        )
        messages.success(
            request, _("Danke. Ihr Hinweis hat die Nummer %(number)s.") % {"number": contribution.number}
        )
        return redirect("way:contribution", number=contribution.number)
    return render(request, "way/contribute.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I said, what my groups said, and what became of it."""
    require(policies.may_contribute(person(request)))
    return render(request, "way/mine.html", {"contributions": queries.own_contributions(person(request))})


@require_safe
def contribution(request: HttpRequest, number: str) -> HttpResponse:
    found = _contribution(request, number)
    return render(
        request,
        "way/contribution.html",
        {
            "contribution": found,
            "need": queries.current_need(found),
            "answers": queries.answers_to(found),
            "may_coordinate": policies.may_coordinate(person(request)),
            "needs": queries.needs_seen_by(person(request)).exclude(state="merged")[:200]
            if policies.may_coordinate(person(request))
            else [],
            "answer_form": TextForm(label=_("Antwort an die Person")),
            "translation_form": TextForm(
                initial={"text": found.translation}, label=_("Übersetzung ins Deutsche")
            ),
        },
    )


@require_POST
def sort_contribution(request: HttpRequest, number: str) -> HttpResponse:
    """Join it to a need, answer it, put it aside, translate it: one button each."""
    found = _contribution(request, number)
    deed, at, by = request.POST.get("deed", ""), clock.now(), person(request)
    text = request.POST.get("text", "").strip()
    try:
        if deed == "join":
            need = get_object_or_404(queries.needs_seen_by(by), number=request.POST.get("need", ""))
            actions.join(found, need, by=by, at=at)
        elif deed == "leave":
            actions.leave(found, by=by, at=at)
        elif deed == "answer" and text:
            actions.answer_directly(found, text, by=by, at=at)
        elif deed == "translate" and text:
            actions.translate(found, text, by=by, at=at)
        elif deed == "set_aside":
            actions.set_aside(found, because=text, by=by, at=at)
        elif deed == "take_up":
            actions.take_up(found, by=by, at=at)
        else:
            messages.error(request, _("Bitte schreiben Sie einen Text."))
            return redirect("way:contribution", number=number)
    except NotPossible:
        messages.error(request, _("Das geht in diesem Stand nicht mehr; vielleicht war jemand schneller."))
    else:
        messages.success(request, _("Gespeichert. Wer den Hinweis gegeben hat, erfährt es."))
    return redirect("way:contribution", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def open_need(request: HttpRequest) -> HttpResponse:
    """A new need, usually out of a contribution (`?aus=H-…`)."""
    require(policies.may_coordinate(person(request)))
    origin = queries.contributions_seen_by(person(request)).filter(number=request.GET.get("aus", "")).first()
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
            by=person(request),
            at=clock.now(),
        )
        return redirect("way:need", number=need.number)
    return render(
        request, "way/need_form.html", {"form": form, "origin": origin}, status=422 if form.errors else 200
    )


@require_safe
def need(request: HttpRequest, number: str) -> HttpResponse:
    found = _need(request, number)
    return render(
        request,
        "way/need.html",
        {
            "need": found,
            "evidence": queries.evidence_of(found),
            "steps": queries.steps_of(Kind.NEED, found.pk),
            "events": {str(event) for event in need_events(found.state)},
            "may_coordinate": policies.may_coordinate(person(request)),
            "may_decide": policies.may_record_decision(person(request)),
            "may_plan": policies.may_plan_measure(person(request)),
            "wordings": queries.wordings_of([found], "de"),
        },
    )


@require_POST
def move_need(request: HttpRequest, number: str) -> HttpResponse:
    found = _need(request, number)
    deed, at, by = request.POST.get("deed", ""), clock.now(), person(request)
    deeds = {
        "make_ready": lambda: actions.make_ready(found, by=by, at=at),
        "take_back": lambda: actions.take_back(found, by=by, at=at),
        "reopen": lambda: actions.reopen(found, because=request.POST.get("text", ""), by=by, at=at),
        "unmerge": lambda: actions.unmerge(found, by=by, at=at),
    }
    if deed not in deeds:
        raise Http404
    try:
        deeds[deed]()
    except NotPossible:
        messages.error(request, _("Das geht in diesem Stand nicht mehr; vielleicht war jemand schneller."))
    return redirect("way:need", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: str) -> HttpResponse:
    require(policies.may_record_decision(person(request)))
    found = _need(request, number)
    form = DecisionForm(request.POST or None, need=found, initial={"decided_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            decision = actions.decide(
                found,
                said.pop("kind"),
                body=said.pop("body"),
                on=said.pop("decided_on"),
                by=person(request),
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
        return redirect("way:word", kind=Kind.DECISION.value, number=decision.number)
    return render(
        request, "way/decide.html", {"form": form, "need": found}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """Write and approve what the public may read about a need, decision or measure."""
    require(policies.may_word(person(request)))
    item = queries.item_by_number(person(request), kind, number)
    if item is None:
        raise Http404
    if request.method == "POST" and request.POST.get("deed") == "approve":
        actions.approve_wording(item, by=person(request), at=clock.now())
        messages.success(request, _("Freigegeben. Wartende Antworten sind jetzt unterwegs."))
        return redirect("way:word", kind=kind, number=number)
    form = WordingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.word(
            item,
            said["text"],
            title=said["title"],
            language=said["language"],
            by=person(request),
            at=clock.now(),
        )
        messages.success(request, _("Entwurf gespeichert."))
        return redirect("way:word", kind=kind, number=number)
    context = {
        "form": form,
        "item": item,
        "kind": kind,
        "wordings": queries.all_wordings(item),
        "may_approve": policies.may_coordinate(person(request)),
    }
    return render(request, "way/word.html", context, status=422 if form.errors else 200)


def _contribution(request: HttpRequest, number: str) -> Contribution:
    found = queries.contributions_seen_by(person(request)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _need(request: HttpRequest, number: str) -> Need:
    found = queries.need_with_everything(person(request), number)
    if found is None:
        raise Http404
    return found


__all__ = [
    "board",
    "contribute",
    "contribution",
    "decide",
    "mine",
    "move_need",
    "need",
    "open_need",
    "sort_contribution",
    "word",
]
