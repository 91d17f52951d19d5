"""Keeping an offer true with one tap: all still right, so many places left."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import versions
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import announce, fresh, note, require_unless_operator
from marlerweg.offers.actions.writing import write
from marlerweg.offers.models import Confirmation, Offer
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules import freshness


@transaction.atomic
def confirm(offer: Offer, *, via: str, by: User | None, at: datetime) -> Confirmation:
    """All still right; the next question comes after the offer's own interval."""
    require_unless_operator(by, policies.may_confirm(by, offer))
    Offer.objects.filter(pk=offer.pk).update(
        confirmed_at=at,
        review_due=freshness.next_review(timezone.localdate(at), offer.review_days),
        changed_at=at,
    )
    offer.refresh_from_db(fields=["confirmed_at", "review_due", "changed_at"])
    confirmation = Confirmation.objects.create(offer=offer, at=at, via=via, by=by)
    offer.reminders.filter(answered_at=None).update(answered_at=at, answer="right")
    audit.record(by, "offer.confirmed", offer, via=via)
    announce([offer.pk])
    return confirmation


@transaction.atomic
def set_capacity(
    offer: Offer,
    capacity: str,
    *,
    by: User | None,
    at: datetime,
    free: int | None = None,
    total: int | None = None,
    weeks: int | None = None,
) -> int:
    """What is free today; gives the number of the revision before, to go back to. The total stays where none is given."""
    offer = fresh(offer, lock=True)
    require_unless_operator(by, policies.may_edit_offer(by, offer))
    before = content_of(offer)
    after = replace(
        before,
        capacity=capacity,
        places_free=free,
        places_total=before.places_total if total is None else total,
        waiting_weeks=weeks,
        capacity_as_of=at,
    )
    number = offer.revisions.values_list("number", flat=True).order_by("-number").first() or 0
    versions.advance(offer, expected=offer.version)
    write(offer, before, after, at=at)
    note(offer, "capacity", by=by, at=at, content=after, capacity=capacity)
    return number
