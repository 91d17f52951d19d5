"""Offers move from state to state: one function per step, all through the same gate."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.offers import letters, policies
from marlerweg.offers.actions.recording import forget_read, fresh, note, require_unless_operator
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules import freshness
from marlerweg.offers.rules.publication import missing_for_publication
from marlerweg.offers.rules.states import Event, next_state


class NotReady(Exception):
    """`gaps` are the keys of what is missing for publication."""

    def __init__(self, gaps: list[str]) -> None:
        super().__init__(", ".join(gaps))
        self.gaps = gaps


@transaction.atomic
def submit(offer: Offer, *, by: User | None, at: datetime) -> Offer:
    """Ask the coordination to let it out; raises NotReady."""
    return _step(offer, Event.SUBMIT, by=by, at=at, only_whole=True)


@transaction.atomic
def publish(offer: Offer, *, by: User | None, at: datetime) -> Offer:
    """Out it goes, and counts as confirmed today; raises NotReady."""
    asked = offer.state == Offer.State.SUBMITTED
    offer = _step(
        offer,
        Event.PUBLISH,
        by=by,
        at=at,
        only_whole=True,
        published_at=offer.published_at or at,
        confirmed_at=at,
        review_due=freshness.next_review(clock.day_of(at), offer.review_days),
    )
    if asked:
        letters.tell_published(offer)
    return offer


@transaction.atomic
def return_to_draft(offer: Offer, *, because: str, by: User, at: datetime) -> Offer:
    """Not yet: the organisation reads why."""
    offer = _step(offer, Event.RETURN, by=by, at=at, because=because)
    letters.tell_returned(offer, because=because)
    return offer


@transaction.atomic
def pause(offer: Offer, *, until: date | None, by: User | None, at: datetime) -> Offer:
    """It stays visible and says until when it rests; again for another day."""
    return _step(offer, Event.PAUSE, by=by, at=at, paused_until=until)


@transaction.atomic
def resume(offer: Offer, *, by: User | None, at: datetime) -> Offer:
    return _step(offer, Event.RESUME, by=by, at=at, paused_until=None)


@transaction.atomic
def end(offer: Offer, *, by: User | None, at: datetime, because: str = "") -> Offer:
    """It does not exist any more; the page says so instead of vanishing."""
    return _step(offer, Event.END, by=by, at=at, because=because, review_due=None, paused_until=None)


@transaction.atomic
def withdraw(offer: Offer, *, by: User | None, at: datetime, because: str = "") -> Offer:
    """Out of sight, because it is wrong or nobody answers for it."""
    return _step(offer, Event.WITHDRAW, by=by, at=at, because=because, review_due=None)


@transaction.atomic
def bring_back(offer: Offer, *, by: User | None, at: datetime) -> Offer:
    """What was withdrawn and had once been let out is public again."""
    due = freshness.next_review(clock.day_of(at), offer.review_days)
    return _step(offer, Event.BRING_BACK, by=by, at=at, only_whole=True, review_due=due, confirmed_at=at)


@transaction.atomic
def reopen(offer: Offer, *, by: User | None, at: datetime) -> Offer:
    """A draft again."""
    return _step(offer, Event.REOPEN, by=by, at=at)


def _step(
    offer: Offer,
    event: Event,
    *,
    by: User | None,
    at: datetime,
    because: str = "",
    only_whole: bool = False,
    **columns: Any,
) -> Offer:
    """Policy, what is missing, machine, change, revision, audit; the offer is read once."""
    offer = fresh(offer, lock=True)
    content = content_of(offer)
    require_unless_operator(by, policies.may_move(by, offer, event))
    if only_whole and (gaps := missing_for_publication(content)):
        raise NotReady(gaps)
    before = offer.state
    offer.state = next_state(before, event, was_public=offer.published_at is not None)
    offer.changed_at = at
    for name, value in columns.items():
        setattr(offer, name, value)
    offer.save(update_fields=["state", "changed_at", *columns])
    note(offer, event.value, by=by, at=at, content=content, before=before, after=offer.state, because=because)
    return forget_read(offer)
