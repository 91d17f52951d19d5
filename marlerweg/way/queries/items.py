"""One item with everything that belongs to it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from marlerweg.accounts.models import User
from marlerweg.way import follow_up, policies
from marlerweg.way.models import (
    Answer,
    Approach,
    Contribution,
    Decision,
    HelpOffer,
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
    return (
        along(Need.objects.all())
        .filter(joinings__contribution=contribution, joinings__left_at__isnull=True)
        .first()
    )


def evidence_by_source(need: Need) -> dict[str, str]:
    """Source and how many, small counts as a class."""
    sources = need.joinings.filter(left_at__isnull=True).values_list("contribution__source", flat=True)
    return evidence.evidence(Counter(sources))


def evidence_of(need: Need) -> list[tuple[str, str]]:
    """With the sources' names as the office reads them."""
    return named(evidence_by_source(need))


def evidence_among(joinings: Iterable[Joining]) -> list[tuple[str, str]]:
    """The same, of joinings that are at hand."""
    return named(evidence.evidence(Counter(each.contribution.source for each in joinings)))


def named(counts: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(Contribution.Source(source).label), shown) for source, shown in counts.items()]


def along(needs: QuerySet[Need]) -> QuerySet[Need]:
    """Needs with all that their path on top of a page shows: three queries, however many needs."""

    def counted(rows: QuerySet[Any]) -> Coalesce:
        found = rows.filter(need=OuterRef("pk")).order_by().values("need").annotate(count=Count("pk"))
        return Coalesce(Subquery(found.values("count")), 0)

    return needs.annotate(
        voices_counted=counted(Joining.objects.filter(left_at__isnull=True)),
        approaches_counted=counted(Approach.objects.filter(dropped_at__isnull=True)),
        answers_open=counted(Answer.objects.filter(state=Answer.State.DUE)),
    ).prefetch_related(
        Prefetch(
            "decisions",
            Decision.objects.select_related("body", "referred_to", "assigned_to").order_by(
                "decided_on", "recorded_at"
            ),
        ),
        Prefetch("measures", Measure.objects.select_related("responsible").order_by("status_on")),
    )


def need_with_everything(viewer: policies.Actor, number: str) -> Need | None:
    return (
        along(needs_seen_by(viewer))
        .prefetch_related(
            Prefetch(
                "joinings",
                Joining.objects.filter(left_at__isnull=True).select_related("contribution"),
            ),
            Prefetch(
                "approaches",
                Approach.objects.filter(dropped_at__isnull=True)
                .select_related("organisation", "body")
                .prefetch_related(
                    Prefetch(
                        "help_offers",
                        HelpOffer.objects.filter(withdrawn_at__isnull=True).select_related("organisation"),
                    )
                ),
            ),
        )
        .filter(number=number)
        .first()
    )


def steps_of(kind: Kind, identifier: UUID) -> QuerySet[Step]:
    return Step.objects.filter(kind=kind, item_id=identifier).select_related("by")


def own_contributions(user: User) -> QuerySet[Contribution]:
    return contributions_seen_by(user).filter(author=user)


def reviews_of(need: Need) -> QuerySet[Review]:
    return need.reviews.select_related("measure", "by")
