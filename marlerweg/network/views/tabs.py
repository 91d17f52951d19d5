"""The views of the network side by side; each shows only to those who may open it."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from marlerweg.network import policies
from marlerweg.ui.parts import Tab


def tabs(request: HttpRequest) -> list[Tab]:
    viewer = request.user
    pages = [(_("Organisationen"), "network:organisations")]
    if policies.may_enter_partner_area(viewer):
        pages += [
            (_("Personen"), "network:people"),
            (_("Biete und suche"), "network:engagements"),
            (_("Karte"), "network:map"),
        ]
    pages += [(_("Themen"), "network:themes"), (_("Stadtteile"), "network:districts")]
    if policies.may_tidy(viewer):
        pages += [(_("Doppelte"), "network:duplicates"), (_("Listen einlesen"), "network:intakes")]
    here = request.path
    return [
        Tab(label=label, href=reverse(route), is_current=here.startswith(reverse(route)))
        for label, route in pages
    ]
