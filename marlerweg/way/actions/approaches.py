"""What could be done, and who brings what."""

from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.formats.models import Body
from marlerweg.foundation.decisions import require
from marlerweg.network.models import Organisation
from marlerweg.way import policies
from marlerweg.way.actions.history import write_step
from marlerweg.way.actions.numbering import next_number
from marlerweg.way.models import Approach, HelpOffer, Need
from marlerweg.way.rules.numbers import Kind


@transaction.atomic
def propose(
    need: Need,
    text: str,
    *,
    by: User,
    at: datetime,
    organisation: Organisation | None = None,
    body: Body | None = None,
) -> Approach:
    require(policies.may_propose(by))
    approach = Approach(
        number=next_number(Kind.APPROACH, at),
        need=need,
        text=text,
        proposed_at=at,
        author=by,
        organisation=organisation,
        body=body,
    )
    approach.save(force_insert=True)
    write_step(approach, "propose", by=by, at=at, concerns=need.number)
    return approach


@transaction.atomic
def drop_approach(approach: Approach, *, by: User, at: datetime) -> None:
    require(policies.may_coordinate(by))
    approach.dropped_at = at
    approach.save(update_fields=["dropped_at"])
    write_step(approach, "drop", by=by, at=at, concerns=approach.need.number)


@transaction.atomic
def offer_help(
    approach: Approach, organisation: Organisation, text: str, *, by: User, at: datetime
) -> HelpOffer:
    require(policies.may_offer_help(by, organisation))
    offer = HelpOffer.objects.create(approach=approach, organisation=organisation, text=text, offered_at=at)
    audit.record(by, "way.help.offer", approach, organisation=str(organisation.pk))
    return offer


@transaction.atomic
def withdraw_help(offer: HelpOffer, *, by: User, at: datetime) -> None:
    require(policies.may_offer_help(by, offer.organisation))
    offer.withdrawn_at = at
    offer.save(update_fields=["withdrawn_at"])
    audit.record(by, "way.help.withdraw", offer.approach, organisation=str(offer.organisation.pk))
