"""Table plans for those who organise: versions with their certificate, moves by hand, planning anew in the room."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, queries, seating_papers, seating_words
from marlerweg.conferences.forms.seating import MoveForm, ReplanForm
from marlerweg.conferences.models import Edition, TablePlan
from marlerweg.conferences.papers import as_file
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.rules.seats import Kept, moved, people_in, swapped
from marlerweg.conferences.seats_shown import Shown, effects, moves_shown, rounds_shown, verdict
from marlerweg.conferences.verification import verify
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require


def organised(request: HttpRequest, code: str) -> Edition:
    require(policies.may_organise(person(request)))
    return found(request, code)


def version(request: HttpRequest, edition: Edition, number: int) -> TablePlan:
    row = queries.plan(person(request), edition, number)
    if row is None:
        raise Refused(conceal())
    return row


@require_safe
def plans(request: HttpRequest, code: str) -> HttpResponse:
    edition = organised(request, code)
    rows = list(queries.plans(person(request), edition))
    context = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "rows": rows,
        "published": next((row for row in rows if row.state == TablePlan.State.PUBLISHED), None),
        "planning": queries.planning_of(person(request), edition),
        "is_time": is_time(edition),
    }
    return render(request, "conferences/plans.html", context)


@require_safe
def plan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    edition = organised(request, code)
    row = version(request, edition, number)
    return render(request, "conferences/plan.html", _plan_context(request, edition, row))


@require_POST
def publish(request: HttpRequest, code: str, number: int) -> HttpResponse:
    edition = organised(request, code)
    row = version(request, edition, number)
    seen = request.POST.get("gesehen", "")
    try:
        actions.publish_plan(
            row, by=person(request), at=clock.now(), expected=int(seen) if seen.isdecimal() else None
        )
    except actions.Unsound as problem:
        shown = Shown(queries.cast_of(person(request), edition))
        context = _plan_context(request, edition, row)
        found = [*problem.findings.violations, *problem.findings.false_claims]
        context["findings"] = shown.read(found, row.input)
        return render(request, "conferences/plan.html", context, status=409)
    except actions.Outdated:
        messages.error(
            request, _("Inzwischen gilt eine andere Fassung. Bitte sehen Sie sie an und entscheiden neu.")
        )
    else:
        messages.success(
            request,
            _("Fassung %(number)s gilt jetzt. Alle sehen ihre Tische auf der Seite ihrer Anmeldung.")
            % {"number": row.number},
        )
    return redirect("conferences:plan", code=code, number=number)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def replan(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """In the room: one button, and the list of who moves where."""
    edition = organised(request, code)
    row = version(request, edition, number)
    cast = queries.cast_of(person(request), edition)
    form = ReplanForm(request.POST or None, edition=edition, cast=cast)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            new = actions.replan_in_the_room(
                row,
                missing=form.gone,
                by=person(request),
                at=clock.now(),
                from_round=given["from_round"],
                extra_moves=given["extra_moves"] or 0,
                reason=given["reason"],
            )
        except actions.NoPlan as problem:
            problems = problem.reasons
        else:
            messages.success(request, _("Fassung %(number)s ist gerechnet.") % {"number": new.number})
            return redirect("conferences:compare_plans", code=code, number=number, other=new.number)
    context = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "plan": row,
        "form": form,
        "problems": problems,
        "drift": queries.drift(cast, row.seats),
        "is_time": is_time(edition),
    }
    return render(request, "conferences/replan.html", context, status=status(form, problems))


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """By GET the effect on every goal, by POST a new version."""
    edition = organised(request, code)
    row = version(request, edition, number)
    cast = queries.cast_of(person(request), edition)
    asked = request.POST if request.method == "POST" else request.GET if "person" in request.GET else None
    chosen = {"runde": request.GET.get("runde"), "person": request.GET.get("wer")}
    form = MoveForm(asked, cast=cast, seated=people_in(row.seats), initial=chosen)
    shown = Shown(cast)
    context: dict[str, Any] = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "plan": row,
        "form": form,
        "is_time": is_time(edition),
    }
    problems: list[str] = []
    if form.is_valid():
        rounds = _after(row, form.cleaned_data)
        after = verify(row.input, {"rounds": rounds})
        problems = shown.read(after.violations, row.input)
        if request.method == "POST" and not problems:
            new = actions.save_move(
                row, rounds, by=person(request), at=clock.now(), reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("Gespeichert als Fassung %(number)s.") % {"number": new.number})
            return redirect("conferences:plan", code=code, number=new.number)
        before = verify(row.input, {"rounds": row.seats})
        context |= {
            "effects": effects(before.values, after.values),
            "verdict": verdict(before.values, after.values),
            "moves": moves_shown(shown, row.seats, rounds),
        }
    context["problems"] = problems
    if request.method == "GET" and request.headers.get("HX-Request"):
        return render(request, "conferences/move.html#effect", context)
    return render(request, "conferences/move.html", context, status=status(form, problems))


@require_safe
def compare(request: HttpRequest, code: str, number: int, other: int) -> HttpResponse:
    """Who moves from one version to the other; everybody else keeps the card."""
    edition = organised(request, code)
    before, after = version(request, edition, number), version(request, edition, other)
    shown = Shown(queries.cast_of(person(request), edition))
    moves = moves_shown(shown, before.seats, after.seats)
    values = verify(before.input, {"rounds": before.seats}).values
    context = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "before": before,
        "after": after,
        "moves": moves,
        "people": len({each.person for each in moves}),
        "effects": effects(values, verify(after.input, {"rounds": after.seats}).values),
        "published": queries.published_plan(edition),
        "is_time": is_time(edition),
    }
    return render(request, "conferences/compare_plans.html", context)


@require_safe
def plan_paper(request: HttpRequest, code: str, number: int) -> HttpResponse:
    edition = organised(request, code)
    row, shown = version(request, edition, number), Shown(queries.cast_of(person(request), edition))
    document = seating_papers.lists(edition, row, rounds_shown(shown, row), shown, today=clock.today())
    return as_file(document, f"tischplan-{code}-{number}")


@require_safe
def cards_paper(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """With `?seit=` only for those whose seats changed since that version: all other cards stay valid."""
    edition = organised(request, code)
    row, shown = version(request, edition, number), Shown(queries.cast_of(person(request), edition))
    since = request.GET.get("seit", "")
    former = version(request, edition, int(since)) if since.isdecimal() else None
    document = seating_papers.cards(edition, row, shown, former=former, today=clock.today())
    return as_file(document, f"tischkarten-{code}-{number}")


@require_safe
def certificate_paper(request: HttpRequest, code: str, number: int) -> HttpResponse:
    edition = organised(request, code)
    row = version(request, edition, number)
    return as_file(
        seating_papers.certificate(edition, row, today=clock.today()), f"bescheinigung-{code}-{number}"
    )


def _plan_context(request: HttpRequest, edition: Edition, row: TablePlan) -> dict[str, Any]:
    cast = queries.cast_of(person(request), edition)
    shown = Shown(cast)
    published = row if row.state == TablePlan.State.PUBLISHED else queries.published_plan(edition)
    return {
        "edition": edition,
        "tabs": tabs(request, edition),
        "plan": row,
        "published": published,
        "goals": seating_words.lines(row.certificate),
        "summary": seating_words.summary(row.certificate),
        "remarks": seating_words.remarks(row.certificate),
        "notes": shown.read(queries.notes_of(row), row.input),
        "rounds": rounds_shown(shown, row),
        "drift": queries.drift(cast, row.seats) if is_time(edition) else None,
        "is_time": is_time(edition),
    }


def _after(plan: TablePlan, wanted: dict[str, Any]) -> Kept:
    if wanted["tausch"]:
        return swapped(plan.seats, wanted["runde"], wanted["person"], wanted["tausch"])
    return moved(plan.seats, wanted["runde"], wanted["person"], wanted["tisch"])


def is_time(edition: Edition) -> bool:
    return bool(policies.is_time_for(edition, Right.PLAN))


def status(form: Any, problems: list[str]) -> int:
    return 422 if problems or (form.is_bound and not form.is_valid()) else 200
