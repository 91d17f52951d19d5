"""Who is to be asked again today, and about what; read by jobs, which act for nobody."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.queries import held_on
from marlerweg.accounts.rules import Role
from marlerweg.way.models import Answer, Contribution, Decision, Joining, Measure, Step
from marlerweg.way.queries.board import silent
from marlerweg.way.rules import reminders
from marlerweg.way.rules.figures import STALE_AFTER_DAYS
from marlerweg.way.rules.states import AT_REST, NeedState

REMIND = "remind"


def referrals_to_remind(today: date) -> list[Decision]:
    """Referred upwards, the day of asking has come, nobody answered."""
    waiting = Decision.objects.filter(
        kind=Decision.Kind.REFER,
        answered_on__isnull=True,
        wait_until__lte=today,
        need__state=NeedState.REFERRED,
    ).select_related("need", "referred_to")
    rows = list(waiting)
    reminded = last_reminded(row.pk for row in rows)
    return [
        row
        for row in rows
        if row.wait_until and reminders.is_reminder_due(row.wait_until, reminded.get(row.pk), today)
    ]


def measures_to_remind(today: date) -> list[Measure]:
    """Silent for too long; a new status ends the silence."""
    rows = list(silent(Measure.objects.select_related("responsible"), today))
    reminded = last_reminded(row.pk for row in rows)
    due_after = timedelta(days=STALE_AFTER_DAYS + 1)
    return [
        row
        for row in rows
        if reminders.is_reminder_due(row.status_on + due_after, reminded.get(row.pk), today)
    ]


def last_reminded(items: Iterable[UUID]) -> dict[UUID, date]:
    rows = Step.objects.filter(event=REMIND, item_id__in=list(items)).order_by()
    return {item: timezone.localdate(at) for item, at in rows.values_list("item_id").annotate(last=Max("at"))}


def holders(roles: Iterable[Role], today: date, *, scope: UUID | None = None) -> QuerySet[User]:
    """Active people who hold one of the roles today, for one scope if it is given, and those who stand in for them."""
    held = Assignment.objects.filter(held_on(today), role__in=list(roles))
    held = held.filter(scope_id=scope) if scope else held
    return User.objects.filter(
        Q(pk__in=held.values("user")) | Q(pk__in=held.filter(deputy__isnull=False).values("deputy")),
        is_active=True,
    )


def addresses_to_forget(today: date) -> Iterator[Contribution]:
    """Contributions whose author's address has served its purpose."""
    for row in answered_so_far(Contribution.objects.exclude(mail="")):
        need = row.current[0].need if row.current else None
        if reminders.is_address_to_forget(
            received=timezone.localdate(row.received_at),
            last_answer=day(row.last_answer),
            at_rest_since=day(need.state_since) if need and need.state in AT_REST else None,
            owed=row.owed,
            today=today,
        ):
            yield row


def authors_to_forget(today: date) -> Iterator[Contribution]:
    """Contributions heard and done with long ago that still lead to whoever said them: by account or by secret link."""
    named = Contribution.objects.filter(Q(author__isnull=False) | Q(follow_up_hash__isnull=False))
    for row in answered_so_far(named.filter(received_at__date__lte=today - reminders.FORGET_AUTHOR_AFTER)):
        need = row.current[0].need if row.current else None
        if reminders.is_author_to_forget(
            last_answer=day(row.last_answer),
            is_owed=row.owed,
            joined=need is not None,
            at_rest=need is not None and need.state in AT_REST,
            today=today,
        ):
            yield row


def answered_so_far(contributions: QuerySet[Contribution]) -> Any:
    """With the day of the last answer, whether one is owed, and the need each belongs to now."""
    owed = Answer.objects.filter(contribution=OuterRef("pk"), state=Answer.State.DUE)
    current = Joining.objects.filter(left_at__isnull=True).select_related("need")
    return contributions.annotate(last_answer=Max("answers__sent_at"), owed=Exists(owed)).prefetch_related(
        Prefetch("joinings", current, to_attr="current")
    )


def day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
