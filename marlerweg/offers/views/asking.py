"""Is all still right? By telephone, with one keystroke per offer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers import actions, policies
from marlerweg.offers.models import Offer
from marlerweg.offers.queries import contents, tending
from marlerweg.offers.rules.states import NotPossible
from marlerweg.offers.saying import Names
from marlerweg.offers.views.sections import SECTIONS, facts_of
from marlerweg.offers.views.tabs import tabs


@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: HttpRequest) -> HttpResponse:
    """The list for the telephone. The first button has the focus: Enter confirms and brings the next offer."""
    by = person(request)
    require(policies.may_ask_around(by))
    if request.method == "POST":
        return _noted(request)
    rows = tending.to_call(clock.today())
    current = rows[0] if rows else None
    wanted = request.GET.get("angebot")
    current = next((each for each in rows if str(each.offer.pk) == wanted), current)
    context: dict[str, Any] = {"rows": rows, "current": current, "tabs": tabs(request)}
    if current is not None:
        offer = current.offer
        content, names = contents.shown_content(offer), Names()
        context["facts"] = [fact for name in SECTIONS for fact in facts_of(name, content, names)]
        context["numbers"] = offer.contacts.all()
    return render(request, "offers/tending/asking.html", context)


def _noted(request: HttpRequest) -> HttpResponse:
    try:
        key = UUID(request.POST.get("offer", ""))
    except ValueError:
        raise Http404 from None
    offer = Offer.objects.filter(pk=key).prefetch_related("texts").first()
    answer = request.POST.get("answer", "")
    sentences = {
        "right": _("Bestätigt: %(title)s"),
        "unreached": _("Nicht erreicht: %(title)s"),
        "gone": _("Beendet: %(title)s"),
    }
    if offer is None or answer not in sentences:
        raise Http404
    try:
        actions.note_call(offer, answer, by=person(request), at=clock.now())
    except NotPossible:
        messages.error(request, _("Inzwischen ist der Stand ein anderer. Bitte sehen Sie noch einmal hin."))
    else:
        messages.success(request, sentences[answer] % {"title": offer})
    return redirect(reverse("offers:asking"))
