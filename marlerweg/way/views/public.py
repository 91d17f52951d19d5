"""Without an account: say what is missing, follow it by a secret link, read what became of it."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marlerweg.foundation import clock
from marlerweg.network.models import District
from marlerweg.ui.drafts import Drafting
from marlerweg.way import actions, follow_up, public_words, queries, stations, tiles
from marlerweg.way.flood import address_of, is_too_much
from marlerweg.way.forms import SpeakForm, opened_now, reader_language
from marlerweg.way.rules.screening import findings

PER_PAGE = 20


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def speak(request: HttpRequest) -> HttpResponse:
    """Nothing typed is lost: whatever stands in the way, the page comes back with the text in it."""
    initial = {"opened": opened_now(), "once": uuid.uuid4(), **handed_over(request)}
    form = SpeakForm(request.POST) if request.method == "POST" else SpeakForm(initial=initial)
    drafting = Drafting(request, "way.speak")
    drafting.lay_into(form)
    if form.is_valid() and is_too_much(address_of(request.META), at=clock.now()):
        form.add_error(
            None,
            _(
                "Von diesem Anschluss kamen gerade sehr viele Hinweise. Ihr Text steht noch hier: Bitte senden Sie ihn in einer Stunde noch einmal ab."
            ),
        )
    if not form.is_valid():
        context = {"form": form, "drafting": drafting}
        return render(request, "way/speak.html", context, status=422 if form.is_bound else 200)
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
    drafting.forget()
    if findings(said["text"]):
        messages.info(
            request,
            _(
                "In Ihrem Text steht vielleicht etwas, woran man eine Person erkennt, zum Beispiel eine Telefonnummer. Er wird so nicht veröffentlicht. Bitte lassen Sie solche Angaben beim nächsten Mal weg."
            ),
        )
    return redirect("way:follow", secret=follow_up.token(contribution.pk))


def handed_over(request: HttpRequest) -> dict[str, object]:
    """Theme and district from the page somebody comes from; nothing else is taken out of the address."""
    theme, district = request.GET.get("thema"), request.GET.get("stadtteil")
    return {
        "theme": queries.current_themes().filter(code=theme).first() if theme else None,
        "district": District.objects.filter(key=district).first() if district else None,
    }


@login_not_required
@require_safe
def follow(request: HttpRequest, secret: str) -> HttpResponse:
    """The secret link: one's own words and every answer so far."""
    contribution = queries.by_follow_up_token(secret)
    if contribution is None:
        raise Http404
    need = queries.current_need(contribution)
    context = {
        "contribution": contribution,
        "answers": queries.answers_to(contribution),
        "stations": stations.of_voice(contribution, need, linked=False),
        "link": request.build_absolute_uri(),
        "secret": secret,
    }
    response = render(request, "way/follow.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_safe
def outcomes(request: HttpRequest) -> HttpResponse:
    """Was wurde daraus? Search, theme, district; a fixed number of queries per page."""
    language = reader_language()
    words, theme, district = (request.GET.get(key, "").strip() for key in ("suche", "thema", "stadtteil"))
    found = queries.find_public(words, theme=theme, district=district)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    kept = urlencode(
        {key: value for key, value in (("suche", words), ("thema", theme), ("stadtteil", district)) if value}
    )
    context = {
        "page": page,
        "wordings": queries.wordings_of(page.object_list, language),
        "states": public_words.STATES,
        "tiles": tiles.of_public(queries.public_figures()),
        "themes": queries.current_themes(),
        "districts": District.objects.all(),
        "words": words,
        "theme": theme,
        "district": district,
        "kept": f"{kept}&" if kept else "",
    }
    return render(request, "way/outcomes.html", context)


@login_not_required
@require_safe
def outcome(request: HttpRequest, number: str) -> HttpResponse:
    need = queries.public_needs().filter(number=number).first()
    if need is None:
        raise Http404
    language = reader_language()
    decisions, measures = (
        list(need.decisions.select_related("body")),
        list(need.measures.select_related("responsible")),
    )
    texts = queries.wordings_of([need, *decisions, *measures], language)
    context = {
        "need": need,
        "wording": texts[need.pk],
        "stations": stations.whole_way(need, linked=False),
        "decisions": [(each, texts[each.pk]) for each in decisions if each.pk in texts],
        "measures": [(each, texts[each.pk]) for each in measures if each.pk in texts],
        "evidence": [
            (public_words.SOURCES[source], count)
            for source, count in queries.evidence_by_source(need).items()
        ],
        "states": public_words.STATES,
        "decision_words": public_words.DECISIONS,
        "measure_words": public_words.MEASURES,
    }
    return render(request, "way/outcome.html", context)
