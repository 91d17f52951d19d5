"""Who may do what around a conference; the only place of this room that knows roles."""

from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.conferences.models import Edition
from marlerweg.conferences.rules.phases import PUBLIC, Right, rights
from marlerweg.foundation.decisions import Decision, allow, conceal, refuse
from marlerweg.network.policies import Viewer, is_partner, is_steward


def may_see_edition(viewer: Viewer, edition: Edition) -> Decision:
    """Announced editions are public, drafts are for those who prepare them."""
    return allow() if edition.state in PUBLIC or is_steward(viewer) else conceal()


def may_organise(viewer: Viewer) -> Decision:
    """Coordination and assistance prepare the day, take registrations in and open the door."""
    if is_steward(viewer):
        return allow()
    return refuse(_("Das macht die Koordination.")) if is_partner(viewer) else conceal()


def may_move_edition(viewer: Viewer) -> Decision:
    """Opening, closing, calling off: the coordination's alone."""
    if isinstance(viewer, User) and viewer.has_role(Role.COORDINATION):
        return allow()
    return refuse(_("Das macht die Koordination.")) if is_partner(viewer) else conceal()


def is_time_for(edition: Edition, right: Right) -> Decision:
    """Whether this is the hour for a deed, whoever does it."""
    if right in rights(edition.state, edition.phase):
        return allow()
    return refuse(_("Das geht in diesem Abschnitt der Tagung nicht."))


def may_organise_now(viewer: Viewer, edition: Edition, right: Right) -> Decision:
    return may_organise(viewer) and is_time_for(edition, right)
