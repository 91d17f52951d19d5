"""Planning measures and reporting how they stand."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.foundation.decisions import require
from marlerweg.kodex.models import Value
from marlerweg.network.models import District, Organisation
from marlerweg.way import policies, signals
from marlerweg.way.actions.history import write_step
from marlerweg.way.actions.needs import EditConflict, move
from marlerweg.way.actions.numbering import next_number
from marlerweg.way.models import Decision, Measure, Need, StatusEntry
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import (
    MEASURE_MOVES_NEED,
    NEEDS_REASON,
    MeasureStatus,
    can_move_need,
    next_measure_status,
)


class ReasonMissing(Exception):
    """Pausing, blocking and ending without result need a word why."""


@transaction.atomic
def plan_measure(
    title: str,
    *,
    needs: Collection[Need],
    responsible: Organisation,
    by: User,
    at: datetime,
    on: date,
    decision: Decision | None = None,
    status: str = MeasureStatus.DECIDED,
    partners: Collection[Organisation] = (),
    districts: Collection[District] = (),
    values: Collection[Value] = (),
    fields: Mapping[str, Any] | None = None,
) -> Measure:
    """`fields` are plain columns: text, responsible_role, period, cost, funding, goal, indicator and its figures."""
    require(policies.may_plan_measure(by))
    measure = Measure(
        number=next_number(Kind.MEASURE, at),
        title=title,
        decision=decision,
        responsible=responsible,
        status=status,
        status_on=on,
        created_at=at,
        **(fields or {}),
    )
    measure.save(force_insert=True)
    measure.needs.set(needs)
    measure.partners.set(partners)
    measure.districts.set(districts)
    measure.values.set(values)
    write_step(measure, "plan", by=by, at=at, after=status, concerns=decision.number if decision else "")
    _enter_status(measure, status, on=on, by=by, at=at)
    return measure


@transaction.atomic
def change_measure(
    measure: Measure,
    *,
    by: User,
    at: datetime,
    version: int,
    fields: Mapping[str, Any],
    relations: Mapping[str, Collection[Any]] | None = None,
) -> Measure:
    """Raises EditConflict when somebody else saved since `version` was read."""
    require(policies.may_plan_measure(by))
    if not Measure.objects.filter(pk=measure.pk, version=version).update(version=version + 1, **fields):
        raise EditConflict
    for name, members in (relations or {}).items():
        getattr(measure, name).set(members)
    measure.refresh_from_db()
    write_step(measure, "change", by=by, at=at, fields=sorted([*fields, *(relations or {})]))
    return measure


@transaction.atomic
def report_status(
    measure: Measure,
    status: str,
    *,
    on: date,
    by: User,
    at: datetime,
    text: str = "",
    indicator_value: Decimal | None = None,
) -> StatusEntry:
    """The dated Sachstand; it moves the needs the measure serves, as far as their own way allows."""
    require(policies.may_report_status(by, measure))
    before = Measure.objects.select_for_update().values_list("status", flat=True).get(pk=measure.pk)
    after = next_measure_status(before, status)
    if after in NEEDS_REASON and not text.strip():
        raise ReasonMissing
    measure.status, measure.status_on = after, on
    measure.save(update_fields=["status", "status_on"])
    write_step(measure, "report", by=by, at=at, before=before, after=after)
    return _enter_status(measure, after, on=on, by=by, at=at, text=text, indicator_value=indicator_value)


def _enter_status(
    measure: Measure,
    status: str,
    *,
    on: date,
    by: User,
    at: datetime,
    text: str = "",
    indicator_value: Decimal | None = None,
) -> StatusEntry:
    entry = StatusEntry.objects.create(
        measure=measure,
        status=status,
        on=on,
        text=text,
        indicator_value=indicator_value,
        by=by,
        recorded_at=at,
    )
    event = MEASURE_MOVES_NEED.get(MeasureStatus(status))
    for need in measure.needs.all() if event else ():
        if event and can_move_need(need.state, event) and not _held_by_another(need, measure, event):
            move(need, event, by=by, at=at, concerns=measure.number)
    transaction.on_commit(lambda: signals.measure_changed.send(sender=Measure, measure=measure, entry=entry))
    return entry


def _held_by_another(need: Need, measure: Measure, event: str) -> bool:
    """A need with several measures is finished or stopped only by the last one under way."""
    if event == MEASURE_MOVES_NEED[MeasureStatus.RUNNING]:
        return False
    under_way = [MeasureStatus.RUNNING, MeasureStatus.PAUSED, MeasureStatus.BLOCKED]
    return need.measures.filter(status__in=under_way).exclude(pk=measure.pk).exists()
