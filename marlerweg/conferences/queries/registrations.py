"""Registrations: whole lists for those who organise, one's own by the secret link."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from marlerweg.conferences import policies
from marlerweg.conferences.links import hashed
from marlerweg.conferences.models import Attendance, Edition, Invitation, Registration, TableTask
from marlerweg.network.policies import Viewer


@dataclass(frozen=True)
class Places:
    """`free` is None where there is no limit."""

    capacity: int | None
    taken: int
    waiting: int
    arrived: int

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)


def places(of: Edition) -> Places:
    """Also after the retention, when only attendances are left."""
    state = Registration.State
    rows: QuerySet[Any] = (
        Attendance.objects.filter(edition=of) if of.reduced_at else Registration.objects.filter(edition=of)
    )
    counted = rows.aggregate(
        taken=Count("pk", filter=Q(state__in=Registration.PLACES)),
        waiting=Count("pk", filter=Q(state=state.WAITING)),
        arrived=Count("pk", filter=Q(state=state.ATTENDED)),
    )
    return Places(of.capacity, **counted)


def registrations(viewer: Viewer, of: Edition) -> QuerySet[Registration]:
    rows = Registration.objects.filter(edition=of).select_related("organisation", "person")
    return rows if policies.may_organise(viewer) else rows.none()


def registration(viewer: Viewer, of: Edition, number: int) -> Registration | None:
    return registrations(viewer, of).filter(number=number).first()


def by_secret(secret: str) -> Registration | None:
    return _by(secret_hash=hashed(secret))


def by_calendar_secret(secret: str) -> Registration | None:
    return _by(calendar_hash=hashed(secret))


def by_invitation_secret(secret: str) -> Invitation | None:
    rows = Invitation.objects.select_related("edition__series", "person", "organisation")
    return rows.filter(secret_hash=hashed(secret)).first()


def ahead_of(registration: Registration) -> int:
    """How many wait longer."""
    if registration.state != Registration.State.WAITING:
        return 0
    waiting = Registration.objects.filter(edition=registration.edition_id, state=Registration.State.WAITING)
    return waiting.filter(number__lt=registration.number).count()


def tasks_of(viewer: Viewer, of: Edition) -> list[TableTask]:
    """Who moderates or writes, table by table."""
    if not policies.may_organise(viewer):
        return []
    rows = TableTask.objects.filter(table__edition=of).select_related("table__theme", "registration", "round")
    return list(rows.order_by("table__number", "kind", "round__number"))


def who_interprets(viewer: Viewer, of: Edition) -> list[tuple[Registration, Registration]]:
    """Who interprets for whom."""
    if not policies.may_organise(viewer):
        return []
    rows = Registration.objects.filter(edition=of).exclude(interprets_for=None).distinct().order_by("name")
    return [
        (row, other) for row in rows.prefetch_related("interprets_for") for other in row.interprets_for.all()
    ]


def search(viewer: Viewer, of: Edition, words: str) -> QuerySet[Registration]:
    """By number, name or organisation, as somebody says it at the door; everybody without words."""
    rows = registrations(viewer, of).exclude(state=Registration.State.CANCELLED).order_by("name")
    for word in words.split():
        fits = Q(name__icontains=word) | Q(organisation_name__icontains=word)
        rows = rows.filter(fits | Q(number=int(word)) if word.isdecimal() else fits)
    return rows


def by_id(viewer: Viewer, key: UUID) -> Registration | None:
    """What the code on a badge leads to."""
    if not policies.may_organise(viewer):
        return None
    return _by(pk=key)


def _by(**key: object) -> Registration | None:
    rows = Registration.objects.select_related("edition__series", "organisation")
    return rows.filter(**key).first()
