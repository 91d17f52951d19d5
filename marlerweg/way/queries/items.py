"""One item with everything that belongs to it."""

from collections import Counter as Count
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from marlerweg.accounts.models import User
from marlerweg.way import follow_up, policies
from marlerweg.way.models import (
    Answer,
    Approach,
    Contribution,
    Decision,
    Joining,
    Measure,
    Need,
    Review,
    Step,
)
from marlerweg.way.queries.visibility import contributions_seen_by, needs_seen_by
from marlerweg.way.rules import evidence
from marlerweg.way.rules.numbers import Kind


def answers_to(contribution: Contribution) -> QuerySet[Answer]:
    """Given ones, oldest first."""
    return (
        contribution.answers.filter(state=Answer.State.SENT)
        .select_related("need", "decision")
        .order_by("sent_at")
    )


def by_follow_up_token(secret: str) -> Contribution | None:
    return (
        Contribution.objects.select_related("theme")
        .filter(follow_up_hash=follow_up.token_hash(secret))
        .first()
    )


def current_need(contribution: Contribution) -> Need | None:
    return Need.objects.filter(joinings__contribution=contribution, joinings__left_at__isnull=True).first()


def evidence_by_source(need: Need) -> dict[str, str]:
    """Source and how many, small counts as a class."""
    sources = need.joinings.filter(left_at__isnull=True).values_list("contribution__source", flat=True)
    return evidence.evidence(Count(sources))


def evidence_of(need: Need) -> list[tuple[str, str]]:
    """With the sources' names as the office reads them."""
    return [
        (str(Contribution.Source(source).label), shown) for source, shown in evidence_by_source(need).items()
    ]


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


def open_answers(need: Need) -> int:
    """How many people still wait to hear of a change of this need."""
    return Answer.objects.filter(need=need, state=Answer.State.DUE).count()


def voices(need: Need) -> int:
    return need.joinings.filter(left_at__isnull=True).count()


def reviews_of(need: Need) -> QuerySet[Review]:
    return need.reviews.select_related("measure", "by")
