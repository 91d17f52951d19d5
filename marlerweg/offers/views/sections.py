"""The form of an offer, page by page; small changes are live at once, risky ones wait."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.foundation.versions import Stale
from marlerweg.foundation.words import Text
from marlerweg.offers import actions, policies, wording
from marlerweg.offers.actions import Edited
from marlerweg.offers.forms.audience import AudienceForm
from marlerweg.offers.forms.contact import ContactForm
from marlerweg.offers.forms.sections import (
    ContentForm,
    CostForm,
    LanguagesForm,
    PartnersForm,
    WhatForm,
)
from marlerweg.offers.forms.times import TimesForm
from marlerweg.offers.forms.where import PlaceForm, WhereForm
from marlerweg.offers.models import Place
from marlerweg.offers.queries import contents
from marlerweg.offers.rules.content import Content
from marlerweg.offers.saying import Names, said
from marlerweg.offers.views.tabs import tabs
from marlerweg.ui import undoing
from marlerweg.ui.drafts import Drafting
from marlerweg.ui.forms import many
from marlerweg.ui.forms.versioned import conflict_page
from marlerweg.ui.parts import Crumb, Fact, Step


@dataclass(frozen=True)
class Page:
    """One page of the form; `shows` are the fields that the offer's page tells of it, `reads` the lists its form needs."""

    title: Text
    form: type[ContentForm]
    shows: tuple[str, ...]
    reads: tuple[str, ...] = ("texts",)


# The place comes before the times: each time may be bound to one of the places.
SECTIONS: dict[str, Page] = {
    "was": Page(
        gettext_lazy("Was"),
        WhatForm,
        ("texts.de.title", "texts.de.summary", "texts.de.body", "themes", "terms"),
        reads=("texts", "themes", "terms"),
    ),
    "fuer-wen": Page(
        gettext_lazy("Für wen"),
        AudienceForm,
        ("texts.de.for_whom", "conditions"),
        reads=("texts", "conditions"),
    ),
    "wo": Page(
        gettext_lazy("Wo"),
        WhereForm,
        ("delivery", "venues", "texts.de.access_note", "districts", "whole_town"),
        reads=("texts", "venues", "slots", "changes", "districts"),
    ),
    "wann": Page(
        gettext_lazy("Wann"),
        TimesForm,
        ("slots", "changes", "by_appointment"),
        reads=("texts", "slots", "changes", "venues"),
    ),
    "kontakt": Page(
        gettext_lazy("Kontakt und Anmeldung"),
        ContactForm,
        ("ways_in", "contacts", "registration_address", "registration_until", "texts.de.registration_note"),
        reads=("texts", "contacts"),
    ),
    "sprachen": Page(gettext_lazy("Sprachen"), LanguagesForm, ("spoken", "interpreter", "child_care")),
    "kosten": Page(
        gettext_lazy("Kosten und Dauer"),
        CostForm,
        ("cost", "amount", "texts.de.cost_note", "runs_from", "runs_until"),
    ),
    "partner": Page(gettext_lazy("Gemeinsam mit"), PartnersForm, ("partners",), reads=("texts", "partners")),
}


def facts_of(name: str, content: Content, names: Names) -> list[Fact]:
    """What a page holds, in words; empty fields are left out."""
    shown = [(field, said(field, content, names)) for field in SECTIONS[name].shows]
    return [Fact(wording.field_said(field), words) for field, words in shown if words]


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    by = person(request)
    page = SECTIONS.get(name)
    if page is None:
        raise Http404
    offer = contents.with_content(contents.own_offers(by), only=page.reads).filter(pk=key).first()
    if offer is None:
        raise Http404
    require(policies.may_edit_offer(by, offer))
    drafting = Drafting(request, f"offers.{name}", offer.pk)
    content = contents.content_of(offer, only=page.reads)
    form = many.form_of(
        partial(page.form, content=content, viewer=by, offer=offer),
        page.form.base_fields,
        request.POST,
    )
    drafting.lay_into(form)
    if form.is_bound and form.is_valid():
        try:
            done = actions.edit(
                offer, form.plain(), by=by, at=clock.now(), expected_version=form.cleaned_data["version"]
            )
        except Stale:
            offer = contents.with_content(contents.own_offers(by), only=page.reads).get(pk=key)
            form = page.form(
                request.POST, content=contents.content_of(offer, only=page.reads), viewer=by, offer=offer
            )
            form.is_valid()
        else:
            drafting.forget()
            tell(request, done)
            return redirect(_next(request, key, name))
    if form.conflict:
        return conflict_page(request, form, title=str(offer))
    context = {
        "form": form,
        "offer": offer,
        "title": page.title,
        "steps": _steps(key, name),
        "drafting": drafting,
        "crumbs": [
            Crumb(_("Angebote"), reverse("offers:tend")),
            Crumb(str(offer), reverse("offers:own", args=[key])),
            Crumb(page.title),
        ],
        "has_next": _following(name) is not None,
        "houses": _houses(form, by) if isinstance(form, WhereForm) else [],
    }
    return render(request, "offers/tending/section.html", context, status=422 if form.is_bound else 200)


def tell(request: HttpRequest, done: Edited) -> None:
    """What is live, what waits and why, and the way back."""
    if done.applied:
        undoing.offer(
            request,
            _("Gespeichert und gleich zu sehen.") if done.offer.is_public else _("Gespeichert."),
            "offers.edit",
            offer=str(done.offer.pk),
            revision=done.revision_before,
            version=done.offer.version,
        )
    elif not done.waiting:
        messages.info(request, _("Es hat sich nichts geändert."))
    if done.waiting and done.proposal:
        fields = ", ".join(wording.field_said(name) for name in done.waiting)
        reasons = " ".join(str(wording.RISKS[reason]) for reason in done.proposal.reasons)
        messages.warning(
            request,
            _("Die Koordination sieht sich das vorher an: %(fields)s. %(reasons)s")
            % {"fields": fields, "reasons": reasons},
        )


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, key: UUID) -> HttpResponse:
    """The facts of a house; they count for every offer in it."""
    by = person(request)
    row = Place.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    require(policies.may_edit_place(by, row.organisation_id))
    back = _where_from(request, row)
    form = PlaceForm(request.POST or None, place=row)
    if request.method == "POST" and form.is_valid():
        actions.edit_place(row, form.cleaned_data, by=by, at=clock.now(), expected_version=row.version)
        messages.success(request, _("Gespeichert."))
        return redirect(back)
    context = {"form": form, "title": str(row), "back": back, "tabs": tabs(request)}
    return render(request, "offers/tending/form.html", context, status=422 if form.errors else 200)


def _where_from(request: HttpRequest, row: Place) -> str:
    """Back to the offer there from which somebody came, if it is one of theirs."""
    said = request.GET.get("angebot", "")
    own = contents.own_offers(person(request)).filter(venues__place=row).values_list("pk", flat=True)
    came_from = next((key for key in own if str(key) == said), None)
    return reverse("offers:section", args=[came_from, "wo"]) if came_from else reverse("offers:tend")


def _houses(form: WhereForm, by: User) -> list[Place]:
    """The places of the offer whose facts this person may change."""
    rows = [form.known[each.place.id] for each in form.content.venues]
    return [row for row in rows if policies.may_edit_place(by, row.organisation_id)]


def _following(name: str) -> str | None:
    names = list(SECTIONS)
    number = names.index(name) + 1
    return names[number] if number < len(names) else None


def _next(request: HttpRequest, key: UUID, name: str) -> str:
    following = _following(name)
    if request.POST.get("weiter") and following:
        return reverse("offers:section", args=[key, following])
    return reverse("offers:own", args=[key])


def _steps(key: UUID, current: str) -> list[Step]:
    names = list(SECTIONS)
    here = names.index(current)
    return [
        Step(
            label=page.title,
            passing="current" if number == here else "done" if number < here else "ahead",
            href=reverse("offers:section", args=[key, name]),
        )
        for number, (name, page) in enumerate(SECTIONS.items())
    ]
