"""The pages of those who tend offers, side by side; each shows only to those who may open it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from marlerweg.foundation.words import Text
from marlerweg.offers import policies
from marlerweg.ui.parts import Tab

_from_above: list[tuple[Text, str, Callable[[Any], object]]] = []


def register(label: Text, route: str, shown_to: Callable[[Any], object]) -> None:
    """A page of a room above that belongs beside these; called from its `AppConfig.ready`."""
    if (entry := (label, route, shown_to)) not in _from_above:
        _from_above.append(entry)


def tabs(request: HttpRequest) -> list[Tab]:
    viewer = request.user
    pages = []
    if policies.may_enter_own_offers(viewer):
        pages += [(_("Angebote"), "offers:tend"), (_("Fehlermeldungen"), "offers:mistakes")]
    if policies.own_organisations(viewer):
        pages.append((_("Auf der eigenen Internetseite"), "offers:snippets"))
    if policies.may_approve(viewer):
        pages += [(_("Freigaben"), "offers:approvals"), (_("Nachfragen"), "offers:asking")]
    if policies.may_tidy(viewer):
        pages += [
            (_("Doppelte"), "offers:duplicates"),
            (_("Listen einlesen"), "offers:intakes"),
            (_("Übersetzen"), "offers:exchange"),
        ]
    pages += [(str(label), route) for label, route, shown_to in _from_above if shown_to(viewer)]
    if policies.may_see_gaps(viewer):
        pages.append((_("Lücken"), "offers:gaps"))
    here = request.path
    found = [(label, reverse(route)) for label, route in pages]
    best = max((href for _label, href in found if here.startswith(href)), key=len, default="")
    return [Tab(label=label, href=href, is_current=href == best) for label, href in found]
