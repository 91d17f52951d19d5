"""Organisations as a viewer may see them, with the details this viewer may see and no others."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from marlerweg.network import policies
from marlerweg.network.models import Address, ContactDetail, Organisation
from marlerweg.network.policies import Viewer


def organisations(viewer: Viewer, *, archived: bool = False) -> QuerySet[Organisation]:
    """Public: those listed. Partners: all that are active. Coordination: also the archived, if asked for."""
    rows = Organisation.objects.filter(archived_at__isnull=not archived)
    if policies.is_steward(viewer):
        return rows
    own = Q(pk__in=policies.own_organisations(viewer))
    if archived:
        return rows.filter(own)
    return rows if policies.is_partner(viewer) else rows.filter(Q(is_listed=True) | own)


def with_details(viewer: Viewer, rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Everything a list or a page of organisations shows, in a constant number of queries."""
    return rows.select_related("umbrella", "part_of").prefetch_related(
        "districts",
        "themes",
        Prefetch("addresses", queryset=visible_addresses(viewer)),
        Prefetch("contact_details", queryset=visible_contacts(viewer)),
    )


def organisation(viewer: Viewer, key: UUID) -> Organisation | None:
    """One with its details, also an archived one: the policy says whether the viewer may see it."""
    rows = with_details(viewer, Organisation.objects.all()).select_related("merged_into")
    return rows.filter(pk=key).first()


def kin(viewer: Viewer, of: Organisation) -> dict[str, list[Organisation]]:
    """Relatives this viewer may see, in one query: parts, members, those it runs and is run by."""
    carried = Organisation.run_by.through.objects
    related = organisations(viewer).annotate(
        is_run_here=Exists(carried.filter(from_organisation=OuterRef("pk"), to_organisation=of)),
        runs_this=Exists(carried.filter(from_organisation=of, to_organisation=OuterRef("pk"))),
    )
    near = Q(part_of=of) | Q(umbrella=of) | Q(is_run_here=True) | Q(runs_this=True)
    rows = list(related.filter(near))
    return {
        "parts": [row for row in rows if row.part_of_id == of.pk],
        "members": [row for row in rows if row.umbrella_id == of.pk],
        "runs": [row for row in rows if row.is_run_here],
        "run_by": [row for row in rows if row.runs_this],
    }


def visible_contacts(viewer: Viewer) -> QuerySet[ContactDetail]:
    """Details whose own visibility lets this viewer see them; those of the own organisation and the own ones all."""
    allowed = Q(visibility__in=policies.visible_levels(viewer))
    own = policies.own_organisations(viewer)
    if own:
        allowed |= Q(organisation__in=own)
    if viewer is not None and viewer.is_authenticated:
        allowed |= Q(person__user=viewer.pk)
    return ContactDetail.objects.filter(allowed)


def visible_addresses(viewer: Viewer) -> QuerySet[Address]:
    own = policies.own_organisations(viewer)
    allowed = Q(visibility__in=policies.visible_levels(viewer)) | Q(organisation__in=own)
    return Address.objects.filter(allowed).select_related("district")


def held_on(today: date) -> Q:
    return (Q(starts__isnull=True) | Q(starts__lte=today)) & (Q(ends__isnull=True) | Q(ends__gte=today))
