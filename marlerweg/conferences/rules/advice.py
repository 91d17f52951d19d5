"""Before the plan: which layout of tables and rounds gives people what they come for."""

from collections.abc import Iterable
from dataclasses import dataclass

from marlerweg.conferences.rules.bounds import RepeatBound
from marlerweg.conferences.rules.certificate import NEARLY
from marlerweg.conferences.rules.contacts import (
    expected_by_chance,
    least_contacts_bound,
    most_meetings_at_tables,
)
from marlerweg.conferences.rules.messages import Message
from marlerweg.conferences.rules.planning import Gathering, Person, Table

CROWDED = 8
"""Above this size a table falls apart into several conversations."""
TALK_TOO_SHORT = 2
"""Minutes per head and round."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`minutes` per round, walking not included; contacts are pairs of people who meet at least once."""

    tables: int
    seats: int
    rounds: int
    minutes: float
    talking_minutes: float
    """Fair share of talking time per head over the day."""
    repeats: int
    most_contacts: int
    contacts_by_chance: float
    contacts_per_person: int
    remarks: tuple[Message, ...]


def layouts(
    people: int,
    themes: int,
    minutes: int,
    *,
    tables: Iterable[int] = (),
    rounds: Iterable[int] = (2, 3, 4),
    pause: int = 5,
    no_theme_twice: bool = True,
) -> list[Layout]:
    """All layouts that fit, `minutes` for all rounds with `pause` between two; most new contacts per person first."""
    choices = sorted(set(tables)) or [
        themes * times for times in range(1, max(2, people // (3 * themes) + 1))
    ]
    found = [
        layout(
            people,
            themes,
            number,
            turns,
            (minutes - pause * (turns - 1)) / turns,
            no_theme_twice=no_theme_twice,
        )
        for number in choices
        for turns in sorted(set(rounds))
        if 0 < number <= people and minutes > pause * (turns - 1) and (turns <= themes or not no_theme_twice)
    ]
    return sorted(found, key=lambda one: (-one.contacts_per_person, one.repeats, -one.talking_minutes))


def layout(
    people: int, themes: int, tables: int, rounds: int, minutes: float, *, no_theme_twice: bool = True
) -> Layout:
    """What `tables` as equal as possible give in so many rounds of so many minutes."""
    gathering = even_gathering(people, themes, tables, rounds, no_theme_twice=no_theme_twice)
    loads = [table.seats[0] for table in gathering.tables]
    repeats = RepeatBound(gathering).value
    most = 2 if repeats else 1
    contacts = most_meetings_at_tables(gathering) - -(-2 * repeats // most)
    chance = expected_by_chance(gathering, [loads] * rounds)
    per_person = least_contacts_bound(gathering, repeats, most)
    talking = rounds * minutes / max(loads)
    return Layout(
        tables,
        max(loads),
        rounds,
        minutes,
        talking,
        repeats,
        contacts,
        chance,
        per_person,
        tuple(_remarks(max(loads), talking / rounds, chance, contacts, repeats)),
    )


def even_gathering(people: int, themes: int, tables: int, rounds: int, *, no_theme_twice: bool) -> Gathering:
    """Everybody there all day at tables whose sizes differ by one at most."""
    size, larger = divmod(people, tables)
    rows = tuple(
        Table(t, str(t % themes), (size + (t < larger),) * rounds, (0,) * rounds) for t in range(tables)
    )
    everyone = tuple(Person(i, present=frozenset(range(rounds))) for i in range(people))
    return Gathering(everyone, rows, rounds, no_theme_twice=no_theme_twice)


def _remarks(seats: int, talking: float, chance: float, contacts: int, repeats: int) -> Iterable[Message]:
    if contacts and chance >= NEARLY * contacts:
        yield Message("layout.chance_nearly")
    if not repeats:
        yield Message("layout.no_repeats")
    if seats > CROWDED:
        yield Message("layout.crowded", {"seats": seats})
    if talking < TALK_TOO_SHORT:
        yield Message("layout.short_of_words", {"minutes": TALK_TOO_SHORT})
