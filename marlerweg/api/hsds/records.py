"""Rows of ours as whole HSDS records: the projection, laid over what an import brought and we had no field for."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from marlerweg.api.hsds import SYSTEM
from marlerweg.api.hsds.giving_back import give_back, give_back_organization
from marlerweg.api.hsds.organisations import organization
from marlerweg.api.hsds.projection import Projection, Record
from marlerweg.api.hsds.reading import standing, whole
from marlerweg.network.models import Organisation
from marlerweg.offers.models import Foreign, Offer, Venue
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.queries.whole import public_offers

BATCH = 500
Row = TypeVar("Row")


def whole_services(here: Projection, offers: Iterable[Offer]) -> Iterator[Record]:
    """Fully nested, each with its organization."""
    rows = list(offers)
    kept, orgs = kept_documents(rows)
    for row in rows:
        record = here.service(content_of(row), standing(row))
        org = organization(here, row.organisation)
        if row.organisation_id in orgs:
            org = give_back_organization(org, orgs[row.organisation_id])
            record["organization_id"] = org["id"]
        if row.pk in kept:
            record = give_back(here, record, kept[row.pk])
        record["organization"] = org
        yield record


def every_service(here: Projection, offers: QuerySet[Offer]) -> Iterator[Record]:
    """Any number of them in constant memory."""
    for batch in batched(whole(offers).iterator(chunk_size=BATCH), BATCH):
        yield from whole_services(here, batch)


def batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    found: list[Row] = []
    for row in rows:
        found.append(row)
        if len(found) == size:
            yield found
            found = []
    if found:
        yield found


def kept_documents(rows: Sequence[Offer]) -> tuple[dict[UUID, Foreign], dict[UUID, Foreign]]:
    """What imports left with these offers and with their organisations."""
    of_offers = Q(kind="service", offer__in=[row.pk for row in rows])
    of_theirs = Q(kind="organization", organisation__in={row.organisation_id for row in rows})
    found = list(Foreign.objects.filter(of_offers | of_theirs, system=SYSTEM))
    return (
        {each.offer_id: each for each in found if each.offer_id},
        {each.organisation_id: each for each in found if each.organisation_id},
    )


def kept_organizations(rows: Sequence[Organisation]) -> dict[UUID, Foreign]:
    found = Foreign.objects.filter(
        system=SYSTEM, kind="organization", organisation__in=[row.pk for row in rows]
    )
    return {each.organisation_id: each for each in found if each.organisation_id}


def flat(record: Record) -> Record:
    """Without lists, the records in it made flat too: what lists show unless asked for more."""
    return {
        name: flat(value) if isinstance(value, dict) else value
        for name, value in record.items()
        if not isinstance(value, list)
    }


def minimal(record: Record) -> Record:
    return {"id": record["id"], "modified_date": record.get("last_modified")}


def venues(here: Projection, rows: Sequence[Venue], *, full: bool) -> list[Record]:
    """Services at locations in the order given; each with its service beside the location."""
    offers = whole(Offer.objects.filter(pk__in={row.offer_id for row in rows}))
    at: dict[Any, Record] = {}
    for service in whole_services(here, offers):
        beside = {name: value for name, value in service.items() if name != "service_at_locations"}
        for number, venue in enumerate(service.get("service_at_locations", [])):
            at[service["id"], venue.get("location_id", number)] = {**venue, "service": beside}
    found = [
        at[str(row.offer_id), str(row.place_id)]
        for row in rows
        if (str(row.offer_id), str(row.place_id)) in at
    ]
    return found if full else [flat(each) for each in found]


def every_venue(here: Projection, rows: QuerySet[Venue], *, full: bool) -> Iterator[Record]:
    for batch in batched(rows.iterator(chunk_size=BATCH), BATCH):
        yield from venues(here, batch, full=full)


def organizations(
    here: Projection, rows: Sequence[Organisation], *, full: bool, with_services: bool
) -> Iterator[Record]:
    kept = kept_organizations(rows)
    services: dict[str, list[Record]] = {}
    if with_services:
        own = whole(public_offers().filter(organisation__in=[row.pk for row in rows])).order_by("slug")
        for each in whole_services(here, own):
            services.setdefault(str(each["organization"]["id"]), []).append(each)
    for row in rows:
        record = organization(here, row)
        if row.pk in kept:
            record = give_back_organization(record, kept[row.pk])
        if not full:
            record = flat(record)
        elif with_services:
            record["services"] = [
                {name: value for name, value in each.items() if name != "organization"}
                for each in services.get(str(record["id"]), [])
            ]
        yield record
