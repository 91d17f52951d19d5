"""The Way's own figures, and the rows behind each of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, QuerySet
from django.utils import timezone

from marlerweg.network.models import District
from marlerweg.way.models import Answer, Contribution, Decision, Measure, Need, Step
from marlerweg.way.rules.figures import STALE_AFTER_DAYS, Share, median_days, meetings_until
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import NeedEvent

UNDER_WAY = (
    Measure.Status.DECIDED,
    Measure.Status.RUNNING,
    Measure.Status.PAUSED,
    Measure.Status.BLOCKED,
    Measure.Status.PERMANENT,
)
FEW_MEETINGS = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and shares of one town or district; a share without a whole has no percent."""

    contributions: int
    needs: int
    decisions: int
    measures: int
    measures_done: int
    days_to_decision: float | None
    decided_soon: Share
    measures_in_order: Share
    answered: Share
    came_back: Share


def figures(today: date, *, district: District | None = None) -> Figures:
    """A fixed number of queries, whatever the number of rows."""
    contributions, needs, measures = (
        contributions_counted(district),
        needs_counted(district),
        measures_counted(district),
    )
    under_way = measures.filter(status__in=UNDER_WAY)
    return Figures(
        contributions=contributions.count(),
        needs=needs.count(),
        decisions=decisions_counted(district).count(),
        measures=measures.count(),
        measures_done=measures.filter(status__in=[Measure.Status.DONE, Measure.Status.PERMANENT]).count(),
        days_to_decision=median_days(spans_to_decision(contributions)),
        decided_soon=share_decided_soon(needs),
        measures_in_order=Share(in_order(under_way, today).count(), under_way.count()),
        answered=Share(
            contributions.count() - waiting_for_answer(contributions).count(), contributions.count()
        ),
        came_back=Share(came_back(needs).count(), reviewed(needs).count()),
    )


def contributions_counted(district: District | None = None) -> QuerySet[Contribution]:
    """Held ones count only after somebody took them up."""
    rows = Contribution.objects.filter(held_because="")
    return rows.filter(districts=district) if district else rows


def needs_counted(district: District | None = None) -> QuerySet[Need]:
    rows = Need.objects.exclude(state=Need.State.MERGED)
    return rows.filter(districts=district) if district else rows


def decisions_counted(district: District | None = None) -> QuerySet[Decision]:
    return Decision.objects.filter(need__districts=district) if district else Decision.objects.all()


def measures_counted(district: District | None = None) -> QuerySet[Measure]:
    return Measure.objects.filter(districts=district) if district else Measure.objects.all()


def spans_to_decision(contributions: QuerySet[Contribution]) -> Iterable[tuple[datetime, datetime]]:
    """From being received to the first decision recorded afterwards on the need it belongs to."""
    return (
        contributions.filter(
            joinings__left_at__isnull=True, joinings__need__decisions__recorded_at__gte=F("received_at")
        )
        .annotate(first=Min("joinings__need__decisions__recorded_at"))
        .order_by()
        .values_list("received_at", "first")
    )


def share_decided_soon(needs: QuerySet[Need]) -> Share:
    """Decided needs that took at most two meetings; a body's meetings are the days on which it decided anything."""
    ready = first_step_days(NeedEvent.MAKE_READY)
    decided = list(
        Decision.objects.filter(need__in=needs)
        .order_by("decided_on", "recorded_at")
        .values_list("need_id", "body_id", "decided_on")
    )
    meetings: dict[UUID, set[date]] = defaultdict(set)
    for body, day in Decision.objects.order_by().values_list("body_id", "decided_on").distinct():
        meetings[body].add(day)
    firsts: dict[UUID, tuple[UUID, date]] = {}
    for need, body, day in decided:
        firsts.setdefault(need, (body, day))
    soon = sum(
        1
        for need, (body, day) in firsts.items()
        if meetings_until(ready.get(need, day), day, sorted(meetings[body])) <= FEW_MEETINGS
    )
    return Share(soon, len(firsts))


def first_step_days(event: str) -> dict[UUID, date]:
    rows = (
        Step.objects.filter(kind=Kind.NEED, event=event)
        .order_by()
        .values_list("item_id")
        .annotate(first=Min("at"))
    )
    return {identifier: timezone.localdate(first) for identifier, first in rows}


def in_order(measures: QuerySet[Measure], today: date) -> QuerySet[Measure]:
    """With a responsible role, a date, and a status that is not silent."""
    return measures.exclude(responsible_role="").filter(
        ends__isnull=False, status_on__gte=today - timedelta(days=STALE_AFTER_DAYS)
    ) | measures.exclude(responsible_role="").filter(
        status=Measure.Status.PERMANENT, status_on__gte=today - timedelta(days=STALE_AFTER_DAYS)
    )


def waiting_for_answer(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return contributions.filter(
        Exists(Answer.objects.filter(contribution=OuterRef("pk"), state=Answer.State.DUE))
    )


def reviewed(needs: QuerySet[Need]) -> QuerySet[Need]:
    return needs.filter(
        Exists(
            Step.objects.filter(
                kind=Kind.NEED, item_id=OuterRef("pk"), event__in=[NeedEvent.RECUR, NeedEvent.RESOLVE]
            )
        )
    )


def came_back(needs: QuerySet[Need]) -> QuerySet[Need]:
    return needs.filter(
        Exists(Step.objects.filter(kind=Kind.NEED, item_id=OuterRef("pk"), event=NeedEvent.RECUR))
    )
