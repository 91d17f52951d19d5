"""Where nothing is offered, and what people looked for in vain; each gap can go up to the Way."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.network.models import District, Theme
from marlerweg.offers import actions, policies
from marlerweg.offers.forms.gaps import GapForm, GapsForm, choices
from marlerweg.offers.queries.gaps import sought_in_vain, supply
from marlerweg.offers.rules.gaps import Side, table
from marlerweg.offers.views.tabs import tabs


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_gaps(viewer))
    values = choices()
    form = GapsForm(request.GET or None, values=values)
    said = form.cleaned_data if form.is_valid() else {}
    rows = Side(said.get("rows") or Side.THEME)
    columns = Side(said.get("columns") or Side.DISTRICT)
    if rows is columns:
        columns = next(side for side in Side if side is not rows)
    narrowed = {
        side: said[side.value] for side in Side if said.get(side.value) and side not in {rows, columns}
    }
    names = {side: {code: str(label) for code, label in values[side]} for side in Side}
    counted = table(supply(), (rows, list(names[rows])), (columns, list(names[columns])), narrowed)
    shown, rarer = sought_in_vain(clock.today())
    context = {
        "form": form
        if form.is_bound
        else GapsForm(values=values, initial={"rows": rows, "columns": columns}),
        "columns": list(names[columns].values()),
        "rows": [
            (
                names[rows][cells[0].row],
                [(cell, _address({**narrowed, rows: cell.row, columns: cell.column})) for cell in cells],
            )
            for cells in counted
            if cells
        ],
        "narrowed": ", ".join(names[side][value] for side, value in narrowed.items()),
        "sought": [
            (each, f"{reverse('offers:hand_up')}?{urlencode({'words': each.words})}") for each in shown
        ],
        "rarer": rarer,
        "may_hand_up": policies.may_hand_up_gaps(viewer),
        "tabs": tabs(request),
    }
    return render(request, "offers/tending/gaps.html", context)


def _address(sides: dict[Side, str]) -> str:
    return f"{reverse('offers:hand_up')}?{urlencode({side.value: value for side, value in sides.items()})}"


@require_http_methods(["GET", "HEAD", "POST"])
def hand_up(request: HttpRequest) -> HttpResponse:
    """A gap in words, prepared from the cell or the search it comes from."""
    by = person(request)
    require(policies.may_hand_up_gaps(by))
    form = GapForm(request.POST or None, initial=_prepared(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        number = actions.hand_up_gap(
            said["text"],
            theme=said["theme"],
            districts=list(said["districts"]),
            words=said["words"],
            by=by,
            at=clock.now(),
        )
        messages.success(request, _("Als Hinweis %(number)s weitergegeben.") % {"number": number})
        return redirect("offers:gaps")
    context = {
        "form": form,
        "title": _("Eine Lücke weitergeben"),
        "back": reverse("offers:gaps"),
        "tabs": tabs(request),
    }
    return render(request, "offers/tending/form.html", context, status=422 if form.errors else 200)


def _prepared(request: HttpRequest) -> dict[str, Any]:
    names = {side: {code: str(label) for code, label in values} for side, values in choices().items()}
    asked = {side: request.GET.get(side.value, "") for side in Side}
    said = [names[side][value] for side, value in asked.items() if value in names[side]]
    words = request.GET.get("words", "")[:120]
    if words:
        text = _("Im Verzeichnis wird „%(words)s“ gesucht und nichts gefunden.") % {"words": words}
    else:
        text = (
            _("Im Verzeichnis gibt es kein Angebot für: %(what)s.") % {"what": ", ".join(said)}
            if said
            else ""
        )
    theme = Theme.objects.filter(scheme__is_current=True, code=asked[Side.THEME]).first()
    return {
        "text": text,
        "words": words,
        "theme": theme,
        "districts": list(District.objects.filter(key=asked[Side.DISTRICT])) if asked[Side.DISTRICT] else [],
    }


@require_POST
def set_aside(request: HttpRequest) -> HttpResponse:
    actions.set_search_aside(request.POST.get("words", "")[:120], by=person(request))
    messages.success(request, _("Beiseitegelegt."))
    return redirect("offers:gaps")
