"""The Merkzettel: a list that lives in the reader's own address bar or browser, never on the server."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marlerweg.foundation import clock
from marlerweg.offers import papers
from marlerweg.offers.queries import public
from marlerweg.offers.views.page import contacts
from marlerweg.offers.views.search import item
from marlerweg.offers.views.wishes import CHOSEN, MOST_CHOSEN, chosen_slugs, found_ids, reader_language


@login_not_required
@require_safe
def chosen(request: HttpRequest) -> HttpResponse:
    cards = public.chosen(chosen_slugs(request), reader_language(), clock.now())
    slugs = [card.offer.slug for card in cards]
    rows = [
        {
            **item(card),
            "contacts": contacts(card),
            "without": address([slug for slug in slugs if slug != card.offer.slug]),
        }
        for card in cards
    ]
    context = {
        "items": rows,
        "slugs": ",".join(slugs),
        "asked_for": len(chosen_slugs(request)),
        "search": reverse("offers:search") + (f"?{urlencode({CHOSEN: ','.join(slugs)})}" if slugs else ""),
        "link": request.build_absolute_uri(address(slugs)),
    }
    response = render(request, "offers/public/chosen.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def address(slugs: list[str]) -> str:
    return reverse("offers:chosen") + (f"?{urlencode({CHOSEN: ','.join(slugs)})}" if slugs else "")


@login_not_required
@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The same on paper, with a code for every offer; without a list of one's own, what the search in the address finds."""
    language, at = reader_language(), clock.now()
    slugs = chosen_slugs(request)
    found = [] if slugs else (found_ids(request) or [])[:MOST_CHOSEN]
    cards = public.chosen(slugs, language, at) if slugs else public.all_cards(language, at, found)
    response = papers.as_file(papers.chosen_paper(cards, language), "merkzettel")
    response["X-Robots-Tag"] = "noindex"
    return response
