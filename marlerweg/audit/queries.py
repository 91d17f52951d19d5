"""Reading the record and proving that nobody changed it."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from marlerweg.audit import policies, rules
from marlerweg.audit.models import Checkpoint, Event

KEPT_YEARS = 2  # the triggers of `protection` hold the same term by the database's own clock
SHORTENED = "audit.shortened"


def first_break() -> rules.Break | None:
    """None when the whole chain holds; memory stays flat however long it is."""
    begin, start = beginning()
    if begin and not tells_of_shortening(begin, start):
        return rules.Break(begin, "shortened without a record")
    rows = Event.objects.filter(sequence__gt=begin).order_by("sequence").iterator(chunk_size=2000)
    links = ((event.sequence, event.previous, event.hash, event.content()) for event in rows)
    return rules.first_break(links, start=start, first=begin + 1)


def beginning() -> tuple[int, str]:
    """The link the chain starts after: none, or the last one whose time was over."""
    last = Checkpoint.objects.values_list("sequence", "hash").order_by("-sequence").first()
    return last or (0, rules.GENESIS)


def tells_of_shortening(sequence: int, hash_: str) -> bool:
    """Every shortening is itself an event, so that nobody can set a checkpoint beside the record."""
    told = Event.objects.filter(action=SHORTENED, sequence__gt=sequence)
    return told.filter(details__up_to=sequence, details__hash=hash_).exists()


def past_its_time(at: datetime) -> tuple[int, str]:
    """The last event such that it and all before it are older than the term; (0, genesis) where there is none."""
    begin = beginning()[0]
    kept = Event.objects.filter(sequence__gt=begin)
    oldest_kept = (
        kept.filter(at__gte=years_before(at)).order_by("sequence").values_list("sequence", flat=True)
    )
    first = oldest_kept.first()
    gone = kept if first is None else kept.filter(sequence__lt=first)
    return gone.order_by("-sequence").values_list("sequence", "hash").first() or (0, rules.GENESIS)


def years_before(at: datetime) -> datetime:
    """The same day two years earlier; 29 February becomes the 28th, so that nothing goes a day early."""
    day = min(at.day, 28) if at.month == 2 else at.day
    return at.replace(year=at.year - KEPT_YEARS, day=day)


def root() -> tuple[int, str]:
    """Number and hash of the last link: what is kept outside, so that even a rewritten chain is noticed."""
    last = Event.objects.order_by("-sequence").values_list("sequence", "hash").first()
    return last or beginning()


def of_object(kind: str, identifier: str) -> QuerySet[Event]:
    return Event.objects.filter(object_kind=kind, object_id=identifier)


def holds_root(noted: str) -> bool:
    """Whether a root noted earlier (`count:hash`) is still a link of the chain, or one whose time was over."""
    count, _, last = noted.partition(":")
    if count == "0":
        return last == rules.GENESIS
    begin, hash_ = beginning()
    if count.isdigit() and int(count) <= begin:
        return int(count) < begin or last == hash_
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
