"""The map: drawn, told, and as files."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock, sheets
from marlerweg.foundation.decisions import require
from marlerweg.network import actions, policies
from marlerweg.network.families import FAMILIES, family_of
from marlerweg.network.forms import MapForm
from marlerweg.network.queries.networkmap import NetworkMap, in_order, network_map
from marlerweg.network.rules import gexf
from marlerweg.network.views.tabs import tabs
from marlerweg.ui import identity


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_enter_partner_area(viewer))
    everybody = in_order(viewer)
    form = MapForm(request.GET, organisations=everybody)
    found = network_map(viewer, clock.today(), form.wish, nodes=everybody)
    if request.method == "POST":
        return export(request, found)
    context = {"map": found, "form": form, "tabs": tabs(request), "families": FAMILIES}
    return render(request, "network/map.html", context)


def export(request: HttpRequest, found: NetworkMap) -> HttpResponse:
    """The network as it is shown; recorded before it leaves."""
    wanted = request.POST.get("export", "")
    form = wanted if wanted in WRITERS else "csv"
    wishes = {name: request.GET.getlist(name) for name in request.GET}
    actions.note_map_export(person(request), form, len(found.ties), wishes)
    write, kind = WRITERS[form]
    response = HttpResponse(write(found), content_type=kind)
    name = f"netzwerk-{clock.today().isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_gexf(found: NetworkMap) -> bytes:
    nodes = [gexf.GexfNode(str(node.pk), str(node), node.kind, family_of(node.kind)) for node in found.nodes]
    edges = [
        gexf.GexfEdge(str(tie.first), str(tie.second), tie.weight, " ".join(tie.kinds), found.said(tie))
        for tie in found.ties
    ]
    return gexf.written(nodes, edges, creator=identity.current().name, description=_("Netzwerk der Stadt"))


def as_csv(found: NetworkMap) -> bytes:
    """One line per tie, and one for everybody who has none."""
    columns = [_("Organisation"), _("verbunden mit"), _("Stärke"), _("wodurch")]
    rows: list[list[Any]] = [
        [str(found.by_key[tie.first]), str(found.by_key[tie.second]), round(tie.weight, 4), found.said(tie)]
        for tie in found.ties
    ]
    rows += [[str(row), "", None, ""] for row in found.isolated]
    return sheets.write_csv(columns, rows)


WRITERS: dict[str, tuple[Callable[[NetworkMap], bytes], str]] = {
    "gexf": (as_gexf, "application/gexf+xml"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
