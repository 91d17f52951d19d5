"""Roles given, ended and stood in for; an end is felt at once."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts import policies, queries
from marlerweg.accounts.actions.sessions import drop_sessions
from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.accounts.scopes import TOWN, Scope
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require


@transaction.atomic
def assign_role(
    person: User,
    role: Role,
    *,
    by: User,
    starts: date,
    ends: date | None = None,
    scope: Scope = TOWN,
) -> Assignment:
    """The receiver is read again under lock, so that two givers in the same moment cannot cross a wall."""
    person = User.objects.select_for_update().get(pk=person.pk)
    require(policies.may_give(by, role, person))
    assignment = Assignment.objects.create(
        user=person,
        role=role,
        scope_kind=scope.kind,
        scope_id=scope.identifier,
        scope_label=scope.label,
        starts=starts,
        ends=ends,
    )
    audit.record(by, "role.given", assignment, to=str(person.pk))
    return assignment


@transaction.atomic
def end_role(assignment: Assignment, *, by: User | None, at: datetime) -> Assignment:
    """The role is gone with the commit, and so is every session of its holder and deputy; `by` is empty at the console."""
    lock_administrators()
    assignment.refresh_from_db(from_queryset=Assignment.objects.select_for_update())
    if assignment.ended_at is not None:
        return assignment
    if by is not None:
        last = assignment.role == Role.ADMINISTRATOR and queries.is_last_administrator(
            assignment.user, timezone.localdate(at)
        )
        require(policies.may_end(by, assignment, is_last_administrator=last))
    close(assignment, at)
    audit.record(by, "role.ended", assignment, of=str(assignment.user_id))
    for person in (assignment.user, assignment.deputy):
        if person:
            drop_sessions(person)
    return assignment


@transaction.atomic
def set_deputy(assignment: Assignment, deputy: User | None, *, by: User) -> Assignment:
    """A deputy who steps down loses the sessions in which the role was used."""
    require(policies.may_set_deputy(by, assignment, deputy))
    former = assignment.deputy
    assignment.deputy = deputy
    assignment.save(update_fields=["deputy"])
    audit.record(by, "role.deputy_set", assignment, deputy=str(deputy.pk) if deputy else "")
    if former and former != deputy:
        drop_sessions(former)
    return assignment


def lock_administrators() -> None:
    """Two administrators who end each other wait for one another here, so that one of them remains."""
    list(Assignment.objects.select_for_update().filter(role=Role.ADMINISTRATOR, ended_at=None).order_by("pk"))


def close(assignment: Assignment, at: datetime) -> None:
    today = timezone.localdate(at)
    assignment.ended_at = at
    assignment.ends = max(assignment.starts, min(assignment.ends or today, today))
    assignment.save(update_fields=["ended_at", "ends"])
