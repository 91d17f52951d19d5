"""What is offered and sought at present, and what fits together."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from marlerweg.network import policies
from marlerweg.network.models import Engagement
from marlerweg.network.policies import Viewer
from marlerweg.network.rules import matching
from marlerweg.network.rules.matching import Wanting, Why


@dataclass(frozen=True)
class Suggestion:
    """An engagement that fits, and why."""

    engagement: Engagement
    reasons: tuple[Why, ...]


def engagements(viewer: Viewer, today: date) -> QuerySet[Engagement]:
    """Open ones of active organisations; only partners see any."""
    rows = Engagement.objects.filter(
        closed_at=None, expires_on__gte=today, organisation__archived_at=None
    ).select_related("organisation")
    return rows if policies.is_partner(viewer) else rows.none()


def with_places(rows: QuerySet[Engagement]) -> QuerySet[Engagement]:
    return rows.prefetch_related("themes", "districts")


def own_engagements(viewer: Viewer) -> QuerySet[Engagement]:
    """All of the organisations the viewer speaks for, also the expired: they can be renewed."""
    own = policies.own_organisations(viewer)
    return Engagement.objects.filter(organisation__in=own).select_related("organisation")


def matches_for(engagement: Engagement, viewer: Viewer, today: date) -> list[Suggestion]:
    """Counterparts that are open and visible to the viewer, best first."""
    rows = with_places(engagements(viewer, today).exclude(pk=engagement.pk))
    others = {other.pk: other for other in rows}
    found = matching.matches(wanting(engagement), [wanting(other) for other in others.values()])
    return [Suggestion(others[match.key], match.reasons) for match in found]  # type: ignore[index]


def wanting(engagement: Engagement) -> Wanting:
    return Wanting(
        key=engagement.pk,
        owner=engagement.organisation_id,
        direction=engagement.direction,
        kind=engagement.kind,
        words=f"{engagement.title} {engagement.text}",
        themes=frozenset(theme.pk for theme in engagement.themes.all()),
        districts=frozenset(district.pk for district in engagement.districts.all()),
        languages=frozenset(engagement.languages),
    )
