"""Themes over the years and districts with their nicknames: public pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marlerweg.network import queries
from marlerweg.network.queries.places import aliases
from marlerweg.network.queries.themes import crosswalk_table
from marlerweg.network.views.tabs import tabs


@login_not_required
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """What became of every theme of one list in all the others; the list in use stands first."""
    known = list(queries.schemes())
    wanted = request.GET.get("liste", "")
    left = next((scheme for scheme in known if scheme.code == wanted), None)
    left = left or next((scheme for scheme in known if scheme.is_current), known[0] if known else None)
    others = [scheme for scheme in known if scheme != left and scheme.themes.all()]
    context = {
        "schemes": known,
        "left": left,
        "others": others,
        "rows": crosswalk_table(left, others) if left else [],
        "tabs": tabs(request),
    }
    return render(request, "network/themes.html", context)


@login_not_required
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    said = request.GET.get("suche", "").strip()[:80]
    context = {
        "districts": queries.districts(),
        "unplaced": [alias for alias in aliases() if not alias.districts.all()],
        "said": said,
        "meant": queries.find_district(said) if said else [],
        "tabs": tabs(request),
    }
    return render(request, "network/districts.html", context)
