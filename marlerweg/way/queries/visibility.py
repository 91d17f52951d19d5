"""Which rows a viewer may see at all; every other read starts here."""

from django.db.models import Prefetch, Q, QuerySet

from marlerweg.accounts.rules import Role
from marlerweg.way import policies
from marlerweg.way.models import Approach, Contribution, Decision, HelpOffer, Measure, Need
from marlerweg.way.rules.numbers import Kind


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


def approaches_seen_by(viewer: policies.Actor) -> QuerySet[Approach]:
    if not policies.holds(viewer, policies.INSIGHT):
        return Approach.objects.none()
    offers = HelpOffer.objects.filter(withdrawn_at__isnull=True).select_related("organisation")
    return (
        Approach.objects.filter(dropped_at__isnull=True)
        .select_related("need", "organisation", "body")
        .prefetch_related(Prefetch("help_offers", offers))
    )


def decisions_seen_by(viewer: policies.Actor) -> QuerySet[Decision]:
    if not policies.holds(viewer, policies.INSIGHT):
        return Decision.objects.none()
    return Decision.objects.select_related("need", "body")
