"""After the retention: of each registration stays which organisation came in which role."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marlerweg.audit import actions as audit
from marlerweg.conferences import queries
from marlerweg.conferences.actions.registering import locked
from marlerweg.conferences.models import (
    Attendance,
    Card,
    CardPhoto,
    DotToken,
    Edition,
    HostLink,
    Invitation,
    Registration,
)


def forget_people(at: datetime) -> int:
    """Every edition that is due, each in its own transaction; gives how many registrations went."""
    return sum(reduce(edition, at=at) for edition in queries.ended(timezone.localdate(at)))


@transaction.atomic
def reduce(edition: Edition, *, at: datetime) -> int:
    """Counts stay as they were; names, addresses, needs, wishes, links, photos and tokens go."""
    held = locked(edition)
    if held.reduced_at is not None:
        return 0
    rows = list(held.registrations.select_related("organisation").prefetch_related("tasks"))
    Attendance.objects.bulk_create(_left_of(row) for row in rows)
    Registration.objects.filter(edition=held).delete()
    Invitation.objects.filter(edition=held).delete()
    HostLink.objects.filter(table__edition=held).delete()
    CardPhoto.objects.filter(card__edition=held).delete()
    DotToken.objects.filter(ballot__edition=held).delete()
    Card.objects.filter(edition=held).update(who_takes_part="")
    held.reduced_at = at
    held.save(update_fields=["reduced_at"])
    audit.record(None, "conference.people_forgotten", held, count=len(rows))
    return len(rows)


def drop_forgotten_lists(at: datetime) -> int:
    """Files that nobody took in hold other people's details for nothing."""
    return queries.forgotten_lists(at).delete()[0]


def _left_of(row: Registration) -> Attendance:
    task = next(iter(row.tasks.all()), None)
    return Attendance(
        edition=row.edition,
        organisation=row.organisation,
        organisation_name=row.organisation_label,
        engaged=row.engaged,
        state=row.state,
        source=row.source,
        task=task.kind if task else "",
    )
