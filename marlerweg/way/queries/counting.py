"""The Way's own figures, and the rows behind each of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """Counts, and what everybody may know of the Way's work."""

    contributions: int
    needs: int
    decisions: int
    measures: int
    measures_done: int
    days_to_decision: float | None
    answered: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(PublicFigures):
    """Counts and shares of one town or district; a share without a whole has no percent."""

    decided_soon: Share
    measures_in_order: Share
    came_back: Share


def public_figures(*, district: District | None = None) -> PublicFigures:
    return PublicFigures(**for_everybody(district))


def for_everybody(district: District | None) -> dict[str, Any]:
    contributions, measures = contributions_counted(district), measures_counted(district)
    said = contributions.count()
    finished = [Measure.Status.DONE, Measure.Status.PERMANENT]
    return {
        "contributions": said,
        "needs": needs_counted(district).count(),
        "decisions": decisions_counted(district).count(),
        "days_to_decision": median_days(spans_to_decision(contributions)),
        "answered": Share(said - waiting_for_answer(contributions).count(), said),
        **measures.aggregate(measures=Count("pk"), measures_done=Count("pk", filter=Q(status__in=finished))),
    }


def figures(today: date, *, district: District | None = None) -> Figures:
    """A fixed number of queries, whatever the number of rows."""
    needs = needs_counted(district)
    under_way = measures_counted(district).filter(status__in=UNDER_WAY)
    return Figures(
        **for_everybody(district),
        decided_soon=share_decided_soon(needs),
        measures_in_order=Share(in_order(under_way, today).count(), under_way.count()),
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
