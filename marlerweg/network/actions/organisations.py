"""Organisations: adding, editing, archiving, and their addresses and contact details."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import erasures
from marlerweg.foundation.decisions import require
from marlerweg.network import policies
from marlerweg.network.actions.editing import Circular, assign, once, write
from marlerweg.network.models import Address, ContactDetail, Organisation, Person
from marlerweg.network.queries.person import organisations_of
from marlerweg.network.rules.folding import folded_contact


@transaction.atomic
def add_organisation(fields: Mapping[str, Any], *, by: User) -> Organisation:
    """`fields` are columns and the lists districts, themes and run_by."""
    require(policies.may_add_organisation(by))
    organisation = Organisation.objects.create(name=fields["name"])
    assign(organisation, fields)
    audit.record(by, "organisation.added", organisation)
    return organisation


@transaction.atomic
def edit_organisation(
    organisation: Organisation, fields: Mapping[str, Any], *, version: int, by: User
) -> Organisation:
    """Raises EditConflict when somebody else saved since `version`, Circular when it would stand above itself."""
    require(policies.may_edit_organisation(by, organisation))
    _check_above(organisation, fields)
    changed = write(organisation, fields, version=version)
    audit.record(by, "organisation.edited", organisation, fields=changed)
    return organisation


@transaction.atomic
def archive_organisation(organisation: Organisation, *, by: User, at: datetime) -> None:
    """It disappears from lists, searches and the map; nothing is lost, and it can come back."""
    require(policies.may_archive(by, organisation))
    organisation.archived_at = at
    organisation.save(update_fields=["archived_at"])
    audit.record(by, "organisation.archived", organisation)


@transaction.atomic
def restore_organisation(organisation: Organisation, *, by: User) -> None:
    """What was merged comes back by undoing the merge, not by this."""
    require(policies.may_archive(by, organisation))
    if organisation.merged_into_id is not None:
        raise StillMerged
    organisation.archived_at = None
    organisation.save(update_fields=["archived_at"])
    audit.record(by, "organisation.restored", organisation)


class StillMerged(Exception):
    """The row has become part of another; the merge must be undone first."""


@transaction.atomic
def add_address(organisation: Organisation, fields: Mapping[str, Any], *, by: User) -> Address:
    require(policies.may_edit_organisation(by, organisation))
    with once():
        address = Address.objects.create(
            organisation=organisation, position=organisation.addresses.count(), **fields
        )
    audit.record(by, "organisation.address_added", organisation)
    return address


@transaction.atomic
def edit_address(address: Address, fields: Mapping[str, Any], *, by: User) -> None:
    require(policies.may_edit_organisation(by, address.organisation))
    with once():
        changed = assign(address, fields)
    audit.record(by, "organisation.address_edited", address.organisation, fields=changed)


@transaction.atomic
def remove_address(address: Address, *, by: User, at: datetime) -> None:
    require(policies.may_edit_organisation(by, address.organisation))
    erasures.note("network.address", address.pk, at=at)
    address.delete()
    audit.record(by, "organisation.address_removed", address.organisation)


@transaction.atomic
def add_contact(owner: Organisation | Person, fields: Mapping[str, Any], *, by: User) -> ContactDetail:
    """The same detail twice is one: the later visibility and label count."""
    require(may_edit_owner(by, owner))
    key = "organisation" if isinstance(owner, Organisation) else "person"
    same: dict[str, Any] = {
        key: owner,
        "kind": fields["kind"],
        "folded": folded_contact(fields["kind"], fields["value"]),
    }
    detail, created = ContactDetail.objects.update_or_create(**same, defaults=dict(fields))
    audit.record(by, f"{key}.contact_added" if created else f"{key}.contact_edited", owner)
    return detail


@transaction.atomic
def edit_contact(detail: ContactDetail, fields: Mapping[str, Any], *, by: User) -> None:
    owner = owner_of(detail)
    require(may_edit_owner(by, owner))
    folded = folded_contact(fields.get("kind", detail.kind), fields.get("value", detail.value))
    with once():
        changed = assign(detail, {**fields, "folded": folded})
    audit.record(by, f"{owner._meta.model_name}.contact_edited", owner, fields=changed)


@transaction.atomic
def remove_contact(detail: ContactDetail, *, by: User, at: datetime) -> None:
    owner = owner_of(detail)
    require(may_edit_owner(by, owner))
    erasures.note("network.contactdetail", detail.pk, at=at)
    detail.delete()
    audit.record(by, f"{owner._meta.model_name}.contact_removed", owner)


def owner_of(detail: ContactDetail) -> Organisation | Person:
    owner = detail.organisation or detail.person
    if owner is None:  # the database allows no such row
        raise ValueError("a contact detail without owner")
    return owner


def may_edit_owner(by: User, owner: Organisation | Person) -> Any:
    if isinstance(owner, Organisation):
        return policies.may_edit_organisation(by, owner)
    return policies.may_edit_person(by, owner, organisations=organisations_of(owner))


def _check_above(organisation: Organisation, fields: Mapping[str, Any]) -> None:
    """Walk up from the wanted place: meeting oneself there would make a circle."""
    for name in ("part_of", "umbrella"):
        above: Organisation | None = fields.get(name)
        seen = {organisation.pk}
        while above is not None:
            if above.pk in seen:
                raise Circular(name)
            seen.add(above.pk)
            above = getattr(above, name)
