"""Reading the record and proving that nobody changed it."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from marlerweg.audit import policies, rules
from marlerweg.audit.models import Event


def first_break() -> rules.Break | None:
    """None when the whole chain holds; memory stays flat however long it is."""
    links = Event.objects.order_by("sequence").iterator(chunk_size=2000)
    return rules.first_break((event.sequence, event.previous, event.hash, event.content()) for event in links)


def root() -> tuple[int, str]:
    """Length and last hash: what is kept outside, so that even a rewritten chain is noticed."""
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or (0, rules.GENESIS)


def of_object(kind: str, identifier: str) -> QuerySet[Event]:
    return Event.objects.filter(object_kind=kind, object_id=identifier)


def holds_root(noted: str) -> bool:
    """Whether a root noted earlier (`count:hash`) is still a link of the chain."""
    count, _, last = noted.partition(":")
    if count == "0":
        return last == rules.GENESIS
    return count.isdigit() and Event.objects.filter(sequence=int(count), hash=last).exists()


def noted_roots() -> list[rules.NotedRoot]:
    """What was written down outside the database, oldest first."""
    path = Path(settings.AUDIT_ROOTS)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [rules.noted_root(line) for line in lines if line.strip()]


def missing_roots() -> list[rules.NotedRoot]:
    """Noted roots that the chain no longer holds: it was cut or written anew."""
    return [noted for noted in noted_roots() if not holds_root(noted.root)]


def events(reader: policies.Reader) -> QuerySet[Event]:
    """The record as far as the reader may see it, newest first."""
    found = Event.objects.order_by("-sequence")
    return found if policies.may_read_log(reader) else found.none()


def beginning_with(found: QuerySet[Event], words: str) -> QuerySet[Event]:
    """Events whose action begins with a word, or whose object, actor or request is named in full."""
    for word in words.split():
        found = found.filter(
            Q(action__startswith=word)
            | Q(object_id=word)
            | Q(object_label=word)
            | Q(request_id=word)
            | actor(word)
        )
    return found


def actor(word: str) -> Q:
    try:
        return Q(actor_id=UUID(word))
    except ValueError:
        return Q(pk__in=[])
