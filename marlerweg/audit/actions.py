"""Writing the record: always inside the transaction of the deed, one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, models, transaction

from marlerweg.audit import policies, queries, rules
from marlerweg.audit.models import Checkpoint, Event
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.ui.lists import Export

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


def note_root(*, at: datetime) -> rules.NotedRoot:
    """Write the chain's root down outside the database, once a day, and mail it where the town wants it kept."""
    line = rules.root_line(at.astimezone(UTC).isoformat(timespec="seconds"), *queries.root())
    path = Path(settings.AUDIT_ROOTS)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    if settings.AUDIT_ROOT_MAIL:
        send_mail("Wurzel des Protokolls", line, None, settings.AUDIT_ROOT_MAIL)
    return rules.noted_root(line)


@transaction.atomic
def shorten(at: datetime) -> int:
    """Let go what is older than its time: a checkpoint keeps the last hash, an event says so, and the chain holds from there.

    Returns how many events went; the database refuses anything younger than the term by its own clock.
    """
    up_to, hash_ = queries.past_its_time(at)
    if not up_to:
        return 0
    record(None, queries.SHORTENED, up_to=up_to, hash=hash_)
    Checkpoint.objects.create(sequence=up_to, hash=hash_, at=at)
    return Event.objects.filter(sequence__lte=up_to).delete()[0]


@transaction.atomic
def record_export(by: policies.Reader, export: Export) -> None:
    """Whoever takes the record out of the house is in it."""
    require(policies.may_read_log(by))
    record(by, "audit.exported", format=export.format, rows=export.rows, filters=sorted(export.wishes))


@transaction.atomic
def verify(*, by: policies.Reader) -> rules.Break | None:
    """Walk the whole chain on somebody's wish; the check itself is recorded with its outcome."""
    require(policies.may_read_log(by))
    found = queries.first_break()
    lost = len(queries.missing_roots())
    record(by, "audit.verified", intact=found is None and not lost)
    if found is None and lost:
        return rules.Break(0, "a root noted outside is missing")
    return found


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
    return queries.root()


def _uuid(by: Actor | None) -> UUID | None:
    return by.pk if by else None


def _label(thing: models.Model | None) -> str:
    """A number or title that names no person."""
    return str(getattr(thing, "audit_label", "") or "")[:120] if thing else ""
