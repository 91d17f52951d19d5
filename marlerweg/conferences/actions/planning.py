"""Large days are planned in the background: asked for, under way, done, impossible or stopped."""

import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import Error as DatabaseProblem
from django.db import transaction
from django.db.models import QuerySet

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.actions.registering import locked
from marlerweg.conferences.actions.seating import SECONDS, keep, require_a_day
from marlerweg.conferences.models import Edition, Planning
from marlerweg.conferences.queries.gathering import Rules, gathering
from marlerweg.conferences.rules import planner
from marlerweg.conferences.rules.patience import OwnTime, Patience
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.rules.planning import Impossible
from marlerweg.conferences.rules.reading import read_gathering
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, require

State = Planning.State
PEOPLE_PER_SECOND, LONGEST = 17, 60
SIGN_EVERY = 1.0
STRETCH = 2.0
"""On a busy machine the wall may take so many times as long."""


class Stopped(Exception):
    """Somebody stopped it, or another worker has it now."""


def seconds_for(people: int) -> int:
    """A minute for a thousand people."""
    return max(int(SECONDS), min(LONGEST, people // PEOPLE_PER_SECOND))


def ask_for_plan(
    edition: Edition, rules: Rules, *, by: User, at: datetime, reason: str = "", seed: int = 0
) -> tuple[Planning, bool]:
    """The new planning, or the one under way already, and whether it is new. What came of earlier ones is forgotten."""
    require(policies.may_organise_now(by, edition, Right.PLAN))
    raw, _names = gathering(edition, rules, on=clock.day_of(at))
    require_a_day(raw)
    people = len(raw["people"])
    with transaction.atomic():
        held = locked(edition)
        if known := held.plannings.filter(state__in=Planning.UNDER_WAY).first():
            return known, False
        held.plannings.all().delete()
        made = Planning.objects.create(
            edition=held,
            rules=rules.as_raw(),
            avoid_acquaintances=rules.avoid_acquaintances,
            seed=seed,
            reason=reason.strip(),
            people=people,
            seconds=seconds_for(people),
            asked_by=by,
            asked_at=at,
        )
        audit.record(by, "plan.asked", made, edition=held.code)
    return made, True


def stop_planning(planning: Planning, *, by: User, at: datetime) -> bool:
    """Whoever thinks notices within about a second; false where it had ended already."""
    require(policies.may_organise_now(by, planning.edition, Right.PLAN))
    with transaction.atomic():
        stopped = _still(planning).update(state=State.STOPPED, heard_at=at)
        if stopped:
            audit.record(by, "plan.stopped", planning, edition=planning.edition.code)
    return bool(stopped)


def think(key: UUID, *, now: Callable[[], datetime]) -> None:
    """Plan outside of any transaction; may begin again when a worker was lost, and leaves one plan."""
    planning = Planning.objects.select_related("edition", "asked_by").filter(pk=key).first()
    if planning is None or not _still(planning).update(state=State.THINKING, heard_at=now(), spent=0):
        return
    rules = Rules.of(planning.rules, avoid_acquaintances=planning.avoid_acquaintances)
    raw, _names = gathering(planning.edition, rules, on=clock.day_of(now()))
    try:
        patience = Patience(planning.seconds, _Watch(planning, now))
        found = planner.plan(read_gathering(raw), patience, planning.seed)
        with transaction.atomic():
            _file(planning, raw, found, at=now())
    except Stopped:
        return
    except Impossible as problem:
        reasons = [reason.as_data() for reason in problem.reasons]
        _still(planning).update(state=State.IMPOSSIBLE, problems=reasons, heard_at=now())
    except Refused:  # the day moved on meanwhile, or who asked has left
        _still(planning).update(state=State.STOPPED, heard_at=now())


def _file(planning: Planning, raw: dict[str, object], found: planner.Plan, *, at: datetime) -> None:
    edition = locked(planning.edition)
    require(policies.may_organise_now(planning.asked_by, edition, Right.PLAN))
    if not _still(planning).exists():
        raise Stopped
    made_with = {"seed": planning.seed, "acquaintances": planning.avoid_acquaintances}
    plan = keep(
        edition,
        raw,
        found.as_data(),
        by=planning.asked_by,
        at=at,
        reason=planning.reason,
        made_with=made_with,
    )
    _still(planning).update(state=State.DONE, plan=plan, heard_at=at)


def _still(planning: Planning) -> QuerySet[Planning]:
    return Planning.objects.filter(pk=planning.pk, state__in=Planning.UNDER_WAY)


class _Watch:
    """The planner's clock; about every second it notes how far it is and looks whether somebody stopped it."""

    def __init__(self, planning: Planning, now: Callable[[], datetime]) -> None:
        self.planning, self.now, self.clock = planning, now, OwnTime(STRETCH)
        self.last = time.monotonic()

    def __call__(self) -> float:
        moment = time.monotonic()
        if moment - self.last >= SIGN_EVERY:
            self.last = moment
            self._note()
        return self.clock()

    def _note(self) -> None:
        try:
            noted = _still(self.planning).update(spent=int(self.clock()), heard_at=self.now())
        except DatabaseProblem:  # a busy database is no reason to lose a minute of thought
            return
        if not noted:
            raise Stopped
