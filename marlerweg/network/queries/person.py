"""People of the network; the public sees none of them here."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from marlerweg.network import policies
from marlerweg.network.models import Organisation, Person, Position
from marlerweg.network.policies import Viewer
from marlerweg.network.queries.organisation import held_on, visible_contacts


def people(viewer: Viewer, *, archived: bool = False) -> QuerySet[Person]:
    """Coordination: all. Partners: who agreed to be seen, and everybody of the own organisation. Public: nobody."""
    rows = Person.objects.filter(archived_at__isnull=not archived)
    if policies.is_steward(viewer):
        return rows
    if viewer is None or not viewer.is_authenticated:
        return rows.none()
    own = policies.own_organisations(viewer)
    allowed = Q(user=viewer.pk)
    if own:
        allowed |= Q(pk__in=Position.objects.filter(organisation__in=own).values("person"))
    if policies.is_partner(viewer):
        allowed |= Q(visibility__in=policies.visible_levels(viewer))
    return rows.filter(allowed)


def with_details(viewer: Viewer, rows: QuerySet[Person]) -> QuerySet[Person]:
    return rows.select_related("user").prefetch_related(
        Prefetch("positions", queryset=Position.objects.select_related("organisation")),
        Prefetch("contact_details", queryset=visible_contacts(viewer)),
    )


def person(viewer: Viewer, key: UUID) -> Person | None:
    return with_details(viewer, Person.objects.select_related("merged_into")).filter(pk=key).first()


def organisations_of(someone: Person) -> frozenset[UUID]:
    """Where somebody holds or held a position; uses the positions already fetched."""
    return frozenset(position.organisation_id for position in someone.positions.all())


def positions_at(viewer: Viewer, organisation: Organisation, today: date) -> QuerySet[Position]:
    """Who holds which position there today, as far as the viewer may see the person."""
    return (
        organisation.positions.filter(held_on(today), person__in=people(viewer))
        .select_related("person")
        .prefetch_related(Prefetch("person__contact_details", queryset=visible_contacts(viewer)))
        .order_by("role", "person__family_name")
    )
