"""Writing the record: always inside the transaction of the deed, one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction

from marlerweg.audit import rules
from marlerweg.audit.models import Event
from marlerweg.foundation import clock

CHAIN_LOCK = 0x6D61726C  # "marl": the advisory lock that lets one transaction at a time append to the chain
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Actor(Protocol):
    """Whoever acts: a signed-in person."""

    @property
    def pk(self) -> Any: ...

    @property
    def role_label(self) -> str: ...


def record(
    by: Actor | None,
    action: str,
    thing: models.Model | None = None,
    *,
    result: str = Event.Result.DONE,
    **details: Any,
) -> Event:
    """Append one event; raises outside a transaction, because a deed and its record stand or fall together."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit event needs the transaction of its deed")
    last = _last_link()
    event = Event(
        sequence=last[0] + 1,
        at=clock.now().astimezone(UTC),
        actor_id=_uuid(by),
        actor_label=by.role_label[:120] if by else "",
        action=action,
        object_kind=thing._meta.label_lower if thing else "",
        object_id=str(thing.pk) if thing else "",
        object_label=_label(thing),
        result=result,
        details=details,
        request_id=request_id.get(),
        previous=last[1],
    )
    event.hash = rules.chain_hash(event.previous, event.content())
    event.save(force_insert=True)
    return event


@contextmanager
def on_behalf_of_request(identifier: str) -> Iterator[None]:
    token = request_id.set(identifier)
    try:
        yield
    finally:
        request_id.reset(token)


def _last_link() -> tuple[int, str]:
    """The end of the chain, held against others until this transaction ends (SQLite has one writer anyway)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, rules.GENESIS)


def _uuid(by: Actor | None) -> UUID | None:
    return by.pk if by else None


def _label(thing: models.Model | None) -> str:
    """A number or title that names no person."""
    return str(getattr(thing, "audit_label", "") or "")[:120] if thing else ""
