"""Asking whether all is still right: letters with a link, the telephone, and what silence leads to."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.offers import letters, policies
from marlerweg.offers.actions import steps
from marlerweg.offers.actions.mistakes import report
from marlerweg.offers.actions.tending import confirm
from marlerweg.offers.models import Confirmation, Mistake, Offer, Reminder
from marlerweg.offers.queries import links
from marlerweg.offers.queries.people import addresses
from marlerweg.offers.queries.tending import Asked, asked, overdue
from marlerweg.offers.rules.freshness import ON_COORDINATIONS_LIST, Step, next_step, withdrawal_day

RIGHT, CHANGED, GONE, UNREACHED = "right", "changed", "gone", "unreached"


@dataclass(frozen=True)
class Asking:
    """What one morning did."""

    letters: int = 0
    silent: int = 0
    withdrawn: int = 0


@transaction.atomic
def ask_around(today: date, *, at: datetime) -> Asking:
    """Every step that is due today, for every offer; run again the same day it does nothing."""
    sent = silent = withdrawn = 0
    for each in asked(overdue(today).prefetch_related("texts")):
        step = next_step(each.offer.review_due, each.last, each.last_on, today)
        if step is None:
            continue
        if step is Step.WITHDRAW:
            _withdraw(each, at)
            withdrawn += 1
            continue
        sent += _ask(each.offer, step, today, at)
        silent += step == ON_COORDINATIONS_LIST
    if silent or withdrawn:
        letters.tell_coordination(silent, withdrawn, on=today)
    return Asking(sent, silent, withdrawn)


def _ask(offer: Offer, step: Step, today: date, at: datetime) -> int:
    """One letter per address; where there is none, the step is noted so that the telephone list sees it."""
    known = list(addresses(offer, today))
    for address in known or [""]:
        token = links.new_token()
        reminder = Reminder.objects.create(
            offer=offer, sent_at=at, address=address, step=step, token_hash=links.token_hash(token)
        )
        if address:
            due = offer.review_due or today
            ends_on = withdrawal_day(today, due) if step is Step.ANNOUNCE else None
            letters.ask(reminder, token, ends_on=ends_on)
    audit.record(None, "offer.asked", offer, step=int(step), letters=len(known))
    return len(known)


def _withdraw(each: Asked, at: datetime) -> None:
    """Out of sight with a last letter whose link brings the offer back."""
    offer = each.offer
    steps.withdraw(offer, by=None, at=at, because="silence")
    for address in addresses(offer, timezone.localdate(at)):
        token = links.new_token()
        Reminder.objects.create(
            offer=offer, sent_at=at, address=address, step=Step.WITHDRAW, token_hash=links.token_hash(token)
        )
        letters.tell_withdrawn(offer, address, token)


@transaction.atomic
def answer_link(reminder: Reminder, answer: str, *, at: datetime, text: str = "") -> Offer:
    """Whoever holds the link answers for the organisation: right, changed (with a word what), gone.

    Right brings a withdrawn offer back; gone ends it; what changed goes to those who tend the offer.
    """
    offer = reminder.offer
    if answer == RIGHT:
        if offer.state == Offer.State.WITHDRAWN:
            steps.bring_back(offer, by=None, at=at)
        if offer.state != Offer.State.ENDED:
            confirm(offer, via=Confirmation.Via.LINK, by=None, at=at)
    elif answer == GONE:
        if offer.state not in {Offer.State.ENDED, Offer.State.DRAFT, Offer.State.SUBMITTED}:
            steps.end(offer, by=None, at=at, because="link")
    else:
        report(offer, Mistake.Kind.OTHER, text, language="de", at=at)
    Reminder.objects.filter(offer=offer, answered_at=None).update(answered_at=at, answer=answer)
    offer.refresh_from_db()
    return offer


@transaction.atomic
def note_call(offer: Offer, answer: str, *, by: User, at: datetime) -> Offer:
    """What the telephone brought: right, gone, or nobody there."""
    require(policies.may_ask_around(by))
    if answer == RIGHT:
        confirm(offer, via=Confirmation.Via.PHONE, by=by, at=at)
    elif answer == GONE:
        steps.end(offer, by=by, at=at, because="phone")
        offer.reminders.filter(answered_at=None).update(answered_at=at, answer=GONE)
    else:
        Reminder.objects.create(
            offer=offer,
            sent_at=at,
            address="",
            step=0,
            token_hash=links.token_hash(links.new_token()),
            answered_at=at,
            answer=UNREACHED,
        )
        audit.record(by, "offer.not_reached", offer)
    return offer
