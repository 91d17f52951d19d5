"""Bodies and seats: adding, editing, ending."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.formats import policies
from marlerweg.formats.models import Body, Seat
from marlerweg.foundation.decisions import require
from marlerweg.network.actions.editing import Circular, assign, write

MANY = {"themes", "co_owners"}


@transaction.atomic
def add_body(fields: Mapping[str, Any], *, by: User) -> Body:
    """`fields` are columns and the lists themes and co_owners."""
    require(policies.may_add_body(by))
    plain = {name: value for name, value in fields.items() if name not in MANY}
    body = Body.objects.create(**plain)
    _set_lists(body, fields)
    audit.record(by, "body.added", body)
    return body


@transaction.atomic
def edit_body(body: Body, fields: Mapping[str, Any], *, version: int, by: User) -> Body:
    """Raises EditConflict when somebody else saved since `version`, Circular when it would belong to itself."""
    require(policies.may_edit_body(by, body))
    _check_above(body, fields.get("parent"))
    plain = {name: value for name, value in fields.items() if name not in MANY}
    changed = [*write(body, plain, version=version), *_set_lists(body, fields)]
    audit.record(by, "body.edited", body, fields=changed)
    return body


@transaction.atomic
def end_body(body: Body, *, because: str, by: User) -> None:
    """It stays readable with its seats and minutes; the reason goes into its note."""
    require(policies.may_end_body(by))
    note = "\n".join(part for part in (body.note, because) if part)
    assign(body, {"state": Body.State.ENDED, "note": note})
    audit.record(by, "body.ended", body)


@transaction.atomic
def resume_body(body: Body, *, by: User) -> None:
    require(policies.may_end_body(by))
    assign(body, {"state": Body.State.ACTIVE})
    audit.record(by, "body.resumed", body)


@transaction.atomic
def add_seat(body: Body, fields: Mapping[str, Any], *, by: User) -> Seat:
    require(policies.may_edit_body(by, body))
    seat = Seat.objects.create(body=body, **fields)
    audit.record(by, "body.seat_added", body, seat=str(seat.pk))
    return seat


@transaction.atomic
def edit_seat(seat: Seat, fields: Mapping[str, Any], *, by: User) -> None:
    """A seat of the place pack becomes the town's own by being edited: the pack no longer takes it away."""
    require(policies.may_edit_body(by, seat.body))
    changed = assign(seat, {**fields, "pack_digest": ""})
    audit.record(by, "body.seat_edited", seat.body, fields=changed)


@transaction.atomic
def end_seat(seat: Seat, *, on: date, by: User) -> None:
    """The term ends; who sat there stays readable."""
    require(policies.may_edit_body(by, seat.body))
    assign(seat, {"ends": max(on, seat.starts or on), "pack_digest": ""})
    audit.record(by, "body.seat_ended", seat.body, seat=str(seat.pk))


@transaction.atomic
def note_export(by: User, name: str, form: str, rows: int, wishes: Mapping[str, Any]) -> None:
    require(policies.may_export(by))
    audit.record(by, f"{name}.exported", format=form, rows=rows, wishes=dict(wishes))


def _set_lists(body: Body, fields: Mapping[str, Any]) -> list[str]:
    changed = []
    for name in MANY & fields.keys():
        wanted = {row.pk for row in fields[name]}
        if wanted != {row.pk for row in getattr(body, name).all()}:
            getattr(body, name).set(fields[name])
            changed.append(name)
    return sorted(changed)


def _check_above(body: Body, above: Body | None) -> None:
    seen = {body.pk}
    while above is not None:
        if above.pk in seen:
            raise Circular("parent")
        seen.add(above.pk)
        above = above.parent
