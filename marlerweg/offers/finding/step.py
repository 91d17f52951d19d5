"""Keeping the index in step with the database: after a change, before a search, and wholly anew."""

import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import CharField, Count, Max, Min, QuerySet, Sum
from django.db.models.functions import Cast

from marlerweg.foundation import languages
from marlerweg.foundation.searching import Document
from marlerweg.network.models import District
from marlerweg.offers.finding.documents import documents_of, with_everything
from marlerweg.offers.finding.lexicon import taxonomy_words
from marlerweg.offers.finding.state import State, explained, stamp
from marlerweg.offers.finding.store import Store
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.whole import public_offers

log = logging.getLogger(__name__)
# From this share of changed offers on, building anew is cheaper.
MANY = 0.5
MOST = 20_000  # more of them are not held in memory at once
AT_A_TIME = 500
# What has changed while the index waits for the end of a load; None: it follows at once.
_missed: ContextVar[set[str] | None] = ContextVar("missed", default=None)


@cache
def _store(folder: Path) -> Store:
    return Store(folder)


def store() -> Store:
    """The store of this database: another database has another folder, so no index is ever read beside the wrong one."""
    name = f"{connection.vendor}:{connection.settings_dict['HOST']}:{connection.settings_dict['NAME']}"
    return _store(settings.SEARCH_FOLDER / f"offers-{sha256(name.encode()).hexdigest()[:10]}")


def database_state() -> str:
    """One row that differs whenever an offer came, went or changed."""
    key = Cast("pk", CharField())
    row = public_offers().aggregate(
        count=Count("pk"), versions=Sum("version"), last=Max("changed_at"), first=Min(key), end=Max(key)
    )
    return str(State.of(row))


def stamps_of(offers: QuerySet[Offer]) -> dict[str, str]:
    return {
        str(key): stamp(version, at) for key, version, at in offers.values_list("pk", "version", "changed_at")
    }


def documents(offers: QuerySet[Offer]) -> Iterator[Document]:
    """Some hundred offers at a time: any number of them in constant memory."""
    rows = with_everything(offers).iterator(chunk_size=AT_A_TIME)
    return documents_of(rows, list(District.objects.all()))


def rebuild() -> int:
    """Everything anew; returns the number of offers."""
    here = store()
    with here.writing():
        state, stamps = database_state(), stamps_of(public_offers())
        here.rebuild(documents(public_offers()), stamps, state, taxonomy_words())
    return len(stamps)


def refresh(ids: Iterable[str]) -> None:
    """These offers as they stand now; whoever is no longer public leaves the index."""
    wanted = set(map(str, ids))
    here = store()
    with here.writing():
        offers = public_offers().filter(pk__in=wanted)
        stamps = stamps_of(offers)
        here.change(list(documents(offers)), stamps, wanted - set(stamps), _state_if_complete(stamps, wanted))


def _state_if_complete(stamps: dict[str, str], wanted: Collection[str]) -> str:
    """The database's state if nothing else has changed meanwhile; otherwise none, and the next search looks again."""
    known, now = store().known(), database_state()
    old = {key: known.stamps[key] for key in wanted if key in known.stamps}
    if explained(known.state, now, old=old, new=stamps):
        return now
    others = {key: value for key, value in known.stamps.items() if key not in wanted}
    return now if {**others, **stamps} == stamps_of(public_offers()) else ""


def keep_in_step(*, wait: bool = False) -> str:
    """Before a search: one cheap question, and work only where the answer differs. Never waits for another writer.

    The answer is returned: it stands for the state of all public offers.
    """
    here = store()
    state = database_state()
    if here.known().state == state and not here.index.needs_rebuild:
        return state
    with here.writing(wait=wait) as mine:
        if mine:
            _catch_up(here)
    return state


def _catch_up(here: Store) -> None:
    state, wanted, known = database_state(), stamps_of(public_offers()), here.known()
    changed = {key for key, value in wanted.items() if known.stamps.get(key) != value}
    gone = set(known.stamps) - set(wanted)
    if here.index.needs_rebuild or len(changed | gone) > min(MANY * len(known.stamps), MOST):
        here.rebuild(documents(public_offers()), wanted, state, taxonomy_words())
    else:
        offers = public_offers().filter(pk__in=changed)
        here.change(list(documents(offers)), {key: wanted[key] for key in changed}, gone, state)


def warm_up() -> None:
    """What the first search of a process would have to learn: the newest state, and the words of every public language."""
    keep_in_step()
    store().index.warm_up(languages.CODES)


def look_closely() -> bool:
    """Now and then: the word lists too, which leave no trace in the offers; True if the index was built anew."""
    if store().known().taxonomy == taxonomy_words() and not store().index.needs_rebuild:
        keep_in_step(wait=True)
        return False
    rebuild()
    return True


def follow(ids: Iterable[str]) -> None:
    """After a deed: the deed stands whatever happens to the cache; the next search notices and mends."""
    if (missed := _missed.get()) is not None:
        missed.update(map(str, ids))
        return
    try:
        refresh(ids)
    except Exception:
        log.exception("the search index could not follow a change")


@contextmanager
def once_at_the_end() -> Iterator[None]:
    """For loads of many offers: deeds inside leave the index alone, afterwards it catches up in one go if it must."""
    missed: set[str] = set()
    token = _missed.set(missed)
    try:
        yield
    finally:
        _missed.reset(token)
    if missed:
        try:
            look_closely()
        except Exception:
            log.exception("the search index could not follow a load")
