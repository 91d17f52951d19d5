"""The programme, its rooms, rounds and tables."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.models import (
    Edition,
    ProgrammeItem,
    Registration,
    Room,
    Round,
    Table,
    TableTask,
)
from marlerweg.foundation import versions
from marlerweg.foundation.decisions import require
from marlerweg.network.actions.editing import assign, once

Part = Room | Round | Table


class InUse(ValueError):
    """Something else still stands on it."""


@transaction.atomic
def add_item(edition: Edition, fields: Mapping[str, Any], *, by: User, at: datetime) -> ProgrammeItem:
    require(policies.may_organise(by))
    item = ProgrammeItem.objects.create(edition=edition, changed_at=at, **fields)
    audit.record(by, "programme.added", item, edition=edition.code)
    return item


@transaction.atomic
def edit_item(
    item: ProgrammeItem, fields: Mapping[str, Any], *, expected: int, by: User, at: datetime
) -> ProgrammeItem:
    """Counts the calendar's SEQUENCE up. Raises Stale when somebody saved meanwhile."""
    require(policies.may_organise(by))
    versions.advance(item, expected=expected)
    if changed := assign(item, fields):
        _tell_calendars(item, at=at)
        audit.record(by, "programme.edited", item, fields=changed)
    return item


@transaction.atomic
def cancel_item(item: ProgrammeItem, *, by: User, at: datetime) -> ProgrammeItem:
    """It leaves the page and stays in the calendars, as cancelled."""
    require(policies.may_organise(by))
    if item.cancelled_at is None:
        item.cancelled_at = at
        item.save(update_fields=["cancelled_at"])
        _tell_calendars(item, at=at)
        audit.record(by, "programme.cancelled", item)
    return item


@transaction.atomic
def restore_item(item: ProgrammeItem, *, by: User, at: datetime) -> ProgrammeItem:
    require(policies.may_organise(by))
    if item.cancelled_at is not None:
        item.cancelled_at = None
        item.save(update_fields=["cancelled_at"])
        _tell_calendars(item, at=at)
        audit.record(by, "programme.restored", item)
    return item


@transaction.atomic
def add_part(edition: Edition, kind: type[Part], fields: Mapping[str, Any], *, by: User) -> Part:
    """A room, a round or a table. Raises AlreadyThere for a name or number in use."""
    require(policies.may_organise(by))
    with once():
        part: Part = kind._default_manager.create(edition=edition, **fields)
    audit.record(by, f"conference.{kind._meta.model_name}_added", part, edition=edition.code)
    return part


@transaction.atomic
def edit_part(part: Part, fields: Mapping[str, Any], *, by: User) -> Part:
    require(policies.may_organise(by))
    with once():
        changed = assign(part, fields)
    if changed:
        audit.record(by, f"conference.{part._meta.model_name}_edited", part, fields=changed)
    return part


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Tables with cards stay: what was said there would lose its place."""
    require(policies.may_organise(by))
    if isinstance(part, Table) and part.cards.exists():
        raise InUse
    audit.record(by, f"conference.{part._meta.model_name}_removed", part, edition=part.edition.code)
    part.delete()


@transaction.atomic
def give_task(
    table: Table, registration: Registration, kind: str, *, by: User, round_: Round | None = None
) -> TableTask:
    """Who moderates or writes at this table, all day or in one round: a fixed seat of the plan."""
    require(policies.may_organise(by))
    task, is_new = TableTask.objects.get_or_create(
        table=table, registration=registration, kind=TableTask.Kind(kind), round=round_
    )
    if is_new:
        audit.record(by, "table.task_given", task, edition=table.edition.code, kind=kind)
    return task


@transaction.atomic
def take_task(task: TableTask, *, by: User) -> None:
    require(policies.may_organise(by))
    audit.record(by, "table.task_taken", task, edition=task.table.edition.code, kind=task.kind)
    task.delete()


def _tell_calendars(item: ProgrammeItem, *, at: datetime) -> None:
    item.sequence, item.changed_at = item.sequence + 1, at
    item.save(update_fields=["sequence", "changed_at"])
