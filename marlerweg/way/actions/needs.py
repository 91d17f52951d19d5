"""Joining what means the same, splitting what does not; both can be undone because nothing is overwritten."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.foundation.decisions import require
from marlerweg.network.models import District, Theme
from marlerweg.way import policies
from marlerweg.way.actions.answers import owe_answer, owe_answers
from marlerweg.way.actions.contributions import move as move_contribution
from marlerweg.way.actions.history import write_step
from marlerweg.way.actions.keeping import add_mentions, keep_days, keep_mentions
from marlerweg.way.actions.numbering import next_number
from marlerweg.way.models import Contribution, Decision, Joining, Need
from marlerweg.way.rules.numbers import Kind
from marlerweg.way.rules.states import ContributionEvent, NeedEvent, NeedState, NotPossible, next_need_state


class EditConflict(Exception):
    """Somebody else saved in the meantime."""


@transaction.atomic
def open_need(
    title: str,
    *,
    theme: Theme,
    by: User,
    at: datetime,
    text: str = "",
    districts: Collection[District] = (),
    legal_spheres: Collection[str] = (),
    process_step: str = "",
    contributions: Collection[Contribution] = (),
) -> Need:
    require(policies.may_coordinate(by))
    need = Need(
        number=next_number(Kind.NEED, at),
        title=title,
        text=text,
        theme=theme,
        legal_spheres=list(legal_spheres),
        process_step=process_step,
        opened_at=at,
        state_since=at,
    )
    need.save(force_insert=True)
    need.districts.set(districts)
    keep_mentions(need)
    write_step(need, NeedEvent.OPEN, by=by, at=at, after=NeedState.COLLECTING)
    for contribution in contributions:
        join(contribution, need, by=by, at=at)
    return need


@transaction.atomic
def change_need(
    need: Need,
    *,
    by: User,
    at: datetime,
    version: int,
    districts: Collection[District] | None = None,
    **fields: object,
) -> Need:
    """Raises EditConflict when somebody else saved since `version` was read."""
    require(policies.may_coordinate(by))
    changed = Need.objects.filter(pk=need.pk, version=version).update(version=version + 1, **fields)
    if not changed:
        raise EditConflict
    if districts is not None:
        need.districts.set(districts)
    need.refresh_from_db()
    keep_mentions(need)
    write_step(need, "change", by=by, at=at, fields=sorted(fields))
    return need


@transaction.atomic
def join(contribution: Contribution, need: Need, *, by: User, at: datetime) -> Joining:
    """Moves it when it stood in another need; a resolved need to which somebody speaks again has come back."""
    require(policies.may_coordinate(by))
    if need.state == NeedState.MERGED:
        raise NotPossible(need.state, ContributionEvent.JOIN)
    left = list(
        Joining.objects.filter(contribution=contribution, left_at__isnull=True).select_related("need")
    )
    Joining.objects.filter(pk__in=[each.pk for each in left]).update(left_at=at)
    move_contribution(contribution, ContributionEvent.JOIN, by=by, at=at, concerns=need.number)
    joining = Joining.objects.create(contribution=contribution, need=need, joined_at=at, joined_by=by)
    for each in left:
        keep_mentions(each.need)
    add_mentions(need, contribution)
    keep_days([contribution])
    write_step(need, "gain", by=by, at=at, concerns=contribution.number)
    owe_answer(contribution, ContributionEvent.JOIN, at=at, need=need)
    return joining


@transaction.atomic
def gather(contributions: Collection[Contribution], need: Need, *, by: User, at: datetime) -> list[Joining]:
    """Several at once, all or none."""
    return [join(contribution, need, by=by, at=at) for contribution in contributions]


@transaction.atomic
def leave(contribution: Contribution, *, by: User, at: datetime) -> Joining:
    """Splitting: back among those that wait to be sorted; what ended is returned."""
    require(policies.may_coordinate(by))
    joining = Joining.objects.select_related("need").get(contribution=contribution, left_at__isnull=True)
    joining.left_at = at
    joining.save(update_fields=["left_at"])
    keep_mentions(joining.need)
    keep_days([contribution])
    move_contribution(contribution, ContributionEvent.LEAVE, by=by, at=at, concerns=joining.need.number)
    write_step(joining.need, "lose", by=by, at=at, concerns=contribution.number)
    owe_answer(contribution, ContributionEvent.LEAVE, at=at, need=joining.need)
    return joining


@transaction.atomic
def make_ready(need: Need, *, by: User, at: datetime) -> None:
    require(policies.may_coordinate(by))
    move(need, NeedEvent.MAKE_READY, by=by, at=at)


@transaction.atomic
def take_back(need: Need, *, by: User, at: datetime) -> None:
    require(policies.may_coordinate(by))
    move(need, NeedEvent.TAKE_BACK, by=by, at=at)


@transaction.atomic
def reopen(need: Need, *, because: str, by: User, at: datetime) -> None:
    require(policies.may_coordinate(by))
    move(need, NeedEvent.REOPEN, by=by, at=at, because=because)


@transaction.atomic
def merge(need: Need, into: Need, *, by: User, at: datetime) -> None:
    """Every contribution goes along and is told; the emptied need keeps its number and can come back."""
    require(policies.may_coordinate(by))
    if need.pk == into.pk:
        raise ValueError("a need cannot be merged into itself")
    move(need, NeedEvent.MERGE, by=by, at=at, concerns=into.number)
    need.merged_into = into
    need.save(update_fields=["merged_into"])
    moving = current_contributions(need)
    for contribution in moving:
        Joining.objects.filter(contribution=contribution, left_at__isnull=True).update(left_at=at)
        Joining.objects.create(contribution=contribution, need=into, joined_at=at, joined_by=by)
        write_step(into, "gain", by=by, at=at, concerns=contribution.number)
        add_mentions(into, contribution)
    keep_mentions(need)
    keep_days(moving)


@transaction.atomic
def unmerge(need: Need, *, by: User, at: datetime) -> None:
    """Undo a merge: those that came along return, later arrivals stay."""
    require(policies.may_coordinate(by))
    into = need.merged_into
    if into is None:
        raise ValueError("this need was not merged")
    came_along = Joining.objects.filter(need=need, left_at=need.state_since).values_list(
        "contribution_id", flat=True
    )
    returning = list(
        Contribution.objects.filter(pk__in=came_along, joinings__need=into, joinings__left_at__isnull=True)
    )
    for contribution in returning:
        Joining.objects.filter(contribution=contribution, need=into, left_at__isnull=True).update(left_at=at)
        Joining.objects.create(contribution=contribution, need=need, joined_at=at, joined_by=by)
    keep_mentions(into)
    keep_mentions(need)
    keep_days(returning)
    need.merged_into = None
    need.save(update_fields=["merged_into"])
    move(need, NeedEvent.UNMERGE, by=by, at=at, concerns=into.number)


def current_contributions(need: Need) -> list[Contribution]:
    return list(Contribution.objects.filter(joinings__need=need, joinings__left_at__isnull=True).distinct())


def move(
    need: Need,
    event: NeedEvent,
    *,
    by: User | None,
    at: datetime,
    because: str = "",
    concerns: str = "",
    decision: Decision | None = None,
) -> None:
    """Take the step the rules allow, write it down, and owe an answer to everyone who spoke."""
    before = Need.objects.select_for_update().values_list("state", flat=True).get(pk=need.pk)
    need.state = next_need_state(before, event)
    need.state_since = at
    need.save(update_fields=["state", "state_since"])
    write_step(need, event, by=by, at=at, before=before, after=need.state, because=because, concerns=concerns)
    owe_answers(current_contributions(need), event, at=at, need=need, decision=decision)
