"""My organisation's offers: the list with what is due, one page per offer, its steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers import actions, handing_up, policies, wording
from marlerweg.offers.forms.sections import CapacityForm
from marlerweg.offers.forms.steps import NewOfferForm, PauseForm
from marlerweg.offers.models import Confirmation, Offer
from marlerweg.offers.queries import contents, tending
from marlerweg.offers.rules.publication import missing_for_publication, worth_adding
from marlerweg.offers.rules.states import Event, NotPossible, events
from marlerweg.offers.saying import Names, proposed
from marlerweg.offers.views.sections import SECTIONS, facts_of
from marlerweg.offers.views.tabs import tabs
from marlerweg.ui import undoing
from marlerweg.ui.forms.once import done_before, once
from marlerweg.ui.lists import Action, Choice, Column, Empty, Export, Flag, ListPage
from marlerweg.ui.owners import owner_of

BADGES = {"published": "success", "paused": "info", "submitted": "warning", "withdrawn": "danger"}


def due_said(offer: Offer) -> str:
    """What waits at an offer, in a few words."""
    due = tending.due_of(offer, clock.today())
    words = [
        (due.review, _("bitte bestätigen")),
        (due.proposal, _("Änderung wartet")),
        (bool(due.mistakes), _("Fehlermeldung")),
        (bool(due.outdated), _("Übersetzung veraltet")),
    ]
    return ", ".join(word for is_so, word in words if is_so)


OFFERS = ListPage(
    name="angebote",
    title=gettext_lazy("Unsere Angebote"),
    intro=gettext_lazy("Alles, was Ihre Organisation anbietet, und was daran zu tun ist."),
    template="offers/tending/own.html",
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Angebot"),
            value=str,
            order="slug",
            link=lambda row: reverse("offers:own", args=[row.pk]),
        ),
        Column(
            key="organisation",
            label=gettext_lazy("Organisation"),
            value="organisation.name",
            order="organisation__name",
        ),
        Column(
            key="state",
            label=gettext_lazy("Stand"),
            value="get_state_display",
            order="state",
            kind="badge",
            badge=lambda row: BADGES.get(row.state, "info"),
        ),
        Column(key="due", label=gettext_lazy("zu tun"), value=due_said),
        Column(
            key="confirmed",
            label=gettext_lazy("zuletzt bestätigt"),
            value="confirmed_at",
            kind="date",
            order="confirmed_at",
        ),
        Column(
            key="review",
            label=gettext_lazy("nächste Prüfung"),
            value="review_due",
            kind="date",
            order="review_due",
        ),
    ],
    filters=[
        Choice(key="stand", label=gettext_lazy("Stand"), choices=Offer.State.choices, lookup="state"),
        Flag(
            key="faellig",
            label=gettext_lazy("nur wo etwas zu tun ist"),
            narrow=lambda rows, viewer: tending.something_due(rows, clock.today()),
        ),
    ],
    search=["texts__title", "organisation__name"],
    order="title",
    empty=Empty(
        gettext_lazy("Noch keine Angebote."), gettext_lazy("Legen Sie das erste an, es dauert fünf Minuten.")
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
def tend(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_enter_own_offers(viewer))
    can_export = bool(policies.may_take_in(viewer))
    if request.method == "POST":
        require(policies.may_take_in(viewer))
    return OFFERS.respond(
        request,
        tending.with_due(contents.own_offers(viewer)),
        viewer=viewer,
        on_export=_note_export if can_export else None,
        actions=[Action(_("Angebot anlegen"), reverse("offers:add"))],
        context={"tabs": tabs(request)},
    )


def _note_export(viewer: Any, export: Export) -> None:
    actions.note_export(viewer, export.format, export.rows, sorted(export.wishes))


def found(request: HttpRequest, key: UUID) -> Offer:
    """The offer for those who tend it; for others there is nothing."""
    offer = tending.with_due(contents.own_offers(person(request))).filter(pk=key).first()
    if offer is None:
        raise Http404
    return offer


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A title and a sentence make a draft; everything else follows in small pages."""
    by = person(request)
    require(policies.may_enter_own_offers(by))
    form = NewOfferForm(request.POST or None, viewer=by)
    is_good = form.is_valid()
    if form.unconfirmed and (address := done_before(form, owner=owner_of(request))):
        return redirect(address)
    if is_good:
        address = once(form, owner=owner_of(request), at=clock.now(), deed=lambda: _added(form, by))
        return redirect(address)
    context = {
        "form": form,
        "title": _("Angebot anlegen"),
        "back": reverse("offers:tend"),
        "tabs": tabs(request),
        "alike": form.alike,
    }
    return render(request, "offers/tending/add.html", context, status=422 if form.is_bound else 200)


@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """While somebody types: what the organisation has already under such a name."""
    by = person(request)
    require(policies.may_enter_own_offers(by))
    form = NewOfferForm({**request.GET.dict(), "summary": "-"}, viewer=by)
    form.is_valid()
    return render(request, "offers/tending/alike.html", {"alike": form.alike})


def _added(form: NewOfferForm, by: User) -> str:
    offer = actions.create(form.cleaned_data["organisation"], form.content(), by=by, at=clock.now())
    return reverse("offers:own", args=[offer.pk])


@require_safe
def own(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything about one offer at a glance, and what can be done with it."""
    offer, viewer = found(request, key), person(request)
    content, names = contents.shown_content(offer), Names()
    waiting = offer.proposals.filter(state="open").select_related("by").first()
    possible = [
        event
        for event in events(offer.state, was_public=offer.published_at is not None)
        if policies.may_move(viewer, offer, event)
    ]
    if Event.PUBLISH in possible and Event.SUBMIT in possible:
        possible.remove(Event.SUBMIT)
    context = {
        "offer": offer,
        "tabs": tabs(request),
        "sections": [(name, each.title, facts_of(name, content, names)) for name, each in SECTIONS.items()],
        "missing": [wording.GAPS[gap] for gap in missing_for_publication(content)]
        if not offer.is_public
        else [],
        "worth": [wording.GAPS[gap] for gap in worth_adding(content)],
        "due": tending.due_of(offer, clock.today()),
        "waiting": waiting,
        "differences": proposed(content, waiting.fields, names) if waiting else [],
        "possible": {event.value for event in possible},
        "may_edit": policies.may_edit_offer(viewer, offer),
        "texts": [(text, text.language) for text in offer.texts.all()],
        "capacity": CapacityForm(
            initial={
                "capacity": offer.capacity,
                "free": offer.places_free,
                "total": offer.places_total,
                "weeks": offer.waiting_weeks,
            }
        ),
        "pause": PauseForm(),
        "badge": BADGES.get(offer.state, "info"),
        "measure": handing_up.measure_address(viewer, offer.founded_by),
    }
    return render(request, "offers/tending/offer.html", context)


@require_POST
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    offer = found(request, key)
    actions.confirm(offer, via=Confirmation.Via.ACCOUNT, by=person(request), at=clock.now())
    messages.success(request, _("Danke! Bestätigt, dass alles stimmt."))
    return redirect("offers:own", key)


@require_POST
def capacity(request: HttpRequest, key: UUID) -> HttpResponse:
    offer, form = found(request, key), CapacityForm(request.POST)
    if not form.is_valid():
        for error in form.errors.values():
            messages.error(request, " ".join(map(str, error)))
        return redirect("offers:own", key)
    said = form.cleaned_data
    before = actions.set_capacity(
        offer,
        said["capacity"],
        free=said["free"],
        total=said["total"],
        weeks=said["weeks"],
        by=person(request),
        at=clock.now(),
    )
    offer_undo(request, _("Die freien Plätze sind gemeldet."), offer, before)
    return redirect("offers:own", key)


def offer_undo(request: HttpRequest, sentence: str, offer: Offer, revision: int) -> None:
    """The button that takes the last change back."""
    version = Offer.objects.values_list("version", flat=True).get(pk=offer.pk)
    undoing.offer(request, sentence, "offers.edit", offer=str(offer.pk), revision=revision, version=version)


def _pause(request: HttpRequest, offer: Offer, by: User) -> None:
    form = PauseForm(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else None
    actions.pause(offer, until=until, by=by, at=clock.now())


def _return(request: HttpRequest, offer: Offer, by: User) -> None:
    because = request.POST.get("because", "").strip()[:2000]
    actions.return_to_draft(offer, because=because or _("Bitte noch einmal ansehen."), by=by, at=clock.now())


STEPS: dict[str, tuple[Callable[[HttpRequest, Offer, User], Any], Any]] = {
    "submit": (lambda request, offer, by: actions.submit(offer, by=by, at=clock.now()), gettext_lazy("Danke! Die Koordination sieht es sich an und meldet sich.")),
    "publish": (lambda request, offer, by: actions.publish(offer, by=by, at=clock.now()), gettext_lazy("Veröffentlicht.")),
    "return": (_return, gettext_lazy("Zurückgegeben. Die Organisation bekommt Ihre Zeilen.")),
    "pause": (_pause, gettext_lazy("Das Angebot macht Pause und bleibt zu sehen.")),
    "resume": (lambda request, offer, by: actions.resume(offer, by=by, at=clock.now()), gettext_lazy("Es geht weiter.")),
    "end": (lambda request, offer, by: actions.end(offer, by=by, at=clock.now()), gettext_lazy("Beendet. Die Seite sagt jetzt, dass es das Angebot nicht mehr gibt.")),
    "withdraw": (lambda request, offer, by: actions.withdraw(offer, by=by, at=clock.now()), gettext_lazy("Zurückgezogen.")),
    "bring_back": (lambda request, offer, by: actions.bring_back(offer, by=by, at=clock.now()), gettext_lazy("Wieder veröffentlicht.")),
    "reopen": (lambda request, offer, by: actions.reopen(offer, by=by, at=clock.now()), gettext_lazy("Wieder ein Entwurf.")),
}  # fmt: skip


@require_POST
def step(request: HttpRequest, key: UUID, event: str) -> HttpResponse:
    """One step of the machine; what is missing is said on the offer's page."""
    if event not in STEPS:
        raise Http404
    deed, sentence = STEPS[event]
    offer, by = found(request, key), person(request)
    try:
        deed(request, offer, by)
    except actions.NotReady as missing:
        gaps = ", ".join(str(wording.GAPS[gap]) for gap in missing.gaps)
        messages.error(request, _("Es fehlt noch: %(gaps)s.") % {"gaps": gaps})
    except NotPossible:
        messages.error(request, _("Inzwischen ist der Stand ein anderer. Bitte sehen Sie noch einmal hin."))
    else:
        messages.success(request, sentence)
    if request.POST.get("weiter") == "freigaben":
        return redirect("offers:approvals")
    return redirect("offers:own", key)


@require_POST
def copy(request: HttpRequest, key: UUID) -> HttpResponse:
    again = actions.copy(found(request, key), by=person(request), at=clock.now())
    messages.success(request, _("Kopie angelegt. Sie ist ein Entwurf."))
    return redirect("offers:own", again.pk)
