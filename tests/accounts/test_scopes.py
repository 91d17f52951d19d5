"""A role is held for an organisation or a body that the rooms above know."""

from uuid import UUID

import pytest
from django.test import Client

from marlerweg.accounts import scopes
from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from tests.cast import Cast
from tests.way.stage import Stage


@pytest.fixture
def stage(db: None) -> Stage:
    return Stage()


def test_the_rooms_above_hand_their_names_down(stage: Stage) -> None:
    offered = scopes.choices()
    assert offered[0] == scopes.TOWN
    assert scopes.Scope("organisation", stage.welfare.pk, "Wohlfahrt Erlenau") in offered
    assert scopes.Scope("body", stage.working_group.pk, "AG Wohnen") in offered


@pytest.mark.parametrize(
    ("role", "kind", "of"),
    [("member", "organisation", "welfare"), ("steering", "body", "steering_group"), ("council", "town", "")],
)
def test_a_role_is_given_for_what_was_chosen(role: str, kind: str, of: str, stage: Stage, cast: Cast) -> None:
    office = Client()
    office.force_login(cast.coordinator)
    identifier: UUID | None = getattr(stage, of).pk if of else None
    form = {"role": role, "scope": f"{kind}:{identifier or ''}", "starts": "2026-11-01", "ends": "2999-12-31"}
    assert office.post(f"/konto/personen/{cast.stranger.pk}/rolle/", form).status_code == 302
    given = Assignment.objects.get(user=cast.stranger)
    assert (given.scope_kind, given.scope_id, str(given.ends)) == (kind, identifier, "2999-12-31")
    assert User.objects.get(pk=cast.stranger.pk).scopes(Role(role)) == {identifier}
    assert "Wohlfahrt" in str(given) or of != "welfare"


@pytest.mark.parametrize(
    "wrong",
    [
        {"scope": "organisation:00000000-0000-0000-0000-000000000000"},
        {"scope": "planet:"},
        {"starts": "2026-11-01", "ends": "2026-10-01"},
        {"role": "administrator"},
        {"role": "case_manager"},
    ],
)
def test_what_is_not_offered_is_not_taken(wrong: dict[str, str], stage: Stage, cast: Cast) -> None:
    office = Client()
    office.force_login(cast.coordinator)
    form = {"role": "member", "scope": "town:", "starts": "2026-11-01"} | wrong
    assert office.post(f"/konto/personen/{cast.stranger.pk}/rolle/", form).status_code == 422
    assert not Assignment.objects.filter(user=cast.stranger).exists()


def test_a_room_that_is_not_there_offers_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "_sources", {})
    assert scopes.choices() == [scopes.TOWN]
