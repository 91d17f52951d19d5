"""A new table plan: which layout fits, the rules of the day, and large days thought out in the background."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, queries, seating_words, thinking
from marlerweg.conferences.forms.seating import AdviceForm, PlanForm
from marlerweg.conferences.models import Edition, Planning
from marlerweg.conferences.rules.advice import layouts
from marlerweg.conferences.seats_shown import Shown
from marlerweg.conferences.views.seating import is_time, organised, status
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal
from marlerweg.foundation.sentences import Sentence


@require_safe
def advice(request: HttpRequest, code: str) -> HttpResponse:
    """A GET only calculates; the numbers stand in the address and can be shared."""
    edition = organised(request, code)
    suggestion = _day_of(edition)
    given = request.GET.dict() if "people" in request.GET else suggestion
    form = AdviceForm(given)
    rows = []
    if form.is_valid():
        day = form.cleaned_data
        rows = layouts(
            day["people"], day["themes"], day["minutes"], pause=day["pause"], no_theme_twice=not day["again"]
        )
    context = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "form": form,
        "rows": [(row, list(seating_words.layout_remarks(row))) for row in rows],
    }
    return render(request, "conferences/advice.html", context, status=200 if form.is_valid() else 422)


@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Thinking takes two seconds, and nobody else waits for the database meanwhile; a large day goes to the background."""
    edition = organised(request, code)
    last = queries.last_plan(person(request), edition)
    form = PlanForm(request.POST or None, edition=edition, last=last)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "seed": form.cleaned_data["seed"] or 0}
        deed = thinking.plan_later if form.is_large else actions.make_plan
        try:
            made = deed(edition, form.rules, by=person(request), at=clock.now(), **given)
        except actions.NoPlan as problem:
            problems = problem.reasons
        else:
            if isinstance(made, Planning):
                return redirect("conferences:planning", code=code)
            messages.success(request, _("Fassung %(number)s ist gerechnet.") % {"number": made.number})
            return redirect("conferences:plan", code=code, number=made.number)
    context = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "form": form,
        "problems": problems,
        "planning": queries.planning_of(person(request), edition),
        "is_time": is_time(edition),
    }
    return render(request, "conferences/make_plan.html", context, status=status(form, problems))


@require_safe
def planning(request: HttpRequest, code: str) -> HttpResponse:
    """How far a large day is; the page asks again by itself, or by its link."""
    edition = organised(request, code)
    row = queries.planning_of(person(request), edition)
    if row is None:
        raise Refused(conceal())
    shown = Shown(queries.cast_of(person(request), edition)) if row.problems else None
    context = {
        "edition": edition,
        "tabs": tabs(request, edition),
        "planning": row,
        "problems": shown.read(map(Sentence.of, row.problems), {}) if shown else [],
        "is_silent": row.is_silent(clock.now()),
        "is_time": is_time(edition),
    }
    part = "#state" if request.headers.get("HX-Request") else ""
    return render(request, f"conferences/planning.html{part}", context)


@require_POST
def stop_planning(request: HttpRequest, code: str) -> HttpResponse:
    edition = organised(request, code)
    row = queries.planning_of(person(request), edition)
    if row and actions.stop_planning(row, by=person(request), at=clock.now()):
        messages.success(request, _("Das Rechnen ist abgebrochen."))
    return redirect("conferences:plans", code=code)


def _day_of(edition: Edition) -> dict[str, Any]:
    """The edition in the adviser's four numbers, as far as it is known."""
    rounds = list(edition.rounds.all())
    themes = {table.theme_id for table in edition.tables.all()}
    minutes = sum((row.ends_at - row.starts_at).total_seconds() / 60 for row in rounds)
    pause = 5
    return {
        "people": max(2, queries.places(edition).taken) if rounds else 60,
        "themes": len(themes) or 5,
        "minutes": int(minutes + pause * (len(rounds) - 1)) if rounds else 120,
        "pause": pause,
    }
