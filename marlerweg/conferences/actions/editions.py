"""Editions: begun from nothing or from the last one, edited, opened, run, closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import letters, policies
from marlerweg.conferences.actions.registering import fill_places, locked
from marlerweg.conferences.models import Edition, ProgrammeItem, Registration, Room, Round, Series, Table
from marlerweg.conferences.queries import places
from marlerweg.conferences.rules import queue
from marlerweg.conferences.rules.phases import may_follow
from marlerweg.foundation import versions
from marlerweg.foundation.decisions import require
from marlerweg.network.actions.editing import assign, once

SEEN_BY_CALENDARS = {"title", "translations", "starts_on", "ends_on", "venue", "venue_address"}
TAKEN_OVER = (
    "introduction",
    "introductions",
    "venue",
    "venue_address",
    "venue_access",
    "theme_scheme",
    "capacity",
    "wishes_asked",
    "retention_days",
)


class TooSmall(ValueError):
    """More people have a place than the new number allows."""

    def __init__(self, taken: int) -> None:
        super().__init__(str(taken))
        self.taken = taken


class WrongTurn(ValueError):
    """From this state no way leads to that one."""


@dataclass(frozen=True)
class Copies:
    """What stands in the new edition for what stood in the last one, by the old keys."""

    rooms: dict[Any, Room]
    rounds: dict[Any, Round]


@transaction.atomic
def begin_series(code: str, name: str, *, by: User, **fields: Any) -> Series:
    require(policies.may_organise(by))
    with once():
        series = Series.objects.create(code=code, name=name, **fields)
    audit.record(by, "conference.series_begun", series)
    return series


@transaction.atomic
def begin(
    series: Series, code: str, title: str, *, starts_on: date, by: User, at: datetime, **fields: Any
) -> Edition:
    """An empty draft of one day unless `ends_on` says otherwise. Raises AlreadyThere for a code in use."""
    require(policies.may_organise(by))
    fields.setdefault("ends_on", starts_on)
    with once():
        edition = Edition.objects.create(
            series=series, code=code, title=title, starts_on=starts_on, changed_at=at, **fields
        )
    audit.record(by, "conference.begun", edition)
    return edition


@transaction.atomic
def begin_from(last: Edition, code: str, title: str, *, starts_on: date, by: User, at: datetime) -> Edition:
    """A draft with everything of the last one that makes sense again, each moment moved by the same days.

    Rooms, rounds, tables and programme come along, cancelled items and people do not.
    """
    shift = starts_on - last.starts_on
    edition = begin(
        last.series,
        code,
        title,
        starts_on=starts_on,
        by=by,
        at=at,
        ends_on=last.ends_on + shift,
        registration_opens_at=last.registration_opens_at and _moved(last.registration_opens_at, shift),
        registration_closes_at=last.registration_closes_at and _moved(last.registration_closes_at, shift),
        previous=last,
        **{name: getattr(last, name) for name in TAKEN_OVER},
    )
    copies = _copy_rooms_and_rounds(last, edition, shift)
    _copy_tables(last, edition, copies)
    _copy_programme(last, edition, copies, shift, at=at)
    return edition


@transaction.atomic
def edit(edition: Edition, fields: Mapping[str, Any], *, expected: int, by: User, at: datetime) -> Edition:
    """Raises Stale when somebody saved meanwhile, TooSmall when promised places would vanish; more places move people up."""
    require(policies.may_organise(by))
    held = locked(edition)
    versions.advance(held, expected=expected)
    if queue.is_too_small(fields.get("capacity", held.capacity), taken=places(held).taken):
        raise TooSmall(places(held).taken)
    if changed := assign(held, fields):
        _tell_calendars(held, changed, at=at)
        audit.record(by, "conference.edited", held, fields=changed)
    fill_places(held, at=at)
    return held


@transaction.atomic
def change_capacity(edition: Edition, capacity: int | None, *, by: User, at: datetime) -> Edition:
    """Only the number of places; None lifts the limit."""
    held = locked(edition)
    return edit(held, {"capacity": capacity}, expected=held.version, by=by, at=at)


@transaction.atomic
def move(edition: Edition, state: str, *, by: User, at: datetime) -> Edition:
    """Open, close, run, document, call off. Whoever has a place or waits is told of a cancelled day."""
    require(policies.may_move_edition(by))
    held = locked(edition)
    if not may_follow(held.state, state):
        raise WrongTurn(f"{held.state} → {state}")
    before, held.state = held.state, state
    held.sequence, held.changed_at = held.sequence + 1, at
    held.save(update_fields=["state", "sequence", "changed_at"])
    audit.record(by, "conference.moved", held, before=before, after=state)
    if state == Edition.State.CANCELLED:
        for row in held.registrations.filter(state__in=Registration.LIVE):
            letters.tell_called_off(row)
    fill_places(held, at=at)
    return held


@transaction.atomic
def go_to(edition: Edition, phase: str, *, by: User, at: datetime) -> Edition:
    """Turn to another hour of the day, forwards or backwards; what may be done follows from it."""
    require(policies.may_organise(by))
    held = locked(edition)
    held.phase = Edition.Phase(phase)
    held.save(update_fields=["phase"])
    audit.record(by, "conference.phase", held, phase=phase)
    return held


def _moved(moment: datetime, shift: timedelta) -> datetime:
    """By whole days on the town's clock, also across the change of the clocks."""
    local = timezone.localtime(moment).replace(tzinfo=None) + shift
    return timezone.make_aware(local)


def _copy_rooms_and_rounds(last: Edition, edition: Edition, shift: timedelta) -> Copies:
    rooms = {
        room.pk: Room.objects.create(
            edition=edition,
            name=room.name,
            seats=room.seats,
            is_accessible=room.is_accessible,
            position=room.position,
        )
        for room in last.rooms.all()
    }
    rounds = {
        each.pk: Round.objects.create(
            edition=edition,
            number=each.number,
            starts_at=_moved(each.starts_at, shift),
            ends_at=_moved(each.ends_at, shift),
        )
        for each in last.rounds.all()
    }
    return Copies(rooms, rounds)


def _copy_tables(last: Edition, edition: Edition, copies: Copies) -> None:
    for table in last.tables.select_related("theme"):
        Table.objects.create(
            edition=edition,
            number=table.number,
            theme=table.theme,
            room=copies.rooms.get(table.room_id),
            question=table.question,
            seats=table.seats,
            seats_by_round=table.seats_by_round,
            least=table.least,
            is_accessible=table.is_accessible,
        )


def _copy_programme(
    last: Edition, edition: Edition, copies: Copies, shift: timedelta, *, at: datetime
) -> None:
    for item in last.programme.filter(cancelled_at=None):
        ProgrammeItem.objects.create(
            edition=edition,
            kind=item.kind,
            title=item.title,
            translations=item.translations,
            text=item.text,
            language=item.language,
            starts_at=_moved(item.starts_at, shift),
            ends_at=_moved(item.ends_at, shift),
            room=copies.rooms.get(item.room_id),
            speaker_function=item.speaker_function,
            round=copies.rounds.get(item.round_id),
            changed_at=at,
        )


def _tell_calendars(held: Edition, changed: list[str], *, at: datetime) -> None:
    if SEEN_BY_CALENDARS & set(changed):
        held.sequence, held.changed_at = held.sequence + 1, at
        held.save(update_fields=["sequence", "changed_at"])
