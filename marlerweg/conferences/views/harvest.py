"""The tables as the office sees them: links, paper, handing in, joining, and needs out of cards."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, public_words, queries
from marlerweg.conferences.forms.evening import NeedTitleForm, PaperCards
from marlerweg.conferences.models import Card, Edition, Table
from marlerweg.conferences.rules.cards import paper_code
from marlerweg.conferences.views.public import found, language
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.ui import undoing


@require_safe
def tables(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    links = queries.links_of(by, row, clock.now())
    rows = [(table, links.get(table.pk), count) for table, count in queries.tables_with_counts(row)]
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "rows": rows,
        "bare": any(link is None for _table, link, _count in rows),
        "is_time": policies.may_join_cards(by, row),
    }
    return render(request, "conferences/tables.html", context)


@require_POST
def give_links(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    actions.give_links(row, by=by, at=clock.now())
    messages.success(request, _("Jeder Tisch hat einen Link. Bitte drucken Sie die Zettel aus."))
    return redirect("conferences:tables", code=row.code)


@require_POST
def table_deed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Reopen, hand in for the hosts, or another link because the old one went astray."""
    by = person(request)
    require(policies.may_organise(by))
    table = queries.table(by, key)
    if table is None:
        raise Refused(conceal())
    deed, at = request.POST.get("deed"), clock.now()
    if deed == "reopen":
        actions.reopen_table(table, by=by, at=at)
    elif deed == "hand_in":
        actions.hand_in(table, writer=by, at=at)
    elif deed == "renew":
        actions.renew_link(table, by=by, at=at)
    messages.success(request, _("Gespeichert."))
    return redirect("conferences:tables", code=table.edition.code)


@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: HttpRequest, code: str) -> HttpResponse:
    """All cards of the day; tick those that mean the same and say into which they go."""
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    if request.method == "POST":
        _join(request, row)
        return redirect("conferences:cards", code=row.code)
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "spoken": queries.spoken_of(by, row, language()),
        "kinds": public_words.CARD_KINDS,
        "may_join": policies.may_join_cards(by, row),
        "may_open_need": policies.may_open_need(by),
    }
    return render(request, "conferences/cards.html", context)


@require_POST
def split(request: HttpRequest, key: UUID) -> HttpResponse:
    by = person(request)
    card = _card(request, key)
    actions.split_card(card, writer=by, at=clock.now())
    messages.success(request, _("Die Karte steht wieder für sich."))
    return redirect("conferences:cards", code=card.edition.code)


@require_http_methods(["GET", "HEAD", "POST"])
def open_need(request: HttpRequest, key: UUID) -> HttpResponse:
    """One need out of a card and all that mean the same."""
    by = person(request)
    require(policies.may_open_need(by))
    card = _card(request, key)
    form = NeedTitleForm(request.POST or None, initial={"title": card.text[:200]})
    if request.method == "POST" and form.is_valid():
        try:
            need = actions.open_need_from(card, form.cleaned_data["title"], by=by, at=clock.now())
        except actions.NotHandedIn:
            form.add_error(None, _("Bitte erst die Tische abgeben, damit jede Karte ihre Nummer hat."))
        else:
            return redirect("way:need", need.number)
    context = {
        "form": form,
        "title": _("Bedarf aus dieser Karte"),
        "edition": card.edition,
        "tabs": tabs(request, card.edition),
        "back": reverse("conferences:cards", args=[card.edition.code]),
    }
    return render(request, "conferences/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: HttpRequest, code: str) -> HttpResponse:
    """Paper cards in one form, line by line; a card typed twice is one card, because its number is printed on it."""
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    lines = PaperCards(request.POST or None, prefix="karte")
    if request.method == "POST" and lines.is_valid() and _take_lines(request, row, lines):
        return redirect("conferences:type_in", code=row.code)
    context = {"edition": row, "tabs": tabs(request, row), "lines": lines}
    status = 422 if request.method == "POST" else 200
    return render(request, "conferences/type_in.html", context, status=status)


@require_POST
def photo_deed(request: HttpRequest, key: UUID) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    photo = queries.photo(by, key)
    if photo is None:
        raise Refused(conceal())
    if request.POST.get("deed") == "approve":
        actions.approve_photo(photo, by=by, at=clock.now())
    else:
        actions.remove_photo(photo, by=by)
    return redirect("conferences:cards", code=photo.card.edition.code)


@require_safe
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """For the projector: all cards, large; asks for news by itself, or by the link."""
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    context = {
        "edition": row,
        "spoken": queries.spoken_of(by, row, language()),
        "kinds": public_words.CARD_KINDS,
    }
    part = "#cards" if request.headers.get("HX-Request") else ""
    return render(request, f"conferences/wall.html{part}", context)


def _card(request: HttpRequest, key: UUID) -> Card:
    by = person(request)
    require(policies.may_organise(by))
    row = queries.card(by, key)
    if row is None:
        raise Refused(conceal())
    return row


def _join(request: HttpRequest, row: Edition) -> None:
    by = person(request)
    known = {str(card.pk): card for card in queries.cards_of(by, row)}
    into = known.get(request.POST.get("into", ""))
    chosen = [known[key] for key in request.POST.getlist("card") if key in known]
    moving = [card for card in chosen if card != into]
    if into is None or not moving:
        messages.error(request, _("Bitte wählen Sie Karten aus und sagen Sie, zu welcher sie gehören."))
        return
    try:
        actions.join_cards(moving, into, by=by, at=clock.now())
    except actions.GoesInACircle:
        messages.error(request, _("Eine Karte kann nicht zu einer gehören, die zu ihr gehört."))
    else:
        keys = " ".join(str(card.pk) for card in moving)
        undoing.offer(request, _("Zusammengelegt."), "conferences.join", cards=keys)


def _take_lines(request: HttpRequest, row: Edition, lines: PaperCards) -> bool:  # type: ignore[valid-type]
    """All or none: a line with an unknown table sends the form back as it was typed."""
    known: dict[int, Table] = {
        table.number: table for table in queries.tables_of(row).select_related("edition")
    }
    written = [form for form in lines if form.cleaned_data.get("text")]  # type: ignore[attr-defined]
    places = [(form, paper_code(form.cleaned_data["code"]) or (0, 0)) for form in written]
    for form, place in places:
        if place[0] not in known:
            form.add_error("code", _("Diesen Tisch gibt es nicht."))
    if not written or any(form.errors for form, _place in places):
        return False
    for form, place in places:
        said = form.cleaned_data
        actions.write_card(
            known[place[0]],
            actions.Said(text=said["text"], kind=said["kind"] or Card.Kind.OBSERVATION),
            writer=person(request),
            at=clock.now(),
            client_id=uuid.uuid5(row.pk, f"{place[0]}-{place[1]}"),
        )
    messages.success(request, _("%(count)s Karten gespeichert.") % {"count": len(written)})
    return True
