"""Doubles: suspicions, merging with a preview, undoing, telling apart."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.network import actions, policies
from marlerweg.network.forms import MergeForm
from marlerweg.network.models import Merge, Organisation, Person
from marlerweg.network.queries import duplicates, merging
from marlerweg.network.queries.merging import Mergeable
from marlerweg.network.rules.duplicates import Why
from marlerweg.network.views.tabs import tabs

MODELS: dict[str, type[Mergeable]] = {"organisation": Organisation, "person": Person}
MOST = 50
REASONS = {
    Why.SAME_NAME: gettext_lazy("gleicher Name"),
    Why.SIMILAR_NAME: gettext_lazy("ähnlicher Name"),
    Why.SAME_SHORT_NAME: gettext_lazy("gleicher Kurzname"),
    Why.MAIL: gettext_lazy("gleiche E-Mail-Adresse"),
    Why.PHONE: gettext_lazy("gleiche Telefonnummer"),
    Why.ADDRESS: gettext_lazy("gleiche Anschrift"),
    Why.WEBSITE: gettext_lazy("gleiche Internetseite"),
}


@require_safe
def suspicions(request: HttpRequest) -> HttpResponse:
    require(policies.may_tidy(person(request)))
    groups = [
        _group(_("Organisationen"), "organisation", duplicates.possible_organisations()),
        _group(_("Personen"), "person", duplicates.possible_people()),
    ]
    context = {"groups": groups, "tabs": tabs(request), "merges": duplicates.merges()[:50]}
    return render(request, "network/duplicates.html", context)


def _group(title: str, kind: str, pairs: list[duplicates.Pair]) -> dict[str, Any]:
    """The strongest suspicions; the others come up when these are settled."""
    shown = [
        (pair.first, pair.second, ", ".join(str(REASONS[reason]) for reason in pair.reasons))
        for pair in pairs[:MOST]
    ]
    return {"title": title, "kind": kind, "pairs": shown, "count": len(pairs)}


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, kind: str, survivor: UUID, duplicate: UUID) -> HttpResponse:
    """What would happen, field by field and reference by reference; with POST it happens."""
    by = person(request)
    require(policies.may_tidy(by))
    kept, double = _both(kind, survivor, duplicate)
    preview = merging.preview(kept, double)
    form = MergeForm(request.POST or None, preview=preview)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        try:
            actions.merge(kept, double, form.choices if form.fields else {}, by=by, at=clock.now())
        except actions.CannotMerge:
            messages.error(request, _("Diese beiden lassen sich nicht mehr zusammenführen."))
            return redirect("network:duplicates")
        messages.success(request, _("Zusammengeführt. Sie können es hier rückgängig machen."))
        return redirect("network:duplicates")
    context = {
        "preview": preview,
        "form": form,
        "kind": kind,
        "swapped": reverse("network:merge", args=[kind, duplicate, survivor]),
        "tabs": tabs(request),
    }
    return render(request, "network/merge.html", context, status=422 if form.errors else 200)


@require_POST
def tell_apart(request: HttpRequest, kind: str, survivor: UUID, duplicate: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_tidy(by))
    actions.tell_apart(*_both(kind, survivor, duplicate), by=by, at=clock.now())
    messages.success(request, _("Gemerkt: nicht dasselbe."))
    return redirect("network:duplicates")


@require_POST
def undo(request: HttpRequest, key: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_tidy(by))
    row = Merge.objects.filter(pk=key).first()
    if row is None:
        raise Refused(conceal())
    try:
        kept = actions.undo_merge(row, by=by, at=clock.now())
    except actions.UndoneLater as later:
        names = ", ".join(merge.duplicate_label for merge in later.merges)
        messages.error(request, _("Bitte machen Sie zuerst rückgängig: %(names)s") % {"names": names})
        return redirect("network:duplicates")
    messages.success(request, _("Rückgängig gemacht: Beide stehen wieder da wie zuvor."))
    if kept:
        messages.warning(
            request, _("Seither geändert und so belassen: %(fields)s") % {"fields": ", ".join(kept)}
        )
    return redirect("network:duplicates")


def _both(kind: str, survivor: UUID, duplicate: UUID) -> tuple[Mergeable, Mergeable]:
    model = MODELS.get(kind)
    found = model._base_manager.in_bulk([survivor, duplicate]) if model else {}
    if len(found) != 2:
        raise Refused(conceal())
    return found[survivor], found[duplicate]
