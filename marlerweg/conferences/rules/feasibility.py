"""Rules that cannot all be kept, found before any search and said so that somebody can mend the input."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from marlerweg.conferences.rules.flow import INFINITE, Flow
from marlerweg.conferences.rules.planning import Gathering, Impossible
from marlerweg.conferences.rules.wishes import Transport
from marlerweg.foundation.sentences import Listing, Sentence, listing

MANY = 6


def names(gathering: Gathering, people: Iterable[int]) -> Listing:
    return listing((gathering.people[i].id for i in people), MANY)


def require_feasible(gathering: Gathering) -> None:
    """Raise `Impossible` with every reason that is certain without a search."""
    reasons = list(_numbers(gathering)) + list(_pins(gathering)) + list(_bonds(gathering))
    reasons += list(_organisations(gathering)) + list(_strangers(gathering))
    if not reasons:
        reasons = list(_domains(gathering)) or list(_themes(gathering))
    if reasons:
        raise Impossible(reasons)


def _numbers(gathering: Gathering) -> Iterator[Sentence]:
    for r, here in enumerate(gathering.here):
        seats = sum(table.seats[r] for table in gathering.tables)
        least = sum(table.least[r] for table in gathering.tables)
        if len(here) > seats:
            yield Sentence(
                "Runde %(round)s: %(people)s Personen sind da, aber die Tische haben nur %(seats)s Plätze.",
                round=r + 1,
                people=len(here),
                seats=seats,
            )
        if len(here) < least:
            yield Sentence(
                "Runde %(round)s: Die Tische verlangen zusammen mindestens %(least)s Personen, "
                "da sind aber nur %(people)s.",
                round=r + 1,
                least=least,
                people=len(here),
            )


def _pins(gathering: Gathering) -> Iterator[Sentence]:
    taken: Counter[tuple[int, int]] = Counter()
    for person in gathering.people:
        for r, t in person.pins.items():
            table = gathering.tables[t]
            where = {"person": person.id, "round": r + 1, "table": table.id}
            taken[r, t] += 1
            if not table.seats[r]:
                yield Sentence(
                    "„%(person)s“ ist in Runde %(round)s an Tisch „%(table)s“ gesetzt, der dann geschlossen ist.",
                    **where,
                )
            elif person.needs_accessible and not table.accessible:
                yield Sentence(
                    "„%(person)s“ braucht einen barrierefreien Tisch, ist aber in Runde %(round)s an Tisch "
                    "„%(table)s“ gesetzt, der nicht als barrierefrei angegeben ist.",
                    **where,
                )
    for (r, t), heads in sorted(taken.items()):
        table = gathering.tables[t]
        if heads > table.seats[r] > 0:
            yield Sentence(
                "Runde %(round)s: An Tisch „%(table)s“ sind %(people)s Personen gesetzt, er hat %(seats)s Plätze.",
                round=r + 1,
                table=table.id,
                people=heads,
                seats=table.seats[r],
            )


def _bonds(gathering: Gathering) -> Iterator[Sentence]:
    apart = set(gathering.apart)
    for r, blocks in enumerate(gathering.blocks):
        roomiest = max((table.seats[r] for table in gathering.tables), default=0)
        for block in blocks:
            if len(block) < 2:
                continue
            who = names(gathering, block)
            if len(block) > roomiest:
                yield Sentence(
                    "Runde %(round)s: %(people)s sollen zusammensitzen, aber kein Tisch hat %(seats)s Plätze.",
                    round=r + 1,
                    people=who,
                    seats=len(block),
                )
            elif not frozenset.intersection(*(gathering.domain[r][i] for i in block)):
                yield Sentence(
                    "Runde %(round)s: %(people)s sollen zusammensitzen, "
                    "es gibt aber keinen Tisch, an dem alle sitzen dürfen.",
                    round=r + 1,
                    people=who,
                )
            for pair in combinations(block, 2):
                if pair in apart:
                    yield Sentence(
                        "%(people)s sollen getrennt sitzen, gehören in Runde %(round)s "
                        "aber (auch über andere) an denselben Tisch.",
                        people=names(gathering, pair),
                        round=r + 1,
                    )
    yield from _pinned_enemies(gathering)


def _pinned_enemies(gathering: Gathering) -> Iterator[Sentence]:
    for pair in gathering.apart:
        first, second = (gathering.people[i].pins for i in pair)
        for r in first.keys() & second.keys():
            if first[r] == second[r]:
                yield Sentence(
                    "%(people)s sollen getrennt sitzen, sind aber in Runde %(round)s "
                    "beide an Tisch „%(table)s“ gesetzt.",
                    people=names(gathering, pair),
                    round=r + 1,
                    table=gathering.tables[first[r]].id,
                )


def _organisations(gathering: Gathering) -> Iterator[Sentence]:
    limit = gathering.max_same_organisation
    if limit is None:
        return
    for r, here in enumerate(gathering.here):
        places = sum(min(limit, table.seats[r]) for table in gathering.tables)
        heads = Counter(gathering.people[i].organisation for i in here)
        for organisation, number in sorted((str(name), n) for name, n in heads.items() if name is not None):
            if number > places:
                yield Sentence(
                    "Runde %(round)s: „%(organisation)s“ ist mit %(people)s Personen da; bei höchstens %(limit)s "
                    "je Tisch haben nur %(places)s Platz.",
                    round=r + 1,
                    organisation=organisation,
                    people=number,
                    limit=limit,
                    places=places,
                )
        for block in gathering.blocks[r]:
            inside = Counter(gathering.people[i].organisation for i in block)
            for name, number in inside.items():
                if name is not None and number > limit:
                    yield Sentence(
                        "%(people)s sollen zusammensitzen, darunter %(number)s von „%(organisation)s“; "
                        "erlaubt sind höchstens %(limit)s je Tisch.",
                        people=names(gathering, block),
                        number=number,
                        organisation=name,
                        limit=limit,
                    )


def _strangers(gathering: Gathering) -> Iterator[Sentence]:
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
                yield Sentence(
                    "Runde %(round)s: %(people)s sollen alle voneinander getrennt sitzen; "
                    "dafür reichen %(tables)s Tische nicht.",
                    round=r + 1,
                    people=names(gathering, group),
                    tables=tables,
                )
                break


def _domains(gathering: Gathering) -> Iterator[Sentence]:
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


def _scarce(gathering: Gathering, r: int, people: list[int], tables: list[int], seats: int) -> Sentence:
    needy = [i for i in people if gathering.people[i].needs_accessible]
    if not tables:
        return Sentence(
            "Runde %(round)s: %(names)s brauchen einen barrierefreien Tisch, keiner ist so angegeben.",
            round=r + 1,
            names=names(gathering, people),
        )
    found = {
        "round": r + 1,
        "people": len(people),
        "tables": listing((gathering.tables[t].id for t in tables), MANY),
        "seats": seats,
        "names": names(gathering, people),
    }
    if needy:
        return Sentence(
            "Runde %(round)s: %(people)s Personen (davon %(needy)s auf barrierefreie Tische angewiesen) "
            "dürfen nur an %(tables)s sitzen; dort sind %(seats)s Plätze: %(names)s.",
            needy=len(needy),
            **found,
        )
    return Sentence(
        "Runde %(round)s: %(people)s Personen dürfen nur an %(tables)s sitzen; "
        "dort sind %(seats)s Plätze: %(names)s.",
        **found,
    )


def _themes(gathering: Gathering) -> Iterator[Sentence]:
    if gathering.no_theme_twice:
        for i, person in enumerate(gathering.people):
            free = person.present - person.pins.keys()
            spent = {gathering.theme_of[t] for t in person.pins.values()}
            themes = {gathering.theme_of[t] for r in free for t in gathering.domain[r][i]} - spent
            if len(themes) < len(free):
                yield Sentence(
                    "„%(person)s“ ist in %(rounds)s freien Runden da, findet aber nur %(themes)s verschiedene Themen "
                    "– kein Thema zweimal ist nicht möglich.",
                    person=person.id,
                    rounds=len(free),
                    themes=len(themes),
                )
                return
    transport = Transport(gathering)
    if transport.flow.amount < transport.demand:
        yield Sentence(
            "Kein Thema zweimal ist nicht möglich: Von %(needed)s Plätzen, die gebraucht werden, lassen sich "
            "über den Tag nur %(found)s vergeben.",
            needed=transport.demand,
            found=transport.flow.amount,
        )
    elif transport.unmet_floors:
        yield Sentence(
            "Mindestbesetzung nicht möglich: Es fehlen über den Tag %(people)s Personen an den Tischen.",
            people=transport.unmet_floors,
        )
