"""Understand a gathering written as plain data (JSON), or say in German what is wrong and where."""

from collections.abc import Iterable
from typing import Any

from marlerweg.conferences.rules.planning import (
    DEFAULT_WISH_COSTS,
    Gathering,
    Id,
    Pair,
    Person,
    Table,
    Unreadable,
)
from marlerweg.foundation.sentences import Sentence

RULES = {
    "no_theme_twice",
    "max_same_organisation",
    "keep_apart",
    "keep_together",
    "worst_served_first",
}
TOP = {"people", "tables", "rounds", "rules", "met", "wish_costs"}
PERSON = {
    "id",
    "organisation",
    "present",
    "wishes",
    "pin",
    "needs_accessible",
    "interpreter_for",
}
TABLE = {"id", "theme", "seats", "min", "rounds", "accessible"}


def read_gathering(raw: Any) -> Gathering:
    """Check everything, collect every complaint, then raise them together as `Unreadable`."""
    return _Reader().read(raw)


class _Reader:
    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.notes: list[Sentence] = []
        self.rounds = 0
        self.people: dict[str, int] = {}
        self.tables: dict[str, int] = {}
        self.themes: set[str] = set()

    def complain(self, where: str, what: str) -> None:
        self.complaints.append(f"{where}: {what}")

    def read(self, raw: Any) -> Gathering:
        if not isinstance(raw, dict):
            raise Unreadable(["Eingabe: Erwartet wird ein Objekt mit „people“, „tables“ und „rounds“."])
        self._unknown(raw, TOP, "Eingabe")
        self.rounds = self._count(raw.get("rounds"), "rounds", least=1) or 0
        table_rows = self._rows(raw, "tables")
        person_rows = self._rows(raw, "people")
        self._stop()
        self.tables = self._index(table_rows, "tables")
        self.people = self._index(person_rows, "people")
        tables = tuple(self._table(row, f"Tisch „{row.get('id')}“") for row in table_rows)
        self.themes = {table.theme for table in tables}
        self._stop()
        costs = self._costs(raw.get("wish_costs"))
        people = tuple(self._person(row, f"Person „{row.get('id')}“") for row in person_rows)
        self._alone(people)
        rules = self._rules(raw.get("rules", {}))
        met = self._pairs(raw.get("met"), "met")
        self._stop()
        return Gathering(
            people, tables, self.rounds, met=met, wish_costs=costs, notes=tuple(self.notes), **rules
        )

    def _stop(self) -> None:
        if self.complaints:
            raise Unreadable(self.complaints)

    def _rows(self, raw: dict[str, Any], key: str) -> list[dict[str, Any]]:
        rows = raw.get(key)
        if not isinstance(rows, list) or not rows:
            self.complain(key, "Erwartet wird eine Liste mit mindestens einem Eintrag.")
            return []
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                self.complain(f"{key}, Eintrag {number}", "Erwartet wird ein Objekt.")
            elif not self._is_id(row.get("id")):
                self.complain(f"{key}, Eintrag {number}", "Es fehlt „id“ (Text oder ganze Zahl).")
        return rows

    def _index(self, rows: list[dict[str, Any]], key: str) -> dict[str, int]:
        index: dict[str, int] = {}
        for number, row in enumerate(rows):
            name = str(row["id"])
            if name in index:
                self.complain(
                    f"{key}, Eintrag {number + 1}",
                    f"Die id „{name}“ gibt es schon in Eintrag {index[name] + 1}.",
                )
            index.setdefault(name, number)
        return index

    @staticmethod
    def _is_id(value: Any) -> bool:
        return (isinstance(value, str) and value != "") or (
            isinstance(value, int) and not isinstance(value, bool)
        )

    def _unknown(self, row: dict[str, Any], known: set[str], where: str) -> None:
        """Unknown words might be names or remarks, so they are noted, not refused – except among the rules."""
        for key in row.keys() - known:
            note = Sentence(
                "Die Angabe „%(key)s“ (%(where)s) ist nicht bekannt und wurde nicht beachtet.",
                key=key,
                where=where.partition(" „")[0],
            )
            if note not in self.notes:
                self.notes.append(note)

    def _count(self, value: Any, where: str, *, least: int = 0) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        self.complain(where, f"Erwartet wird eine ganze Zahl ab {least}, nicht {value!r}.")
        return None

    def _flag(self, row: dict[str, Any], key: str, where: str) -> bool:
        value = row.get(key, False)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.complain(f"{where}, {key}", f"Erwartet wird true oder false, nicht {value!r}.")
        return False

    def _list(self, value: Any, where: str) -> list[Any]:
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.complain(where, f"Erwartet wird eine Liste, nicht {value!r}.")
        return []

    def _round(self, value: Any, where: str) -> int | None:
        """A round as people count it, 1 to the last, also when it is the key of an object."""
        number = int(value) if isinstance(value, str) and value.isdecimal() else value
        if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= self.rounds:
            return number - 1
        self.complain(where, f"Runde {value!r} gibt es nicht (1 bis {self.rounds}).")
        return None

    def _rounds_in(self, value: Any, where: str) -> frozenset[int]:
        if value is None:
            return frozenset(range(self.rounds))
        found = (self._round(one, where) for one in self._list(value, where))
        return frozenset(one for one in found if one is not None)

    def _table(self, row: dict[str, Any], where: str) -> Table:
        self._unknown(row, TABLE, where)
        opened = self._rounds_in(row.get("rounds"), f"{where}, rounds")
        seats = self._per_round(row.get("seats"), f"{where}, seats", opened, least=1)
        fewest = self._per_round(row.get("min", 0), f"{where}, min", opened, least=0)
        for r, (room, need) in enumerate(zip(seats, fewest, strict=True)):
            if need > room:
                self.complain(where, f"In Runde {r + 1} ist min ({need}) größer als seats ({room}).")
        theme = row.get("theme", row["id"])
        if not self._is_id(theme):
            self.complain(f"{where}, theme", f"Erwartet wird ein Thema als Text, nicht {theme!r}.")
        return Table(row["id"], str(theme), seats, fewest, self._flag(row, "accessible", where))

    def _per_round(self, value: Any, where: str, opened: frozenset[int], *, least: int) -> tuple[int, ...]:
        """One number for the day, or an object {round: number}; closed rounds have none."""
        amounts = [0] * self.rounds
        if isinstance(value, dict):
            for key, one in value.items():
                r, amount = self._round(key, where), self._count(one, where)
                if r is not None and amount is not None and r in opened:
                    amounts[r] = amount
            return tuple(amounts)
        amount = self._count(value, where, least=least) or 0
        return tuple(amount if r in opened else 0 for r in range(self.rounds))

    def _person(self, row: dict[str, Any], where: str) -> Person:
        self._unknown(row, PERSON, where)
        organisation = row.get("organisation")
        if organisation is not None and not self._is_id(organisation):
            self.complain(f"{where}, organisation", f"Erwartet wird ein Text, nicht {organisation!r}.")
        return Person(
            id=row["id"],
            organisation=None if organisation in {None, ""} else str(organisation),
            present=self._rounds_in(row.get("present"), f"{where}, present"),
            wishes=self._wishes(row.get("wishes"), f"{where}, wishes"),
            pins=self._pins_when_there(row, where),
            needs_accessible=self._flag(row, "needs_accessible", where),
            interprets_for=self._interprets(row, where),
        )

    def _wishes(self, value: Any, where: str) -> tuple[str, ...]:
        wishes = tuple(str(wish) for wish in self._list(value, where))
        for wish in wishes:
            if wish not in self.themes:
                known = ", ".join(sorted(self.themes))
                self.complain(where, f"Das Thema „{wish}“ hat keinen Tisch (vorhanden: {known}).")
        if len(set(wishes)) < len(wishes):
            self.complain(where, "Ein Thema ist doppelt genannt.")
        return wishes

    def _pins(self, value: Any, where: str) -> dict[int, int]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.complain(where, f'Erwartet wird ein Objekt wie {{"1": Tisch}}, nicht {value!r}.')
            return {}
        pins = {}
        for key, name in value.items():
            r, table = self._round(key, where), self.tables.get(str(name))
            if table is None:
                self.complain(where, f"Den Tisch „{name}“ gibt es nicht.")
            elif r is not None:
                pins[r] = table
        return pins

    def _pins_when_there(self, row: dict[str, Any], where: str) -> dict[int, int]:
        """A host who cannot come frees the seat; that is noted, not refused."""
        present = self._rounds_in(row.get("present"), f"{where}, present")
        pins = self._pins(row.get("pin"), f"{where}, pin")
        for r in sorted(pins.keys() - present):
            self.notes.append(
                Sentence(
                    "„%(person)s“ ist in Runde %(round)s an einen Tisch gesetzt, aber nicht da.",
                    person=row["id"],
                    round=r + 1,
                )
            )
        return {r: t for r, t in pins.items() if r in present}

    def _interprets(self, row: dict[str, Any], where: str) -> tuple[int, ...]:
        value = row.get("interpreter_for")
        names = value if isinstance(value, list) else [] if value is None else [value]
        found = []
        for name in names:
            other = self.people.get(str(name))
            if other is None or str(name) == str(row["id"]):
                self.complain(f"{where}, interpreter_for", f"„{name}“ ist keine andere Person der Liste.")
            else:
                found.append(other)
        return tuple(found)

    def _alone(self, people: tuple[Person, ...]) -> None:
        """Somebody there without any of their interpreters breaks no rule of seating, but has to be known."""
        helped: dict[int, list[Person]] = {}
        for person in people:
            for other in person.interprets_for:
                helped.setdefault(other, []).append(person)
        for other, interpreters in helped.items():
            for r in sorted(people[other].present):
                if not any(r in interpreter.present for interpreter in interpreters):
                    self.notes.append(
                        Sentence(
                            "Runde %(round)s: „%(person)s“ ist da, aber niemand, der für diese Person dolmetscht.",
                            round=r + 1,
                            person=people[other].id,
                        )
                    )

    def _costs(self, value: Any) -> tuple[int, ...]:
        if value is None:
            return DEFAULT_WISH_COSTS
        costs = [self._count(one, "wish_costs") for one in self._list(value, "wish_costs")]
        numbers = tuple(cost for cost in costs if cost is not None)
        if not numbers or list(numbers) != sorted(numbers):
            self.complain("wish_costs", "Erwartet werden steigende ganze Zahlen, etwa [0, 1, 2, 5, 9].")
        return numbers

    def _rules(self, raw: Any) -> dict[str, Any]:
        if raw is None:
            raw = {}
        if not isinstance(raw, dict):
            self.complain("rules", f"Erwartet wird ein Objekt, nicht {raw!r}.")
            return {}
        for key in sorted(raw.keys() - RULES):
            self.complain("rules", f"Die Regel „{key}“ gibt es nicht (bekannt: {', '.join(sorted(RULES))}).")
        limit = raw.get("max_same_organisation")
        if limit is not None:
            limit = self._count(limit, "rules, max_same_organisation", least=1)
        return {
            "no_theme_twice": self._flag(raw, "no_theme_twice", "rules"),
            "worst_served_first": self._flag(raw, "worst_served_first", "rules"),
            "max_same_organisation": limit,
            "apart": self._pairs(raw.get("keep_apart"), "rules, keep_apart"),
            "together": self._pairs(raw.get("keep_together"), "rules, keep_together"),
        }

    def _pairs(self, value: Any, where: str) -> tuple[Pair, ...]:
        pairs = set()
        for number, pair in enumerate(self._list(value, where), 1):
            at = f"{where}, Paar {number}"
            if not isinstance(pair, list | tuple) or len(pair) != 2:
                self.complain(at, f"Erwartet werden zwei Personen, nicht {pair!r}.")
                continue
            i, j = (self._known(name, at) for name in pair)
            if i is not None and j is not None:
                if i == j:
                    self.complain(at, f"„{pair[0]}“ steht zweimal.")
                pairs.add((min(i, j), max(i, j)))
        return tuple(sorted(pairs))

    def _known(self, name: Any, where: str) -> int | None:
        found = self.people.get(str(name))
        if found is None:
            self.complain(where, f"Die Person „{name}“ gibt es nicht.")
        return found


def seats_of(gathering: Gathering, rounds: Iterable[Any]) -> list[list[int]]:
    """A plan as handed out, back as `seats[r][i]`; people or tables unknown here are passed over."""
    people = {str(person.id): i for i, person in enumerate(gathering.people)}
    tables = {str(table.id): t for t, table in enumerate(gathering.tables)}
    seats = []
    for tables_of_round in rounds:
        row = [-1] * len(gathering.people)
        for name, members in tables_of_round.items():
            for member in members:
                if str(name) in tables and str(member) in people:
                    row[people[str(member)]] = tables[str(name)]
        seats.append(row)
    return seats


def ids(gathering: Gathering, people: Iterable[int]) -> list[Id]:
    return [gathering.people[i].id for i in people]
