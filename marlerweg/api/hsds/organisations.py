"""Organisations as HSDS records; only what the network shows to everybody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from marlerweg.api.hsds.projection import Projection, Record, derived, without_empty
from marlerweg.network.models import Organisation

PHONES = {"phone": "voice", "mobile": "cell", "fax": "fax"}


def organization(here: Projection, row: Organisation, *, brief: bool = False) -> Record:
    """`row` comes with `public_contacts` and `public_addresses`; `brief` leaves out lists, as lists of HSDS do."""
    contacts: Sequence[Any] = row.public_contacts  # type: ignore[attr-defined]
    mails = [each.value for each in contacts if each.kind == "mail"]
    parent = row.part_of_id or row.umbrella_id
    record = {
        "id": str(row.pk),
        "name": row.name,
        "alternate_name": row.short_name if row.short_name != row.name else None,
        "description": row.tasks or row.name,
        "email": mails[0] if mails else None,
        "website": row.website,
        "year_incorporated": row.since,
        "parent_organization_id": str(parent) if parent else None,
    }
    if not brief:
        record |= {
            "phones": _phones(row.pk, contacts),
            "locations": [
                _location(here, row, each)
                for each in row.public_addresses  # type: ignore[attr-defined]
            ],
            "attributes": [here.say(row.pk, "organization", "organization_kind", row.kind)],
        }
    return without_empty(record)


def _phones(key: UUID, contacts: Sequence[Any]) -> list[Record]:
    return [
        without_empty(
            {
                "id": derived(key, "phone", each.value),
                "number": each.value,
                "type": PHONES[each.kind],
                "description": each.label,
            }
        )
        for each in contacts
        if each.kind in PHONES
    ]


def _location(here: Projection, row: Organisation, address: Any) -> Record:
    record: Record = {
        "id": str(address.pk),
        "location_type": "physical",
        "name": address.label or row.name,
        "addresses": [],
    }
    if address.street and address.place:
        record["addresses"] = [
            without_empty(
                {
                    "id": derived(address.pk, "address"),
                    "address_1": address.street,
                    "city": address.place,
                    "region": address.district.name if address.district else "",
                    "country": "DE",
                    "address_type": "physical",
                }
            )
            | {"postal_code": address.postcode, "state_province": here.town.state or here.town.state_code}
        ]
    return without_empty(record)
