"""Offers begin, change, are copied, and return to an older wording."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import versions
from marlerweg.network.models import ContactDetail, Organisation
from marlerweg.network.rules.folding import folded
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import forget_read, fresh, note, require_unless_operator
from marlerweg.offers.actions.writing import write
from marlerweg.offers.addresses import fixed_words
from marlerweg.offers.models import Offer, Proposal, Revision
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules import risk, states
from marlerweg.offers.rules.content import Content, changed, from_plain, picked, with_fields

Given = Content | Mapping[str, Any]


@dataclass(frozen=True)
class Edited:
    """What became of an edit: fields that are live now, fields that wait, and the revision before, to go back to."""

    offer: Offer
    applied: tuple[str, ...]
    waiting: tuple[str, ...]
    proposal: Proposal | None
    revision_before: int


@transaction.atomic
def create(
    organisation: Organisation,
    content: Content,
    *,
    by: User | None,
    at: datetime,
    founded_by: str = "",
    deed: str = "created",
) -> Offer:
    """A draft. Without `by` the operator's command acts."""
    require_unless_operator(by, policies.may_add_offer(by, organisation))
    if founded_by:
        content = replace(content, founded_by=founded_by)
    offer = Offer.objects.create(
        slug=free_slug(content.german.title or organisation.name),
        organisation=organisation,
        created_at=at,
        changed_at=at,
    )
    write(offer, Content(), content, at=at)
    note(offer, deed, by=by, at=at, content=content)
    return offer


@transaction.atomic
def edit(
    offer: Offer, given: Given, *, by: User | None, at: datetime, expected_version: int, deed: str = "edited"
) -> Edited:
    """Small changes are live at once; risky ones of a public offer wait as a proposal, unless the coordination edits.

    `given` is the whole content or plain values by field name. Raises `Stale` when somebody else saved meanwhile.
    """
    offer = fresh(offer, lock=True)
    require_unless_operator(by, policies.may_edit_offer(by, offer))
    before = content_of(offer)
    after = given if isinstance(given, Content) else with_fields(before, given)
    if before.capacity != after.capacity and after.capacity_as_of == before.capacity_as_of:
        after = replace(after, capacity_as_of=at)
    waiting = _waiting(offer, before, after, by)
    live = with_fields(before, picked_differences(before, after, leave=waiting)) if waiting else after
    applied = changed(before, live)
    number = offer.revisions.values_list("number", flat=True).order_by("-number").first() or 0
    if applied or not waiting:
        versions.advance(offer, expected=expected_version)
    elif offer.version != expected_version:
        raise versions.Stale
    if applied:
        write(offer, before, live, at=at)
        note(offer, deed, by=by, at=at, content=live, fields=list(applied))
    proposal = _propose(offer, after, waiting, by=by, at=at) if waiting else None
    return Edited(forget_read(offer), applied, tuple(waiting), proposal, number)


@transaction.atomic
def propose_from_source(offer: Offer, values: Mapping[str, Any], *, at: datetime) -> Proposal:
    """What another directory says and somebody here changed waits for the coordination; `values` by field name."""
    offer = fresh(offer, lock=True)
    after = with_fields(content_of(offer), values)
    return _propose(offer, after, dict.fromkeys(values, (risk.Risk.SOURCE,)), by=None, at=at)


@transaction.atomic
def copy(offer: Offer, *, by: User, at: datetime, organisation: Organisation | None = None) -> Offer:
    """A new draft with the same content; what was confirmed, free or founded belongs to the old one alone."""
    require_unless_operator(by, policies.may_see_history(by, offer))
    content = replace(
        content_of(fresh(offer)),
        capacity="unknown",
        capacity_as_of=None,
        places_free=None,
        waiting_weeks=None,
        changes=(),
        founded_by="",
    )
    return create(organisation or offer.organisation, content, by=by, at=at, deed="copied")


@transaction.atomic
def restore_revision(revision: Revision, *, by: User, at: datetime, expected_version: int) -> Edited:
    """The old content as a new edit: the same rule of risk, nothing of the history is lost."""
    offer = fresh(revision.offer)
    content = from_plain(revision.content)
    content = replace(content, founded_by=offer.founded_by)
    return edit(offer, content, by=by, at=at, expected_version=expected_version, deed="restored")


@transaction.atomic
def move_to_organisation(offer: Offer, organisation: Organisation, *, by: User, at: datetime) -> None:
    """Another organisation runs the offer from now on."""
    require_unless_operator(by, policies.may_move_organisation(by))
    before = offer.organisation
    offer.organisation, offer.changed_at = organisation, at
    offer.save(update_fields=["organisation", "changed_at"])
    note(offer, "moved", by=by, at=at, before=str(before.pk), after=str(organisation.pk))


def own_domains(organisation: Organisation) -> frozenset[str]:
    """Under which domains the organisation is known to be reached."""
    kinds = [ContactDetail.Kind.MAIL, ContactDetail.Kind.WEBSITE]
    details = organisation.contact_details.filter(kind__in=kinds).values_list("value", flat=True)
    return frozenset({risk.domain(value) for value in [*details, organisation.website]} - {""})


def free_slug(title: str) -> str:
    """Readable, unique, and for ever: links to an offer must not break when its title changes."""
    stem = "-".join(folded(title).split())[:100].strip("-") or "angebot"
    taken = {*fixed_words(), *Offer.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def picked_differences(before: Content, after: Content, *, leave: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values of everything that differs and does not wait."""
    return picked(after, tuple(name for name in changed(before, after) if name not in leave))


def _waiting(
    offer: Offer, before: Content, after: Content, by: User | None
) -> dict[str, tuple[risk.Risk, ...]]:
    if by is None or policies.is_steward(by) or offer.state not in states.PUBLIC:
        return {}
    return risk.risks(before, after, own_domains=own_domains(offer.organisation))


def _propose(
    offer: Offer,
    after: Content,
    waiting: Mapping[str, tuple[risk.Risk, ...]],
    *,
    by: User | None,
    at: datetime,
) -> Proposal:
    """One open proposal per offer: what is said later is added to it."""
    open_one = offer.proposals.filter(state=Proposal.State.OPEN).first()
    proposal = open_one or Proposal(offer=offer, based_on=offer.version)
    proposal.fields = {**proposal.fields, **picked(after, tuple(waiting))}
    reasons = {*proposal.reasons, *(why.value for each in waiting.values() for why in each)}
    proposal.reasons = sorted(reasons)
    proposal.at, proposal.by, proposal.based_on = at, by, offer.version
    proposal.save()
    audit.record(by, "offer.proposed", offer, fields=sorted(waiting), proposal=str(proposal.pk))
    return proposal
