"""Who may do what around a conference; the only place of this room that knows roles."""

from datetime import datetime

from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.conferences.models import Edition, HostLink, Table
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


def may_capture(writer: HostLink | User, table: Table, *, at: datetime) -> Decision:
    """The link of this table while the tables work and it is not handed in; the office all day, also afterwards from paper."""
    if isinstance(writer, User):
        return may_organise_now(writer, table.edition, Right.JOIN_CARDS)
    if writer.table_id != table.pk or not writer.opens_at(at):
        return conceal()
    return is_time_for(table.edition, Right.CAPTURE) and is_still_out(table)


def is_still_out(table: Table) -> Decision:
    if table.handed_in_at is None:
        return allow()
    return refuse(
        _("Dieser Tisch ist abgegeben. Danke! Fehlt noch etwas, kann die Koordination ihn wieder öffnen.")
    )


def may_join_cards(viewer: Viewer, edition: Edition) -> Decision:
    return may_organise_now(viewer, edition, Right.JOIN_CARDS)


def may_open_need(viewer: Viewer) -> Decision:
    """What becomes of a card is the coordination's to say."""
    return may_move_edition(viewer)


def may_see_documentation(viewer: Viewer, edition: Edition) -> Decision:
    """Public once the coordination has set the edition to documented; before that only for those who prepare it."""
    if edition.state == Edition.State.DOCUMENTED or is_steward(viewer):
        return allow()
    return conceal()
