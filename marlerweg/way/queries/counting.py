"""The Way's own figures, and the rows behind each of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from marlerweg.network.models import District
from marlerweg.way.models import Answer, Contribution, Decision, Measure, Need, Step
from marlerweg.way.rules.figures import (
    STALE_AFTER_DAYS,
    Ruling,
    Share,
    median_days,
    share_decided_soon,
)
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import NeedEvent

UNDER_WAY = (
    Measure.Status.DECIDED,
    Measure.Status.RUNNING,
    Measure.Status.PAUSED,
    Measure.Status.BLOCKED,
    Measure.Status.PERMANENT,
)
REVIEWED = (NeedEvent.RECUR, NeedEvent.RESOLVE)
MEASURES_FOR_EVERYBODY = {
    "measures": Count("pk"),
    "measures_done": Count("pk", filter=Q(status__in=[Measure.Status.DONE, Measure.Status.PERMANENT])),
}


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
    """Counts and shares of one town or district; a share without a whole has no percent, no cost stated is None."""

    decided_soon: Share
    measures_in_order: Share
    came_back: Share
    cost: Decimal | None


def public_figures(*, district: District | None = None) -> PublicFigures:
    """Five queries, whatever the number of rows."""
    return PublicFigures(
        **contributions_in_figures(district),
        needs=needs_counted(district).count(),
        decisions=decisions_counted(district).count(),
        **measures_counted(district).aggregate(**MEASURES_FOR_EVERYBODY),
    )


def figures(today: date, *, district: District | None = None) -> Figures:
    """Five queries, whatever the number of rows."""
    needs = needs_counted(district).aggregate(
        needs=Count("pk"),
        reviewed=Count("pk", filter=with_step(*REVIEWED)),
        came_back=Count("pk", filter=with_step(NeedEvent.RECUR)),
    )
    measures = measures_counted(district).aggregate(
        **MEASURES_FOR_EVERYBODY,
        cost=Sum("cost", filter=~Q(status__in=[Measure.Status.IDEA, Measure.Status.PROPOSED])),
        under_way=Count("pk", filter=Q(status__in=UNDER_WAY)),
        in_order=Count("pk", filter=Q(status__in=UNDER_WAY) & is_in_order(today)),
    )
    decided = rulings(district)
    return Figures(
        **contributions_in_figures(district),
        needs=needs["needs"],
        came_back=Share(needs["came_back"], needs["reviewed"]),
        decisions=sum(each.here for each in decided),
        decided_soon=share_decided_soon(decided),
        measures=measures["measures"],
        measures_done=measures["measures_done"],
        measures_in_order=Share(measures["in_order"], measures["under_way"]),
        cost=measures["cost"],
    )


def contributions_in_figures(district: District | None) -> dict[str, Any]:
    """Two queries; how long each waited is kept with it (`actions.keeping`)."""
    contributions = contributions_counted(district)
    due = Answer.objects.filter(state=Answer.State.DUE, contribution__held_because="").order_by()
    due = due.filter(contribution__districts=district) if district else due
    waiting = due.values("state").annotate(count=Count("contribution", distinct=True)).values("count")
    # One number for all rows, so its maximum is itself; asked for here it costs no query of its own.
    counted = contributions.aggregate(
        said=Count("*"), decided=Count("days_to_decision"), waiting=Max(Subquery(waiting))
    )
    return {
        "contributions": counted["said"],
        "days_to_decision": median_days(in_the_middle(contributions, counted["decided"])),
        "answered": Share(counted["said"] - (counted["waiting"] or 0), counted["said"]),
    }


def in_the_middle(contributions: QuerySet[Contribution], decided: int) -> list[float]:
    """The one or the two whose mean is the median."""
    rows = contributions.filter(days_to_decision__isnull=False).order_by("days_to_decision")
    middle = slice((decided - 1) // 2, decided // 2 + 1) if decided else slice(0)
    return [days for days in rows.values_list("days_to_decision", flat=True)[middle] if days is not None]


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


def rulings(district: District | None) -> list[Ruling]:
    """What every body decided day by day, in one query: its meetings are known only from all that it decided."""
    earlier = Decision.objects.filter(need=OuterRef("need")).filter(
        Q(decided_on__lt=OuterRef("decided_on"))
        | Q(decided_on=OuterRef("decided_on"), recorded_at__lt=OuterRef("recorded_at"))
        | Q(decided_on=OuterRef("decided_on"), recorded_at=OuterRef("recorded_at"), pk__lt=OuterRef("pk"))
    )
    of_here = Need.districts.through.objects.filter(need=OuterRef("need"), district=district)
    here = Q(Exists(of_here)) if district else Q(pk__isnull=False)
    counts = here & ~Q(need__state=Need.State.MERGED) & Q(~Exists(earlier))
    rows = (
        Decision.objects.order_by()
        .values("body", "decided_on", "ready_on")
        .annotate(here=Count("pk", filter=here), firsts=Count("pk", filter=counts))
    )
    return [
        Ruling(row["body"], row["decided_on"], row["ready_on"], row["here"], row["firsts"]) for row in rows
    ]


def is_in_order(today: date) -> Q:
    """With a responsible role, a date, and a status that is not silent."""
    fresh = Q(status_on__gte=today - timedelta(days=STALE_AFTER_DAYS))
    dated = Q(ends__isnull=False) | Q(status=Measure.Status.PERMANENT)
    return ~Q(responsible_role="") & dated & fresh


def in_order(measures: QuerySet[Measure], today: date) -> QuerySet[Measure]:
    return measures.filter(is_in_order(today))


def is_waiting() -> Q:
    return Q(pk__in=Answer.objects.filter(state=Answer.State.DUE).values("contribution"))


def waiting_for_answer(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return contributions.filter(is_waiting())


def with_step(*events: NeedEvent) -> Q:
    return Q(pk__in=Step.objects.filter(kind=Kind.NEED, event__in=events).order_by().values("item_id"))


def reviewed(needs: QuerySet[Need]) -> QuerySet[Need]:
    return needs.filter(with_step(*REVIEWED))


def came_back(needs: QuerySet[Need]) -> QuerySet[Need]:
    return needs.filter(with_step(NeedEvent.RECUR))
