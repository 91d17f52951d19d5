"""Reading the record and proving that nobody changed it."""

from django.db.models import QuerySet

from marlerweg.audit import rules
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
    return count.isdigit() and Event.objects.filter(sequence=int(count), hash=last).exists()
