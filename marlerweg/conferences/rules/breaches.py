"""Which rules a plan breaks, each with whom and where. A planned day breaks none; a hand at the tables may."""

from collections import Counter
from collections.abc import Iterator, Sequence

from marlerweg.conferences.rules.messages import Message
from marlerweg.conferences.rules.planning import Gathering

Seats = Sequence[Sequence[int]]


def breaches(gathering: Gathering, seats: Seats) -> list[Message]:
    """Every broken rule, round by round; `seats[r][i]` is a table number, -1 for nowhere."""
    found: list[Message] = []
    for r, row in enumerate(seats):
        found += [*_places(gathering, r, row), *_fill(gathering, r, row), *_company(gathering, r, row)]
    return [*found, *_themes(gathering, seats)]


def _places(gathering: Gathering, r: int, row: Sequence[int]) -> Iterator[Message]:
    for person, t in zip(gathering.people, row, strict=True):
        where = {"round": r + 1, "person": person.id}
        if r not in person.present:
            if t >= 0:
                yield Message("not_there", where | {"table": gathering.tables[t].id})
            continue
        if t < 0:
            yield Message("no_seat", where)
            continue
        at = where | {"table": gathering.tables[t].id}
        if not gathering.tables[t].seats[r]:
            yield Message("table_closed", at)
        if person.pins.get(r, t) != t:
            yield Message("pinned_elsewhere", at | {"pinned": gathering.tables[person.pins[r]].id})
        if person.needs_accessible and not gathering.tables[t].accessible:
            yield Message("not_accessible", at)


def _fill(gathering: Gathering, r: int, row: Sequence[int]) -> Iterator[Message]:
    heads = Counter(row)
    for t, table in enumerate(gathering.tables):
        where = {"round": r + 1, "table": table.id, "people": heads[t]}
        if heads[t] > table.seats[r] > 0:
            yield Message("too_many", where | {"seats": table.seats[r]})
        if heads[t] < table.least[r]:
            yield Message("too_few", where | {"least": table.least[r]})


def _company(gathering: Gathering, r: int, row: Sequence[int]) -> Iterator[Message]:
    people = gathering.people
    for i, j in gathering.apart:
        if row[i] == row[j] >= 0:
            names = {"person": people[i].id, "other": people[j].id}
            yield Message("not_apart", {"round": r + 1, "table": gathering.tables[row[i]].id, **names})
    for i, j in gathering.bonds:
        if row[i] != row[j] and min(row[i], row[j]) >= 0:
            yield Message("not_together", {"round": r + 1, "person": people[i].id, "other": people[j].id})
    limit = gathering.max_same_organisation
    if limit is None:
        return
    heads = Counter(
        (t, person.organisation)
        for person, t in zip(people, row, strict=True)
        if t >= 0 and person.organisation
    )
    for (t, body), number in sorted(heads.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        if number > limit:
            where = {"round": r + 1, "table": gathering.tables[t].id}
            yield Message("colleagues", where | {"organisation": body, "people": number, "limit": limit})


def _themes(gathering: Gathering, seats: Seats) -> Iterator[Message]:
    """No theme twice, pins aside: a host may stay."""
    if not gathering.no_theme_twice:
        return
    for i, person in enumerate(gathering.people):
        visits = [(gathering.theme_of[row[i]], r) for r, row in enumerate(seats) if row[i] >= 0]
        for k, times in Counter(k for k, _ in visits).items():
            pinned = sum(gathering.theme_of[t] == k for t in person.pins.values())
            if times > max(1, pinned):
                rounds = [r + 1 for theme, r in visits if theme == k]
                yield Message(
                    "theme_twice", {"person": person.id, "theme": gathering.themes[k], "rounds": rounds}
                )
