"""Roles of the town and when somebody holds one; no Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """Code words of the roles in the product; the German names stand in `names`."""

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


# Every role beyond member opens doors that a password alone must not open.
NEED_SECOND_FACTOR = frozenset(Role) - {Role.MEMBER}


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


def needs_second_factor(roles: Iterable[Role]) -> bool:
    return any(role in NEED_SECOND_FACTOR for role in roles)
