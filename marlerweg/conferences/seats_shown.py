"""A plan with names instead of ids, as pages and papers show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from marlerweg.conferences.models import Registration, Round, Table, TablePlan
from marlerweg.conferences.planner_words import worded
from marlerweg.conferences.queries import Cast
from marlerweg.conferences.rules.seats import Rounds, shifts
from marlerweg.conferences.seating_words import title

SHOWN_VALUES = ("wishes", "worst_served", "repeats", "most_meetings", "least_new_contacts", "contacts")
MORE_IS_BETTER = {"least_new_contacts", "contacts"}


class Shown:
    """Names for ids; whoever was forgotten after the retention is a participant without a name."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def name(self, key: str) -> str:
        row = self.cast.people.get(key)
        return row.name if row else _("ohne Namen")

    def table(self, key: str | None) -> str:
        if key is None:
            return "–"
        row = self.cast.tables.get(key)
        return str(row) if row else _("entfernter Tisch")

    def read(self, sentences: Iterable[str], plan: Mapping[str, Any]) -> list[str]:
        """What was found about a plan's input, with names instead of ids."""
        names = {key: row.name for key, row in self.cast.people.items()}
        for key, table in self.cast.tables.items():
            names |= {key: str(table), str(table.theme_id): str(table.theme)}
        for raw in plan.get("people", []):
            if raw.get("organisation") and (row := self.cast.people.get(raw["id"])):
                names[raw["organisation"]] = row.organisation_label
        return [worded(each, names) for each in sentences]


@dataclass(frozen=True)
class TableShown:
    key: str
    name: str
    table: Table | None
    people: list[tuple[str, str, Registration | None]]
    seats: int

    @property
    def free(self) -> int:
        return max(0, self.seats - len(self.people))


@dataclass(frozen=True)
class RoundShown:
    number: int
    round: Round | None
    tables: list[TableShown]


@dataclass(frozen=True)
class MoveShown:
    round: int
    person: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Effect:
    """One goal before and after; `kind` says whether that is better, worse or the same."""

    title: str
    before: int
    after: int
    kind: str

    @property
    def word(self) -> str:
        return {"better": _("besser"), "worse": _("schlechter"), "same": _("gleich")}[self.kind]


def rounds_shown(shown: Shown, plan: TablePlan) -> list[RoundShown]:
    rounds = dict(enumerate(shown.cast.rounds, 1))
    return [
        RoundShown(number, rounds.get(number), _tables(shown, tables, rounds.get(number)))
        for number, tables in enumerate(plan.seats, 1)
    ]


def _tables(shown: Shown, tables: Mapping[str, list[str]], round_: Round | None) -> list[TableShown]:
    found = []
    for key, people in tables.items():
        table = shown.cast.tables.get(key)
        names = sorted((shown.name(one), one, shown.cast.people.get(one)) for one in people)
        room = table.seats_in(round_.number) if table and round_ else len(people)
        found.append(TableShown(key, shown.table(key), table, names, room))
    return sorted(found, key=lambda one: one.table.number if one.table else 0)


def moves_shown(shown: Shown, before: Rounds, after: Rounds) -> list[MoveShown]:
    rows = [
        MoveShown(
            each.round,
            each.person,
            shown.name(each.person),
            shown.table(each.before) if each.before else _("neu dabei"),
            shown.table(each.after) if each.after else _("nicht mehr dabei"),
        )
        for each in shifts(before, after)
    ]
    return sorted(rows, key=lambda row: (row.name, row.round))


def effects(before: Mapping[str, int], after: Mapping[str, int]) -> list[Effect]:
    """Goals in the order of their weight, as the verifier measures them."""
    return [
        Effect(title(key), before[key], after[key], _kind(key, before[key], after[key]))
        for key in SHOWN_VALUES
        if key in before and key in after
    ]


def verdict(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """One sentence: the first goal that differs decides, as it does for the planner."""
    first = next((each for each in effects(before, after) if each.kind != "same"), None)
    if first is None:
        return _("Kein Ziel ändert sich.")
    words = _("Besser: %(goal)s.") if first.kind == "better" else _("Schlechter: %(goal)s.")
    return words % {"goal": first.title}


def _kind(key: str, before: int, after: int) -> str:
    if before == after:
        return "same"
    return "better" if (after > before) == (key in MORE_IS_BETTER) else "worse"
