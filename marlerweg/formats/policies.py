"""Who may see and change bodies; the only place of this room that knows roles."""

from django.utils.translation import gettext as _

from marlerweg.formats.models import Body
from marlerweg.foundation.decisions import Decision, allow, conceal, refuse
from marlerweg.network.policies import Viewer, is_partner, is_steward, own_organisations


def may_see_body(viewer: Viewer, body: Body) -> Decision:
    """That a body exists and what it is for is public; an ended one is history for those who take part."""
    return allow() if body.state != Body.State.ENDED or is_partner(viewer) else conceal()


def may_see_inside(viewer: Viewer) -> Decision:
    """Seats, open questions, overlap: for those who take part."""
    return allow() if is_partner(viewer) else conceal()


def may_add_body(viewer: Viewer) -> Decision:
    return _for_stewards(viewer)


def may_edit_body(viewer: Viewer, body: Body) -> Decision:
    """The coordination, and whoever speaks for the organisation in charge."""
    if is_steward(viewer) or body.owner_id in own_organisations(viewer):
        return allow()
    if is_partner(viewer):
        return refuse(_("Ändern können das die federführende Organisation und die Koordination."))
    return conceal()


def may_end_body(viewer: Viewer) -> Decision:
    return _for_stewards(viewer)


def may_export(viewer: Viewer) -> Decision:
    """Organisations and functions, no contact details: whoever takes part."""
    return may_see_inside(viewer)


def _for_stewards(viewer: Viewer) -> Decision:
    if is_steward(viewer):
        return allow()
    return refuse(_("Das macht die Koordination.")) if is_partner(viewer) else conceal()
