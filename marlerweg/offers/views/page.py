"""The page of one offer."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marlerweg.foundation import clock
from marlerweg.offers import addresses, codes, for_whom, handing_up, hours, linked, policies, shown
from marlerweg.offers.models import Venue
from marlerweg.offers.queries import duplicates, past, public
from marlerweg.offers.queries.public import Card
from marlerweg.offers.views.wishes import CHOSEN, chosen_slugs, reader_language

DATES = 5
HREFS = {"phone": "tel:", "mobile": "tel:", "mail": "mailto:", "website": ""}


@login_not_required
@require_safe
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    card = public.offer_page(slug, reader_language(), clock.now())
    if card is None:
        return gone(request, slug)
    kept = ",".join(chosen_slugs(request))
    context = {
        **told(card),
        "linked": linked.script_safe(card, addresses.of_offer(slug, reader_language())),
        "report": reverse("offers:report", args=[slug]),
        "measure": handing_up.measure_address(request.user, card.offer.founded_by),
        "kept": kept,
        "may_edit": bool(policies.may_edit_offer(request.user, card.offer)),
        "come_back": request.path,
        "back": reverse("offers:search") + (f"?{urlencode({CHOSEN: kept})}" if kept else ""),
    }
    return render(request, "offers/public/offer.html", context)


def told(card: Card) -> dict[str, Any]:
    """All that the page says of an offer, in the reader's language."""
    offer, today = card.offer, card.frame.today
    return {
        "card": card,
        "offer": offer,
        "text": card.text,
        "when": shown.when(card),
        "facts": shown.key_facts(card),
        "audience": shown.audience(card),
        "conditions": for_whom.conditions(card),
        "not_recorded": for_whom.not_recorded(card),
        "everywhere": hours.table([each for each in offer.slots.all() if not each.venue_id], today),
        "exceptions": hours.exceptions(offer.changes.all(), today),
        "dates": [hours.moment(span) for span in card.next_dates(DATES)],
        "venues": [at_place(venue, card) for venue in card.venues],
        "contacts": contacts(card),
        "confirmed": shown.confirmed(card),
        "address": addresses.of_offer(offer.slug, reader_language()),
        "alternates": addresses.alternates("offers:offer", offer.slug),
    }


def found(slug: str) -> Card:
    card = public.offer_page(slug, reader_language(), clock.now())
    if card is None:
        raise Http404
    return card


def gone(request: HttpRequest, slug: str) -> HttpResponse:
    """An old link leads on to where a double went, or says that the offer has ended; drafts never existed."""
    row = past.once_public(slug)
    if row is None:
        raise Http404
    if survivor := duplicates.merged_into(row):
        return redirect("offers:offer", survivor.slug)
    if row.state != row.State.ENDED:
        raise Http404
    return render(request, "offers/public/gone.html", {"offer": row}, status=410)


def at_place(venue: Venue, card: Card) -> dict[str, Any]:
    """A place with its own times and what is known of its access."""
    own = [slot for slot in card.offer.slots.all() if slot.venue_id == venue.pk]
    return {
        "venue": venue,
        "place": venue.place,
        "lines": hours.table(own, card.frame.today),
        "access": shown.access(venue.place),
    }


def contacts(card: Card) -> list[dict[str, Any]]:
    """Ways to reach the offer, each with a link where a tap can use it."""
    return [
        {"kind": each.kind, "href": href(each.kind, each.value), "row": each}
        for each in card.offer.contacts.all()
    ]


def href(kind: str, value: str) -> str:
    """A link where a browser knows what to do with it; only to where people may be sent."""
    if kind == "website":
        return value if value.startswith(("https://", "http://")) else ""
    if kind in {"phone", "mobile"}:
        return "tel:" + "".join(sign for sign in value if sign.isdigit() or sign == "+")
    return HREFS[kind] + value if kind in HREFS else ""


@login_not_required
@require_safe
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """The address of the page as a QR code, in the reader's language."""
    if not public.is_public(slug):
        raise Http404
    return HttpResponse(
        codes.drawn(addresses.of_offer(slug, reader_language())), content_type="image/svg+xml"
    )
