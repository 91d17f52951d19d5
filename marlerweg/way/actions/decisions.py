"""What bodies decide, and what comes back from above."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts.models import User
from marlerweg.formats.models import Body
from marlerweg.foundation.decisions import require
from marlerweg.way import policies, signals
from marlerweg.way.actions.history import write_step
from marlerweg.way.actions.keeping import keep_days
from marlerweg.way.actions.needs import current_contributions, move
from marlerweg.way.actions.numbering import next_number
from marlerweg.way.models import Approach, Decision, Need, Step
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import NeedEvent, NeedState


@transaction.atomic
def decide(
    need: Need,
    kind: str,
    *,
    body: Body,
    on: date,
    by: User,
    at: datetime,
    reason: str = "",
    approach: Approach | None = None,
    assigned_to: Body | None = None,
    referred_to: Body | None = None,
    wait_until: date | None = None,
) -> Decision:
    """`wait_until` is when a deferral comes back, and when a referral upwards is asked after."""
    require(policies.may_record_decision(by, body))
    decision = Decision(
        number=next_number(Kind.DECISION, at),
        need=need,
        approach=approach,
        body=body,
        kind=kind,
        decided_on=on,
        ready_on=ready_on(need),
        reason=reason,
        assigned_to=assigned_to,
        referred_to=referred_to,
        wait_until=wait_until,
        recorded_by=by,
        recorded_at=at,
    )
    decision.save(force_insert=True)
    keep_days(current_contributions(need))
    write_step(decision, kind, by=by, at=at, concerns=need.number)
    need.wait_until = wait_until
    need.save(update_fields=["wait_until"])
    move(need, NeedEvent(kind), by=by, at=at, because=reason, concerns=decision.number, decision=decision)
    transaction.on_commit(lambda: signals.need_decided.send(sender=Need, need=need, decision=decision))
    return decision


def ready_on(need: Need) -> date | None:
    """When it was first put up for decision."""
    step = Step.objects.filter(kind=Kind.NEED, item_id=need.pk, event=NeedEvent.MAKE_READY).first()
    return timezone.localdate(step.at) if step else None


@transaction.atomic
def hear_from_above(decision: Decision, text: str, *, on: date, by: User, at: datetime) -> None:
    """The body above answered; the need is decided here again, and its authors learn it."""
    require(policies.may_answer_from_above(by, decision))
    decision.answered_on, decision.answer_from_above = on, text
    decision.save(update_fields=["answered_on", "answer_from_above"])
    write_step(decision, NeedEvent.HEAR_FROM_ABOVE, by=by, at=at, concerns=decision.need.number)
    if decision.need.state == NeedState.REFERRED:
        decision.need.wait_until = None
        decision.need.save(update_fields=["wait_until"])
        move(decision.need, NeedEvent.HEAR_FROM_ABOVE, by=by, at=at, concerns=decision.number)


@transaction.atomic
def come_due(today: date, *, at: datetime) -> int:
    """Deferred needs return to the agenda on their day; run daily."""
    due = list(Need.objects.select_for_update().filter(state=NeedState.DEFERRED, wait_until__lte=today))
    for need in due:
        need.wait_until = None
        need.save(update_fields=["wait_until"])
        move(need, NeedEvent.COME_DUE, by=None, at=at)
    return len(due)
