"""What waits, and for whom."""

from datetime import date, timedelta

from django.db.models import QuerySet

from marlerweg.way import policies
from marlerweg.way.models import Answer, Contribution, Decision, Measure, Need
from marlerweg.way.queries.visibility import contributions_seen_by, measures_seen_by, needs_seen_by
from marlerweg.way.rules.figures import STALE_AFTER_DAYS
from marlerweg.way.rules.states import ContributionState, NeedState

TO_CHOOSE = 50


def waiting_for_coordination(viewer: policies.Actor) -> QuerySet[Contribution]:
    return contributions_seen_by(viewer).filter(state=ContributionState.RECEIVED).order_by("received_at")


def waiting_for_decision(viewer: policies.Actor) -> QuerySet[Need]:
    return needs_seen_by(viewer).filter(state=NeedState.READY).order_by("state_since")


def waiting_elsewhere(viewer: policies.Actor) -> QuerySet[Need]:
    """With a project group, above, or put off."""
    states = [NeedState.ASSIGNED, NeedState.REFERRED, NeedState.DEFERRED]
    return needs_seen_by(viewer).filter(state__in=states).order_by("wait_until", "state_since")


def waiting_for_measure(viewer: policies.Actor) -> QuerySet[Need]:
    return needs_seen_by(viewer).filter(state=NeedState.DECIDED).order_by("state_since")


def waiting_for_review(viewer: policies.Actor) -> QuerySet[Need]:
    return needs_seen_by(viewer).filter(state=NeedState.UNDER_REVIEW).order_by("state_since")


def waiting_for_wording(viewer: policies.Actor) -> QuerySet[Decision]:
    """Decisions whose authors still wait for an answer."""
    if not policies.holds(viewer, policies.INSIGHT):
        return Decision.objects.none()
    due = Answer.objects.filter(state=Answer.State.DUE, decision__isnull=False).order_by()
    return (
        Decision.objects.filter(pk__in=due.values("decision"))
        .select_related("need", "body")
        .order_by("decided_on")
    )


def silent_measures(viewer: policies.Actor, today: date) -> QuerySet[Measure]:
    return silent(measures_seen_by(viewer), today)


def silent(measures: QuerySet[Measure], today: date) -> QuerySet[Measure]:
    """Under way, and nobody has heard of them for too long."""
    under_way = [
        Measure.Status.DECIDED,
        Measure.Status.RUNNING,
        Measure.Status.PAUSED,
        Measure.Status.BLOCKED,
    ]
    since = today - timedelta(days=STALE_AFTER_DAYS)
    return measures.filter(status__in=under_way, status_on__lt=since).order_by("status_on")


def needs_to_choose(viewer: policies.Actor) -> list[Need]:
    """The newest to which a contribution can be joined, for a list that is looked through: number and title only."""
    return list(
        open_needs(viewer).select_related(None).prefetch_related(None).only("number", "title")[:TO_CHOOSE]
    )


def open_needs(viewer: policies.Actor) -> QuerySet[Need]:
    """To which a contribution can be joined: everything but what was merged away; newest change first."""
    return needs_seen_by(viewer).exclude(state=NeedState.MERGED).order_by("-state_since")
