"""At the table, behind the host's link: cards are written, ordered, joined, and handed in. No account, no script needed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.conferences import actions, offline, policies, public_words, queries
from marlerweg.conferences.forms.table import EditCardForm, NewCardForm, PhotoForm
from marlerweg.conferences.models import Card, HostLink
from marlerweg.conferences.photos import NoPicture
from marlerweg.conferences.views.public import language, secret_page
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.foundation.versions import Stale
from marlerweg.ui.forms.versioned import conflict_page

LARGE = "gross"
PLACES = {"up": -1, "down": 1}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, secret: str) -> HttpResponse:
    """The whole table on one page; the list of cards is also a part of its own for htmx and for the queue of the device."""
    link = opened(secret)
    may_write = policies.may_capture(link, link.table, at=clock.now())
    form = NewCardForm(request.POST or None, table=link.table)
    if request.method == "POST":
        require(may_write)
        if form.is_valid() and _write(request, link, form):
            return back(request, secret)
    cards = list(queries.cards_at(link.table))
    context = {
        "table": link.table,
        "edition": link.table.edition,
        "cards": [(card, EditCardForm.sent(card)) for card in cards if card.withdrawn_at is None],
        "struck": [card for card in cards if card.withdrawn_at is not None],
        "form": form,
        "may_write": may_write,
        "kinds": public_words.CARD_KINDS,
        "secret": secret,
        "store": offline.store_of(link),
        **size(request),
    }
    name = "conferences/table.html#cards" if request.headers.get("HX-Request") else "conferences/table.html"
    status = 422 if form.is_bound and form.errors else 200
    response = secret_page(render(request, name, context, status=status))
    return offline.marked(response, may_keep=bool(may_write))


@login_not_required
@require_safe
def worker(request: HttpRequest, secret: str) -> HttpResponse:
    """Served below the link it serves, because a worker looks after what lies below its own address and nothing else."""
    return secret_page(offline.worker_of(opened(secret)))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, secret: str, key: UUID) -> HttpResponse:
    """One card: changed words, what it belongs to, a photo of the flip chart."""
    link = opened(secret)
    row = card_of(link, key)
    may_write = policies.may_capture(link, link.table, at=clock.now())
    form = _edit_form(request, link, row)
    if request.method == "POST":
        require(may_write)
        try:
            is_saved = _edit(link, row, form)
        except Stale:  # in this very moment: the form looks again
            row, is_saved = card_of(link, key), False
            form = _edit_form(request, link, row)
            form.is_valid()
        if is_saved:
            messages.success(request, _("Gespeichert."))
            return back(request, secret, arrived=form.cleaned_data["client_id"])
        if form.conflict:
            return secret_page(conflict_page(request, form, title=str(link.table)))
    others = queries.cards_at(link.table).filter(withdrawn_at=None, joined_into=None).exclude(pk=row.pk)
    context = {
        "card": row,
        "table": link.table,
        "form": form,
        "photo_form": PhotoForm(),
        "may_write": may_write,
        "others": others,
        "secret": secret,
        "store": offline.store_of(link),
        **size(request),
    }
    status = 422 if form.is_bound and form.errors else 200
    return secret_page(render(request, "conferences/card.html", context, status=status))


@login_not_required
@require_POST
def card_deed(request: HttpRequest, secret: str, key: UUID) -> HttpResponse:
    """Up, down, strike out, bring back, join, split: the small buttons."""
    link = opened(secret)
    row, at, deed = card_of(link, key), clock.now(), request.POST.get("deed", "")
    try:
        if deed in PLACES:
            actions.shift_card(row, PLACES[deed], writer=link, at=at)
        elif deed == "withdraw":
            actions.withdraw_card(row, writer=link, at=at)
        elif deed == "restore":
            actions.restore_card(row, writer=link, at=at)
        elif deed == "join":
            actions.join_card(row, card_of(link, wanted(request)), writer=link, at=at)
        elif deed == "split":
            actions.split_card(row, writer=link, at=at)
        elif deed == "photo":
            _take_photo(request, link, row)
    except actions.CardHasItsNumber:
        messages.error(request, public_words.HAS_NUMBER)
    except (actions.GoesInACircle, actions.TooManyPhotos, NoPicture):
        messages.error(request, _("Das geht nicht."))
    else:
        messages.success(request, _("Gespeichert."))
    return back(request, secret)


@login_not_required
@require_POST
def hand_in(request: HttpRequest, secret: str) -> HttpResponse:
    link = opened(secret)
    actions.hand_in(link.table, writer=link, at=clock.now())
    messages.success(request, _("Danke! Jede Karte hat jetzt eine Nummer."))
    return back(request, secret)


def opened(secret: str) -> HostLink:
    link = queries.by_host_secret(secret, clock.now())
    if link is None:
        raise Refused(conceal())
    return link


def card_of(link: HostLink, key: UUID) -> Card:
    row = queries.card_at(link.table, key)
    if row is None:
        raise Refused(conceal())
    return row


def wanted(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("into", ""))
    except ValueError:
        raise Refused(conceal()) from None


def size(request: HttpRequest) -> dict[str, object]:
    """Large print is part of the address, so that it stays without cookies."""
    large = LARGE in request.GET
    return {"large": large, "suffix": f"?{LARGE}=1" if large else ""}


def back(request: HttpRequest, secret: str, *, arrived: UUID | None = None) -> HttpResponse:
    """A device that kept a change learns from the address which one has arrived."""
    told = f"#gesendet-{arrived}" if arrived else ""
    table = reverse("conferences:table", args=[secret])
    return secret_page(redirect(f"{table}{size(request)['suffix']}{told}"))


def _write(request: HttpRequest, link: HostLink, form: NewCardForm) -> bool:
    try:
        actions.write_card(
            link.table,
            form.said(language()),
            writer=link,
            at=clock.now(),
            client_id=form.cleaned_data["client_id"],
        )
    except actions.TableFull:
        form.add_error(None, _("Das geht nicht."))
        return False
    messages.success(request, _("Gespeichert."))
    return True


def _edit_form(request: HttpRequest, link: HostLink, row: Card) -> EditCardForm:
    initial = EditCardForm.of(row)
    return EditCardForm(request.POST or None, table=link.table, instance=row, initial=initial)


def _edit(link: HostLink, row: Card, form: EditCardForm) -> bool:
    """Sent twice with the same words, because the first answer was lost on the way, it is saved and no conflict."""
    if not form.is_valid():
        return form.conflict is not None and not form.errors and not form.conflict.differences
    said, version = form.said(row.language), form.cleaned_data["version"]
    try:
        actions.edit_card(row, said, expected=version, writer=link, at=clock.now())
    except actions.CardHasItsNumber:
        form.add_error(None, public_words.HAS_NUMBER)
        return False
    return True


def _take_photo(request: HttpRequest, link: HostLink, row: Card) -> None:
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid() or not (file := form.cleaned_data["photo"]):
        raise NoPicture
    actions.add_photo(row, file.read(), form.cleaned_data["description"], writer=link, at=clock.now())
