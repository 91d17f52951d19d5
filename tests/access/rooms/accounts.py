"""One's own account, people, roles, invitations."""

import datetime as dt
from typing import Any

from allauth.usersessions.models import UserSession

from marlerweg.accounts import actions
from marlerweg.accounts.models import Assignment, Invitation, User
from marlerweg.accounts.rules import Role
from marlerweg.foundation import clock
from tests.access.matrix import (
    ACCEPTED,
    FORBIDDEN,
    HIDDEN,
    PAGE,
    POST_ONLY,
    builds,
    everybody,
    only,
    row,
    signed_in,
)
from tests.cast import Cast, person

GIVERS = only("coordinator", "administrator", "case_lead")
# Somebody who is no more than a member: the case lead gives other roles and does not know of them.
SEE_A_MEMBER = only("coordinator", "administrator", "data_protection_officer")

ROWS = {
    "accounts:own": row(signed_in(PAGE), post=signed_in(ACCEPTED)),
    "accounts:secure": row(signed_in(PAGE)),
    "accounts:end_session": row(POST_ONLY, post=signed_in(HIDDEN)),
    "accounts:end_session#own": row(POST_ONLY, post=signed_in(ACCEPTED)),
    "accounts:end_other_sessions": row(POST_ONLY, post=signed_in(ACCEPTED)),
    "accounts:people": row(
        GIVERS(PAGE, HIDDEN).but(data_protection_officer=PAGE),
        post=GIVERS(ACCEPTED, HIDDEN).but(data_protection_officer=ACCEPTED),
    ),
    "accounts:person": row(SEE_A_MEMBER(PAGE, HIDDEN)),
    "accounts:person#case_manager": row(
        SEE_A_MEMBER(PAGE, HIDDEN).but(case_lead=PAGE),
    ),
    "accounts:deactivate": row(
        SEE_A_MEMBER(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN),
        post=SEE_A_MEMBER(ACCEPTED, HIDDEN).but(data_protection_officer=FORBIDDEN),
    ),
    "accounts:deactivate#administrator": row(
        only("administrator")(PAGE, HIDDEN).but(coordinator=FORBIDDEN, data_protection_officer=FORBIDDEN),
        post=only("administrator")(ACCEPTED, HIDDEN).but(
            coordinator=FORBIDDEN, data_protection_officer=FORBIDDEN
        ),
    ),
    "accounts:deactivate#oneself": row(
        only("coordinator", "administrator", "data_protection_officer", "case_lead")(FORBIDDEN, HIDDEN),
        post=only("coordinator", "administrator", "data_protection_officer", "case_lead")(FORBIDDEN, HIDDEN),
    ),
    "accounts:reactivate": row(
        POST_ONLY,
        post=only("administrator")(ACCEPTED, HIDDEN).but(
            coordinator=FORBIDDEN, data_protection_officer=FORBIDDEN
        ),
    ),
    "accounts:end_sessions_of": row(
        POST_ONLY,
        post=only("administrator")(ACCEPTED, HIDDEN).but(
            coordinator=FORBIDDEN, data_protection_officer=FORBIDDEN
        ),
    ),
    "accounts:assign_role": row(
        only("administrator", "coordinator")(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN),
        post=only("administrator", "coordinator")(ACCEPTED, HIDDEN).but(data_protection_officer=FORBIDDEN),
        data={"role": "steering", "scope": "town:", "starts": "2026-11-01"},
    ),
    # Of those who give roles each gives this one or hears why not; a form with a foreign role is never carried out.
    "accounts:assign_role#oneself": row(
        GIVERS(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN),
        post=GIVERS(FORBIDDEN, HIDDEN).but(data_protection_officer=FORBIDDEN, case_lead=ACCEPTED),
        data={"role": "steering", "scope": "town:", "starts": "2026-11-01"},
    ),
    "accounts:end_role": row(
        SEE_A_MEMBER(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN),
        post=SEE_A_MEMBER(ACCEPTED, HIDDEN).but(data_protection_officer=FORBIDDEN),
    ),
    # Ending opens nothing, so the administrator may end even what they may not give; coordination may not.
    "accounts:end_role#case_manager": row(
        only("administrator", "case_lead")(PAGE, HIDDEN).but(
            coordinator=FORBIDDEN, data_protection_officer=FORBIDDEN
        ),
        post=only("administrator", "case_lead")(ACCEPTED, HIDDEN).but(
            coordinator=FORBIDDEN, data_protection_officer=FORBIDDEN
        ),
    ),
    "accounts:end_role#own": row(signed_in(PAGE), post=signed_in(ACCEPTED)),
    "accounts:set_deputy": row(
        SEE_A_MEMBER(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN),
        post=SEE_A_MEMBER(ACCEPTED, HIDDEN).but(data_protection_officer=FORBIDDEN),
    ),
    "accounts:set_deputy#case_manager": row(
        only("case_lead")(PAGE, HIDDEN).but(
            coordinator=FORBIDDEN, administrator=FORBIDDEN, data_protection_officer=FORBIDDEN
        ),
        post=only("case_lead")(ACCEPTED, HIDDEN).but(
            coordinator=FORBIDDEN, administrator=FORBIDDEN, data_protection_officer=FORBIDDEN
        ),
    ),
    "accounts:invitations": row(GIVERS(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN)),
    "accounts:invitation": row(
        only("administrator", "coordinator")(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN)
    ),
    "accounts:invite": row(
        GIVERS(PAGE, HIDDEN).but(data_protection_officer=FORBIDDEN),
        post=GIVERS(ACCEPTED, HIDDEN).but(data_protection_officer=FORBIDDEN),
    ),
    "accounts:withdraw_invitation": row(
        POST_ONLY,
        post=only("administrator", "coordinator")(ACCEPTED, HIDDEN).but(data_protection_officer=FORBIDDEN),
    ),
    "accounts:invited": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "accounts:invited#wrong": row(everybody(HIDDEN), post=everybody(HIDDEN), public=True),
}


def subject(*roles: Role) -> User:
    return person("betroffen", "Berta Betroffen", *roles)


def held_by(user: User, role: Role) -> Assignment:
    return Assignment.objects.create(user=user, role=role, starts=dt.date(2026, 1, 1))


@builds("accounts:person", "accounts:deactivate", "accounts:end_sessions_of", "accounts:assign_role")
def a_member(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"identifier": subject(Role.MEMBER).pk}


@builds("accounts:person#case_manager")
def a_case_manager(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"identifier": subject(Role.CASE_MANAGER).pk}


@builds("accounts:deactivate#administrator")
def a_second_administrator(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"identifier": subject(Role.ADMINISTRATOR).pk}


@builds("accounts:deactivate#oneself", "accounts:assign_role#oneself")
def oneself(cast: Cast, actor: User | None) -> dict[str, Any]:
    person("zweite", "Zoe Zweitverwaltung", Role.ADMINISTRATOR)
    return {"identifier": (actor or cast.member).pk}


@builds("accounts:reactivate")
def a_locked_member(cast: Cast, actor: User | None) -> dict[str, Any]:
    user = subject(Role.MEMBER)
    User.objects.filter(pk=user.pk).update(is_active=False)
    return {"identifier": user.pk}


@builds("accounts:end_role", "accounts:set_deputy")
def a_members_role(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"identifier": held_by(subject(), Role.MEMBER).pk}


@builds("accounts:end_role#case_manager", "accounts:set_deputy#case_manager")
def a_case_managers_role(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"identifier": held_by(subject(), Role.CASE_MANAGER).pk}


@builds("accounts:end_role#own")
def ones_own_role(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"identifier": held_by(actor or cast.member, Role.MEMBER).pk}


def a_session(owner: User) -> dict[str, Any]:
    return {"number": UserSession.objects.create(user=owner, ip="192.0.2.7", session_key="k" * 32).pk}


@builds("accounts:end_session")
def a_foreign_session(cast: Cast, actor: User | None) -> dict[str, Any]:
    return a_session(subject())


@builds("accounts:end_session#own")
def ones_own_session(cast: Cast, actor: User | None) -> dict[str, Any]:
    return a_session(actor or cast.member)


@builds("accounts:withdraw_invitation", "accounts:invitation")
def an_invitation(cast: Cast, actor: User | None) -> dict[str, Any]:
    actions.invite("neu@cast.example", "Nora Neu", Role.STEERING, by=cast.coordinator, at=clock.now())
    return {"identifier": Invitation.objects.get().pk}


@builds("accounts:invited")
def a_link(cast: Cast, actor: User | None) -> dict[str, Any]:
    issued = actions.invite("neu@cast.example", "Nora Neu", Role.MEMBER, by=cast.coordinator, at=clock.now())
    return {"token": issued.token}


@builds("accounts:invited#wrong")
def a_wrong_link(cast: Cast, actor: User | None) -> dict[str, Any]:
    return {"token": "never-given"}
