"""Without an account: say what is missing, follow it by a secret link, read what became of it."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from marlerweg.foundation import clock
from marlerweg.way import actions, follow_up, queries
from marlerweg.way.forms import SpeakForm, opened_now, reader_language
from marlerweg.way.rules.numbers import Kind

PER_PAGE = 20


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = SpeakForm(initial={"opened": opened_now(), "once": uuid.uuid4()})
        return render(request, "way/speak.html", {"form": form})
    form = SpeakForm(request.POST)
    if not form.is_valid():
        return render(request, "way/speak.html", {"form": form}, status=422)
    said = form.cleaned_data
    contribution = actions.speak_publicly(
        said["text"],
        language=reader_language(),
        at=clock.now(),
        theme=said["theme"],
        districts=[said["district"]] if said["district"] else [],
        mail=said["mail"],
        seconds=form.seconds,
        trap=said["website"],
        once=said["once"],
    )
    return redirect("way:follow", secret=follow_up.token(contribution.pk))


@login_not_required
@require_safe
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """The secret link: one's own words and every answer so far."""
    contribution = queries.by_follow_up_token(secret)
    if contribution is None:
        raise Http404
    response = render(
        request,
        "way/follow.html",
        {
            "contribution": contribution,
            "answers": queries.answers_to(contribution),
            "link": request.build_absolute_uri(),
        },
    )
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """Was wurde daraus?"""
    page = Paginator(queries.public_needs(reader_language()), PER_PAGE).get_page(request.GET.get("seite"))
    wordings = queries.wordings_of(page.object_list, reader_language())
    return render(request, "way/outcomes.html", {"page": page, "wordings": wordings})


@login_not_required
@require_safe
def outcome(request: HttpRequest, number: str) -> HttpResponse:
    need = queries.public_needs(reader_language()).filter(number=number).first()
    if need is None:
        raise Http404
    decisions = list(need.decisions.select_related("body"))
    measures = list(need.measures.select_related("responsible"))
    language = reader_language()
    return render(
        request,
        "way/outcome.html",
        {
            "need": need,
            "wording": queries.wordings_of([need], language)[need.pk],
            "decisions": [
                (each, text)
                for each in decisions
                if (text := queries.wordings_of(decisions, language).get(each.pk))
            ],
            "measures": [
                (each, text)
                for each in measures
                if (text := queries.wordings_of(measures, language).get(each.pk))
            ],
            "evidence": queries.evidence_of(need),
            "kind": Kind.NEED,
        },
    )
