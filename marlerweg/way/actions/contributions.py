"""A statement enters here, whoever makes it."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.formats.models import Body
from marlerweg.foundation.decisions import require
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.way import follow_up, policies
from marlerweg.way.actions.answers import owe_answer, owe_direct_answer
from marlerweg.way.actions.history import write_step
from marlerweg.way.actions.keeping import keep_translation
from marlerweg.way.actions.numbering import next_number
from marlerweg.way.models import Contribution
from marlerweg.way.rules import screening
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import ContributionEvent, ContributionState, next_contribution_state


@transaction.atomic
def speak_publicly(
    text: str,
    *,
    language: str,
    at: datetime,
    theme: Theme | None = None,
    districts: Collection[District] = (),
    mail: str = "",
    seconds: float,
    trap: str = "",
    once: uuid.UUID | None = None,
) -> Contribution:
    """A voice without an account. The same form sent twice (`once`) is one contribution."""
    if once and (known := Contribution.objects.filter(received_once=once).first()):
        return known
    contribution = Contribution(
        text=text,
        language=language,
        source=Contribution.Source.PUBLIC,
        theme=theme,
        mail=mail,
        held_because=screening.suspicion(text, seconds=seconds, trap=trap),
        received_once=once,
    )
    return _receive(contribution, districts, by=None, at=at)


@transaction.atomic
def contribute(
    text: str,
    *,
    by: User,
    at: datetime,
    source: str = Contribution.Source.MEMBER,
    language: str = "de",
    theme: Theme | None = None,
    districts: Collection[District] = (),
    organisation: Organisation | None = None,
    body: Body | None = None,
    legal_spheres: Collection[str] = (),
    process_step: str = "",
    once: uuid.UUID | None = None,
) -> Contribution:
    """A member, a working group or a counsellor speaks; a finding from counselling keeps no trace of organisation or case."""
    require(policies.may_contribute(by))
    require(policies.may_contribute_for(by, body))
    if once and (known := Contribution.objects.filter(received_once=once).first()):
        return known
    contribution = Contribution(
        text=text,
        language=language,
        source=source,
        theme=theme,
        author=by,
        organisation=None if source == Contribution.Source.COUNSELLING else organisation,
        body=body,
        legal_spheres=list(legal_spheres),
        process_step=process_step,
        received_once=once,
    )
    return _receive(contribution, districts, by=by, at=at)


@transaction.atomic
def take_down(
    text: str,
    *,
    at: datetime,
    once: uuid.UUID,
    language: str = "de",
    theme: Theme | None = None,
    districts: Collection[District] = (),
    organisation: Organisation | None = None,
) -> Contribution:
    """What a conference table said, handed in without an account; the same card (`once`) is one contribution."""
    if known := Contribution.objects.filter(received_once=once).first():
        return known
    contribution = Contribution(
        text=text,
        language=language,
        source=Contribution.Source.CONFERENCE,
        theme=theme,
        organisation=organisation,
        received_once=once,
    )
    return _receive(contribution, districts, by=None, at=at)


def _receive(
    contribution: Contribution, districts: Collection[District], *, by: User | None, at: datetime
) -> Contribution:
    contribution.number = next_number(Kind.CONTRIBUTION, at)
    contribution.received_at = at
    if by is None:
        contribution.follow_up_hash = follow_up.token_hash(follow_up.token(contribution.pk))
    contribution.save(force_insert=True)
    contribution.districts.set(districts)
    write_step(contribution, ContributionEvent.RECEIVE, by=by, at=at, after=ContributionState.RECEIVED)
    owe_answer(contribution, ContributionEvent.RECEIVE, at=at)
    return contribution


@transaction.atomic
def translate(contribution: Contribution, translation: str, *, by: User, at: datetime) -> None:
    """The German wording for those who do not read the original; the original stays."""
    require(policies.may_coordinate(by))
    contribution.translation = translation
    contribution.save(update_fields=["translation"])
    keep_translation(contribution)
    write_step(contribution, "translate", by=by, at=at)


@transaction.atomic
def answer_directly(
    contribution: Contribution, text: str, *, by: User, at: datetime, language: str = "de"
) -> None:
    """A question that needs no decision gets its answer at once."""
    require(policies.may_coordinate(by))
    move(contribution, ContributionEvent.ANSWER, by=by, at=at)
    owe_direct_answer(contribution, text, language=language, at=at)


@transaction.atomic
def set_aside(contribution: Contribution, *, because: str, by: User, at: datetime) -> None:
    """Advertising, abuse, or nothing the town can work with; kept, told, and able to come back."""
    require(policies.may_coordinate(by))
    move(contribution, ContributionEvent.SET_ASIDE, by=by, at=at, because=because)
    owe_answer(contribution, ContributionEvent.SET_ASIDE, at=at)


@transaction.atomic
def take_up(contribution: Contribution, *, by: User, at: datetime) -> None:
    require(policies.may_coordinate(by))
    move(contribution, ContributionEvent.TAKE_UP, by=by, at=at)
    owe_answer(contribution, ContributionEvent.TAKE_UP, at=at)


def move(
    contribution: Contribution,
    event: ContributionEvent,
    *,
    by: User | None,
    at: datetime,
    because: str = "",
    concerns: str = "",
) -> None:
    """Take the step the rules allow and write it down."""
    before = Contribution.objects.select_for_update().values_list("state", flat=True).get(pk=contribution.pk)
    contribution.state = next_contribution_state(before, event)
    contribution.save(update_fields=["state"])
    write_step(
        contribution,
        event,
        by=by,
        at=at,
        before=before,
        after=contribution.state,
        because=because,
        concerns=concerns,
    )


def speaks_as_counsellor(user: User) -> bool:
    return user.has_role(Role.CASE_MANAGER, Role.CASE_LEAD)
