"""At the entrance: who has come, guests without a registration, and in the evening who did not come."""

from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.actions.registering import enter, locked
from marlerweg.conferences.models import Edition, Registration
from marlerweg.conferences.participants import Participant
from marlerweg.conferences.queries import places
from marlerweg.conferences.rules.phases import Right
from marlerweg.foundation.decisions import require

State = Registration.State


class HouseFull(Exception):
    """As many people are in the house as it may hold."""


@transaction.atomic
def check_in(registration: Registration, *, by: User, at: datetime) -> Registration:
    """Somebody stands at the entrance. Checking in twice changes nothing; who waits or cancelled comes in while there is room."""
    held = locked(registration.edition)
    require(policies.may_organise_now(by, held, Right.ADMIT))
    row = Registration.objects.get(pk=registration.pk)
    if row.state == State.ATTENDED:
        return row
    if row.state not in {State.REGISTERED, State.NO_SHOW}:
        _require_room(held)
    row.state, row.checked_in_at = State.ATTENDED, at
    row.save(update_fields=["state", "checked_in_at"])
    audit.record(by, "registration.arrived", row, edition=held.code)
    return row


@transaction.atomic
def take_back_check_in(registration: Registration, *, by: User) -> Registration:
    """The wrong name was pressed."""
    held = locked(registration.edition)
    require(policies.may_organise_now(by, held, Right.ADMIT))
    row = Registration.objects.get(pk=registration.pk)
    if row.state == State.ATTENDED:
        row.state, row.checked_in_at = State.REGISTERED, None
        row.save(update_fields=["state", "checked_in_at"])
        audit.record(by, "registration.arrival_taken_back", row, edition=held.code)
    return row


@transaction.atomic
def admit_guest(edition: Edition, participant: Participant, *, by: User, at: datetime) -> Registration:
    """A registration at once, already arrived; at the door counts who is in the house, not who has registered."""
    held = locked(edition)
    require(policies.may_organise_now(by, held, Right.ADMIT))
    _require_room(held)
    guest = enter(held, participant, state=State.ATTENDED, source=Registration.Source.DOOR, at=at, by=by)
    guest.checked_in_at = at
    guest.save(update_fields=["checked_in_at"])
    return guest


@transaction.atomic
def close_door(edition: Edition, *, by: User) -> int:
    """Whoever has a place and did not come is noted so; gives how many."""
    held = locked(edition)
    require(policies.may_organise_now(by, held, Right.ADMIT))
    missing = held.registrations.filter(state=State.REGISTERED).update(state=State.NO_SHOW)
    audit.record(by, "conference.door_closed", held, missing=missing)
    return missing


def _require_room(held: Edition) -> None:
    if held.capacity is not None and places(held).arrived >= held.capacity:
        raise HouseFull
