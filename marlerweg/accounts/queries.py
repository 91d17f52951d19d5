"""People, roles, invitations and sessions, each as far as the viewer may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Prefetch, Q, QuerySet

from marlerweg.accounts import policies, rules
from marlerweg.accounts.models import Assignment, Invitation, User
from marlerweg.accounts.rules import Role
from marlerweg.accounts.sessions import stored_key
from marlerweg.foundation import clock

FORGOTTEN = "geloescht.invalid"


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One place where somebody is signed in; the key itself never leaves the room."""

    identifier: int
    began_at: datetime
    device: str
    address: str
    is_current: bool


def held_on(today: date) -> Q:
    return Q(ended_at__isnull=True, starts__lte=today) & (Q(ends__isnull=True) | Q(ends__gte=today))


def people(viewer: policies.Actor, today: date) -> QuerySet[User]:
    """Accounts with the assignments of today; whoever gives only some roles sees only their holders."""
    current = Assignment.objects.filter(held_on(today)).select_related("deputy")
    found = User.objects.prefetch_related(Prefetch("assignments", current, to_attr="held_today"))
    if not policies.may_see_people(viewer) or not viewer.is_authenticated:
        return found.none()
    if policies.holds(viewer, policies.SEE_ALL):
        return found
    known = rules.givable(viewer.roles) | viewer.roles
    return found.filter(pk__in=Assignment.objects.filter(role__in=known).values("user"))


def holding(found: QuerySet[User], roles: Sequence[str], today: date) -> QuerySet[User]:
    """Those who hold one of the roles on the day."""
    return found.filter(pk__in=Assignment.objects.filter(held_on(today), role__in=roles).values("user"))


def person(viewer: policies.Actor, identifier: UUID, today: date) -> User | None:
    """None where the viewer may not know that the account exists."""
    found = User.objects.filter(pk=identifier).first()
    return found if found and policies.may_see_person(viewer, found, today) else None


def assignments_of(subject: User) -> QuerySet[Assignment]:
    """All of them, the running ones first."""
    return subject.assignments.select_related("user", "deputy").order_by("-ended_at", "role", "-starts")


def deputyships_of(subject: User, today: date) -> QuerySet[Assignment]:
    """Roles of others that the person stands in for today."""
    return Assignment.objects.filter(held_on(today), deputy=subject).select_related("user")


def deputies_for(today: date, role: Role) -> QuerySet[User]:
    """Who holds a role today."""
    return User.objects.filter(
        is_active=True, assignments__in=Assignment.objects.filter(held_on(today), role=role).values("pk")
    ).distinct()


def invitations(viewer: policies.Actor) -> QuerySet[Invitation]:
    """The administrator's and the coordination's view: those for roles the viewer may give."""
    if not policies.may_look_after(viewer) or not viewer.is_authenticated:
        return Invitation.objects.none()
    found = Invitation.objects.select_related("invited_by")
    if policies.may_lock_out_anybody(viewer):
        return found
    return found.filter(role__in=rules.givable(viewer.roles))


def open_invitation(token: str, at: datetime) -> Invitation | None:
    """The invitation behind a link while it can be accepted; the giver must still be allowed to give the role."""
    found = Invitation.objects.select_related("invited_by").filter(token_hash=rules.token_hash(token)).first()
    if found is None or found.state(at) != rules.InvitationState.OPEN:
        return None
    if found.invited_by and not policies.may_give(found.invited_by, Role(found.role)):
        return None
    return found


def sessions_of(owner: User, at: datetime, *, current: str | None = None) -> list[OpenSession]:
    """Where the owner is signed in now, newest first."""
    known = UserSession.objects.filter(user=owner).order_by("-created_at")
    alive = set(
        Session.objects.filter(session_key__in=known.values("session_key"), expire_date__gt=at).values_list(
            "session_key", flat=True
        )
    )
    return [
        OpenSession(
            each.pk,
            each.created_at,
            rules.device_name(each.user_agent),
            each.ip,
            is_current=each.session_key == stored_key(current or ""),
        )
        for each in known
        if each.session_key in alive
    ]


def people_to_forget(at: datetime) -> QuerySet[User]:
    """Accounts whose last role or deputyship ended two years ago, or that never had one for so long."""
    since = at - rules.ACCOUNT_KEPT
    running = Q(ended_at__isnull=True) & (Q(ends__isnull=True) | Q(ends__gte=clock.day_of(since)))
    needed = Assignment.objects.filter(running | Q(ended_at__gte=since))
    return (
        User.objects.filter(joined_at__lt=since)
        .exclude(email__endswith=f"@{FORGOTTEN}")
        .exclude(pk__in=needed.values("user"))
        .exclude(pk__in=needed.filter(deputy__isnull=False).values("deputy"))
    )


def invitations_to_forget(at: datetime) -> QuerySet[Invitation]:
    """Accepted, withdrawn or expired a year ago."""
    since = at - rules.INVITATION_KEPT
    return Invitation.objects.filter(
        Q(accepted_at__lt=since) | Q(withdrawn_at__lt=since) | Q(expires_at__lt=since)
    )


def has_second_factor(subject: User) -> bool:
    """Recovery codes alone are no factor."""
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=subject, type__in=factors).exists())


def is_last_administrator(subject: User, today: date) -> bool:
    """Whether nobody would be left to run the system without this person; deputies do not count."""
    running = Assignment.objects.filter(held_on(today), role=Role.ADMINISTRATOR, user__is_active=True)
    return running.filter(user=subject).exists() and not running.exclude(user=subject).exists()
