"""Who may see and change what in the network; the only place of this room that knows roles."""

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.foundation.decisions import Decision, allow, conceal, refuse
from marlerweg.network.models import Engagement, Organisation, Person, Visibility

Viewer = User | AnonymousUser | None

STEWARDS = (Role.COORDINATION, Role.ASSISTANCE)
# Who works with others in the town; technical and controlling roles need no contact details.
PARTNERS = (
    Role.MEMBER,
    *STEWARDS,
    Role.STEERING,
    Role.COUNCIL,
    Role.CASE_MANAGER,
    Role.CASE_LEAD,
    Role.RESIDENCE_OFFICE,
    Role.UPPER_LEVEL,
)


def is_partner(viewer: Viewer) -> bool:
    return isinstance(viewer, User) and viewer.has_role(*PARTNERS)


def is_steward(viewer: Viewer) -> bool:
    return isinstance(viewer, User) and viewer.has_role(*STEWARDS)


def own_organisations(viewer: Viewer) -> frozenset[UUID]:
    """Organisations this viewer speaks for today."""
    if not isinstance(viewer, User):
        return frozenset()
    return frozenset(scope for scope in viewer.scopes(Role.MEMBER) if scope is not None)


def visible_levels(viewer: Viewer, *, own: bool = False) -> AbstractSet[str]:
    """Which details a viewer sees; `own` are those of an organisation the viewer speaks for."""
    if own or is_steward(viewer):
        return {*Visibility.values}
    if is_partner(viewer):
        return {Visibility.PUBLIC, Visibility.PARTNERS}
    return {Visibility.PUBLIC}


# --- Partner area ---------------------------------------------------------------------------------------------------


def may_enter_partner_area(viewer: Viewer) -> Decision:
    """The network of people, the map and the engagement exchange are for those who take part."""
    return allow() if is_partner(viewer) else conceal()


def may_export_list(viewer: Viewer) -> Decision:
    """Whole lists leave the house only through the coordination."""
    if is_steward(viewer):
        return allow()
    return _only_stewards() if is_partner(viewer) else conceal()


def may_export_map(viewer: Viewer) -> Decision:
    """The map holds organisations and what they share, no contact details."""
    return may_enter_partner_area(viewer)


# --- Organisations --------------------------------------------------------------------------------------------------


def may_see_organisation(viewer: Viewer, organisation: Organisation) -> Decision:
    if is_steward(viewer) or organisation.pk in own_organisations(viewer):
        return allow()
    if organisation.is_archived:
        return conceal()
    return allow() if organisation.is_listed or is_partner(viewer) else conceal()


def may_add_organisation(viewer: Viewer) -> Decision:
    return _for_stewards(viewer)


def may_edit_organisation(viewer: Viewer, organisation: Organisation) -> Decision:
    if not (seen := may_see_organisation(viewer, organisation)):
        return seen
    if not (is_steward(viewer) or organisation.pk in own_organisations(viewer)):
        return (
            refuse(_("Ändern können das die Mitglieder dieser Organisation und die Koordination."))
            if is_partner(viewer)
            else conceal()
        )
    return _is_archived() if organisation.is_archived else allow()


def may_archive(viewer: Viewer, thing: Organisation | Person) -> Decision:
    return _for_stewards(viewer)


# --- People ---------------------------------------------------------------------------------------------------------


def may_see_person(viewer: Viewer, person: Person, *, organisations: AbstractSet[Any]) -> Decision:
    """`organisations` are the ids of those where the person holds a position."""
    if is_steward(viewer) or _is_self(viewer, person):
        return allow()
    if person.is_archived:
        return conceal()
    if organisations & own_organisations(viewer):
        return allow()
    return allow() if is_partner(viewer) and person.visibility in visible_levels(viewer) else conceal()


def may_edit_person(viewer: Viewer, person: Person, *, organisations: AbstractSet[Any]) -> Decision:
    """Coordination, the person, and whoever speaks for the only organisations where the person works."""
    if not (seen := may_see_person(viewer, person, organisations=organisations)):
        return seen
    if person.is_archived:
        return _is_archived()
    if is_steward(viewer) or _is_self(viewer, person):
        return allow()
    if organisations and organisations <= own_organisations(viewer):
        return allow()
    return refuse(_("Diese Person ändert ihre Angaben selbst, ihre Organisation oder die Koordination."))


def may_add_person(viewer: Viewer, organisation: Organisation | None) -> Decision:
    if organisation is None:
        return _for_stewards(viewer)
    return may_edit_organisation(viewer, organisation)


# --- Engagement -----------------------------------------------------------------------------------------------------


def may_post_engagement(viewer: Viewer, organisation: Organisation) -> Decision:
    return may_edit_organisation(viewer, organisation)


def may_edit_engagement(viewer: Viewer, engagement: Engagement) -> Decision:
    return may_edit_organisation(viewer, engagement.organisation)


# --- Order ----------------------------------------------------------------------------------------------------------


def may_tidy(viewer: Viewer) -> Decision:
    """Duplicates, merging, undoing."""
    return _for_stewards(viewer)


def may_take_in(viewer: Viewer) -> Decision:
    """Bringing in whole lists."""
    return _for_stewards(viewer)


def may_edit_districts(viewer: Viewer) -> Decision:
    return _for_stewards(viewer)


def _for_stewards(viewer: Viewer) -> Decision:
    if is_steward(viewer):
        return allow()
    return _only_stewards() if is_partner(viewer) else conceal()


def _only_stewards() -> Decision:
    return refuse(_("Das macht die Koordination."))


def _is_archived() -> Decision:
    return refuse(_("Archiviertes wird nicht mehr geändert. Die Koordination kann es zurückholen."))


def _is_self(viewer: Viewer, person: Person) -> bool:
    return isinstance(viewer, User) and person.user_id == viewer.pk
