"""Inviting from the network's register: choose a circle, look who is in it, send; every state stays visible."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import actions, policies, queries
from marlerweg.conferences.forms.preparing import CircleForm
from marlerweg.conferences.models import Invitation
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.views.public import found
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.ui.lists import Choice, Column, Empty, ListPage

INVITATIONS = ListPage(
    name="einladungen",
    title=gettext_lazy("Einladungen"),
    template="conferences/invitations.html",
    columns=[
        Column(key="mail", label=gettext_lazy("E-Mail"), order="mail"),
        Column(key="person", label=gettext_lazy("Person"), value=lambda row: str(row.person or "")),
        Column(
            key="organisation",
            label=gettext_lazy("Organisation"),
            value=lambda row: str(row.organisation or ""),
        ),
        Column(
            key="reasons", label=gettext_lazy("eingeladen wegen"), value=lambda row: ", ".join(row.reasons)
        ),
        Column(
            key="state",
            label=gettext_lazy("Stand"),
            value="get_state_display",
            kind="badge",
            badge=lambda row: "info",
            order="state",
        ),
        Column(
            key="sent", label=gettext_lazy("verschickt am"), value="sent_at", kind="date", order="sent_at"
        ),
        Column(key="reminded", label=gettext_lazy("erinnert am"), value="reminded_at", kind="date"),
        Column(
            key="off",
            label=gettext_lazy("vor dem Versand"),
            value=lambda row: _("Von der Liste nehmen") if row.state == Invitation.State.PREPARED else "",
            link=lambda row: reverse("conferences:take_off_invitation", args=[row.pk]),
        ),
    ],
    filters=[
        Choice(key="stand", label=gettext_lazy("Stand"), choices=Invitation.State.choices, lookup="state")
    ],
    search=["mail", "person__family_name", "organisation__name"],
    order="mail",
    empty=Empty(
        gettext_lazy("Noch ist niemand vorgemerkt."),
        gettext_lazy("Wählen Sie oben Themen, Gremien oder Stadtteile."),
    ),
)


@require_safe
def invitations(request: HttpRequest, code: str) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    row = found(request, code)
    rows = queries.invitations(by, row)
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "form": CircleForm(),
        "noted": rows.filter(state=Invitation.State.PREPARED).count(),
        "is_time": bool(policies.is_time_for(row, Right.INVITE)),
    }
    return INVITATIONS.respond(request, rows, viewer=by, context=context)


@require_POST
def note(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    form = CircleForm(request.POST)
    if form.is_valid() and not form.circle.is_empty:
        new = actions.note_circle(row, form.circle, by=by, at=clock.now())
        words = ngettext(
            "%(count)s Adresse ist neu vorgemerkt.", "%(count)s Adressen sind neu vorgemerkt.", new
        )
        messages.success(request, words % {"count": new})
    else:
        messages.error(request, _("Bitte wählen Sie mindestens ein Thema, ein Gremium oder einen Stadtteil."))
    return redirect(reverse("conferences:invitations", args=[row.code]))


@require_http_methods(["GET", "HEAD", "POST"])
def take_off(request: HttpRequest, key: UUID) -> HttpResponse:
    """One address off the list before anything was sent; asked once, because the circle would note it again."""
    by = person(request)
    require(policies.may_organise(by))
    invitation = queries.invitation(by, key)
    if invitation is None:
        raise Refused(conceal())
    row = invitation.edition
    if request.method == "POST":
        actions.take_off(invitation, by=by)
        messages.success(request, _("Von der Liste genommen."))
        return redirect("conferences:invitations", code=row.code)
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "invitation": invitation,
        "is_noted": invitation.state == Invitation.State.PREPARED,
    }
    return render(request, "conferences/take_off.html", context)


@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    by, row = person(request), found(request, code)
    require(policies.may_organise(by))
    sent = actions.send_invitations(row, by=by, at=clock.now())
    words = ngettext("%(count)s Einladung geht hinaus.", "%(count)s Einladungen gehen hinaus.", sent)
    messages.success(request, words % {"count": sent})
    return redirect(reverse("conferences:invitations", args=[row.code]))
