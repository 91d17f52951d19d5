"""Mistakes: reported by anybody, mended by those who tend the offer."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers import actions, policies
from marlerweg.offers.forms.steps import ReportForm, opened_now
from marlerweg.offers.models import Mistake
from marlerweg.offers.queries import contents, tending
from marlerweg.offers.views.tabs import tabs
from marlerweg.ui.lists import Choice, Column, Empty, ListPage

MISTAKES = ListPage(
    name="fehlermeldungen",
    title=gettext_lazy("Fehlermeldungen"),
    intro=gettext_lazy("Was Leserinnen und Leser melden. Ohne Namen und ohne Adresse."),
    template="offers/tending/mistakes.html",
    item_template="offers/tending/mistake_item.html",
    columns=[
        Column(key="offer", label=gettext_lazy("Angebot"), value="offer"),
        Column(key="kind", label=gettext_lazy("Was stimmt nicht?"), value="get_kind_display", order="kind"),
        Column(key="text", label=gettext_lazy("Beschreibung"), value="text"),
        Column(key="at", label=gettext_lazy("gemeldet am"), value="at", kind="date", order="at"),
        Column(key="state", label=gettext_lazy("Stand"), value="get_state_display", order="state"),
    ],
    filters=[
        Choice(key="stand", label=gettext_lazy("Stand"), choices=Mistake.State.choices, lookup="state"),
        Choice(
            key="art", label=gettext_lazy("Was stimmt nicht?"), choices=Mistake.Kind.choices, lookup="kind"
        ),
    ],
    order="-at",
    empty=Empty(gettext_lazy("Keine Fehlermeldungen.")),
)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Two questions; thanks for everything, also for what a machine sent."""
    offer = contents.offers(request.user).prefetch_related("texts").filter(slug=slug).first()
    if offer is None:
        raise Http404
    initial = {"opened": opened_now(), "once": uuid.uuid4()}
    form = ReportForm(request.POST) if request.method == "POST" else ReportForm(initial=initial)
    is_sent = False
    if form.is_valid():
        said = form.cleaned_data
        actions.report(
            offer,
            said["kind"],
            said["text"],
            language=(get_language() or "de")[:10],
            at=clock.now(),
            seconds=form.seconds,
            trap=said["website"],
            once=said["once"],
        )
        is_sent = True
    context = {"form": form, "offer": offer, "is_sent": is_sent}
    return render(request, "offers/tending/report.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD"])
def mistakes(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_enter_own_offers(viewer))
    return MISTAKES.respond(request, tending.mistakes(viewer), viewer=viewer, context={"tabs": tabs(request)})


@require_POST
def settle(request: HttpRequest, key: UUID) -> HttpResponse:
    row = tending.mistakes(person(request)).filter(pk=key).first()
    state = request.POST.get("state", "")
    if row is None or state not in Mistake.State.values:
        raise Http404
    actions.settle(row, state, by=person(request), at=clock.now())
    messages.success(request, _("Vermerkt: %(state)s.") % {"state": Mistake.State(state).label})
    return redirect("offers:mistakes")
