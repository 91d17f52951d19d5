"""Deeds with people and roles: their effect, their refusal, their line in the record, nothing half done."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from marlerweg.accounts import actions, queries, rules
from marlerweg.accounts.models import Assignment, Invitation, User
from marlerweg.accounts.rules import Role
from marlerweg.accounts.scopes import Scope
from marlerweg.accounts.sessions import stored_key
from marlerweg.audit.models import Event
from marlerweg.foundation.decisions import Refused
from tests.cast import Cast, person

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)
PASSWORD = "vier ruhige Esel am Kanal"


def held(user: User, role: Role) -> Assignment:
    return Assignment.objects.get(user=user, role=role, ended_at=None)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


# --- Inviting -------------------------------------------------------------------------------------------------------


def test_an_invitation_goes_out_and_becomes_an_account(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    club = Scope("organisation", uuid4(), "Sportverein Erlenau")
    with django_capture_on_commit_callbacks(execute=True):
        issued = actions.invite(
            " Nora@Cast.example ", "Nora Neu", Role.MEMBER, by=cast.coordinator, at=NOW, scope=club
        )
    letter = mail.outbox[0]
    assert letter.to == ["nora@cast.example"]
    assert issued.address in letter.body
    assert "Sportverein Erlenau" in letter.body
    user = actions.accept_invitation(issued.token, name="Nora Neu", password=PASSWORD, at=NOW)
    assert user.check_password(PASSWORD)
    assert fresh(user).scopes(Role.MEMBER) == {club.identifier}


def test_only_the_hash_of_the_token_is_kept(cast: Cast) -> None:
    issued = actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=NOW)
    row = Invitation.objects.filter(pk=issued.invitation.pk).values().get()
    assert issued.token not in str(row)
    assert rules.token_hash(issued.token) in str(row)


def test_a_link_works_once(cast: Cast) -> None:
    issued = actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=NOW)
    actions.accept_invitation(issued.token, name="Nora", password=PASSWORD, at=NOW)
    with pytest.raises(actions.NotOpen):
        actions.accept_invitation(issued.token, name="Nora", password=PASSWORD, at=NOW)
    assert User.objects.filter(email="nora@cast.example").count() == 1


def test_a_link_ends_by_time_by_withdrawal_and_by_a_newer_one(cast: Cast) -> None:
    def link() -> actions.Issued:
        return actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=NOW)

    late = NOW + rules.INVITATION_LASTS
    first = link()
    assert queries.open_invitation(first.token, NOW)
    assert queries.open_invitation(first.token, late) is None
    second = link()
    assert queries.open_invitation(first.token, NOW) is None
    actions.withdraw_invitation(second.invitation, by=cast.coordinator, at=NOW)
    assert queries.open_invitation(second.token, NOW) is None
    with pytest.raises(actions.NotOpen):
        actions.withdraw_invitation(second.invitation, by=cast.coordinator, at=NOW)


def test_who_may_not_give_the_role_any_more_has_not_invited(cast: Cast) -> None:
    issued = actions.invite("nora@cast.example", "Nora", Role.STEERING, by=cast.coordinator, at=NOW)
    actions.end_role(held(cast.coordinator, Role.COORDINATION), by=cast.administrator, at=NOW)
    with pytest.raises(actions.NotOpen):
        actions.accept_invitation(issued.token, name="Nora", password=PASSWORD, at=NOW)
    assert not User.objects.filter(email="nora@cast.example").exists()


def test_who_has_an_account_takes_the_role_on_and_nobody_else(cast: Cast) -> None:
    issued = actions.invite(cast.member.email, "Mira", Role.STEERING, by=cast.coordinator, at=NOW)
    with pytest.raises(actions.NotOpen):
        actions.join_by_invitation(issued.token, by=cast.stranger, at=NOW)
    with pytest.raises(actions.NotOpen):
        actions.accept_invitation(issued.token, name="Jemand", password=PASSWORD, at=NOW)
    actions.join_by_invitation(issued.token, by=cast.member, at=NOW)
    assert Role.STEERING in fresh(cast.member).roles


def test_an_invitation_does_not_climb_over_a_wall(cast: Cast) -> None:
    issued = actions.invite(
        cast.case_manager.email, "Cem", Role.RESIDENCE_OFFICE, by=cast.coordinator, at=NOW
    )
    with pytest.raises(Refused, match="nicht in einer Hand"):
        actions.join_by_invitation(issued.token, by=cast.case_manager, at=NOW)
    assert issued.invitation.pk in Invitation.objects.filter(accepted_at=None).values_list("pk", flat=True)


def test_nobody_invites_oneself(cast: Cast) -> None:
    with pytest.raises(Refused, match="selbst"):
        actions.invite(cast.coordinator.email.upper(), "Ich", Role.STEERING, by=cast.coordinator, at=NOW)


# --- Roles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "giver", ["administrator", "coordinator", "case_lead", "member", "assistant", "stranger"]
)
def test_every_giver_and_every_role(giver: str, role: Role, cast: Cast) -> None:
    """A member who could make owners was the worst find of others; here each cell is tried."""
    by = getattr(cast, giver)
    receiver = person("empfang", "Erna Empfang")
    if role in rules.givable(by.roles):
        actions.assign_role(receiver, role, by=by, starts=TODAY)
        assert role in fresh(receiver).roles
    else:
        with pytest.raises(Refused):
            actions.assign_role(receiver, role, by=by, starts=TODAY)
        assert not receiver.assignments.exists()


@pytest.mark.parametrize("giver", ["administrator", "coordinator", "case_lead"])
def test_nobody_gives_oneself_a_role(giver: str, cast: Cast) -> None:
    by = getattr(cast, giver)
    for role in rules.givable(by.roles):
        with pytest.raises(Refused):
            actions.assign_role(by, role, by=by, starts=TODAY)
    assert by.assignments.count() == 1


def test_an_ended_role_is_felt_at_once(cast: Cast) -> None:
    """Two browsers of the holder and one of the deputy are out with the next click; a bystander stays."""
    assignment = held(cast.coordinator, Role.COORDINATION)
    actions.set_deputy(assignment, cast.assistant, by=cast.administrator)
    browsers = [signed_in(cast.coordinator), signed_in(cast.coordinator), signed_in(cast.assistant)]
    bystander = signed_in(cast.member)
    assert [each.get("/konto/").status_code for each in (*browsers, bystander)] == [200] * 4
    actions.end_role(assignment, by=cast.administrator, at=NOW)
    assert [each.get("/konto/").status_code for each in (*browsers, bystander)] == [302, 302, 302, 200]
    assert not fresh(cast.coordinator).roles
    assert Role.COORDINATION not in fresh(cast.assistant).roles


def test_a_role_that_began_today_ends_today(cast: Cast) -> None:
    assignment = actions.assign_role(cast.stranger, Role.STEERING, by=cast.coordinator, starts=TODAY)
    actions.end_role(assignment, by=cast.coordinator, at=NOW)
    assert not fresh(cast.stranger).roles
    assert assignment.ends == TODAY


def test_a_role_planned_for_later_can_be_ended_before_it_begins(cast: Cast) -> None:
    later = TODAY + dt.timedelta(days=30)
    assignment = actions.assign_role(cast.stranger, Role.STEERING, by=cast.coordinator, starts=later)
    actions.end_role(assignment, by=cast.coordinator, at=NOW)
    assert not assignment.is_held(later)


def test_the_administrator_may_end_even_what_they_may_not_give(cast: Cast) -> None:
    actions.end_role(held(cast.case_manager, Role.CASE_MANAGER), by=cast.administrator, at=NOW)
    assert not fresh(cast.case_manager).roles


def test_somebody_always_runs_the_system(cast: Cast) -> None:
    only_one = held(cast.administrator, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="verwalten"):
        actions.end_role(only_one, by=cast.administrator, at=NOW)
    second = person("zweite", "Zoe", Role.ADMINISTRATOR)
    actions.end_role(only_one, by=cast.administrator, at=NOW)
    with pytest.raises(Refused, match="verwalten"):
        actions.end_role(held(second, Role.ADMINISTRATOR), by=second, at=NOW)


# --- Deputies -------------------------------------------------------------------------------------------------------


def test_a_deputy_has_the_role_until_stepping_down(cast: Cast) -> None:
    assignment = held(cast.coordinator, Role.COORDINATION)
    actions.set_deputy(assignment, cast.assistant, by=cast.administrator)
    assert Role.COORDINATION in fresh(cast.assistant).roles
    browser = signed_in(cast.assistant)
    actions.set_deputy(assignment, None, by=cast.administrator)
    assert Role.COORDINATION not in fresh(cast.assistant).roles
    assert browser.get("/konto/").status_code == 302


def test_holders_name_only_somebody_of_the_same_role(cast: Cast) -> None:
    colleague = person("kollege", "Kurt Case", Role.CASE_MANAGER)
    own = held(cast.case_manager, Role.CASE_MANAGER)
    actions.set_deputy(own, colleague, by=cast.case_manager)
    with pytest.raises(Refused, match="dieselbe Rolle"):
        actions.set_deputy(own, cast.member, by=cast.case_manager)


@pytest.mark.parametrize(
    ("deputy", "reason"),
    [("residence_clerk", "nicht in einer Hand"), ("case_lead", "selbst"), ("case_manager", "selbst")],
)
def test_deputies_fit_like_holders(deputy: str, reason: str, cast: Cast) -> None:
    """The wall to the residence office, oneself as deputy of others, and the holder as own deputy."""
    with pytest.raises(Refused, match=reason):
        actions.set_deputy(
            held(cast.case_manager, Role.CASE_MANAGER), getattr(cast, deputy), by=cast.case_lead
        )


# --- Accounts and sessions ------------------------------------------------------------------------------------------


def test_a_locked_account_loses_everything_at_once_and_gets_only_the_door_back(cast: Cast) -> None:
    browser = signed_in(cast.coordinator)
    issued = actions.invite("nora@cast.example", "Nora", Role.MEMBER, by=cast.coordinator, at=NOW)
    actions.set_deputy(held(cast.assistant, Role.ASSISTANCE), cast.coordinator, by=cast.administrator)
    actions.deactivate(cast.coordinator, by=cast.administrator, at=NOW)
    assert browser.get("/konto/").status_code == 302
    assert queries.open_invitation(issued.token, NOW) is None
    assert held(cast.assistant, Role.ASSISTANCE).deputy is None
    actions.reactivate(fresh(cast.coordinator), by=cast.administrator)
    assert fresh(cast.coordinator).is_active
    assert not fresh(cast.coordinator).roles


def test_ending_one_session_leaves_the_others(cast: Cast) -> None:
    first, second = signed_in(cast.member), signed_in(cast.member)
    mine = queries.sessions_of(cast.member, dt.datetime.now(dt.UTC), current=first.session.session_key)
    assert sorted(each.is_current for each in mine) == [False, True]
    other = next(each for each in mine if not each.is_current)
    first.post(f"/konto/sitzungen/{other.identifier}/beenden/")
    assert (first.get("/konto/").status_code, second.get("/konto/").status_code) == (200, 302)


def test_ending_all_other_sessions(cast: Cast) -> None:
    here, *elsewhere = (signed_in(cast.member) for _ in range(3))
    foreign = signed_in(cast.stranger)
    here.post("/konto/sitzungen/beenden/")
    assert [each.get("/konto/").status_code for each in (here, foreign, *elsewhere)] == [200, 200, 302, 302]


def test_a_session_that_outlived_its_row_is_void(cast: Cast) -> None:
    """Even where the session's row survives (another store, a restored backup), the epoch refuses it."""
    browser = signed_in(cast.member)
    kept = Session.objects.get(session_key=stored_key(str(browser.session.session_key)))
    actions.end_sessions_of(cast.member, by=cast.administrator)
    kept.save(force_insert=True)
    assert browser.get("/konto/").status_code == 302


# --- The record -----------------------------------------------------------------------------------------------------

Deed = Callable[[Cast], Any]


def invited(cast: Cast, role: Role = Role.MEMBER) -> actions.Issued:
    return actions.invite("nora@cast.example", "Nora", role, by=cast.coordinator, at=NOW)


def subject() -> User:
    return person("betroffen", "Berta", Role.MEMBER)


SUCCEED: dict[str, tuple[Deed, Callable[[Cast, Any], Any]]] = {
    "invitation.sent": (lambda cast: None, lambda cast, _: invited(cast)),
    "invitation.withdrawn": (
        invited,
        lambda cast, issued: actions.withdraw_invitation(issued.invitation, by=cast.coordinator, at=NOW),
    ),
    "role.given": (
        lambda cast: subject(),
        lambda cast, who: actions.assign_role(who, Role.STEERING, by=cast.coordinator, starts=TODAY),
    ),
    "role.ended": (
        lambda cast: held(subject(), Role.MEMBER),
        lambda cast, what: actions.end_role(what, by=cast.coordinator, at=NOW),
    ),
    "role.deputy_set": (
        lambda cast: held(subject(), Role.MEMBER),
        lambda cast, what: actions.set_deputy(what, cast.stranger, by=cast.coordinator),
    ),
    "account.locked": (
        lambda cast: subject(),
        lambda cast, who: actions.deactivate(who, by=cast.coordinator, at=NOW),
    ),
    "account.unlocked": (
        lambda cast: actions.deactivate(subject(), by=cast.coordinator, at=NOW),
        lambda cast, who: actions.reactivate(who, by=cast.administrator),
    ),
    "account.changed": (
        lambda cast: subject(),
        lambda cast, who: actions.change_own(who, name="Berta Anders", language="en"),
    ),
    "session.all_ended": (
        lambda cast: subject(),
        lambda cast, who: actions.end_sessions_of(who, by=cast.administrator),
    ),
    "invitation.accepted": (
        lambda cast: actions.invite(cast.member.email, "Mira", Role.STEERING, by=cast.coordinator, at=NOW),
        lambda cast, issued: actions.join_by_invitation(issued.token, by=cast.member, at=NOW),
    ),
}


@pytest.mark.parametrize("event", SUCCEED)
def test_each_deed_leaves_exactly_one_line_without_contents(event: str, cast: Cast) -> None:
    prepare, do = SUCCEED[event]
    thing = prepare(cast)
    before = Event.objects.count()
    do(cast, thing)
    line = Event.objects.order_by("-sequence").first()
    assert line is not None
    assert (Event.objects.count(), line.action, line.result) == (before + 1, event, "done")
    told = f"{line.details} {line.object_label}"
    for content in ("Berta", "Nora", "Mira", "@cast.example", "Anders"):
        assert content not in told


REFUSED: dict[str, Callable[[Cast], Any]] = {
    "invite": lambda cast: actions.invite("nora@cast.example", "N", Role.STEERING, by=cast.member, at=NOW),
    "withdraw": lambda cast: actions.withdraw_invitation(invited(cast).invitation, by=cast.member, at=NOW),
    "assign": lambda cast: actions.assign_role(cast.stranger, Role.MEMBER, by=cast.member, starts=TODAY),
    "end": lambda cast: actions.end_role(
        held(cast.case_manager, Role.CASE_MANAGER), by=cast.coordinator, at=NOW
    ),
    "deputy": lambda cast: actions.set_deputy(
        held(cast.case_manager, Role.CASE_MANAGER), cast.member, by=cast.administrator
    ),
    "lock": lambda cast: actions.deactivate(cast.administrator, by=cast.coordinator, at=NOW),
    "unlock": lambda cast: actions.reactivate(cast.member, by=cast.coordinator),
    "sessions": lambda cast: actions.end_sessions_of(cast.member, by=cast.coordinator),
    "dead link": lambda cast: actions.accept_invitation("x", name="X", password=PASSWORD, at=NOW),
}


@pytest.mark.parametrize("deed", REFUSED)
def test_a_refused_deed_changes_nothing_and_claims_nothing(deed: str, cast: Cast) -> None:
    cast.administrator, cast.coordinator, cast.case_manager, cast.member, cast.stranger  # noqa: B018 - enter
    if deed == "withdraw":
        invited(cast)
    lines, state = Event.objects.count(), picture()
    with pytest.raises((Refused, actions.NotOpen)):
        REFUSED[deed](cast)
    if deed != "withdraw":  # which sends its own invitation first
        assert Event.objects.count() == lines
        assert picture() == state
    else:
        assert not Event.objects.filter(action="invitation.withdrawn").exists()


def picture() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (User, Assignment, Invitation)]


def test_a_deed_that_breaks_half_way_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record cannot be written, so the deed has not happened either."""

    def broken(*args: object, **details: object) -> None:
        raise OSError("disk full")

    cast.coordinator, cast.stranger  # noqa: B018 - enter before the picture is taken
    before = picture()
    monkeypatch.setattr("marlerweg.accounts.actions.roles.audit.record", broken)
    with pytest.raises(OSError, match="disk full"):
        actions.assign_role(cast.stranger, Role.MEMBER, by=cast.coordinator, starts=TODAY)
    assert picture() == before


def signed_in(user: User) -> Client:
    browser = Client()
    done = browser.post("/konto/anmelden/", {"login": user.email, "password": "ein-langes-Testwort-17"})
    assert done.status_code == 302, re.sub(r"\s+", " ", done.content.decode())[:2000]
    return browser
