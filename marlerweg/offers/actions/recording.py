"""What every deed of this room ends with: a revision, an audit line, and word to whoever follows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import Decision, require
from marlerweg.offers.models import Offer, Revision
from marlerweg.offers.queries.contents import content_of, with_content
from marlerweg.offers.rules.content import Content, to_plain
from marlerweg.offers.signals import offer_changed


def require_unless_operator(by: User | None, decision: Decision) -> None:
    """Without `by` the operator's command or the holder of a link acts; whoever lets them in has asked already."""
    if by is not None:
        require(decision)


def fresh(offer: Offer, *, lock: bool = False) -> Offer:
    """The offer with all that belongs to it as it is now; with `lock` held against others until the deed ends."""
    if lock:
        Offer.objects.select_for_update().only("pk").get(pk=offer.pk)
    return with_content(Offer.objects.filter(pk=offer.pk)).get()


def forget_read(offer: Offer) -> Offer:
    """What was read along with the offer is not true any more."""
    vars(offer).pop("_prefetched_objects_cache", None)
    return offer


def note(
    offer: Offer,
    deed: str,
    *,
    by: User | None,
    at: datetime,
    content: Content | None = None,
    **details: Any,
) -> Revision:
    """The state after the deed, its line in the record, and the news after commit.

    `content` is what was just written: then only what writing adds is read again, the fingerprints and the places.
    """
    kept = content_of(fresh(offer)) if content is None else _as_written(offer, content)
    last = offer.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = Revision.objects.create(
        offer=offer, number=last + 1, at=at, by=by, deed=deed, content=to_plain(kept)
    )
    audit.record(by, f"offer.{deed}", offer, revision=revision.number, **details)
    announce([offer.pk])
    return revision


def announce(keys: Iterable[UUID]) -> None:
    """Tell the search index and the rooms above once the deed is really done."""
    found = list(keys)
    if found:
        transaction.on_commit(lambda: offer_changed.send(sender=Offer, ids=found, offer_ids=found))


def _as_written(offer: Offer, content: Content) -> Content:
    only = ("texts", "venues")
    rows = content_of(with_content(Offer.objects.filter(pk=offer.pk), only=only).get(), only=only)
    return replace(content, texts=rows.texts, venues=rows.venues)
