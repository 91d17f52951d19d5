"""What waits for the coordination: taken over, refused, or taken back; whoever proposed hears of it."""

from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import versions
from marlerweg.foundation.decisions import require
from marlerweg.offers import letters, policies
from marlerweg.offers.actions.recording import fresh, note
from marlerweg.offers.actions.writing import write
from marlerweg.offers.models import Proposal
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules.content import changed, with_fields


class Settled(Exception):
    """Somebody else has answered this proposal already."""


@transaction.atomic
def accept(proposal: Proposal, *, by: User, at: datetime, answer: str = "") -> list[str]:
    """Its fields go live on top of what is live now; names what changed."""
    require(policies.may_approve(by))
    proposal = _open(proposal)
    offer = fresh(proposal.offer, lock=True)
    before = content_of(offer)
    after = with_fields(before, proposal.fields)
    names = list(changed(before, after))
    versions.advance(offer, expected=offer.version)
    write(offer, before, after, at=at)
    note(offer, "accepted", by=by, at=at, fields=names, proposal=str(proposal.pk))
    _close(proposal, Proposal.State.ACCEPTED, answer, at)
    letters.tell_decided(proposal)
    return names


@transaction.atomic
def refuse(proposal: Proposal, *, by: User, at: datetime, answer: str) -> None:
    """The live offer stays as it is; the answer says why."""
    require(policies.may_approve(by))
    proposal = _open(proposal)
    _close(proposal, Proposal.State.REFUSED, answer, at)
    audit.record(by, "offer.refused", proposal.offer, proposal=str(proposal.pk))
    letters.tell_decided(proposal)


@transaction.atomic
def take_back(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Whoever runs the offer thinks better of it."""
    require(policies.may_propose(by, proposal.offer))
    proposal = _open(proposal)
    _close(proposal, Proposal.State.WITHDRAWN, "", at)
    audit.record(by, "offer.proposal_taken_back", proposal.offer, proposal=str(proposal.pk))


def _open(proposal: Proposal) -> Proposal:
    """Held against others until the deed ends, so that it is answered once."""
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != Proposal.State.OPEN:
        raise Settled
    return row


def _close(proposal: Proposal, state: str, answer: str, at: datetime) -> None:
    proposal.state, proposal.answer, proposal.decided_at = state, answer, at
    proposal.save(update_fields=["state", "answer", "decided_at"])
