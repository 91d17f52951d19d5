"""Bringing another directory in from a page: ask, see how far it is, read the report, take in what was tried."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.api import actions, jobs, policies, queries
from marlerweg.api.alike import question_of
from marlerweg.api.fetching import Unreadable
from marlerweg.api.forms import LikenessForm, SourceForm
from marlerweg.api.models import Likeness, TakenRow, Taking
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers.views.tabs import tabs
from marlerweg.ui.lists import Action, Choice, Column, Empty, ListPage

BADGES = {
    "new": "success", "changed": "success", "refused": "danger", "skipped": "warning", "done": "success", "tried": "info",
    "unreadable": "danger", "broken": "danger",
}  # fmt: skip


def counted(row: Taking) -> str:
    words = dict(TakenRow.Result.choices)
    return ", ".join(f"{count} {words.get(name, name)}" for name, count in row.counts.items())


RUNS = ListPage(
    name="uebernahmen",
    title=_("Aus anderen Verzeichnissen übernehmen"),
    intro=_(
        "Angebote aus einem Verzeichnis, das HSDS oder Integreat spricht. Zuerst kommt immer ein Probelauf mit Bericht; übernommen wird genau das, was geprüft wurde."
    ),
    template="api/taking/list.html",
    columns=[
        Column(
            key="source",
            label=_("Quelle"),
            value=str,
            link=lambda row: reverse("taking:run", args=[row.pk]),
        ),
        Column(key="format", label=_("Datenformat"), value="get_format_display", order="format"),
        Column(key="asked", label=_("gefragt am"), value="asked_at", kind="moment", order="asked_at"),
        Column(key="by", label=_("von"), value=lambda row: str(row.ordered_by or row.asked_by or "")),
        Column(
            key="state",
            label=_("Stand"),
            value="get_state_display",
            kind="badge",
            badge=lambda row: BADGES.get(row.state, "info"),
        ),
        Column(key="counts", label=_("Ergebnis"), value=counted),
    ],
    filters=[Choice(key="stand", label=_("Stand"), choices=Taking.State.choices, lookup="state")],
    empty=Empty(
        _("Noch kein Verzeichnis wurde geprüft."),
        _("Sie brauchen eine Datei oder die Adresse der Schnittstelle."),
    ),
)
ROWS = ListPage(
    name="bericht",
    title=_("Bericht je Eintrag"),
    template="api/taking/run.html",
    columns=[
        Column(key="number", label=_("Nummer"), kind="number", order="number"),
        Column(key="about", label=_("Eintrag"), order="about"),
        Column(
            key="result",
            label=_("Ergebnis"),
            value="get_result_display",
            kind="badge",
            order="result",
            badge=lambda row: BADGES.get(row.result, "info"),
        ),
        Column(key="remarks", label=_("Bemerkung")),
    ],
    filters=[Choice(key="ergebnis", label=_("Ergebnis"), choices=TakenRow.Result.choices, lookup="result")],
    search=["about", "remarks"],
    empty=Empty(_("Die Quelle enthält nichts.")),
)


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    by = person(request)
    rows = queries.takings(by).order_by("-asked_at")
    action = Action(_("Verzeichnis prüfen"), reverse("taking:new"))
    return RUNS.respond(request, rows, viewer=by, actions=[action], context={"tabs": tabs(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    by = person(request)
    require(policies.may_take_in(by))
    form = SourceForm(request.POST or None, request.FILES or None, initial={"format": Taking.Format.HSDS})
    if request.method == "POST" and form.is_valid():
        try:
            row, is_new = jobs.try_out_later(form.asked, by=by, at=clock.now(), reader=get_language() or "de")
        except Unreadable as problem:
            form.add_error("file", str(problem))
        else:
            if not is_new:
                messages.info(request, _t("Gerade ist schon eine Übernahme unterwegs. Hier sehen Sie sie."))
            return redirect("taking:run", row.pk)
    context = {"form": form, "tabs": tabs(request)}
    return render(request, "api/taking/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def run(request: HttpRequest, key: UUID) -> HttpResponse:
    """POST is the report as a sheet."""
    by = person(request)
    row = _found(request, key)
    context = _standing(request, row)
    if request.method != "POST" and (row.is_under_way or not row.counts):
        return render(request, "api/taking/waiting.html", context)
    return ROWS.respond(
        request,
        queries.rows_of(by, row).order_by("rank", "number"),
        viewer=by,
        on_export=actions.record_export,
        context=context,
    )


@require_safe
def state(request: HttpRequest, key: UUID) -> HttpResponse:
    """The part that asks again by itself; when the run has come to its end, the whole page is loaded."""
    row = _found(request, key)
    if not request.headers.get("HX-Request"):
        return redirect("taking:run", key)
    response = render(request, "api/taking/state.html", _standing(request, row))
    if not row.is_under_way:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def order(request: HttpRequest, key: UUID) -> HttpResponse:
    row = _found(request, key)
    lenient = request.POST.get("ohne") == "abgelehnte"
    if not jobs.take_in_later(row, by=person(request), at=clock.now(), without_refused=lenient):
        _say_why_not(request, row)
    return redirect("taking:run", key)


@require_POST
def try_again(request: HttpRequest, key: UUID) -> HttpResponse:
    row = _found(request, key)
    if not jobs.try_again_later(row, by=person(request), at=clock.now()):
        _say_why_not(request, row)
    return redirect("taking:run", key)


@transaction.non_atomic_requests
@require_POST
def stop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Not in one transaction: the sign to stop must be given while the worker still holds the database."""
    row = _found(request, key)
    if actions.stop(row, by=person(request), at=clock.now()):
        messages.success(request, _t("Abgebrochen. Nichts wurde übernommen."))
    else:
        messages.info(request, _t("Es war schon fertig."))
    return redirect("taking:run", key)


@require_POST
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    row = _found(request, key)
    if actions.drop(row, by=person(request), at=clock.now()):
        messages.success(request, _t("Inhalt und Bericht sind gelöscht."))
    return redirect("taking:runs")


@require_POST
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Whoever says that two are the same wants to see what comes of it: the trial runs once more."""
    row, by, at = _found(request, key), person(request), clock.now()
    form = LikenessForm(request.POST, pairs=_pairs(request, row))
    if not form.is_valid() or not form.answers:
        messages.info(request, _t("Es wurde nichts beantwortet."))
        return redirect("taking:run", key)
    same = actions.answer_likenesses(row, form.answers, by=by, at=at)
    messages.success(request, _t("Gemerkt."))
    if same and row.state == Taking.State.TRIED:
        jobs.try_again_later(row, by=by, at=at)
    return redirect("taking:run", key)


def _found(request: HttpRequest, key: UUID) -> Taking:
    row = queries.taking(person(request), key)
    if row is None:
        raise Http404
    return row


def _say_why_not(request: HttpRequest, row: Taking) -> None:
    """Pressed twice is no fault; everything else is said."""
    row.refresh_from_db(fields=["state"])
    if not row.is_under_way and row.state != Taking.State.DONE:
        messages.info(request, _t("Das geht gerade nicht. Vielleicht ist eine andere Übernahme unterwegs."))


def _pairs(request: HttpRequest, row: Taking) -> list[tuple[Likeness, str]]:
    return [(each, question_of(each)) for each in queries.open_likenesses(person(request), row)]


def _standing(request: HttpRequest, row: Taking) -> dict[str, Any]:
    pairs = _pairs(request, row) if row.state == Taking.State.TRIED else []
    refused = ngettext(
        "Ohne den abgelehnten Eintrag übernehmen",
        "Ohne die %(count)s abgelehnten Einträge übernehmen",
        row.refused,
    )
    return {
        "taking": row,
        "counts": counted(row),
        "progress": queries.progress(row, clock.now()),
        "is_trial": row.state in {Taking.State.WAITING, Taking.State.TRYING},
        "without_refused": refused % {"count": row.refused},
        "likenesses": LikenessForm(pairs=pairs) if pairs else None,
        "tabs": tabs(request),
    }
