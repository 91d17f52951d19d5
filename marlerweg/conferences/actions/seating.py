"""Table plans: every deed makes a new version or changes which one is published; no version is ever lost."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.actions.registering import locked
from marlerweg.conferences.models import Edition, TablePlan
from marlerweg.conferences.planner_words import worded
from marlerweg.conferences.queries.gathering import Names, Raw, Rules, gathering, rules_of
from marlerweg.conferences.rules import planner, replan, seats
from marlerweg.conferences.rules.patience import OwnTime, Patience
from marlerweg.conferences.rules.phases import Right
from marlerweg.conferences.rules.planning import Impossible, Unreadable
from marlerweg.conferences.rules.reading import read_gathering, seats_of
from marlerweg.conferences.verification import Findings, verify
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require

State = TablePlan.State
SECONDS = 2.0
SECONDS_IN_THE_ROOM = 0.8


class NoPlan(ValueError):
    """No plan keeps all rules, or something about the day is missing; the reasons say what, by name."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class Unsound(ValueError):
    """The verifier found a broken rule or a false claim, so this version is not published."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("\n".join([*findings.violations, *findings.false_claims]))
        self.findings = findings


class Outdated(ValueError):
    """Another version was published meanwhile."""


def make_plan(
    edition: Edition, rules: Rules, *, by: User, at: datetime, reason: str = "", seed: int = 0
) -> TablePlan:
    """A new draft out of the registrations. Thinks for up to two seconds, and outside of any transaction."""
    require(policies.may_organise_now(by, edition, Right.PLAN))
    raw, names = gathering(edition, rules, on=clock.day_of(at))
    require_a_day(raw)
    found = _thought(lambda: planner.plan(read_gathering(raw), Patience(SECONDS, OwnTime()), seed), names)
    made_with = {"seed": seed, "acquaintances": rules.avoid_acquaintances}
    return keep(edition, raw, found.as_data(), by=by, at=at, reason=reason, made_with=made_with)


def replan_in_the_room(
    published: TablePlan,
    *,
    missing: Collection[UUID],
    by: User,
    at: datetime,
    from_round: int = 1,
    extra_moves: int = 0,
    reason: str = "",
) -> TablePlan:
    """Who is missing leaves the tables, who came without a seat gets one, and as few as possible change theirs."""
    edition = published.edition
    require(policies.may_organise_now(by, edition, Right.PLAN))
    raw, names = gathering(
        edition,
        rules_of(published),
        on=clock.day_of(at),
        without=missing,
        past=published.seats,
        from_round=from_round,
    )
    require_a_day(raw)

    def think() -> planner.Plan:
        day = read_gathering(raw)
        return replan.replan(
            day,
            seats_of(day, published.seats),
            Patience(SECONDS_IN_THE_ROOM, OwnTime()),
            first_open=from_round - 1,
            extra_moves=extra_moves,
        )

    found = _thought(think, names)
    return keep(
        edition,
        raw,
        found.as_data(),
        by=by,
        at=at,
        reason=reason,
        parent=published,
        from_round=from_round,
        made_with=_made_with(published),
    )


def save_move(
    parent: TablePlan, rounds: seats.Kept, *, by: User, at: datetime, reason: str = ""
) -> TablePlan:
    """Seats changed by hand become a version with a certificate of its own; refused where they break a rule."""
    require(policies.may_organise_now(by, parent.edition, Right.PLAN))
    findings = verify(parent.input, {"rounds": rounds})
    if findings.violations:
        raise Unsound(findings)
    return keep(
        parent.edition,
        parent.input,
        {"rounds": rounds, "certificate": _measured(parent.input, rounds)},
        by=by,
        at=at,
        reason=reason,
        parent=parent,
        from_round=parent.from_round,
        made_with=_made_with(parent),
    )


@transaction.atomic
def publish_plan(plan: TablePlan, *, by: User, at: datetime, expected: int | None = None) -> TablePlan:
    """From now on this version counts, also a former one again. The verifier looks at it first; raises `Unsound`.

    `expected` is the number of the version that whoever decides saw as published (0 for none).
    """
    held = locked(plan.edition)
    require(policies.may_organise_now(by, held, Right.PLAN))
    row = TablePlan.objects.select_related("parent").get(pk=plan.pk)
    findings = checked(row)
    if not findings.sound:
        raise Unsound(findings)
    former = TablePlan.objects.filter(edition=held, state=State.PUBLISHED).first()
    if expected is not None and expected != (former.number if former else 0):
        raise Outdated
    if row.state == State.PUBLISHED:
        return row
    if former:
        former.state = State.REPLACED
        former.save(update_fields=["state"])
    row.state, row.published_at = State.PUBLISHED, at
    row.save(update_fields=["state", "published_at"])
    audit.record(
        by, "plan.published", row, edition=held.code, number=row.number, former=former.number if former else 0
    )
    return row


def checked(plan: TablePlan) -> Findings:
    """The second pair of eyes on a version: its rules, its values, its claims."""
    before = {"rounds": plan.parent.seats} if plan.parent else None
    return verify(plan.input, {"rounds": plan.seats, "certificate": plan.certificate}, before)


def require_a_day(raw: Raw) -> None:
    """Raise `NoPlan` where rounds, tables or people are missing altogether."""
    missing = []
    if not raw["rounds"]:
        missing.append(_("Es gibt noch keine Runde. Legen Sie Runden unter „Räume und Tische“ an."))
    if not raw["tables"]:
        missing.append(_("Es gibt noch keinen Tisch. Legen Sie Tische unter „Räume und Tische“ an."))
    if not raw["people"]:
        missing.append(_("Es hat noch niemand einen Platz."))
    if missing:
        raise NoPlan(missing)


def _thought(think: Callable[[], planner.Plan], names: Names) -> planner.Plan:
    try:
        return think()
    except Impossible as problem:
        raise NoPlan([worded(reason, names) for reason in problem.reasons]) from None
    except Unreadable as problem:
        raise NoPlan(problem.complaints) from None


def _measured(raw: Raw, rounds: seats.Kept) -> dict[str, Any]:
    """What seats set by hand are worth: planned anew without the leave to change any of them."""
    day = read_gathering(raw)
    paper = replan.replan(day, seats_of(day, rounds), Patience(0.0)).as_data()["certificate"]
    paper["goals"] = [goal for goal in paper["goals"] if goal["key"] != "changed_seats"]
    paper["proven"] = all(goal["reached"] for goal in paper["goals"])
    return dict(paper)


def _made_with(plan: TablePlan) -> dict[str, Any]:
    return {key: plan.certificate[key] for key in ("seed", "acquaintances") if key in plan.certificate}


@transaction.atomic
def keep(
    edition: Edition,
    raw: Raw,
    found: dict[str, Any],
    *,
    by: User,
    at: datetime,
    reason: str,
    parent: TablePlan | None = None,
    from_round: int = 1,
    made_with: dict[str, Any],
) -> TablePlan:
    """A new draft; the numbers of an edition's versions have no gaps."""
    held = locked(edition)
    last = held.plans.aggregate(last=Max("number"))["last"] or 0
    row = TablePlan.objects.create(
        edition=held,
        number=last + 1,
        parent=parent,
        from_round=from_round,
        input=raw,
        seats=found["rounds"],
        certificate=found["certificate"] | made_with,
        reason=reason.strip(),
        made_by=by,
        made_at=at,
    )
    audit.record(by, "plan.made", row, edition=held.code, number=row.number)
    return row
