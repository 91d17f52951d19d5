"""Mistakes that readers report without an account, and what became of them."""

import uuid
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation.decisions import require
from marlerweg.offers import policies
from marlerweg.offers.models import Mistake, Offer
from marlerweg.offers.rules.screening import is_advertising


@transaction.atomic
def report(
    offer: Offer,
    kind: str,
    text: str,
    *,
    language: str,
    at: datetime,
    seconds: float | None = None,
    trap: str = "",
    once: uuid.UUID | None = None,
) -> Mistake | None:
    """The same form sent twice (`once`) is one report; what machines send is thanked for and dropped."""
    if once and (known := Mistake.objects.filter(received_once=once).first()):
        return known
    if is_advertising(text, seconds=seconds, trap=trap):
        return None
    mistake = Mistake.objects.create(
        offer=offer, kind=kind, text=text, language=language, at=at, received_once=once
    )
    audit.record(None, "offer.mistake_reported", offer, kind=kind)
    return mistake


@transaction.atomic
def settle(mistake: Mistake, state: str, *, by: User, at: datetime) -> None:
    """Mended, or no mistake; open again if that was wrong."""
    require(policies.may_confirm(by, mistake.offer))
    mistake.state = state
    mistake.closed_at = None if state == Mistake.State.OPEN else at
    mistake.save(update_fields=["state", "closed_at"])
    audit.record(by, "offer.mistake_settled", mistake.offer, state=state)
