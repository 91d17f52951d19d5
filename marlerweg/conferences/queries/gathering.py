"""What the planner gets to know of an edition: ids, tables and rules, no name.

Organisations become bare numbers: after the retention nobody learns from a plan who needed a place without steps.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

from marlerweg.conferences.models import Edition, Registration, Round, Table, TablePlan
from marlerweg.conferences.rules.seats import Rounds, day_of
from marlerweg.formats.models import Seat
from marlerweg.network.rules.folding import folded

Pairs = Sequence[tuple[UUID, UUID]]
Raw = dict[str, Any]


@dataclass(frozen=True)
class Rules:
    """What whoever plans may choose; pairs are registrations."""

    no_theme_twice: bool = True
    most_colleagues: int | None = None
    avoid_acquaintances: bool = True
    worst_served_first: bool = False
    apart: Pairs = ()
    together: Pairs = ()

    def as_raw(self, known: Collection[str] | None = None) -> Raw:
        """As the planner reads them; pairs of which somebody is not among the `known` fall away."""
        return {
            "no_theme_twice": self.no_theme_twice,
            "max_same_organisation": self.most_colleagues,
            "worst_served_first": self.worst_served_first,
            "keep_apart": _strings(self.apart, known),
            "keep_together": _strings(self.together, known),
        }

    @classmethod
    def of(cls, raw: Raw, *, avoid_acquaintances: bool) -> "Rules":
        """The rules of an input, to plan on with the same."""
        return cls(
            no_theme_twice=bool(raw.get("no_theme_twice")),
            most_colleagues=raw.get("max_same_organisation"),
            avoid_acquaintances=avoid_acquaintances,
            worst_served_first=bool(raw.get("worst_served_first")),
            apart=[(UUID(one), UUID(other)) for one, other in raw.get("keep_apart", [])],
            together=[(UUID(one), UUID(other)) for one, other in raw.get("keep_together", [])],
        )


Names = dict[str, str]
"""Ids of an input and what people call them."""


def rules_of(plan: TablePlan) -> Rules:
    """The rules a version was planned by."""
    raw = plan.input.get("rules", {})
    return Rules.of(raw, avoid_acquaintances=bool(plan.certificate.get("acquaintances", True)))


def coming(of: Edition) -> list[Registration]:
    rows = Registration.objects.filter(edition=of, state__in=Registration.PLACES)
    return list(
        rows.select_related("organisation")
        .prefetch_related("wishes__theme", "rounds", "interprets_for")
        .order_by("number")
    )


def gathering(
    of: Edition,
    rules: Rules,
    *,
    on: date,
    without: Collection[UUID] = (),
    past: Rounds = (),
    from_round: int = 1,
) -> tuple[Raw, Names]:
    """The input as the planner and its verifier read it; rounds before `from_round` stand as `past` has them."""
    rounds, tables = list(of.rounds.all()), list(of.tables.select_related("theme", "room"))
    people = [row for row in coming(of) if row.pk not in without]
    number_of = {row.pk: number for number, row in enumerate(rounds, 1)}
    names = {str(table.pk): str(table) for table in tables}
    names |= {str(table.theme_id): str(table.theme) for table in tables}
    names |= {str(row.pk): row.name for row in people}
    offered = {table.theme_id for table in tables}
    bodies = _Numbers()
    pins = _pins(of, number_of)
    known = {row.pk for row in people}
    rows = []
    for row in people:
        raw: Raw = {
            "id": str(row.pk),
            "organisation": bodies.of(row),
            "present": sorted(number_of[each.pk] for each in row.rounds.all()) or sorted(number_of.values()),
            "wishes": [str(wish.theme_id) for wish in row.wishes.all() if wish.theme_id in offered],
            "needs_accessible": row.needs_accessible,
            "interpreter_for": [str(each.pk) for each in row.interprets_for.all() if each.pk in known],
        }
        present = set(raw["present"])
        raw["pin"] = {str(r): table for r, table in pins.get(row.pk, {}).items() if r in present}
        rows.append(_with_past(raw, past, from_round))
    listed = {raw["id"] for raw in rows}
    met = acquaintances(of, people, on=on) if rules.avoid_acquaintances else set()
    names |= bodies.names
    return {
        "people": rows,
        "tables": [_table(table, rounds, number_of) for table in tables],
        "rounds": len(rounds),
        "rules": rules.as_raw(listed),
        "met": [[str(one), str(other)] for one, other in sorted(met)],
    }, names


def acquaintances(of: Edition, people: Iterable[Registration], *, on: date) -> set[tuple[UUID, UUID]]:
    """Pairs who share a body today or shared a table at an earlier edition of the series and were there.

    Earlier tables are known while those registrations are kept; after their retention only the bodies speak.
    """
    by_person = {row.person_id: row.pk for row in people if row.person_id}
    circles: dict[Any, set[UUID]] = defaultdict(set)
    seats = Seat.objects.filter(person__in=by_person).values_list("body", "person", "starts", "ends")
    for body, person, starts, ends in seats:
        if (starts is None or starts <= on) and (ends is None or ends >= on):
            circles[body].add(by_person[person])
    for circle in _earlier_tables(of, by_person):
        circles[len(circles)] = circle
    return {(min(pair), max(pair)) for circle in circles.values() for pair in combinations(sorted(circle), 2)}


def _earlier_tables(of: Edition, by_person: dict[Any, UUID]) -> Iterable[set[UUID]]:
    plans = TablePlan.objects.filter(
        edition__series=of.series_id, edition__ends_on__lt=of.starts_on, state=TablePlan.State.PUBLISHED
    )
    attended = dict(
        Registration.objects.filter(
            edition__series=of.series_id,
            edition__ends_on__lt=of.starts_on,
            state=Registration.State.ATTENDED,
            person__in=by_person,
        ).values_list("pk", "person")
    )
    then = {str(key): by_person[person] for key, person in attended.items()}
    for plan in plans:
        for tables in plan.seats:
            for people in tables.values():
                yield {then[one] for one in people if one in then}


def _pins(of: Edition, number_of: dict[UUID, int]) -> dict[UUID, dict[int, str]]:
    """A task in one round goes before a task for the whole day."""
    pins: dict[UUID, dict[int, str]] = defaultdict(dict)
    tasks = [task for table in of.tables.prefetch_related("tasks") for task in table.tasks.all()]
    for task in sorted(tasks, key=lambda task: task.round_id is not None):
        which = number_of.values() if task.round_id is None else [number_of[task.round_id]]
        pins[task.registration_id] |= dict.fromkeys(which, str(task.table_id))
    return pins


def _table(table: Table, rounds: Sequence[Round], number_of: dict[UUID, int]) -> Raw:
    seats = {str(number_of[row.pk]): table.seats_in(row.number) for row in rounds}
    return {
        "id": str(table.pk),
        "theme": str(table.theme_id),
        "seats": seats,
        "min": {number: min(table.least, room) for number, room in seats.items()},
        "accessible": table.is_accessible and (table.room is None or table.room.is_accessible),
    }


def _with_past(raw: Raw, past: Rounds, from_round: int) -> Raw:
    """What is over is over: who sat there did, who did not was absent."""
    if from_round < 2:
        return raw
    over = dict(place for place in day_of(past, raw["id"]) if place[0] < from_round)
    to_come = [number for number in raw["present"] if number >= from_round]
    pins = {key: table for key, table in raw["pin"].items() if int(key) >= from_round}
    return raw | {
        "present": sorted(over) + to_come,
        "pin": {str(number): table for number, table in over.items()} | pins,
    }


class _Numbers:
    """Organisations by bare numbers, the same name being the same one."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def of(self, row: Registration) -> str | None:
        label = row.organisation_label.strip()
        if not label:
            return None
        key = self.found.setdefault(folded(label), f"organisation-{len(self.found) + 1:03}")
        self.names[key] = label
        return key


def _strings(pairs: Pairs, known: Collection[str] | None) -> list[list[str]]:
    found = ((str(one), str(other)) for one, other in pairs)
    return [list(pair) for pair in found if known is None or set(pair) <= set(known)]
