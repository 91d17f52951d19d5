"""Versions of the table plan, and what one participant sees of the published one."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from marlerweg.conferences import policies
from marlerweg.conferences.models import Edition, Planning, Registration, Round, Table, TablePlan
from marlerweg.conferences.rules.seats import Rounds, Shift, day_of, people_in, shifts
from marlerweg.foundation.sentences import Sentence
from marlerweg.network.policies import Viewer

WEIGHTY = ("plan__input", "plan__seats", "plan__certificate")


@dataclass(frozen=True)
class OwnSeat:
    round: Round
    table: Table


@dataclass
class Cast:
    """Everybody and every table a plan may name; who was forgotten since is nobody."""

    people: dict[str, Registration] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)


@dataclass(frozen=True)
class Drift:
    """How the registrations have moved away from a plan."""

    without_seat: list[Registration]
    not_coming: list[Registration]

    def __bool__(self) -> bool:
        return bool(self.without_seat or self.not_coming)


def plans(viewer: Viewer, of: Edition) -> QuerySet[TablePlan]:
    """Without what weighs: a list of versions needs neither input nor seats."""
    rows = TablePlan.objects.filter(edition=of).select_related("parent", "made_by")
    return (
        rows.defer("input", "seats", "parent__input", "parent__seats", "parent__certificate")
        if (policies.may_organise(viewer))
        else rows.none()
    )


def plan(viewer: Viewer, of: Edition, number: int) -> TablePlan | None:
    if not policies.may_organise(viewer):
        return None
    return TablePlan.objects.filter(edition=of, number=number).select_related("parent").first()


def last_plan(viewer: Viewer, of: Edition) -> TablePlan | None:
    return TablePlan.objects.filter(edition=of).first() if policies.may_organise(viewer) else None


def planning_of(viewer: Viewer, of: Edition) -> Planning | None:
    """The plan on its way, or what came of the last one."""
    if not policies.may_organise(viewer):
        return None
    return Planning.objects.filter(edition=of).select_related("plan").defer(*WEIGHTY).first()


def notes_of(plan: TablePlan) -> list[str]:
    """What the planner noticed about its input and let pass."""
    kept = plan.certificate.get("notes", [])
    return [note if isinstance(note, str) else Sentence.of(note) for note in kept]


def published_plan(of: Edition) -> TablePlan | None:
    return TablePlan.objects.filter(edition=of, state=TablePlan.State.PUBLISHED).first()


def cast_of(viewer: Viewer, of: Edition) -> Cast:
    if not policies.may_organise(viewer):
        return Cast()
    people = Registration.objects.filter(edition=of).select_related("organisation")
    return Cast(
        {str(row.pk): row for row in people},
        {str(row.pk): row for row in of.tables.select_related("theme", "room")},
        list(of.rounds.all()),
    )


def drift(cast: Cast, rounds: Rounds) -> Drift:
    seated = people_in(rounds)
    places = [row for row in cast.people.values() if row.takes_a_place]
    return Drift(
        [row for row in places if str(row.pk) not in seated],
        [row for key, row in cast.people.items() if key in seated and not row.takes_a_place],
    )


def moves_between(before: TablePlan, after: TablePlan) -> list[Shift]:
    return shifts(before.seats, after.seats)


def own_seats(registration: Registration) -> list[OwnSeat]:
    """Where somebody sits by the published plan; nothing before it is published."""
    if not registration.takes_a_place:
        return []
    found = published_plan(registration.edition)
    if found is None:
        return []
    day = dict(day_of(found.seats, str(registration.pk)))
    tables = {str(row.pk): row for row in registration.edition.tables.select_related("theme", "room")}
    return [
        OwnSeat(row, tables[day[number]])
        for number, row in enumerate(registration.edition.rounds.all(), 1)
        if day.get(number) in tables
    ]


def not_arrived(cast: Cast) -> list[Registration]:
    state = Registration.State.REGISTERED
    return sorted((row for row in cast.people.values() if row.state == state), key=lambda row: row.name)
