"""The steering group's overview, the council's two minutes, the Way's own figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.network.models import District
from marlerweg.way import policies, queries, tiles
from marlerweg.way.forms import reader_language
from marlerweg.way.worries import WORRIES

# More than a meeting can take; the rest is a list away.
MOST = 30


@require_safe
def steering(request: HttpRequest) -> HttpResponse:
    """Follow-up of the last decisions first, then what is to decide."""
    viewer = person(request)
    require(policies.may_see_inside(viewer))
    agenda, above = queries.agenda(viewer, limit=MOST + 1), list(queries.waiting_above(viewer)[: MOST + 1])
    context = {
        "follow_ups": queries.follow_ups(viewer, clock.today()),
        "agenda": agenda[:MOST],
        "more_to_decide": len(agenda) > MOST,
        "above": above[:MOST],
        "more_above": len(above) > MOST,
        "worries": WORRIES,
        "today": clock.today(),
    }
    return render(request, "way/steering.html", context)


@require_safe
def council(request: HttpRequest) -> HttpResponse:
    """Decided, done, cost, changed – for the town or one district."""
    require(policies.may_see_council_view(person(request)))
    key, districts = request.GET.get("stadtteil"), list(District.objects.all())
    district = next((each for each in districts if each.key == key), None)
    if key and district is None:
        raise Http404
    summary = queries.two_minutes(clock.today(), district=district, language=reader_language())
    context = {
        "summary": summary,
        "tiles": tiles.of_two_minutes(summary),
        "change_head": [_("Kennzahl"), _("zu Beginn"), _("zuletzt"), _("Ziel"), _("Stand vom")],
        "change_rows": [tiles.change_row(each) for each in summary.changes],
        "district": district,
        "districts": districts,
    }
    return render(request, "way/council.html", context)


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The Way's own figures, each leading to the rows behind it."""
    require(policies.may_see_inside(person(request)))
    return render(
        request, "way/numbers.html", {"tiles": tiles.of_figures(queries.figures(clock.today()), linked=True)}
    )
