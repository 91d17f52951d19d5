"""The front door and the desk."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.portal import guides, queries
from marlerweg.portal import legal as legal_words
from marlerweg.ui import everything


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/start.html", {"themes": queries.themes_with_offers()})


SHOWN, LONGEST = 5, 200


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything public in one question, grouped by what it is."""
    words = request.GET.get("suche", "").replace("\x00", "").strip()[:LONGEST]
    found = everything.find(words, get_language() or "de", SHOWN) if words else []
    context = {
        "words": words,
        "groups": [
            {
                "label": source.label,
                "found": hits,
                "address": source.address(words) if hits.total > len(hits.things) else "",
            }
            for source, hits in found
        ],
        "meant": next((hits.meant for _source, hits in found if hits.meant), ""),
    }
    return render(request, "portal/search.html", context)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for whoever signed in."""
    return render(request, "portal/desk.html", {"tasks": queries.tasks_for(person(request), clock.today())})


LEGAL = {"impressum", "datenschutz", "barrierefreiheit", "hilfe"}


@login_not_required
@require_safe
def legal(request: HttpRequest, page: str) -> HttpResponse:
    if page not in LEGAL:
        raise Http404
    facts = legal_words.facts()
    context = {
        "legal": facts,
        "stated_on": facts.stated_on,
        "cookies": legal_words.cookies(),
        "kept": legal_words.KEPT,
        "own_help": guides.guides_for(request.user) if request.user.is_authenticated else [],
    }
    return render(request, f"portal/legal/{page}.html", context)


@require_safe
def guide(request: HttpRequest, role: str) -> HttpResponse:
    """What one role can do; everybody who works here may read of everybody's."""
    viewer = person(request)
    found = guides.GUIDES.get(role)
    if found is None:
        raise Http404
    context = {
        "guide": found,
        "is_own": found.role in viewer.roles,
        "others": [each for each in guides.GUIDES.values() if each is not found],
    }
    return render(request, "portal/guide.html", context)
