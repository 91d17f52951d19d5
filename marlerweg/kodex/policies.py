"""Who may see and change the Kodex; the only place of this room that knows roles."""

from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.foundation.decisions import Decision, allow, conceal, refuse
from marlerweg.kodex.models import Version
from marlerweg.network.policies import Viewer, is_partner, is_steward


def may_see_version(viewer: Viewer, version: Version) -> Decision:
    """Published versions are public, drafts are for those who write them."""
    return allow() if not version.is_draft or is_steward(viewer) else conceal()


def may_see_serving(viewer: Viewer) -> Decision:
    """Which measures serve which value: for those who take part; the public reads it at the measures themselves."""
    return allow() if is_partner(viewer) else conceal()


def may_draft(viewer: Viewer) -> Decision:
    if is_steward(viewer):
        return allow()
    return refuse(_("Das macht die Koordination.")) if is_partner(viewer) else conceal()


def may_edit_version(viewer: Viewer, version: Version) -> Decision:
    if not (drafting := may_draft(viewer)):
        return drafting
    if not version.is_draft:
        return refuse(_("Eine veröffentlichte Fassung ändert sich nicht. Bitte legen Sie eine neue an."))
    return allow()


def may_make_current(viewer: Viewer) -> Decision:
    """Putting another version in use is the coordination's alone."""
    if isinstance(viewer, User) and viewer.has_role(Role.COORDINATION):
        return allow()
    return refuse(_("Das macht die Koordination.")) if is_partner(viewer) else conceal()
