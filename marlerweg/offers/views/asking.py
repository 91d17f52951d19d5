"""Is all still right? By link without an account, and by telephone with one keystroke per offer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers import actions, policies
from marlerweg.offers.models import Offer, Reminder
from marlerweg.offers.queries import contents, links, tending
from marlerweg.offers.rules.states import NotPossible
from marlerweg.offers.saying import Names
from marlerweg.offers.views.sections import SECTIONS, facts_of
from marlerweg.offers.views.tabs import tabs

ANSWERS = ("right", "changed", "gone")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing, so that no mail scanner confirms; one of three buttons does."""
    reminder = links.reminder_of(token)
    if reminder is None:
        raise Http404
    offer = reminder.offer
    answer, text = request.POST.get("answer", ""), request.POST.get("text", "").strip()[:2000]
    said, fault = "", ""
    if request.method == "POST":
        if answer not in ANSWERS:
            raise Http404
        if answer == "changed" and not text:
            fault = _("Bitte schreiben Sie kurz, was sich geändert hat.")
        else:
            said, fault = _answered(reminder, answer, text)
    content, names = contents.shown_content(offer), Names()
    context = {
        "offer": offer,
        "title": str(offer),
        "facts": [fact for name in SECTIONS for fact in facts_of(name, content, names)],
        "said": said,
        "fault": fault,
        "text": text,
        "is_over": offer.state == Offer.State.ENDED,
    }
    response = render(request, "offers/tending/still_right.html", context, status=422 if fault else 200)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _answered(reminder: Reminder, answer: str, text: str) -> tuple[str, str]:
    try:
        actions.answer_link(reminder, answer, at=clock.now(), text=text)
    except NotPossible:
        return "", _(
            "Das Angebot ist schon beendet. Wenn es weitergeht, melden Sie sich bitte bei der Koordination."
        )
    except actions.NotReady:
        return "", _("Dafür fehlen inzwischen Angaben. Bitte melden Sie sich bei der Koordination.")
    sentences = {
        "right": _("Danke! Das Angebot ist bestätigt."),
        "changed": _("Danke! Wir ändern es und melden uns, wenn etwas unklar ist."),
        "gone": _("Danke! Das Angebot steht jetzt als beendet im Verzeichnis."),
    }
    return sentences[answer], ""


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
