"""Sessions end by idleness and by age, sooner where cases could lie open; the tables hold nothing to come in with."""

import datetime as dt
from collections.abc import Callable

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from marlerweg.accounts import retention, sessions
from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role, SessionLimits, session_limits
from marlerweg.foundation import clock
from tests.cast import PASSWORD, Cast

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
Later = Callable[[dt.timedelta], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """`later(distance)`: so much time has passed since the test began."""
    began = clock.now()

    def pass_time(distance: dt.timedelta) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + distance)

    return pass_time


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def is_in(browser: Client) -> bool:
    return browser.get("/konto/").status_code == 200


def cookie(browser: Client) -> str:
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


def test_neither_table_holds_a_key_that_opens(cast: Cast) -> None:
    browser = Client()
    browser.post("/konto/anmelden/", {"login": cast.member.email, "password": PASSWORD})
    assert is_in(browser)
    stored = {*Session.objects.values_list("session_key", flat=True)}
    listed = {*UserSession.objects.values_list("session_key", flat=True)}
    assert stored == listed == {sessions.stored_key(cookie(browser))}
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = stored.pop()
    assert not is_in(thief)


def test_signing_out_removes_the_row(cast: Cast) -> None:
    browser = browser_of(cast.member)
    was = Session.objects.get()
    browser.post("/konto/abmelden/")
    assert not Session.objects.filter(pk=was.pk).exists()
    assert not is_in(browser), "what is left only carries the word of good-bye"


def test_whoever_stays_away_for_eight_hours_signs_in_again(cast: Cast, later: Later) -> None:
    browser = browser_of(cast.coordinator)
    later(7 * HOUR)
    assert is_in(browser)
    later(14 * HOUR)
    assert is_in(browser), "the look after seven hours moved the end"
    later(23 * HOUR)
    assert not is_in(browser)


def test_not_every_page_writes(cast: Cast, later: Later) -> None:
    browser = browser_of(cast.coordinator)
    row = Session.objects.get()
    later(dt.timedelta(minutes=1))
    assert is_in(browser)
    assert Session.objects.get().expire_date == row.expire_date
    later(dt.timedelta(minutes=6))
    assert is_in(browser)
    assert Session.objects.get().expire_date > row.expire_date


def test_after_two_weeks_everybody_signs_in_again(cast: Cast, later: Later) -> None:
    browser = browser_of(cast.coordinator)
    for hours in range(6, 14 * 24, 6):
        later(hours * HOUR)
        assert is_in(browser)
    later(14 * DAY + HOUR)
    assert not is_in(browser)


def test_case_roles_have_half_an_hour(cast: Cast, later: Later) -> None:
    browser = browser_of(cast.case_manager)
    later(dt.timedelta(minutes=25))
    assert is_in(browser)
    later(dt.timedelta(minutes=56))
    assert not is_in(browser)


def test_a_case_role_given_during_a_session_shortens_it(cast: Cast, later: Later) -> None:
    from marlerweg.accounts import actions

    browser = browser_of(cast.member)
    actions.assign_role(cast.member, Role.CASE_LEAD, by=cast.coordinator, starts=clock.today())
    assert is_in(browser)
    later(dt.timedelta(minutes=40))
    assert not is_in(browser)


def test_the_shorter_of_both_limits_holds() -> None:
    usual, strict = SessionLimits(HOUR, 14 * DAY), SessionLimits(2 * HOUR, DAY)
    assert session_limits(frozenset({Role.MEMBER}), usual, strict) == usual
    assert session_limits(frozenset({Role.MEMBER, Role.CASE_LEAD}), usual, strict) == SessionLimits(HOUR, DAY)


def test_the_list_forgets_ended_sessions(cast: Cast, later: Later) -> None:
    browser = Client()
    browser.post("/konto/anmelden/", {"login": cast.member.email, "password": PASSWORD})
    assert retention.signed_out(clock.now()).count() == 0
    later(9 * HOUR)
    assert retention.signed_out(clock.now()).count() == 1
