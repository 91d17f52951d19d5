"""Ending sessions: one's own one by one, or all of somebody at once."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, QuerySet

from marlerweg.accounts import policies
from marlerweg.accounts.models import User
from marlerweg.accounts.sessions import stored_key
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require


@transaction.atomic
def end_session(session: UserSession, *, by: User) -> None:
    require(policies.may_end_session(by, session.user))
    _delete(UserSession.objects.filter(pk=session.pk))
    audit.record(by, "session.ended", by)


@transaction.atomic
def end_other_sessions(*, by: User, current: str | None) -> int:
    """All of one's own but the one that asks; returns how many."""
    ended = _delete(UserSession.objects.filter(user=by).exclude(session_key=stored_key(current or "")))
    audit.record(by, "session.others_ended", by, count=ended)
    return ended


@transaction.atomic
def end_sessions_of(person: User, *, by: User) -> None:
    require(policies.may_end_sessions_of(by, person))
    drop_sessions(person)
    audit.record(by, "session.all_ended", person)


def drop_sessions(person: User) -> None:
    """A new epoch voids every session of the person wherever it is kept; the rows go too."""
    User.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])
    _delete(UserSession.objects.filter(user=person))


def _delete(sessions: QuerySet[UserSession]) -> int:
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    sessions.delete()
    return len(keys)
