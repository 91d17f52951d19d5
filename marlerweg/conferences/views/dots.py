"""Giving dots without an account: type or scan the code on the slip, share five dots out, done for good."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.conferences import actions, policies, public_words, queries
from marlerweg.conferences.models import Edition
from marlerweg.conferences.rules.dots import read_code
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.views.public import found, secret_page
from marlerweg.foundation import clock
from marlerweg.way.flood import address_of, is_too_much

MOST_TRIES = 300  # one hall, one connection, everybody at once


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def dots(request: HttpRequest, code: str) -> HttpResponse:
    """Everything on one page, so that a screen reader and a keyboard meet each card once."""
    row = found(request, code)
    cards = list(queries.cards_up_for_choice(row))
    is_time = bool(policies.is_time_for(row, Right.DOT)) and queries.is_ballot_open(row)
    fault = ""
    if request.method == "POST":
        fault = _give(request, row, is_time=is_time)
        if not fault:
            messages.success(request, _("Danke! Ihre Punkte sind gezählt."))
            return secret_page(redirect("conferences:dots", code=row.code))
    context = {
        "edition": row,
        "rows": [(card, request.POST.get(f"punkte-{card.pk}", "0")) for card in cards],
        "is_time": is_time,
        "each": queries.dots_each(row),
        "typed": request.POST.get("zettel", request.GET.get("zettel", "")),
        "fault": fault,
        "kinds": public_words.CARD_KINDS,
    }
    return secret_page(render(request, "conferences/dots.html", context, status=422 if fault else 200))


def _give(request: HttpRequest, row: Edition, *, is_time: bool) -> str:
    """What stands in the way, in a sentence; nothing when the dots are counted."""
    if is_too_much(f"dots {address_of(request.META)}", at=clock.now(), most=MOST_TRIES) or not is_time:
        return _("Gerade werden keine Punkte vergeben.")
    sheet = read_code(request.POST.get("zettel", ""))
    try:
        actions.give_dots(row, sheet, given_in(request), at=clock.now())
    except actions.CodeUsed:
        return _("Mit diesem Zettel sind die Punkte schon vergeben.")
    except actions.CodeUnknown:
        return _("Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn mit dem Zettel.")
    except actions.NotAllowed:
        return _("Bitte vergeben Sie mindestens einen und höchstens %(dots)s Punkte.") % {
            "dots": queries.dots_each(row)
        }
    except actions.BallotShut:
        return _("Gerade werden keine Punkte vergeben.")
    return ""


def given_in(request: HttpRequest, *, blank: bool = True) -> dict[UUID, int]:
    """Dots by card; what is no number is refused instead of guessed. Without `blank` an empty field says nothing."""
    given = {}
    for name, value in request.POST.items():
        if not name.startswith("punkte-") or not (value or blank):
            continue
        try:
            given[UUID(name.removeprefix("punkte-"))] = int(str(value or 0))
        except ValueError:
            raise actions.NotAllowed from None
    return given
