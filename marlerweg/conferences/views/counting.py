"""The office's side of the dots: choosing cards, printing codes, counting paper with two people, publishing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, harvest_papers, papers, policies, queries
from marlerweg.conferences.models import Ballot, Edition
from marlerweg.conferences.rules.dots import read_code
from marlerweg.conferences.views.dots import given_in
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require


@require_safe
def ballot(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    own = queries.ballot_of(by, row)
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "ballot": own,
        "cards": queries.heads_of(by, row),
        "counts": queries.hand_counts(by, own),
        "viewer": by,
        "packages": queries.packages(by, own),
        "results": queries.results(own),
        "is_time": policies.may_join_cards(by, row),
    }
    return render(request, "conferences/ballot.html", context)


@require_POST
def deed(request: HttpRequest, code: str) -> HttpResponse:
    """Choose, open, close, publish, and what belongs to the paper."""
    by, row = person(request), found(request, code)
    require(policies.may_join_cards(by, row))
    try:
        said = _do(request, row, by)
    except actions.NotCounted as missing:
        said = ""
        messages.error(
            request,
            _("Auf Papier stehen mehr Punkte, als so viele Menschen vergeben konnten. Bitte prüfen.")
            if missing.impossible
            else _("Die Zählung auf Papier stimmt noch nicht überein."),
        )
    except actions.BallotShut:
        said = ""
        messages.error(request, _("Das geht jetzt nicht."))
    except ValueError:
        said = ""
        messages.error(request, _("Bitte tragen Sie eine Zahl ein."))
    if said:
        messages.success(request, said)
    return redirect("conferences:ballot", code=row.code)


@require_POST
def codes(request: HttpRequest, code: str) -> HttpResponse:
    """A package of slips as PDF: the only moment in which the codes can be read."""
    by, row = person(request), found(request, code)
    require(policies.may_join_cards(by, row))
    own = _own(by, row)
    count = request.POST.get("anzahl", "")
    if not count.isdecimal() or not int(count):
        messages.error(request, _("Bitte tragen Sie eine Zahl ein."))
        return redirect("conferences:ballot", code=row.code)
    try:
        drawn = actions.issue_codes(own, int(count), by=by, at=clock.now())
    except actions.BallotShut:
        messages.error(request, _("Das geht jetzt nicht."))
        return redirect("conferences:ballot", code=row.code)
    document = harvest_papers.dot_slips(row, drawn, own.dots_each, today=clock.today())
    response = papers.as_file(document, f"punkte-{row.code}")
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A slip filled in on paper: its code and its dots; the same code cannot be used on a phone again."""
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    fault = ""
    if request.method == "POST":
        try:
            actions.give_dots(
                row, read_code(request.POST.get("zettel", "")), given_in(request), at=clock.now(), by=by
            )
        except actions.CodeUsed:
            fault = _("Mit diesem Zettel sind die Punkte schon vergeben.")
        except actions.CodeUnknown:
            fault = _("Diesen Code kennen wir nicht. Bitte vergleichen Sie ihn mit dem Zettel.")
        except (actions.NotAllowed, actions.BallotShut):
            fault = _("Das geht jetzt nicht.")
        else:
            messages.success(request, _("Gezählt. Der nächste Zettel, bitte."))
            return redirect("conferences:dot_sheet", code=row.code)
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "rows": [
            (card, request.POST.get(f"punkte-{card.pk}", "0")) for card in queries.cards_up_for_choice(row)
        ],
        "typed": request.POST.get("zettel", ""),
        "fault": fault,
    }
    return render(request, "conferences/dot_sheet.html", context, status=422 if fault else 200)


def _do(request: HttpRequest, row: Edition, by: User) -> str:
    wanted, at = request.POST.get("deed"), clock.now()
    if wanted == "choose":
        chosen = queries.cards_of(by, row).filter(pk__in=_keys(request.POST.getlist("card")))
        actions.choose_cards(row, list(chosen), by=by, at=at)
        return _("Die Auswahl ist gespeichert.")
    own = _own(by, row)
    if wanted == "open":
        actions.open_ballot(own, by=by, at=at)
    elif wanted == "close":
        actions.close_ballot(own, by=by, at=at)
    elif wanted == "spoil":
        actions.spoil_package(own, int(request.POST.get("paket", "")), by=by, at=at)
    elif wanted == "sheets":
        actions.note_sheets(own, _count(request.POST.get("zettel", "")), by=by)
    elif wanted == "count":
        counts = {key: _count(str(value)) for key, value in given_in(request, blank=False).items()}
        left = actions.count_by_hand(own, counts, by=by, at=at)
        if left:
            return _("Gespeichert. Bei %(count)s Karten fehlt noch die zweite gleiche Zählung.") % {
                "count": left
            }
        return _("Beide Zählungen stimmen überein.")
    elif wanted == "settle":
        _settle(request, own, by)
    elif wanted == "publish":
        actions.publish_result(own, by=by, at=at)
        return _("Das Ergebnis ist veröffentlicht. Die Codes sind gelöscht.")
    return _("Gespeichert.")


def _settle(request: HttpRequest, own: Ballot, by: User) -> None:
    count = queries.hand_count(by, own, UUID(request.POST.get("zaehlung", "")))
    if count is None:
        raise Refused(conceal())
    note = request.POST.get("grund", "")[:200]
    actions.settle_count(count, _count(request.POST.get("punkte", "")), note, by=by, at=clock.now())


def _own(by: User, row: Edition) -> Ballot:
    own = queries.ballot_of(by, row)
    if own is None:
        raise actions.BallotShut
    return own


def _count(typed: str) -> int:
    number = int(typed)
    if not 0 <= number < 100_000:
        raise ValueError
    return number


def _keys(typed: list[str]) -> list[UUID]:
    return [UUID(each) for each in typed]
