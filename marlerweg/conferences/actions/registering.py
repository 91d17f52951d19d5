"""Taking registrations in and giving them up; the edition's row is the lock under which places are counted."""

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import letters, links, policies
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, Invitation, Registration, Round, Wish
from marlerweg.conferences.participants import Participant
from marlerweg.conferences.queries import places
from marlerweg.conferences.queries.naming import organisation_named
from marlerweg.conferences.rules import queue
from marlerweg.conferences.rules.phases import PLACES_MOVE_UP, Right, is_window_open
from marlerweg.foundation import versions
from marlerweg.foundation.decisions import require
from marlerweg.network.actions.editing import assign
from marlerweg.network.models import Theme
from marlerweg.network.rules.folding import folded
from marlerweg.ui.lists import Export

State = Registration.State


class AlreadyRegistered(Exception):
    """The same name with the same address holds a place or waits for one."""

    def __init__(self, registration: Registration) -> None:
        super().__init__(str(registration.pk))
        self.registration = registration


class WindowShut(Exception):
    """Registration has not begun or is over."""


@transaction.atomic
def register(
    edition: Edition,
    participant: Participant,
    *,
    at: datetime,
    by: User | None = None,
    wishes: Sequence[Theme] = (),
    rounds: Collection[Round] | None = None,
    once: uuid.UUID | None = None,
    invitation: Invitation | None = None,
    source: str = "",
) -> Registration:
    """A place, or the end of the waiting list. Without `rounds` for all of them; the same form (`once`) counts once.

    Without `by` it is the public form, bound to its window; raises `WindowShut`, `AlreadyRegistered`.
    """
    held = locked(edition)
    if once and (known := Registration.objects.filter(received_once=once).first()):
        return known
    if by is None:
        if not policies.is_time_for(held, Right.REGISTER) or not is_window_open(
            held.registration_opens_at, held.registration_closes_at, at
        ):
            raise WindowShut
    else:
        require(policies.may_organise_now(by, held, Right.ENTER))
    _refuse_double(held, participant)
    now = places(held)
    state = (
        State.REGISTERED
        if queue.gets_a_place(held.capacity, taken=now.taken, waiting=now.waiting)
        else State.WAITING
    )
    registration = enter(
        held,
        participant,
        state=state,
        source=source or (Registration.Source.OFFICE if by else Registration.Source.ONLINE),
        at=at,
        by=by,
        wishes=wishes,
        rounds=rounds,
        once=once,
    )
    _answer_invitation(registration, invitation, at=at)
    letters.confirm(registration)
    return registration


def enter(
    held: Edition,
    participant: Participant,
    *,
    state: str,
    source: str,
    at: datetime,
    by: User | None,
    wishes: Sequence[Theme] = (),
    rounds: Collection[Round] | None = None,
    once: uuid.UUID | None = None,
) -> Registration:
    """Write one row with its number; the caller holds the edition and knows the state."""
    key = uuid.uuid4()
    registration = Registration.objects.create(
        id=key,
        edition=held,
        number=held.next_number,
        state=state,
        source=source,
        person=participant.person,
        **_who(participant),
        interpreter=participant.interpreter,
        needs_accessible=participant.needs_accessible,
        access_needs=participant.access_needs.strip(),
        registered_at=at,
        registered_by=by,
        secret_hash=links.hashed(links.secret(Purpose.REGISTRATION, key)),
        calendar_hash=links.hashed(links.secret(Purpose.CALENDAR, key)),
        received_once=once,
        same_key=same_key(participant),
    )
    held.next_number += 1
    held.save(update_fields=["next_number"])
    _wish(registration, wishes)
    registration.rounds.set(held.rounds.all() if rounds is None else rounds)
    audit.record(by, "registration.received", registration, edition=held.code, state=state)
    return registration


@transaction.atomic
def cancel(registration: Registration, *, at: datetime, by: User | None = None) -> Registration:
    """Give the place up; without `by` it is the secret link. Whoever waits longest moves up and is told."""
    held = locked(registration.edition)
    require(
        policies.may_organise_now(by, held, Right.CANCEL) if by else policies.is_time_for(held, Right.CANCEL)
    )
    row = Registration.objects.get(pk=registration.pk)
    if row.state not in {State.REGISTERED, State.WAITING}:
        return row
    row.state, row.cancelled_at = State.CANCELLED, at
    row.save(update_fields=["state", "cancelled_at"])
    row.tasks.all().delete()
    audit.record(by, "registration.cancelled", row, edition=held.code)
    letters.confirm_cancellation(row)
    fill_places(held, at=at)
    return row


@transaction.atomic
def change(
    registration: Registration,
    *,
    wishes: Sequence[Theme],
    rounds: Collection[Round],
    interpreter: str = "",
    needs_accessible: bool = False,
    access_needs: str = "",
    by: User | None = None,
) -> None:
    """What somebody may still change by the secret link: wishes, rounds and what they need."""
    held = locked(registration.edition)
    require(
        policies.may_organise_now(by, held, Right.ENTER) if by else policies.is_time_for(held, Right.WISH)
    )
    registration.interpreter, registration.needs_accessible = interpreter, needs_accessible
    registration.access_needs = access_needs.strip()
    registration.version += 1
    registration.save(update_fields=["interpreter", "needs_accessible", "access_needs", "version"])
    registration.wishes.all().delete()
    _wish(registration, wishes)
    registration.rounds.set(rounds)
    audit.record(by, "registration.changed", registration, edition=held.code)


@transaction.atomic
def correct(
    registration: Registration, participant: Participant, *, expected: int, by: User, at: datetime
) -> None:
    """Who somebody is, as they tell the office: a mistyped name or address. A new address gets the confirmation.

    Raises `AlreadyRegistered` where that would be somebody who holds a place, and `Stale`.
    """
    held = locked(registration.edition)
    require(policies.may_organise_now(by, held, Right.ENTER))
    _refuse_double(held, participant, besides=registration)
    versions.advance(registration, expected=expected)
    before = registration.mail
    changed = assign(registration, {**_who(participant), "same_key": same_key(participant)})
    if changed:
        audit.record(by, "registration.corrected", registration, edition=held.code, fields=changed)
    if registration.mail and registration.mail.casefold() != before.casefold():
        letters.resend(registration, on=f":{registration.version}")


@transaction.atomic
def send_link_again(registration: Registration, *, at: datetime) -> None:
    """For whoever registers a second time; once a day, so that nobody's mailbox is filled."""
    letters.resend(registration, on=f":{at:%Y%m%d}")


@transaction.atomic
def record_export(by: User, export: Export) -> None:
    """A list of people leaves the house only with a line in the record."""
    require(policies.may_organise(by))
    audit.record(by, "registrations.exported", format=export.format, rows=export.rows)


def locked(edition: Edition) -> Edition:
    """The edition as it is now, held until the deed ends; every count of places happens behind this."""
    return Edition.objects.select_for_update().get(pk=edition.pk)


def fill_places(held: Edition, *, at: datetime) -> list[Registration]:
    """Free places go to those who wait longest; each of them is told."""
    if held.state not in PLACES_MOVE_UP:
        return []
    now = places(held)
    many = queue.moving_up(held.capacity, taken=now.taken, waiting=now.waiting)
    waiting = Registration.objects.filter(edition=held, state=State.WAITING).order_by("number")
    moved = list(waiting[:many])
    for row in moved:
        row.state, row.moved_up_at = State.REGISTERED, at
        row.save(update_fields=["state", "moved_up_at"])
        audit.record(None, "registration.moved_up", row, edition=held.code)
        letters.tell_moved_up(row)
    return moved


def same_key(participant: Participant) -> str:
    """Two people of one office share an address, so the name counts as well; nothing without an address."""
    if not participant.mail:
        return ""
    words = f"{participant.mail.strip().casefold()}\n{folded(participant.name)}"
    return sha256(words.encode()).hexdigest()


def _who(participant: Participant) -> dict[str, Any]:
    """The columns that say who somebody is and where they are reached."""
    organisation = participant.organisation or organisation_named(participant.organisation_name)
    return {
        "name": participant.name.strip(),
        "organisation": organisation,
        "organisation_name": participant.organisation_name.strip() or str(organisation or ""),
        "function": participant.function.strip(),
        "engaged": participant.engaged,
        "mail": participant.mail.strip(),
        "phone": participant.phone.strip(),
        "language": participant.language,
    }


def _refuse_double(held: Edition, participant: Participant, *, besides: Registration | None = None) -> None:
    live = Registration.objects.filter(edition=held, state__in=Registration.LIVE)
    if besides:
        live = live.exclude(pk=besides.pk)
    key = same_key(participant)
    double = live.filter(same_key=key).first() if key else None
    if double is None and participant.person:
        double = live.filter(person=participant.person).first()
    if double:
        raise AlreadyRegistered(double)


def _wish(registration: Registration, wishes: Sequence[Theme]) -> None:
    dearest_first = list(dict.fromkeys(wishes))
    Wish.objects.bulk_create(
        Wish(registration=registration, theme=theme, rank=rank)
        for rank, theme in enumerate(dearest_first, start=1)
    )


def _answer_invitation(registration: Registration, invitation: Invitation | None, *, at: datetime) -> None:
    """By the invitation's link, or because the address was invited."""
    found = invitation or (
        Invitation.objects.filter(edition=registration.edition, mail__iexact=registration.mail).first()
        if registration.mail
        else None
    )
    if found:
        found.state, found.answered_at, found.registration = Invitation.State.ANSWERED, at, registration
        found.save(update_fields=["state", "answered_at", "registration"])
