"""What an offer was: every revision, two of them compared, an old one brought back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.versions import Stale
from marlerweg.offers import actions, policies, saying, wording
from marlerweg.offers.models import Offer
from marlerweg.offers.queries import contents, tending
from marlerweg.offers.views.sections import tell
from marlerweg.offers.views.tabs import tabs
from marlerweg.ui.parts import Moment


@require_safe
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """Newest first; each leads to its difference from the one before."""
    offer = _found(request, key)
    moments = [
        Moment(
            title=f"{each.number}. {wording.deed_said(each.deed)}",
            at=each.at,
            by=each.by.name if each.by else "",
            href=reverse("offers:compare", args=[key, each.number - 1, each.number])
            if each.number > 1
            else "",
        )
        for each in tending.revisions(offer)[:200]
    ]
    return render(
        request, "offers/tending/history.html", {"offer": offer, "moments": moments, "tabs": tabs(request)}
    )


@require_safe
def compare(request: HttpRequest, key: UUID, one: int, other: int) -> HttpResponse:
    offer = _found(request, key)
    first, second = tending.revision(offer, one), tending.revision(offer, other)
    if first is None or second is None:
        raise Http404
    context = {
        "offer": offer,
        "first": first,
        "second": second,
        "deeds": (wording.deed_said(first.deed), wording.deed_said(second.deed)),
        "differences": saying.between(first.content, second.content),
        "may_edit": policies.may_edit_offer(person(request), offer),
        "tabs": tabs(request),
    }
    return render(request, "offers/tending/compare.html", context)


@require_POST
def restore(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """The old wording as a new change, by the same rules."""
    offer = _found(request, key)
    revision = tending.revision(offer, number)
    if revision is None:
        raise Http404
    try:
        done = actions.restore_revision(
            revision, by=person(request), at=clock.now(), expected_version=offer.version
        )
    except (actions.UnknownWord, actions.NoSuchPlace):
        messages.error(request, _("Ein Ort oder Begriff dieser Fassung ist nicht mehr da."))
    except Stale:
        messages.error(request, _("Inzwischen hat jemand anderes gespeichert."))
    else:
        tell(request, done)
    return redirect("offers:own", key)


def _found(request: HttpRequest, key: UUID) -> Offer:
    offer = contents.own_offers(person(request)).prefetch_related("texts").filter(pk=key).first()
    if offer is None:
        raise Http404
    return offer
