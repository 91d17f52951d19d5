"""The front door and the desk."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.exceptions import TemplateDoesNotExist
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.portal import queries


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/start.html", {"themes": queries.themes_with_offers()})


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
    try:
        return render(request, f"portal/legal/{page}.html")
    except TemplateDoesNotExist as missing:
        raise Http404 from missing
