"""A contribution inside the house: brought in, sorted, answered."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.accounts.signed_in import person
from marlerweg.formats.models import Body
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.ui import undoing
from marlerweg.ui.drafts import Drafting
from marlerweg.way import actions, moments, policies, queries, stations
from marlerweg.way.forms import ContributionForm, TextForm
from marlerweg.way.models import Contribution
from marlerweg.way.rules.numbers import Kind, leading_number
from marlerweg.way.rules.states import NotPossible


@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: HttpRequest) -> HttpResponse:
    """For those who are signed in."""
    user = person(request)
    require(policies.may_contribute(user))
    sources = [Contribution.Source.COUNSELLING] if actions.contributions.speaks_as_counsellor(user) else []
    sources += [Contribution.Source.MEMBER, Contribution.Source.WORKING_GROUP]
    form = ContributionForm(
        request.POST or None, initial={"once": uuid.uuid4()}, sources=sources, bodies=bodies_of(user)
    )
    drafting = Drafting(request, "way.contribution")
    drafting.lay_into(form)
    if request.method == "POST" and form.is_valid():
        said = form.said
        contribution = actions.contribute(said.pop("text"), by=user, at=clock.now(), **said)
        drafting.forget()
        messages.success(
            request, _("Danke. Ihr Hinweis hat die Nummer %(number)s.") % {"number": contribution.number}
        )
        return redirect("way:contribution", number=contribution.number)
    context = {"form": form, "drafting": drafting}
    return render(request, "way/contribute.html", context, status=422 if form.is_bound else 200)


def bodies_of(user: User) -> "list[Body] | object":
    if policies.holds(user, policies.OFFICE):
        return Body.objects.all()
    scopes = user.scopes(Role.MEMBER) | user.scopes(Role.STEERING)
    return Body.objects.filter(pk__in=[scope for scope in scopes if scope])


@require_safe
def contribution(request: HttpRequest, number: str) -> HttpResponse:
    found, viewer = of_number(request, number), person(request)
    need = queries.current_need(found)
    may_coordinate = policies.may_coordinate(viewer)
    context = {
        "contribution": found,
        "need": need,
        "chain": queries.names_of([*found.legal_spheres, found.process_step]),
        "may_see_need": policies.may_see_inside(viewer),
        "stations": stations.of_voice(found, need, linked=bool(policies.may_see_inside(viewer))),
        "answers": queries.answers_to(found),
        "moments": moments.of_steps(queries.steps_of(Kind.CONTRIBUTION, found.pk)),
        "may_coordinate": may_coordinate,
        "suggestions": queries.similar_needs(viewer, found) if may_coordinate else [],
        "needs": queries.needs_to_choose(viewer) if may_coordinate else [],
        "answer_form": TextForm(label=_("Antwort an die Person"), prefix="answer"),
        "aside_form": TextForm(label=_("Warum zurücklegen?"), prefix="aside"),
        "translation_form": TextForm(
            initial={"text": found.translation}, label=_("Übersetzung ins Deutsche"), prefix="translation"
        ),
    }
    return render(request, "way/contribution.html", context)


Deed = tuple[Callable[[], None], bool]


def deeds_on(request: HttpRequest, found: Contribution) -> dict[str, Deed]:
    """One per button, and whether everything it needs was sent; what can be undone offers it."""
    by, at = person(request), clock.now()
    done = _("Gespeichert. Wer den Hinweis gegeben hat, erfährt es.")

    def text(prefix: str) -> str:
        return str(request.POST.get(f"{prefix}-text", "")).strip()

    def join() -> None:
        number = leading_number(request.POST.get("need", "")) or ""
        need = queries.needs_seen_by(by).filter(number=number).first()
        if need is None:
            messages.error(request, _("Diesen Bedarf gibt es nicht. Bitte prüfen Sie die Nummer."))
            return
        joining = actions.join(found, need, by=by, at=at)
        undoing.offer(
            request,
            _("Zugeordnet zu %(number)s. Wer den Hinweis gegeben hat, erfährt es.") % {"number": need.number},
            "way.join",
            joinings=str(joining.pk),
        )

    def leave() -> None:
        undoing.offer(request, done, "way.leave", joining=str(actions.leave(found, by=by, at=at).pk))

    def answer() -> None:
        actions.answer_directly(found, text("answer"), by=by, at=at)
        messages.success(request, done)

    def translate() -> None:
        actions.translate(found, text("translation"), by=by, at=at)
        messages.success(request, _("Die Übersetzung ist gespeichert."))

    def set_aside() -> None:
        actions.set_aside(found, because=text("aside"), by=by, at=at)
        undoing.offer(request, done, "way.set_aside", contribution=str(found.pk))

    def take_up() -> None:
        actions.take_up(found, by=by, at=at)
        messages.success(request, done)

    return {
        "join": (join, True),
        "leave": (leave, True),
        "answer": (answer, bool(text("answer"))),
        "translate": (translate, bool(text("translation"))),
        "set_aside": (set_aside, bool(text("aside"))),
        "take_up": (take_up, True),
    }


@require_POST
def sort(request: HttpRequest, number: str) -> HttpResponse:
    """Join it to a need, answer it, put it aside, translate it."""
    deeds = deeds_on(request, of_number(request, number))
    deed, complete = deeds.get(request.POST.get("deed", ""), (None, True))
    if deed is None:
        raise Http404
    if not complete:
        messages.error(request, _("Bitte schreiben Sie dazu einen Text."))
        return redirect("way:contribution", number=number)
    try:
        deed()
    except NotPossible:
        messages.error(request, _("Das geht in diesem Stand nicht mehr; vielleicht war jemand schneller."))
    return redirect("way:contribution", number=number)


def of_number(request: HttpRequest, number: str) -> Contribution:
    found = queries.contributions_seen_by(person(request)).filter(number=number).first()
    if found is None:
        raise Http404
    return found
