"""Accounts are forgotten two years after their last role; a backup put back does not bring a name back."""

import datetime as dt

import pytest
from django.conf import settings

from marlerweg.accounts import actions, queries
from marlerweg.accounts.models import Assignment, Invitation, User
from marlerweg.accounts.rules import Role
from marlerweg.audit.models import Event
from marlerweg.foundation import clock, retention
from tests.cast import Cast, person

YEAR = dt.timedelta(days=365)


@pytest.fixture
def former(db: None) -> User:
    """Left two and a half years ago."""
    user = person("frueher", "Fiona Früher", Role.MEMBER)
    User.objects.update(joined_at=clock.now() - 5 * YEAR)
    Assignment.objects.filter(user=user).update(ended_at=clock.now() - 2.5 * YEAR)
    return user


def test_the_name_goes_and_the_mark_stays(former: User, cast: Cast) -> None:
    kept = cast.coordinator
    User.objects.update(joined_at=clock.now() - 5 * YEAR)
    assert list(queries.people_to_forget(clock.now())) == [former]
    assert actions.forget_people(clock.now()) == 1
    former.refresh_from_db()
    assert "Fiona" not in former.name
    assert "frueher" not in former.email
    assert not former.is_active
    assert not former.has_usable_password()
    assert not Assignment.objects.filter(user=former).exists()
    assert Event.objects.filter(action="account.forgotten", object_id=str(former.pk)).count() == 1
    kept.refresh_from_db()
    assert kept.name == "Karla Koordination"
    assert actions.forget_people(clock.now()) == 0, "nobody is forgotten twice"


def test_whoever_has_or_deputises_for_a_role_stays(former: User, cast: Cast) -> None:
    Assignment.objects.filter(user=cast.coordinator).update(deputy=former)
    assert not queries.people_to_forget(clock.now()).filter(pk=former.pk).exists()


def test_one_who_left_a_year_ago_stays(former: User) -> None:
    Assignment.objects.filter(user=former).update(ended_at=clock.now() - YEAR)
    assert not queries.people_to_forget(clock.now()).exists()


def test_erasing_again_after_a_restore(former: User) -> None:
    assert actions.erase_person(str(former.pk)) == 1
    former.refresh_from_db()
    assert former.email.endswith("@geloescht.invalid")


def test_old_invitations_go(cast: Cast) -> None:
    actions.invite("neu@cast.example", "Neu", Role.MEMBER, by=cast.coordinator, at=clock.now() - 2 * YEAR)
    assert queries.invitations_to_forget(clock.now()).count() == Invitation.objects.count() == 1


def test_every_room_is_in_the_deletion_calendar() -> None:
    assert {"Konten", "Einladungen", "Entwürfe", "Hochgeladene Listen", "Beendete Sitzungen"} <= set(
        retention.retentions
    )
    assert settings.ERASURES
