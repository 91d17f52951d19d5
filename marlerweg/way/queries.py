"""Every read of the Way that is more than by key; what the viewer may not see is not in the rows."""

from collections import Counter as Count
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.foundation import languages
from marlerweg.way import follow_up, policies
from marlerweg.way.models import (
    Answer,
    Approach,
    Contribution,
    Decision,
    Joining,
    Measure,
    Need,
    Step,
    Wording,
)
from marlerweg.way.rules import evidence
from marlerweg.way.rules.figures import STALE_AFTER_DAYS
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import ContributionState, NeedState


def contributions_seen_by(viewer: policies.Actor) -> QuerySet[Contribution]:
    """All for the office and the steering group; one's own and those of one's bodies and organisations for others."""
    rows = Contribution.objects.select_related("theme", "body", "organisation").prefetch_related("districts")
    if policies.holds(viewer, policies.INSIGHT):
        return rows
    if not viewer.is_authenticated:
        return rows.none()
    scopes = [scope for scope in viewer.scopes(Role.MEMBER) if scope]
    return rows.filter(Q(author=viewer) | Q(body__in=scopes) | Q(organisation__in=scopes)).distinct()


def needs_seen_by(viewer: policies.Actor) -> QuerySet[Need]:
    rows = Need.objects.select_related("theme").prefetch_related("districts")
    if policies.holds(viewer, policies.INSIGHT):
        return rows
    if not viewer.is_authenticated:
        return rows.none()
    above = [scope for scope in viewer.scopes(Role.UPPER_LEVEL) if scope]
    return rows.filter(decisions__referred_to__in=above).distinct() if above else rows.none()


def measures_seen_by(viewer: policies.Actor) -> QuerySet[Measure]:
    rows = Measure.objects.select_related("responsible", "goal", "decision").prefetch_related("districts")
    if policies.holds(viewer, policies.INSIGHT | {Role.COUNCIL}):
        return rows
    if not viewer.is_authenticated:
        return rows.none()
    return rows.filter(responsible__in=[scope for scope in viewer.scopes(Role.MEMBER) if scope])


def by_follow_up_token(secret: str) -> Contribution | None:
    return (
        Contribution.objects.select_related("theme")
        .filter(follow_up_hash=follow_up.token_hash(secret))
        .first()
    )


def answers_to(contribution: Contribution) -> QuerySet[Answer]:
    """Given ones, oldest first."""
    return (
        contribution.answers.filter(state=Answer.State.SENT)
        .select_related("need", "decision")
        .order_by("sent_at")
    )


def current_need(contribution: Contribution) -> Need | None:
    return Need.objects.filter(joinings__contribution=contribution, joinings__left_at__isnull=True).first()


def evidence_of(need: Need) -> list[tuple[str, str]]:
    """Source and how many, small counts as a class."""
    sources = need.joinings.filter(left_at__isnull=True).values_list("contribution__source", flat=True)
    counts = Count(sources)
    return [
        (str(Contribution.Source(source).label), shown) for source, shown in evidence.evidence(counts).items()
    ]


@dataclass(frozen=True)
class Waiting:
    """One column of the board: what waits, and for whom."""

    code: str
    items: list[Any]
    count: int


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
    return (
        Decision.objects.filter(answers__state=Answer.State.DUE)
        .select_related("need", "body")
        .distinct()
        .order_by("decided_on")
    )


def silent_measures(viewer: policies.Actor, today: date) -> QuerySet[Measure]:
    """Under way, and nobody has heard of them for too long."""
    from datetime import timedelta

    under_way = [
        Measure.Status.DECIDED,
        Measure.Status.RUNNING,
        Measure.Status.PAUSED,
        Measure.Status.BLOCKED,
    ]
    return (
        measures_seen_by(viewer)
        .filter(status__in=under_way, status_on__lt=today - timedelta(days=STALE_AFTER_DAYS))
        .order_by("status_on")
    )


def public_needs(code: str) -> QuerySet[Need]:
    """Needs with an approved public wording, with their wording in the reader's order of languages."""
    approved = Wording.objects.exclude(state=Wording.State.DRAFT).filter(kind=Kind.NEED)
    return (
        Need.objects.filter(
            pk__in=approved.filter(language="de", state=Wording.State.APPROVED).values("item_id")
        )
        .exclude(state=NeedState.MERGED)
        .select_related("theme")
        .prefetch_related("districts")
        .order_by("-state_since")
    )


def wordings_of(items: Iterable[Any], code: str) -> dict[UUID, Wording]:
    """The best approved wording per item, one query for any number of items."""
    listed = list(items)
    if not listed:
        return {}
    rows = Wording.objects.filter(kind=listed[0].KIND, item_id__in=[item.pk for item in listed]).exclude(
        state=Wording.State.DRAFT
    )
    per_item: dict[UUID, dict[str, Wording]] = {}
    for row in rows:
        per_item.setdefault(row.item_id, {})[row.language] = row
    found = {}
    for identifier, texts in per_item.items():
        if best := languages.best(code, texts):
            found[identifier] = texts[best]
    return found


def need_with_everything(viewer: policies.Actor, number: str) -> Need | None:
    return (
        needs_seen_by(viewer)
        .prefetch_related(
            Prefetch(
                "joinings",
                Joining.objects.filter(left_at__isnull=True).select_related(
                    "contribution__theme", "contribution__body"
                ),
            ),
            Prefetch(
                "approaches",
                Approach.objects.filter(dropped_at__isnull=True)
                .select_related("organisation", "body")
                .prefetch_related("help_offers__organisation"),
            ),
            Prefetch(
                "decisions",
                Decision.objects.select_related("body", "referred_to", "assigned_to").order_by(
                    "decided_on", "recorded_at"
                ),
            ),
            Prefetch("measures", Measure.objects.select_related("responsible")),
            "reviews",
        )
        .filter(number=number)
        .first()
    )


def steps_of(kind: Kind, identifier: UUID) -> QuerySet[Step]:
    return Step.objects.filter(kind=kind, item_id=identifier).select_related("by")


def own_contributions(user: User) -> QuerySet[Contribution]:
    return contributions_seen_by(user).filter(author=user)


def item_by_number(viewer: policies.Actor, kind: str, number: str) -> Need | Decision | Measure | None:
    """What can be worded publicly, if the viewer may see it."""
    if not policies.holds(viewer, policies.INSIGHT):
        return None
    if kind == Kind.NEED:
        return needs_seen_by(viewer).filter(number=number).first()
    if kind == Kind.DECISION:
        return Decision.objects.select_related("need", "body").filter(number=number).first()
    if kind == Kind.MEASURE:
        return measures_seen_by(viewer).filter(number=number).first()
    return None


def all_wordings(item: Need | Decision | Measure) -> QuerySet[Wording]:
    return Wording.objects.filter(kind=item.KIND, item_id=item.pk).order_by("language")
