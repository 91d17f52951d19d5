"""Who gives what, what fits together, when an invitation is open: on plain values."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marlerweg.accounts import rules
from marlerweg.accounts.rules import CASE_ROLES, GIVES, InvitationState, Role

TODAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ROLES = st.sampled_from(list(Role))
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))


@given(DAYS, DAYS, DAYS)
def test_a_role_is_held_from_its_first_to_its_last_day(first: dt.date, last: dt.date, day: dt.date) -> None:
    held = rules.Holding(Role.MEMBER, None, first, last).is_held(day)
    assert held == (first <= day <= last)


@given(DAYS, DAYS)
def test_without_an_end_it_lasts(first: dt.date, day: dt.date) -> None:
    assert rules.Holding(Role.MEMBER, None, first).is_held(day) == (first <= day)


GIVEN_BY = {
    Role.MEMBER: {Role.ADMINISTRATOR, Role.COORDINATION},
    Role.COORDINATION: {Role.ADMINISTRATOR},
    Role.ASSISTANCE: {Role.ADMINISTRATOR, Role.COORDINATION},
    Role.STEERING: {Role.ADMINISTRATOR, Role.COORDINATION},
    Role.COUNCIL: {Role.ADMINISTRATOR, Role.COORDINATION},
    Role.CASE_MANAGER: {Role.CASE_LEAD},
    Role.CASE_LEAD: {Role.COORDINATION},
    Role.RESIDENCE_OFFICE: {Role.COORDINATION},
    Role.STATISTICS: {Role.ADMINISTRATOR},
    Role.DATA_PROTECTION: {Role.ADMINISTRATOR},
    Role.UPPER_LEVEL: {Role.ADMINISTRATOR},
    Role.ADMINISTRATOR: {Role.ADMINISTRATOR},
}


@pytest.mark.parametrize("role", list(Role))
def test_who_gives_a_role(role: Role) -> None:
    """Written out from the other side, so that a slip in the table shows."""
    assert {giver for giver in Role if role in rules.givable([giver])} == GIVEN_BY[role]


def test_whoever_runs_the_machine_opens_no_way_to_a_case() -> None:
    assert not GIVES[Role.ADMINISTRATOR] & CASE_ROLES
    for given_one in GIVES[Role.ADMINISTRATOR] - {Role.ADMINISTRATOR}:
        reachable = rules.givable([given_one])
        assert not reachable & {Role.ADMINISTRATOR}, "nobody the administrator makes may make administrators"


def test_whoever_opens_a_way_to_cases_of_others_does_not_walk_it() -> None:
    for opener in (Role.COORDINATION, Role.ADMINISTRATOR):
        for case_role in (Role.CASE_LEAD, Role.RESIDENCE_OFFICE):
            assert rules.conflict([opener], case_role) == opener


@given(ROLES, ROLES)
def test_a_wall_has_two_sides(first: Role, second: Role) -> None:
    assert (rules.conflict([first], second) is None) == (rules.conflict([second], first) is None)


@given(ROLES)
def test_no_role_is_in_its_own_way(role: Role) -> None:
    assert rules.conflict([role], role) is None


@pytest.mark.parametrize(
    ("held", "new", "in_the_way"),
    [
        ([Role.CASE_MANAGER], Role.RESIDENCE_OFFICE, Role.CASE_MANAGER),
        ([Role.ADMINISTRATOR], Role.CASE_MANAGER, Role.ADMINISTRATOR),
        ([Role.DATA_PROTECTION], Role.ADMINISTRATOR, Role.DATA_PROTECTION),
        ([Role.STATISTICS], Role.CASE_LEAD, Role.STATISTICS),
        ([Role.CASE_MANAGER], Role.CASE_LEAD, None),
        ([Role.MEMBER, Role.STEERING], Role.COORDINATION, None),
        ([Role.MEMBER], Role.DATA_PROTECTION, None),
    ],
)
def test_what_does_not_fit_together(held: list[Role], new: Role, in_the_way: Role | None) -> None:
    assert rules.conflict(held, new) == in_the_way


@given(st.frozensets(ROLES))
def test_only_a_mere_member_needs_no_second_factor(held: frozenset[Role]) -> None:
    assert rules.needs_second_factor(held) == bool(held - {Role.MEMBER})


@pytest.mark.parametrize(
    ("accepted", "withdrawn", "at", "state"),
    [
        (None, None, NOW, InvitationState.OPEN),
        (None, None, NOW + rules.INVITATION_LASTS, InvitationState.EXPIRED),
        (None, NOW, NOW, InvitationState.WITHDRAWN),
        (NOW, None, NOW + rules.INVITATION_LASTS, InvitationState.ACCEPTED),
    ],
)
def test_how_an_invitation_stands(
    accepted: dt.datetime | None, withdrawn: dt.datetime | None, at: dt.datetime, state: InvitationState
) -> None:
    expires = NOW + rules.INVITATION_LASTS
    found = rules.invitation_state(expires_at=expires, accepted_at=accepted, withdrawn_at=withdrawn, at=at)
    assert found == state


@pytest.mark.parametrize(
    ("claims", "counts"),
    [
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": "mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": None}, False),
        ({}, False),
        ({"acr": "hoch"}, True),
        ({"acr": ""}, False),
        ({"acr": "niedrig", "amr": ["hwk"]}, True),
    ],
)
def test_when_the_providers_factor_counts(claims: dict[str, object], counts: bool) -> None:
    assert rules.provider_proves_factor(claims, ["mfa", "otp", "hwk"], ["hoch", ""]) is counts


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8", ""),
    ],
)
def test_ones_own_machine_is_recognised(user_agent: str, name: str) -> None:
    assert rules.device_name(user_agent) == name
