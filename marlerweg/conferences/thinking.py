"""The job that thinks out a table plan while nobody waits for the page."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.conferences import actions
from marlerweg.conferences.models import Edition, Planning
from marlerweg.conferences.queries import Rules
from marlerweg.foundation import clock
from marlerweg.foundation.jobs.tasks import job


@job(attempts=3, atomic=False)
def think(key: str) -> None:
    """A lost worker is noticed by the end of its lease; the next one begins anew."""
    actions.think(UUID(key), now=clock.now)


@transaction.atomic
def plan_later(
    edition: Edition, rules: Rules, *, by: User, at: datetime, reason: str = "", seed: int = 0
) -> Planning:
    """Asked for twice, it is thought out once."""
    planning, is_new = actions.ask_for_plan(edition, rules, by=by, at=at, reason=reason, seed=seed)
    if is_new:
        think.enqueue(str(planning.pk))
    return planning
