"""At the entrance, on a phone: by the code on a badge or by name; guests get a registration at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, queries
from marlerweg.conferences.forms.office import GuestForm
from marlerweg.conferences.models import Edition, Registration
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require

MOST = 50


@require_http_methods(["GET", "HEAD"])
def door(request: HttpRequest, code: str) -> HttpResponse:
    """Search as you hear it; the list is short enough for a thumb."""
    require(policies.may_organise(person(request)))
    row = found(request, code)
    return render(request, "conferences/door.html", _context(request, row, GuestForm()))


@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the code on a badge opens, and where the buttons of the list lead to."""
    by = person(request)
    require(policies.may_organise(by))
    registration = queries.by_id(by, key)
    if registration is None:
        raise Refused(conceal())
    if request.method == "POST":
        try:
            if request.POST.get("deed") == "take_back":
                actions.take_back_check_in(registration, by=by)
            else:
                actions.check_in(registration, by=by, at=clock.now())
        except actions.HouseFull:
            messages.error(request, _("Das Haus ist voll. Es ist kein Platz frei."))
        else:
            messages.success(request, _("%(name)s: notiert.") % {"name": registration.name})
        words = request.POST.get("suche", "")
        back = reverse("conferences:door", args=[registration.edition.code])
        return redirect(f"{back}?suche={words}" if words else back)
    context = {
        "registration": registration,
        "edition": registration.edition,
        "tabs": tabs(request, registration.edition),
        "is_time": bool(policies.is_time_for(registration.edition, Right.ADMIT)),
    }
    return render(request, "conferences/arrival.html", context)


@require_POST
def guest(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    form = GuestForm(request.POST)
    if not form.is_valid():
        return render(request, "conferences/door.html", _context(request, row, form), status=422)
    try:
        new = actions.admit_guest(row, form.participant(), by=by, at=clock.now())
    except actions.HouseFull:
        messages.error(request, _("Das Haus ist voll. Es ist kein Platz frei."))
    else:
        messages.success(
            request, _("%(name)s ist da, Nummer %(number)s.") % {"name": new.name, "number": new.number}
        )
    return redirect("conferences:door", code=row.code)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    missing = actions.close_door(row, by=by)
    messages.success(
        request, _("Der Einlass ist geschlossen. Nicht gekommen: %(count)s.") % {"count": missing}
    )
    return redirect("conferences:door", code=row.code)


def _context(request: HttpRequest, row: Edition, form: GuestForm) -> dict[str, Any]:
    words = request.GET.get("suche", "").strip()
    everybody = queries.search(person(request), row, words)
    return {
        "edition": row,
        "tabs": tabs(request, row),
        "words": words,
        "rows": everybody[:MOST],
        "more": max(0, everybody.count() - MOST),
        "places": queries.places(row),
        "form": form,
        "is_time": bool(policies.is_time_for(row, Right.ADMIT)),
        "attended": Registration.State.ATTENDED,
    }
