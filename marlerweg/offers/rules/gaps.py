"""Where the directory has nothing: counts of offers over two sides, narrowed by the other two.

A whole-town offer counts in every district; what nobody recorded (language, time) counts nowhere and is told apart.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from marlerweg.offers.rules.times.schedule import Slot

FORENOON, AFTERNOON, EVENING, WEEKEND = "forenoon", "afternoon", "evening", "weekend"
TIMES = (FORENOON, AFTERNOON, EVENING, WEEKEND)
NOON, FIVE = 12, 17
SATURDAY = 6


class Side(StrEnum):
    THEME = "thema"
    DISTRICT = "stadtteil"
    LANGUAGE = "sprache"
    TIME = "zeit"


@dataclass(frozen=True)
class Supply:
    """One public offer, as far as it says so."""

    themes: frozenset[str]
    districts: frozenset[str]
    whole_town: bool
    languages: frozenset[str]
    times: frozenset[str]

    def serves(self, side: Side, value: str) -> bool:
        match side:
            case Side.THEME:
                return value in self.themes
            case Side.DISTRICT:
                return self.whole_town or value in self.districts
            case Side.LANGUAGE:
                return value in self.languages
            case Side.TIME:
                return value in self.times


@dataclass(frozen=True)
class Cell:
    row: str
    column: str
    count: int

    @property
    def is_gap(self) -> bool:
        return self.count == 0


def times_of(slots: Iterable[Slot]) -> frozenset[str]:
    """Parts of the week in which something begins; an offer all day is there before and after noon."""
    found: set[str] = set()
    for slot in slots:
        weekdays = {day for day in slot.days if day < SATURDAY}
        if slot.days - weekdays:
            found.add(WEEKEND)
        if not weekdays and slot.days:
            continue
        if slot.opens is None or slot.closes is None:
            found |= {FORENOON, AFTERNOON}
            continue
        begin, end = slot.opens.hour, slot.closes.hour + (slot.closes.minute > 0)
        end = end if slot.closes > slot.opens else 24
        found |= {
            part
            for part, low, high in ((FORENOON, 0, NOON), (AFTERNOON, NOON, FIVE), (EVENING, FIVE, 24))
            if begin < high and end > low
        }
    return frozenset(found)


def table(
    supply: Collection[Supply],
    rows: tuple[Side, Sequence[str]],
    columns: tuple[Side, Sequence[str]],
    narrowed: Mapping[Side, str] | None = None,
) -> list[list[Cell]]:
    """Counts for every pair; `narrowed` keeps only offers that serve these values of the other sides."""
    kept = [
        each for each in supply if all(each.serves(side, value) for side, value in (narrowed or {}).items())
    ]
    side, values = rows
    other, others = columns
    return [
        [
            Cell(value, at, sum(each.serves(side, value) and each.serves(other, at) for each in kept))
            for at in others
        ]
        for value in values
    ]
