"""Rows of ours as whole HSDS records: the projection, laid over what an import brought and we had no field for."""

from collections.abc import Iterable, Iterator
from typing import Any

from marlerweg.api.hsds import SYSTEM
from marlerweg.api.hsds.giving_back import give_back, give_back_organization
from marlerweg.api.hsds.organisations import organization
from marlerweg.api.hsds.projection import Projection, Record
from marlerweg.api.hsds.reading import standing
from marlerweg.offers.models import Foreign, Offer
from marlerweg.offers.queries.contents import content_of


def whole_services(here: Projection, offers: Iterable[Offer]) -> Iterator[Record]:
    """Fully nested, each with its organization."""
    rows = list(offers)
    kept = kept_documents("service", [row.pk for row in rows], "offer")
    orgs = kept_documents("organization", {row.organisation_id for row in rows}, "organisation")
    for row in rows:
        record = here.service(content_of(row), standing(row))
        if row.pk in kept:
            record = give_back(here, record, kept[row.pk])
        org = organization(here, row.organisation)
        if row.organisation_id in orgs:
            org = give_back_organization(org, orgs[row.organisation_id])
        record["organization"] = org
        yield record


def kept_documents(kind: str, keys: Iterable[Any], what: str) -> dict[Any, Foreign]:
    """What imports left with these rows, by the key of the row."""
    found = Foreign.objects.filter(system=SYSTEM, kind=kind, **{f"{what}__in": list(keys)})
    return {getattr(each, f"{what}_id"): each for each in found}


def flat(record: Record) -> Record:
    """Without lists, the records in it made flat too: what lists show unless asked for more."""
    return {
        name: flat(value) if isinstance(value, dict) else value
        for name, value in record.items()
        if not isinstance(value, list)
    }


def minimal(record: Record) -> Record:
    return {"id": record["id"], "modified_date": record.get("last_modified")}


def whole_venues(
    here: Projection, offers: Iterable[Offer], wanted: set[str], *, full: bool
) -> Iterator[Record]:
    """Services at locations; `full` puts the whole service beside the location, as the specification's example does."""
    for service in whole_services(here, offers):
        for venue in service.get("service_at_locations", []):
            if venue["id"] in wanted:
                beside = {name: value for name, value in service.items() if name != "service_at_locations"}
                yield {**venue, "service": beside} if full else flat({**venue, "service": beside})
