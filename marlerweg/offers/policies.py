"""Who may do what with offers; the only place of this room that knows roles."""

from typing import Any

from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.foundation.decisions import Decision, allow, conceal, refuse
from marlerweg.network.models import Organisation
from marlerweg.network.policies import PARTNERS, Viewer, is_partner, is_steward, own_organisations
from marlerweg.offers.models import Offer
from marlerweg.offers.rules import states

PLANNERS = (Role.COORDINATION, Role.ASSISTANCE, Role.STEERING)

__all__ = ["PARTNERS", "Viewer", "is_partner", "is_steward", "own_organisations"]


def runs(viewer: Viewer, offer: Offer) -> bool:
    """Whether this viewer speaks for the organisation that makes the offer."""
    return offer.organisation_id in own_organisations(viewer)


def may_see_offer(viewer: Viewer, offer: Offer) -> Decision:
    """The public sees what is published; everything else only those who run it and the coordination."""
    if is_steward(viewer) or runs(viewer, offer):
        return allow()
    return allow() if offer.is_public and not offer.organisation.is_archived else conceal()


def may_enter_own_offers(viewer: Viewer) -> Decision:
    return allow() if is_steward(viewer) or own_organisations(viewer) else conceal()


def may_add_offer(viewer: Viewer, organisation: Organisation) -> Decision:
    if not (is_steward(viewer) or organisation.pk in own_organisations(viewer)):
        return _only_own() if is_partner(viewer) else conceal()
    return _is_archived() if organisation.is_archived else allow()


def may_edit_offer(viewer: Viewer, offer: Offer) -> Decision:
    """Words, times and everything else of an offer that is not over."""
    if not (rights := _runs_or_stewards(viewer, offer)):
        return rights
    if offer.organisation.is_archived:
        return _is_archived()
    if offer.state not in states.EDITABLE:
        return refuse(_("Was beendet oder zurückgezogen ist, muss erst wieder aufgenommen werden."))
    return allow()


def may_move(viewer: Viewer, offer: Offer, event: str) -> Decision:
    """Whether the machine of states allows the step is its own question."""
    if not (rights := _runs_or_stewards(viewer, offer)):
        return rights
    if is_steward(viewer):
        return allow()
    if event in {states.Event.PUBLISH, states.Event.RETURN}:
        return _only_coordination()
    if event == states.Event.WITHDRAW and offer.state not in {states.State.DRAFT, states.State.SUBMITTED}:
        return _only_coordination()
    return allow()


def may_confirm(viewer: Viewer, offer: Offer) -> Decision:
    return _runs_or_stewards(viewer, offer)


def may_see_history(viewer: Viewer, offer: Offer) -> Decision:
    return _runs_or_stewards(viewer, offer)


def may_propose(viewer: Viewer, offer: Offer) -> Decision:
    return may_edit_offer(viewer, offer)


def may_move_organisation(viewer: Viewer) -> Decision:
    """An offer goes to another organisation only through the coordination."""
    return _for_stewards(viewer)


def may_approve(viewer: Viewer) -> Decision:
    """First publications, risky changes, mistakes that readers report."""
    return _for_stewards(viewer)


def may_tidy(viewer: Viewer) -> Decision:
    """Duplicates and merging."""
    return _for_stewards(viewer)


def may_take_in(viewer: Viewer) -> Decision:
    """Whole lists, and texts of translators."""
    return _for_stewards(viewer)


def may_ask_around(viewer: Viewer) -> Decision:
    """The list for the telephone."""
    return _for_stewards(viewer)


def may_edit_place(viewer: Viewer, organisation_id: Any) -> Decision:
    """A house that several use belongs to one of them; without owner the coordination keeps it."""
    if is_steward(viewer) or (organisation_id and organisation_id in own_organisations(viewer)):
        return allow()
    return _only_coordination() if is_partner(viewer) else conceal()


def may_add_place(viewer: Viewer) -> Decision:
    return may_enter_own_offers(viewer)


def may_see_gaps(viewer: Viewer) -> Decision:
    return allow() if isinstance(viewer, User) and viewer.has_role(*PLANNERS) else conceal()


def may_hand_up_gaps(viewer: Viewer) -> Decision:
    if is_steward(viewer):
        return allow()
    return _only_coordination() if may_see_gaps(viewer) else conceal()


def _runs_or_stewards(viewer: Viewer, offer: Offer) -> Decision:
    if is_steward(viewer) or runs(viewer, offer):
        return allow()
    if may_see_offer(viewer, offer) and is_partner(viewer):
        return _only_own()
    return conceal()


def _for_stewards(viewer: Viewer) -> Decision:
    if is_steward(viewer):
        return allow()
    return _only_coordination() if is_partner(viewer) else conceal()


def _only_coordination() -> Decision:
    return refuse(_("Das macht die Koordination."))


def _only_own() -> Decision:
    return refuse(
        _("Das machen die Mitglieder der Organisation, die das Angebot trägt, und die Koordination.")
    )


def _is_archived() -> Decision:
    return refuse(_("Die Organisation ist archiviert. Die Koordination kann sie zurückholen."))
