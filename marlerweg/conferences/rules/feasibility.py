"""Rules that cannot all be kept, found before any search and said so that somebody can mend the input."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from marlerweg.conferences.rules.flow import INFINITE, Flow
from marlerweg.conferences.rules.planning import Gathering, Impossible
from marlerweg.conferences.rules.wishes import Transport

MANY = 6


def names(gathering: Gathering, people: Iterable[int]) -> str:
    listed = [f"„{gathering.people[i].id}“" for i in people]
    more = f" und {len(listed) - MANY} weitere" if len(listed) > MANY else ""
    return ", ".join(listed[:MANY]) + more


def table_names(gathering: Gathering, tables: Iterable[int]) -> str:
    listed = [f"„{gathering.tables[t].id}“" for t in tables]
    more = f" und {len(listed) - MANY} weitere" if len(listed) > MANY else ""
    return ", ".join(listed[:MANY]) + more


def require_feasible(gathering: Gathering) -> None:
    """Raise `Impossible` with every reason that is certain without a search."""
    reasons = list(_numbers(gathering)) + list(_pins(gathering)) + list(_bonds(gathering))
    reasons += list(_organisations(gathering)) + list(_strangers(gathering))
    if not reasons:
        reasons = list(_domains(gathering)) or list(_themes(gathering))
    if reasons:
        raise Impossible(reasons)


def _numbers(gathering: Gathering) -> Iterator[str]:
    for r, here in enumerate(gathering.here):
        seats = sum(table.seats[r] for table in gathering.tables)
        least = sum(table.least[r] for table in gathering.tables)
        if len(here) > seats:
            yield f"Runde {r + 1}: {len(here)} Personen sind da, aber die Tische haben nur {seats} Plätze."
        if len(here) < least:
            yield (
                f"Runde {r + 1}: Die Tische verlangen zusammen mindestens {least} Personen, "
                f"da sind aber nur {len(here)}."
            )


def _pins(gathering: Gathering) -> Iterator[str]:
    taken: Counter[tuple[int, int]] = Counter()
    for person in gathering.people:
        for r, t in person.pins.items():
            who, table = f"Person „{person.id}“", gathering.tables[t]
            taken[r, t] += 1
            if not table.seats[r]:
                yield f"{who} ist in Runde {r + 1} an Tisch „{table.id}“ gesetzt, der dann geschlossen ist."
            elif person.needs_accessible and not table.accessible:
                yield (
                    f"{who} braucht einen barrierefreien Tisch, ist aber in Runde {r + 1} an Tisch "
                    f"„{table.id}“ gesetzt, der nicht als barrierefrei angegeben ist."
                )
    for (r, t), heads in sorted(taken.items()):
        table = gathering.tables[t]
        if heads > table.seats[r] > 0:
            yield (
                f"Runde {r + 1}: An Tisch „{table.id}“ sind {heads} Personen gesetzt, "
                f"er hat {table.seats[r]} Plätze."
            )


def _bonds(gathering: Gathering) -> Iterator[str]:
    apart = set(gathering.apart)
    for r, blocks in enumerate(gathering.blocks):
        roomiest = max((table.seats[r] for table in gathering.tables), default=0)
        for block in blocks:
            if len(block) < 2:
                continue
            who = names(gathering, block)
            if len(block) > roomiest:
                yield (
                    f"Runde {r + 1}: {who} sollen zusammensitzen, aber kein Tisch hat {len(block)} Plätze."
                )
            elif not frozenset.intersection(*(gathering.domain[r][i] for i in block)):
                yield f"Runde {r + 1}: {who} sollen zusammensitzen, es gibt aber keinen Tisch, an dem alle sitzen dürfen."
            for pair in combinations(block, 2):
                if pair in apart:
                    yield (
                        f"{names(gathering, pair)} sollen getrennt sitzen, gehören in Runde {r + 1} "
                        f"aber (auch über andere) an denselben Tisch."
                    )
    yield from _pinned_enemies(gathering)


def _pinned_enemies(gathering: Gathering) -> Iterator[str]:
    for pair in gathering.apart:
        first, second = (gathering.people[i].pins for i in pair)
        for r in first.keys() & second.keys():
            if first[r] == second[r]:
                yield (
                    f"{names(gathering, pair)} sollen getrennt sitzen, sind aber in Runde {r + 1} "
                    f"beide an Tisch „{gathering.tables[first[r]].id}“ gesetzt."
                )


def _organisations(gathering: Gathering) -> Iterator[str]:
    limit = gathering.max_same_organisation
    if limit is None:
        return
    for r, here in enumerate(gathering.here):
        places = sum(min(limit, table.seats[r]) for table in gathering.tables)
        heads = Counter(gathering.people[i].organisation for i in here)
        for organisation, number in sorted((str(name), n) for name, n in heads.items() if name is not None):
            if number > places:
                yield (
                    f"Runde {r + 1}: „{organisation}“ ist mit {number} Personen da; bei höchstens {limit} "
                    f"je Tisch haben nur {places} Platz."
                )
        for block in gathering.blocks[r]:
            inside = Counter(gathering.people[i].organisation for i in block)
            for name, number in inside.items():
                if name is not None and number > limit:
                    yield (
                        f"{names(gathering, block)} sollen zusammensitzen, darunter {number} von „{name}“; "
                        f"erlaubt sind höchstens {limit} je Tisch."
                    )


def _strangers(gathering: Gathering) -> Iterator[str]:
    """A group in which everybody must be apart from everybody needs a table each."""
    apart = set(gathering.apart)
    for r, here in enumerate(gathering.here):
        tables = sum(table.seats[r] > 0 for table in gathering.tables)
        for i in here:
            group = [i]
            for j in here:
                if j != i and all((min(j, k), max(j, k)) in apart for k in group):
                    group.append(j)
            if len(group) > tables:
                yield (
                    f"Runde {r + 1}: {names(gathering, group)} sollen alle voneinander getrennt sitzen; "
                    f"dafür reichen {tables} Tische nicht."
                )
                break


def _domains(gathering: Gathering) -> Iterator[str]:
    """Hall's condition for each round: people who share too few seats, tables that cannot be filled."""
    for r, here in enumerate(gathering.here):
        flow = Flow(2)
        nodes = {t: flow.node() for t, table in enumerate(gathering.tables) if table.seats[r]}
        for t, node in nodes.items():
            flow.arc(node, 1, gathering.tables[t].seats[r])
        kinds = Counter(gathering.domain[r][i] for i in here)
        starts = {domain: flow.node() for domain in kinds}
        for domain, node in starts.items():
            flow.arc(0, node, kinds[domain])
            for t in domain:
                flow.arc(node, nodes[t], INFINITE)
        flow.send(0, 1)
        if flow.amount < len(here):
            near = flow.reachable(0)
            stuck = [i for i in here if starts[gathering.domain[r][i]] in near]
            tables = sorted(t for t, node in nodes.items() if node in near)
            seats = sum(gathering.tables[t].seats[r] for t in tables)
            yield _scarce(gathering, r, stuck, tables, seats)


def _scarce(gathering: Gathering, r: int, people: list[int], tables: list[int], seats: int) -> str:
    needy = [i for i in people if gathering.people[i].needs_accessible]
    if not tables:
        return f"Runde {r + 1}: {names(gathering, people)} brauchen einen barrierefreien Tisch, keiner ist so angegeben."
    why = f" (davon {len(needy)} auf barrierefreie Tische angewiesen)" if needy else ""
    return (
        f"Runde {r + 1}: {len(people)} Personen{why} dürfen nur an {table_names(gathering, tables)} sitzen; "
        f"dort sind {seats} Plätze: {names(gathering, people)}."
    )


def _themes(gathering: Gathering) -> Iterator[str]:
    if gathering.no_theme_twice:
        for i, person in enumerate(gathering.people):
            free = person.present - person.pins.keys()
            spent = {gathering.theme_of[t] for t in person.pins.values()}
            themes = {gathering.theme_of[t] for r in free for t in gathering.domain[r][i]} - spent
            if len(themes) < len(free):
                yield (
                    f"Person „{person.id}“ ist in {len(free)} freien Runden da, es gibt für sie aber nur "
                    f"{len(themes)} verschiedene Themen – kein Thema zweimal ist nicht möglich."
                )
                return
    transport = Transport(gathering)
    if transport.flow.amount < transport.demand:
        yield (
            f"Kein Thema zweimal ist nicht möglich: Von {transport.demand} Plätzen, die gebraucht werden, lassen sich "
            f"über den Tag nur {transport.flow.amount} vergeben."
        )
    elif transport.unmet_floors:
        yield f"Mindestbesetzung nicht möglich: Es fehlen über den Tag {transport.unmet_floors} Personen an den Tischen."
