"""Who may do what on the Way; the only place of this room that knows roles."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.formats.models import Body
from marlerweg.foundation.decisions import Decision, allow, conceal, refuse
from marlerweg.network.models import Organisation
from marlerweg.way.models import Contribution, Measure, Need
from marlerweg.way.models import Decision as Ruling

Actor = User | AnonymousUser

OFFICE = frozenset({Role.COORDINATION, Role.ASSISTANCE})
INSIGHT = OFFICE | {Role.STEERING}
PARTNERS = INSIGHT | {Role.MEMBER, Role.CASE_MANAGER, Role.CASE_LEAD, Role.COUNCIL}


def holds(actor: Actor, roles: frozenset[Role]) -> bool:
    return actor.is_authenticated and not actor.roles.isdisjoint(roles)


def may_see_inside(actor: Actor) -> Decision:
    """Board, internal wordings, all contributions."""
    return allow() if holds(actor, INSIGHT) else conceal()


def may_see_contribution(actor: Actor, contribution: Contribution) -> Decision:
    """The office and the steering group; the author; members of the body or organisation it came from."""
    if holds(actor, INSIGHT):
        return allow()
    if not actor.is_authenticated:
        return conceal()
    own = contribution.author_id == actor.pk
    scopes = actor.scopes(Role.MEMBER)
    ours = {contribution.body_id, contribution.organisation_id} - {None}
    return allow() if own or not scopes.isdisjoint(ours) else conceal()


def may_contribute(actor: Actor) -> Decision:
    """Signed in: every partner; without an account the public form is open to all."""
    if holds(actor, PARTNERS | {Role.RESIDENCE_OFFICE, Role.UPPER_LEVEL}):
        return allow()
    return conceal()


def may_contribute_for(actor: Actor, body: Body | None) -> Decision:
    if body is None or holds(actor, OFFICE):
        return allow()
    if actor.is_authenticated and body.pk in actor.scopes(Role.MEMBER) | actor.scopes(Role.STEERING):
        return allow()
    return refuse(_("Sie können nur für Gremien sprechen, denen Sie angehören."))


def may_coordinate(actor: Actor) -> Decision:
    """Joining, splitting, wording, answering, reviewing."""
    if holds(actor, frozenset({Role.COORDINATION})):
        return allow()
    if holds(actor, INSIGHT):
        return refuse(_("Das gehört zur Aufgabe der Koordination."))
    return conceal()


def may_see_need(actor: Actor, need: Need) -> Decision:
    if holds(actor, INSIGHT):
        return allow()
    if not actor.is_authenticated:
        return conceal()
    referred = actor.scopes(Role.UPPER_LEVEL)
    if referred and need.decisions.filter(referred_to__in=[scope for scope in referred if scope]).exists():
        return allow()
    return conceal()


def may_propose(actor: Actor) -> Decision:
    return allow() if holds(actor, PARTNERS) else conceal()


def may_record_decision(actor: Actor, body: Body | None = None) -> Decision:
    """The office records for every body; a member of the steering group for its own."""
    if holds(actor, OFFICE):
        return allow()
    if not holds(actor, INSIGHT):
        return conceal()
    scopes = actor.scopes(Role.STEERING) if actor.is_authenticated else frozenset()
    of_town = None in scopes and (body is None or is_own_steering_group(body))
    if of_town or body is None or body.pk in scopes:
        return allow()
    return refuse(_("Sie können nur Beschlüsse Ihres eigenen Gremiums festhalten."))


def may_answer_from_above(actor: Actor, decision: Ruling) -> Decision:
    if holds(actor, OFFICE):
        return allow()
    if actor.is_authenticated and decision.referred_to_id in actor.scopes(Role.UPPER_LEVEL):
        return allow()
    return conceal()


def may_plan_measure(actor: Actor) -> Decision:
    if holds(actor, OFFICE):
        return allow()
    return refuse(_("Maßnahmen legt die Koordination an.")) if holds(actor, INSIGHT) else conceal()


def may_see_measure(actor: Actor, measure: Measure) -> Decision:
    if holds(actor, INSIGHT | {Role.COUNCIL}):
        return allow()
    return allow() if is_responsible(actor, measure) else conceal()


def may_report_status(actor: Actor, measure: Measure) -> Decision:
    if holds(actor, OFFICE) or is_responsible(actor, measure):
        return allow()
    if holds(actor, INSIGHT | {Role.COUNCIL}):
        return refuse(_("Den Sachstand meldet die verantwortliche Organisation oder die Koordination."))
    return conceal()


def is_responsible(actor: Actor, measure: Measure) -> bool:
    return actor.is_authenticated and measure.responsible_id in actor.scopes(Role.MEMBER)


def may_see_council_view(actor: Actor) -> Decision:
    return allow() if holds(actor, INSIGHT | {Role.COUNCIL}) else conceal()


def may_offer_help(actor: Actor, organisation: Organisation) -> Decision:
    if holds(actor, OFFICE):
        return allow()
    if actor.is_authenticated and organisation.pk in actor.scopes(Role.MEMBER):
        return allow()
    return (
        refuse(_("Hilfe anbieten kann nur, wer für die Organisation spricht."))
        if holds(actor, PARTNERS)
        else conceal()
    )


def may_word(actor: Actor) -> Decision:
    """The assistance drafts, the coordination approves."""
    if holds(actor, OFFICE):
        return allow()
    return (
        refuse(_("Öffentliche Fassungen schreibt die Koordination.")) if holds(actor, INSIGHT) else conceal()
    )


def may_see_measures(actor: Actor) -> Decision:
    """The list shows only rows one may see; members see their organisation's own."""
    return allow() if holds(actor, INSIGHT | {Role.COUNCIL, Role.MEMBER}) else conceal()


def may_see_referred(actor: Actor) -> Decision:
    """Kreis and Land see what was referred to their own bodies; the office sees all."""
    return allow() if holds(actor, OFFICE | {Role.UPPER_LEVEL}) else conceal()


def is_own_steering_group(body: Body) -> bool:
    """The Kreis has a steering group too; the town's members do not decide there."""
    return body.kind == Body.Kind.STEERING_GROUP and body.level == Body.Level.TOWN
