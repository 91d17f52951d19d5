"""Editions whose people are to be forgotten."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from marlerweg.conferences.models import Edition, Registration, RegistrationIntake

LISTS_WAIT = timedelta(days=7)


def ended(today: date) -> list[Edition]:
    """The retention differs from edition to edition, and editions are few."""
    rows = Edition.objects.filter(ends_on__lt=today, reduced_at=None)
    return [row for row in rows if row.ends_on + timedelta(days=row.retention_days) < today]


def people_due(at: datetime) -> int:
    return Registration.objects.filter(edition__in=ended(timezone.localdate(at))).count()


def forgotten_lists(at: datetime) -> QuerySet[RegistrationIntake]:
    return RegistrationIntake.objects.filter(uploaded_at__lt=at - LISTS_WAIT)
