"""The only way to an account: invited by name, accepted once."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts import letters, policies, queries, rules
from marlerweg.accounts.models import Assignment, Invitation, User
from marlerweg.accounts.rules import Role
from marlerweg.accounts.scopes import TOWN, Scope
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require


class NotOpen(Exception):
    """The link was used, withdrawn, is too old or was never given; which of these is nobody's business."""


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation with its token, which exists only here and in the letter."""

    invitation: Invitation
    token: str

    @property
    def address(self) -> str:
        return letters.invitation_address(self.token)


@transaction.atomic
def invite(
    email: str,
    name: str,
    role: Role,
    *,
    by: User,
    at: datetime,
    scope: Scope = TOWN,
    ends: date | None = None,
) -> Issued:
    """Send a link that opens one role; an older open one for the same role and person stops working."""
    require(policies.may_invite(by, email, role))
    return _issue(email, name, role, by=by, at=at, scope=scope, ends=ends)


@transaction.atomic
def invite_administrator(email: str, name: str, *, at: datetime) -> Issued:
    """For whoever holds the machine itself, where nobody could invite the first person."""
    return _issue(email, name, Role.ADMINISTRATOR, by=None, at=at, scope=TOWN, ends=None)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    require(policies.may_withdraw(by, invitation))
    if not Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=at):
        raise NotOpen
    invitation.withdrawn_at = at
    audit.record(by, "invitation.withdrawn", invitation)
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, name: str, password: str | None, at: datetime) -> User:
    """Make the account; without a password its owner sets up a passkey next, or asks for a password by mail."""
    invitation = _use_up(token, at)
    if User.objects.filter(email=invitation.email).exists():
        raise NotOpen
    user = User.objects.create_user(invitation.email, name, password)
    audit.record(user, "account.opened", user, fields=["email", "name"])
    _give(invitation, user, at)
    return user


@transaction.atomic
def join_by_invitation(token: str, *, by: User, at: datetime) -> Assignment:
    """Somebody who has an account already takes the role on; only the invited address may."""
    invitation = _use_up(token, at)
    if by.email != invitation.email:
        raise NotOpen
    require(policies.fits(by, Role(invitation.role)))
    return _give(invitation, by, at)


def _issue(
    email: str, name: str, role: Role, *, by: User | None, at: datetime, scope: Scope, ends: date | None
) -> Issued:
    email = email.strip().lower()
    Invitation.objects.filter(
        email=email, role=role, scope_id=scope.identifier, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        role=role,
        scope_kind=scope.kind,
        scope_id=scope.identifier,
        scope_label=scope.label,
        ends=ends,
        token_hash=rules.token_hash(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + rules.INVITATION_LASTS,
    )
    audit.record(by, "invitation.sent", invitation)
    letters.send_invitation(invitation, token)
    return Issued(invitation, token)


def _use_up(token: str, at: datetime) -> Invitation:
    """One winner, also of two who click in the same moment."""
    invitation = queries.open_invitation(token, at)
    if invitation is None:
        raise NotOpen
    if not Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(accepted_at=at):
        raise NotOpen
    invitation.accepted_at = at
    return invitation


def _give(invitation: Invitation, user: User, at: datetime) -> Assignment:
    assignment = Assignment.objects.create(
        user=user,
        role=invitation.role,
        scope_kind=invitation.scope_kind,
        scope_id=invitation.scope_id,
        scope_label=invitation.scope_label,
        starts=min(timezone.localdate(at), invitation.ends or timezone.localdate(at)),
        ends=invitation.ends,
    )
    audit.record(user, "invitation.accepted", invitation, assignment=str(assignment.pk))
    return assignment
