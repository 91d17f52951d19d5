"""How the lists of people and invitations look."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts import queries
from marlerweg.accounts.models import Assignment, Invitation
from marlerweg.accounts.rules import InvitationState
from marlerweg.foundation import clock
from marlerweg.ui.lists import Choice, Column, Empty, ListPage

STATES = {
    InvitationState.OPEN: _("offen"),
    InvitationState.ACCEPTED: _("angenommen"),
    InvitationState.WITHDRAWN: _("zurückgezogen"),
    InvitationState.EXPIRED: _("abgelaufen"),
}


def roles_of(user: Any) -> str:
    """The roles of today, as `queries.people` fetched them, with who stands in."""
    named = [
        f"{held} ({_('Vertretung')}: {held.deputy})" if held.deputy else str(held) for held in user.held_today
    ]
    return ", ".join(named)


def state_of(invitation: Invitation) -> str:
    return str(STATES[invitation.state(clock.now())])


PEOPLE = ListPage(
    name="personen",
    title=_("Personen mit Konto"),
    columns=[
        Column(
            key="name",
            label=_("Name"),
            order="name",
            link=lambda user: reverse("accounts:person", args=[user.pk]),
        ),
        Column(key="email", label=_("E-Mail-Adresse"), order="email"),
        Column(key="roles", label=_("Rollen"), value=roles_of),
        Column(
            key="is_active",
            label=_("Konto"),
            value=lambda user: _("offen") if user.is_active else _("gesperrt"),
            kind="badge",
            badge=lambda user: "success" if user.is_active else "warning",
        ),
        Column(key="joined_at", label=_("Dabei seit"), kind="date", order="joined_at"),
    ],
    filters=[
        Choice(
            "rolle",
            _("Rolle"),
            Assignment.ROLES,
            lambda found, roles: queries.holding(found, roles, clock.today()),
        ),
    ],
    search=["name", "email"],
    order="name",
    empty=Empty(_("Noch hat niemand ein Konto.")),
)

INVITATIONS = ListPage(
    name="einladungen",
    title=_("Einladungen"),
    columns=[
        Column(
            key="name",
            label=_("Name"),
            order="name",
            link=lambda each: reverse("accounts:invitation", args=[each.pk]),
        ),
        Column(key="email", label=_("E-Mail-Adresse"), order="email"),
        Column(key="role", label=_("Rolle"), value=str, order="role"),
        Column(key="invited_at", label=_("Eingeladen am"), kind="date", order="invited_at"),
        Column(key="invited_by", label=_("von"), value="invited_by__name"),
        Column(key="state", label=_("Stand"), value=state_of),
        Column(key="expires_at", label=_("gültig bis"), kind="date", order="expires_at"),
    ],
    filters=[Choice("rolle", _("Rolle"), Assignment.ROLES, "role")],
    search=["name", "email"],
    order="-invited_at",
    empty=Empty(_("Noch keine Einladung."), _("Laden Sie die erste Person ein.")),
)
