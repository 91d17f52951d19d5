"""Roles of the town, when somebody holds one, who may give it, what fits together; no Django, no clock."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID


class Role(StrEnum):
    """Code words of the roles in the product; the German names stand in `models.Assignment.ROLES`."""

    MEMBER = "member"
    COORDINATION = "coordination"
    ASSISTANCE = "assistance"
    STEERING = "steering"
    COUNCIL = "council"
    CASE_MANAGER = "case_manager"
    CASE_LEAD = "case_lead"
    RESIDENCE_OFFICE = "residence_office"
    STATISTICS = "statistics"
    DATA_PROTECTION = "data_protection"
    UPPER_LEVEL = "upper_level"
    ADMINISTRATOR = "administrator"


CASE_ROLES = frozenset({Role.CASE_MANAGER, Role.CASE_LEAD, Role.RESIDENCE_OFFICE})

# Every role beyond member opens doors that a password alone must not open.
NEED_SECOND_FACTOR = frozenset(Role) - {Role.MEMBER}

# Who gives which role. Whoever runs the machine opens no way to a case, and whoever opens one sees none.
GIVES: Mapping[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role) - CASE_ROLES,
    Role.COORDINATION: frozenset(
        {Role.MEMBER, Role.STEERING, Role.COUNCIL, Role.ASSISTANCE, Role.CASE_LEAD, Role.RESIDENCE_OFFICE}
    ),
    Role.CASE_LEAD: frozenset({Role.CASE_MANAGER}),
}

# Two roles that nobody holds at once: the walls of the house would run through one person.
INCOMPATIBLE = frozenset(
    frozenset(pair)
    for pair in (
        *((Role.ADMINISTRATOR, case) for case in CASE_ROLES),
        *((Role.STATISTICS, case) for case in CASE_ROLES),
        *((Role.DATA_PROTECTION, other) for other in frozenset(Role) - {Role.DATA_PROTECTION, Role.MEMBER}),
        (Role.RESIDENCE_OFFICE, Role.CASE_MANAGER),
        (Role.RESIDENCE_OFFICE, Role.CASE_LEAD),
        (Role.COORDINATION, Role.CASE_LEAD),
        (Role.COORDINATION, Role.RESIDENCE_OFFICE),
    )
)

INVITATION_LASTS = timedelta(days=14)
INVITATION_KEPT = timedelta(days=365)
ACCOUNT_KEPT = timedelta(days=730)


class InvitationState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Holding:
    """One role for one organisation or body (or the whole town when `scope` is empty), from a day to a day inclusive."""

    role: Role
    scope: UUID | None
    starts: date
    ends: date | None = None

    def is_held(self, today: date) -> bool:
        return self.starts <= today and (self.ends is None or today <= self.ends)


def roles_held(holdings: Iterable[Holding], today: date) -> frozenset[Role]:
    return frozenset(holding.role for holding in holdings if holding.is_held(today))


def scopes_held(holdings: Iterable[Holding], role: Role, today: date) -> frozenset[UUID | None]:
    """For which organisations or bodies somebody holds a role today; None in it means the whole town."""
    return frozenset(holding.scope for holding in holdings if holding.role == role and holding.is_held(today))


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """`idle`: how long nobody may come back; `lasts`: after which a person signs in again whatever they do."""

    idle: timedelta
    lasts: timedelta


def session_limits(roles: Collection[Role], usual: SessionLimits, strict: SessionLimits) -> SessionLimits:
    """The shorter of both, each for itself, for whoever may open cases."""
    if CASE_ROLES.isdisjoint(roles):
        return usual
    return SessionLimits(min(usual.idle, strict.idle), min(usual.lasts, strict.lasts))


def needs_second_factor(roles: Iterable[Role]) -> bool:
    return any(role in NEED_SECOND_FACTOR for role in roles)


def givable(held: Iterable[Role]) -> frozenset[Role]:
    """All roles that a holder of these roles may give to others."""
    return frozenset(role for own in held for role in GIVES.get(own, frozenset()))


def conflict(held: Iterable[Role], new: Role) -> Role | None:
    """A role already held that must not meet the new one in one person; the first by name, so that answers repeat."""
    return next((role for role in sorted(held) if frozenset({role, new}) in INCOMPATIBLE), None)


def invitation_state(
    *, expires_at: datetime, accepted_at: datetime | None, withdrawn_at: datetime | None, at: datetime
) -> InvitationState:
    if accepted_at:
        return InvitationState.ACCEPTED
    if withdrawn_at:
        return InvitationState.WITHDRAWN
    return InvitationState.OPEN if at < expires_at else InvitationState.EXPIRED


def token_hash(token: str) -> str:
    """What is kept of an invitation link: 64 hexadecimal digits that do not lead back to it."""
    return hashlib.sha256(token.encode()).hexdigest()


def provider_proves_factor(
    claims: Mapping[str, Any], methods: Collection[str], levels: Collection[str]
) -> bool:
    """Whether the town's identity provider says it asked for a second factor: a method in `amr` or a level in `acr`."""
    named = claims.get("amr") or []
    used = {named} if isinstance(named, str) else {str(method) for method in named}
    return not used.isdisjoint(methods) or str(claims.get("acr") or "") in set(levels) - {""}


BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_name(user_agent: str) -> str:
    """Browser and system in two words, enough to recognise one's own machine; empty when neither is known."""
    parts = [next((name for mark, name in known if mark in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(part for part in parts if part)
