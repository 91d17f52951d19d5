"""Accounts locked and opened, and what people change of themselves."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marlerweg.accounts import policies, queries
from marlerweg.accounts.actions.roles import close, lock_administrators
from marlerweg.accounts.actions.sessions import drop_sessions
from marlerweg.accounts.models import Assignment, Invitation, User
from marlerweg.audit import actions as audit
from marlerweg.foundation import erasures
from marlerweg.foundation.decisions import require
from marlerweg.ui.lists import Export


@transaction.atomic
def deactivate(person: User, *, by: User, at: datetime) -> User:
    """Account, roles, deputyships, open invitations given and all sessions end in the same moment."""
    lock_administrators()
    last = queries.is_last_administrator(person, timezone.localdate(at))
    require(policies.may_deactivate(by, person, is_last_administrator=last))
    running = list(Assignment.objects.filter(user=person, ended_at__isnull=True))
    for assignment in running:
        close(assignment, at)
    Assignment.objects.filter(deputy=person).update(deputy=None)
    Invitation.objects.filter(invited_by=person, accepted_at__isnull=True, withdrawn_at__isnull=True).update(
        withdrawn_at=at
    )
    person.is_active = False
    person.save(update_fields=["is_active"])
    audit.record(by, "account.locked", person, roles_ended=[str(each.pk) for each in running])
    drop_sessions(person)
    return person


@transaction.atomic
def reactivate(person: User, *, by: User) -> User:
    require(policies.may_reactivate(by, person))
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record(by, "account.unlocked", person)
    return person


@transaction.atomic
def forget_people(at: datetime) -> int:
    """Two years after the last role: what is left is a nameless mark, because deeds of others refer to it."""
    found = list(queries.people_to_forget(at))
    for former in found:
        drop_sessions(former)
        erase_person(str(former.pk))
        audit.record(None, "account.forgotten", former)
        erasures.note("accounts.user", former.pk, at=at)
    return len(found)


def erase_person(identifier: str) -> int:
    """Name, address, roles and every way to sign in; also asked again after a backup was put back."""
    Assignment.objects.filter(user_id=UUID(identifier)).delete()
    Assignment.objects.filter(deputy_id=UUID(identifier)).update(deputy=None)
    Authenticator.objects.filter(user=identifier).delete()
    SocialAccount.objects.filter(user=identifier).delete()
    return User.objects.filter(pk=identifier).update(
        email=f"{identifier}@{queries.FORGOTTEN}",
        name=_("Früheres Konto"),
        language="de",
        password=make_password(None),
        is_active=False,
        last_login=None,
    )


@transaction.atomic
def change_own(person: User, *, name: str, language: str) -> User:
    """The address stays: it was proved by the invitation, and only a new invitation proves another."""
    changed = [
        field for field, value in (("name", name), ("language", language)) if getattr(person, field) != value
    ]
    person.name, person.language = name, language
    if changed:
        person.save(update_fields=changed)
        audit.record(person, "account.changed", person, fields=changed)
    return person


@transaction.atomic
def record_export_of_people(by: User, export: Export) -> None:
    """Who took the list of people out of the house, how much of it and in which form."""
    require(policies.may_see_people(by))
    audit.record(
        by, "account.exported", format=export.format, rows=export.rows, filters=sorted(export.wishes)
    )
