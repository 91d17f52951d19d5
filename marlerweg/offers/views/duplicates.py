"""Doubles: suspicions with reasons, merging with a preview, undoing, telling apart."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers import actions, policies, saying
from marlerweg.offers.forms.merging import TakeForm
from marlerweg.offers.models import Merge, Offer
from marlerweg.offers.queries import contents
from marlerweg.offers.queries import duplicates as reading
from marlerweg.offers.rules.duplicates import Why
from marlerweg.offers.views.tabs import tabs

REASONS = {
    Why.SAME_TITLE: gettext_lazy("gleicher Titel"),
    Why.SIMILAR_TITLE: gettext_lazy("ähnlicher Titel"),
    Why.ORGANISATION: gettext_lazy("gleiche Organisation"),
    Why.PLACE: gettext_lazy("gleicher Ort"),
    Why.CONTACT: gettext_lazy("gleicher Kontakt"),
}


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    require(policies.may_tidy(person(request)))
    pairs = [
        (pair.first, pair.second, ", ".join(str(REASONS[why]) for why in pair.reasons))
        for pair in reading.possible()
    ]
    context = {"pairs": pairs, "merges": reading.merges()[:50], "tabs": tabs(request)}
    return render(request, "offers/tending/duplicates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, survivor: UUID, duplicate: UUID) -> HttpResponse:
    """What would change in the offer that remains, field by field; with POST it happens."""
    by = person(request)
    require(policies.may_tidy(by))
    kept, double = _both(survivor, duplicate)
    found = saying.differences(contents.shown_content(kept), contents.shown_content(double))
    form = TakeForm(request.POST if request.method == "POST" else None, differences=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.merge(kept, double, form.cleaned_data["take"], by=by, at=clock.now())
        except actions.CannotMerge:
            messages.error(request, _("Diese beiden lassen sich nicht mehr zusammenführen."))
        else:
            messages.success(request, _("Zusammengeführt. Sie können es hier rückgängig machen."))
        return redirect("offers:duplicates")
    context = {"kept": kept, "double": double, "differences": found, "form": form, "tabs": tabs(request)}
    return render(request, "offers/tending/merge.html", context, status=422 if form.errors else 200)


@require_POST
def tell_apart(request: HttpRequest, survivor: UUID, duplicate: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_tidy(by))
    actions.tell_apart(*_both(survivor, duplicate), by=by, at=clock.now())
    messages.success(request, _("Gemerkt: nicht dasselbe."))
    return redirect("offers:duplicates")


@require_POST
def undo(request: HttpRequest, key: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_tidy(by))
    row = Merge.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    try:
        actions.undo_merge(row, by=by, at=clock.now())
    except actions.ChangedSince:
        messages.error(
            request, _("Das bleibende Angebot wurde seitdem geändert. Im Verlauf steht jede Fassung.")
        )
    else:
        messages.success(request, _("Rückgängig gemacht: Beide stehen wieder da wie zuvor."))
    return redirect("offers:duplicates")


def _both(survivor: UUID, duplicate: UUID) -> tuple[Offer, Offer]:
    found = {
        each.pk: each
        for each in contents.with_content(Offer.objects.filter(pk__in=[survivor, duplicate]), only=("texts",))
    }
    if len(found) != 2:
        raise Http404
    return found[survivor], found[duplicate]
