"""Who may see people, give and end roles, invite and lock out; the only place of this room that knows roles."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from marlerweg.accounts import rules
from marlerweg.accounts.models import Assignment, Invitation, User
from marlerweg.accounts.rules import Role
from marlerweg.foundation.decisions import Decision, allow, conceal, refuse

Actor = User | AnonymousUser

SEE_ALL = frozenset({Role.ADMINISTRATOR, Role.COORDINATION, Role.DATA_PROTECTION})
LOOK_AFTER = frozenset(rules.GIVES)


def holds(actor: Actor, roles: frozenset[Role]) -> bool:
    return actor.is_authenticated and not actor.roles.isdisjoint(roles)


def may_see_people(actor: Actor) -> Decision:
    """Those who give roles, and the data protection officer, who must be able to say who has access."""
    return allow() if holds(actor, SEE_ALL | LOOK_AFTER) else conceal()


def may_see_person(actor: Actor, person: User, today: date) -> Decision:
    """Whoever gives only some roles sees only people who hold one of those, or their own kind."""
    if holds(actor, SEE_ALL):
        return allow()
    if not holds(actor, LOOK_AFTER) or not actor.is_authenticated:
        return conceal()
    known = rules.givable(actor.roles) | actor.roles
    return allow() if any(each.role in known for each in person.assignments.all()) else conceal()


def may_look_after(actor: Actor) -> Decision:
    """Open the pages on which roles are given at all."""
    if holds(actor, LOOK_AFTER):
        return allow()
    return (
        refuse(_("Rollen vergeben die Koordination und die Verwaltung."))
        if may_see_people(actor)
        else conceal()
    )


def may_give(actor: Actor, role: Role, to: User | None = None) -> Decision:
    """Give a role: by the table of rules, never to oneself, never across a wall."""
    if not may_look_after(actor) or not actor.is_authenticated:
        return may_look_after(actor)
    if role not in rules.givable(actor.roles):
        return refuse(_("Diese Rolle dürfen Sie nicht vergeben."))
    if to is None:
        return allow()
    if to.pk == actor.pk:
        return refuse(_("Niemand gibt sich selbst eine Rolle."))
    return fits(to, role)


def fits(person: User, role: Role) -> Decision:
    """Whether a role may meet those the person holds."""
    if not person.is_active:
        return refuse(_("Das Konto ist gesperrt."))
    if other := rules.conflict(person.roles, role):
        names = dict(Assignment.ROLES)
        return refuse(
            _("„%(new)s“ und „%(old)s“ dürfen nicht in einer Hand liegen.")
            % {"new": names[role], "old": names[other]}
        )
    return allow()


def may_invite(actor: Actor, email: str, role: Role) -> Decision:
    """Same answer whether or not the address is known here."""
    if actor.is_authenticated and email.lower() == actor.email:
        return refuse(_("Niemand gibt sich selbst eine Rolle."))
    return may_give(actor, role)


def may_withdraw(actor: Actor, invitation: Invitation) -> Decision:
    return may_give(actor, Role(invitation.role)) or may_lock_out_anybody(actor)


def may_end(actor: Actor, assignment: Assignment, *, is_last_administrator: bool) -> Decision:
    """Whoever gives a role ends it; the administrator ends every role, because ending opens nothing; everybody may lay down."""
    if is_last_administrator:
        return refuse(_("Jemand muss das System verwalten. Geben Sie die Rolle zuerst weiter."))
    if actor.is_authenticated and assignment.user_id == actor.pk:
        return allow()
    return may_lock_out_anybody(actor) or may_give(actor, Role(assignment.role))


def may_set_deputy(actor: Actor, assignment: Assignment, deputy: User | None) -> Decision:
    """Whoever gives the role names anybody it fits; the holder names only somebody who has the same role already."""
    if deputy is not None and deputy.pk == assignment.user_id:
        return refuse(_("Niemand vertritt sich selbst."))
    if actor.is_authenticated and assignment.user_id == actor.pk:
        if deputy is None or (deputy.is_active and assignment.role in deputy.roles):
            return allow()
        return refuse(
            _("Ihre Vertretung muss dieselbe Rolle schon haben. Sonst fragen Sie bitte die Verwaltung.")
        )
    return may_give(actor, Role(assignment.role), deputy)


def may_lock_out_anybody(actor: Actor) -> Decision:
    if holds(actor, frozenset({Role.ADMINISTRATOR})):
        return allow()
    return refuse(_("Das macht die technische Verwaltung.")) if may_see_people(actor) else conceal()


def may_deactivate(actor: Actor, person: User, *, is_last_administrator: bool) -> Decision:
    """The administrator anybody, others whom they could have invited; nobody oneself."""
    if actor.is_authenticated and actor.pk == person.pk:
        return refuse(_("Das eigene Konto sperrt jemand anderes."))
    if is_last_administrator:
        return refuse(_("Jemand muss das System verwalten. Geben Sie die Rolle zuerst weiter."))
    if may_lock_out_anybody(actor):
        return allow()
    if holds(actor, LOOK_AFTER) and actor.is_authenticated and person.roles <= rules.givable(actor.roles):
        return allow()
    return may_lock_out_anybody(actor)


def may_reactivate(actor: Actor, person: User) -> Decision:
    """Opens the account only; its roles ended with the lock and are given anew."""
    if actor.is_authenticated and actor.pk == person.pk:
        return conceal()
    return may_lock_out_anybody(actor)


def may_end_session(actor: Actor, owner: User) -> Decision:
    """One's own; nobody learns of others' sessions one by one."""
    return allow() if actor.is_authenticated and actor.pk == owner.pk else conceal()


def may_end_sessions_of(actor: Actor, person: User) -> Decision:
    return may_end_session(actor, person) or may_lock_out_anybody(actor)
