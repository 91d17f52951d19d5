"""What the steering group and the council read: first what became of the last decisions, then what is to decide."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from marlerweg.accounts.rules import Role
from marlerweg.network.models import District
from marlerweg.way.models import (
    Answer,
    Approach,
    Contribution,
    Decision,
    Joining,
    Measure,
    Need,
    StatusEntry,
    Wording,
)
from marlerweg.way.policies import INSIGHT, Actor, holds
from marlerweg.way.queries.counting import UNDER_WAY, Figures, decisions_counted, figures, measures_counted
from marlerweg.way.queries.public import wordings_of
from marlerweg.way.queries.visibility import needs_seen_by
from marlerweg.way.rules.evidence import evidence
from marlerweg.way.rules.figures import is_silent
from marlerweg.way.rules.states import NeedState

T = TypeVar("T", Decision, Measure)
LOOK_BACK = timedelta(days=365)
NEWEST = 30


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One decision and what became of it; `worry` names what is wrong, if anything."""

    decision: Decision
    measures: list[Measure]
    worry: str


def follow_ups(viewer: Actor, today: date, *, limit: int = 40) -> list[FollowUp]:
    """Newest first, those with a worry on top."""
    rows = (
        Decision.objects.filter(need__in=needs_seen_by(viewer), decided_on__gte=today - LOOK_BACK)
        .select_related("need", "body", "referred_to", "assigned_to")
        .prefetch_related(
            Prefetch("measures", Measure.objects.select_related("responsible")),
            Prefetch("answers", Answer.objects.filter(state=Answer.State.DUE), to_attr="open_answers"),
        )
        .order_by("-decided_on", "-recorded_at")[:limit]
    )
    found = [FollowUp(row, list(row.measures.all()), worry_about(row, today)) for row in rows]
    return sorted(found, key=lambda each: not each.worry)


def worry_about(decision: Decision, today: date) -> str:
    """Code of the first thing that is not as it should be; empty when all is well."""
    measures = list(decision.measures.all())
    if (
        decision.kind == Decision.Kind.REFER
        and decision.answered_on is None
        and decision.wait_until
        and decision.wait_until <= today
    ):
        return "no_answer_from_above"
    if decision.kind in {Decision.Kind.ACCEPT, Decision.Kind.ACCEPT_CHANGED}:
        if not measures and decision.need.state == NeedState.DECIDED:
            return "no_measure"
        if any(measure.status == Measure.Status.BLOCKED for measure in measures):
            return "blocked"
        if any(measure.status in UNDER_WAY and is_silent(measure.status_on, today) for measure in measures):
            return "silent"
    return "unanswered" if getattr(decision, "open_answers", None) else ""


@dataclass(frozen=True, slots=True)
class Item:
    """A need on the agenda with everything a decision takes."""

    need: Need
    approaches: list[Approach]
    evidence: dict[str, str]


def agenda(viewer: Actor, *, limit: int | None = None) -> list[Item]:
    """Decidable needs, longest waiting first; four queries whatever their number."""
    needs = list(
        needs_seen_by(viewer)
        .filter(state=NeedState.READY)
        .prefetch_related(Prefetch("approaches", Approach.objects.filter(dropped_at__isnull=True)))
        .order_by("state_since")[:limit]
    )
    counts = evidence_counts(needs)
    return [Item(need, list(need.approaches.all()), evidence(counts[need.pk])) for need in needs]


def evidence_counts(needs: Iterable[Need]) -> dict[UUID, Counter[str]]:
    """Contributions per source for many needs in one query; sources by their German labels."""
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    rows = Joining.objects.filter(need__in=list(needs), left_at__isnull=True).values_list(
        "need_id", "contribution__source"
    )
    for need, source in rows:
        counts[need][str(Contribution.Source(source).label)] += 1
    return counts


def referrals(viewer: Actor) -> QuerySet[Decision]:
    """Decisions that refer upwards: all for the inside, those to their own bodies for Kreis and Land."""
    rows = Decision.objects.filter(kind=Decision.Kind.REFER).select_related(
        "need__theme", "referred_to", "body"
    )
    if holds(viewer, INSIGHT):
        return rows
    scopes = viewer.scopes(Role.UPPER_LEVEL) if viewer.is_authenticated else frozenset()
    return rows.filter(referred_to__in=[scope for scope in scopes if scope])


def waiting_above(viewer: Actor) -> QuerySet[Decision]:
    """Referred upwards and not yet answered: never lost, longest first."""
    return referrals(viewer).filter(answered_on__isnull=True).order_by("decided_on")


def referral(viewer: Actor, number: str) -> Decision | None:
    return waiting_above(viewer).filter(number=number).first()


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator of a measure: where it began, where it stands, where it shall go. A change, not an effect."""

    measure: Measure
    latest: Decimal
    on: date


@dataclass(frozen=True, slots=True)
class TwoMinutes:
    """What a councillor reads: decided, done, cost, changed; approved wordings only."""

    figures: Figures
    decided: list[tuple[Decision, Wording]]
    running: list[tuple[Measure, Wording]]
    done: list[tuple[Measure, Wording]]
    changes: list[Change]

    @property
    def cost(self) -> Decimal | None:
        return self.figures.cost


def two_minutes(today: date, *, district: District | None = None, language: str = "de") -> TwoMinutes:
    """Ten queries, whatever the number of rows."""
    decisions = list(
        decisions_counted(district).select_related("body", "need").order_by("-decided_on")[:NEWEST]
    )
    measures = measures_counted(district).select_related("responsible").order_by("-status_on")
    running = list(measures.filter(status__in=UNDER_WAY).exclude(status=Measure.Status.PERMANENT)[:NEWEST])
    done = list(measures.filter(status__in=[Measure.Status.DONE, Measure.Status.PERMANENT])[:NEWEST])
    texts = wordings_of([*decisions, *running, *done], language)
    return TwoMinutes(
        figures=figures(today, district=district),
        decided=worded(decisions, texts),
        running=worded(running, texts),
        done=worded(done, texts),
        changes=changes(measures),
    )


def worded(items: list[T], texts: Mapping[UUID, Wording]) -> list[tuple[T, Wording]]:
    """Only what has an approved wording."""
    return [(item, texts[item.pk]) for item in items if item.pk in texts]


def changes(measures: QuerySet[Measure], *, limit: int = 12) -> list[Change]:
    """The latest reported value of each measure's indicator; one query."""
    reported = StatusEntry.objects.filter(measure=OuterRef("pk"), indicator_value__isnull=False)
    latest = reported.order_by("-on", "-recorded_at")
    rows = (
        measures.exclude(indicator="")
        .filter(baseline__isnull=False)
        .annotate(
            latest_value=Subquery(latest.values("indicator_value")[:1]),
            latest_on=Subquery(latest.values("on")[:1]),
        )
        .filter(latest_on__isnull=False)
    )
    return [Change(measure, measure.latest_value, measure.latest_on) for measure in rows[:limit]]


__all__ = [
    "Change",
    "FollowUp",
    "Item",
    "TwoMinutes",
    "agenda",
    "changes",
    "evidence_counts",
    "follow_ups",
    "referral",
    "referrals",
    "two_minutes",
    "waiting_above",
]
