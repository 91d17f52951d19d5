"""What the administrator does to work in the background; each deed is recorded."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.foundation.jobs import actions as jobs
from marlerweg.portal import policies


@transaction.atomic
def retry_job(identifier: UUID, *, by: User, at: datetime) -> None:
    """All its tries again, from now on."""
    require(policies.may_tend_jobs(by))
    audit.record(by, "job.retried", jobs.retry(identifier, at=at))


@transaction.atomic
def discard_job(identifier: UUID, *, by: User, at: datetime) -> None:
    """For good: its arguments go with it."""
    require(policies.may_tend_jobs(by))
    audit.record(by, "job.discarded", jobs.discard(identifier, at=at))
