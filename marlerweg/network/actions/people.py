"""People and their positions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.network import policies
from marlerweg.network.actions.editing import assign, once, write
from marlerweg.network.actions.organisations import StillMerged
from marlerweg.network.models import Organisation, Person, Position
from marlerweg.network.queries.person import organisations_of


@transaction.atomic
def add_person(
    fields: Mapping[str, Any],
    *,
    by: User,
    organisation: Organisation | None = None,
    position: Mapping[str, Any] | None = None,
) -> Person:
    """Whoever speaks for an organisation adds people there; without an organisation the coordination does."""
    require(policies.may_add_person(by, organisation))
    person = Person.objects.create(**fields)
    if organisation is not None:
        Position.objects.create(person=person, organisation=organisation, **(position or {}))
    audit.record(by, "person.added", person)
    return person


@transaction.atomic
def edit_person(person: Person, fields: Mapping[str, Any], *, version: int, by: User) -> Person:
    require(policies.may_edit_person(by, person, organisations=organisations_of(person)))
    changed = write(person, fields, version=version)
    audit.record(by, "person.edited", person, fields=changed)
    return person


@transaction.atomic
def archive_person(person: Person, *, by: User, at: datetime) -> None:
    require(policies.may_archive(by, person))
    person.archived_at = at
    person.save(update_fields=["archived_at"])
    audit.record(by, "person.archived", person)


@transaction.atomic
def restore_person(person: Person, *, by: User) -> None:
    require(policies.may_archive(by, person))
    if person.merged_into_id is not None:
        raise StillMerged
    person.archived_at = None
    person.save(update_fields=["archived_at"])
    audit.record(by, "person.restored", person)


@transaction.atomic
def add_position(
    person: Person, organisation: Organisation, fields: Mapping[str, Any], *, by: User
) -> Position:
    require(policies.may_edit_organisation(by, organisation))
    with once():
        position = Position.objects.create(person=person, organisation=organisation, **fields)
    audit.record(by, "position.added", organisation, person=str(person.pk))
    return position


@transaction.atomic
def edit_position(position: Position, fields: Mapping[str, Any], *, by: User) -> None:
    require(policies.may_edit_organisation(by, position.organisation))
    with once():
        changed = assign(position, fields)
    audit.record(by, "position.edited", position.organisation, fields=changed)


@transaction.atomic
def end_position(position: Position, *, on: date, by: User) -> None:
    """The position stays readable as past."""
    require(policies.may_edit_organisation(by, position.organisation))
    assign(position, {"ends": max(on, position.starts or on)})
    audit.record(by, "position.ended", position.organisation, person=str(position.person_id))
