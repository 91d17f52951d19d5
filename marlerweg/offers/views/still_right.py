"""Is all still right? Answered by link, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.foundation import clock
from marlerweg.offers import actions
from marlerweg.offers.models import Offer, Reminder
from marlerweg.offers.queries import links, public
from marlerweg.offers.rules.states import NotPossible
from marlerweg.offers.views.page import told
from marlerweg.offers.views.wishes import reader_language

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
    card = public.asked_page(offer, reader_language(), clock.now())
    context = {
        **told(card),
        "said": said,
        "fault": fault,
        "words": text,
        "is_over": card.offer.state == Offer.State.ENDED,
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
