"""How many new contacts a day can bring: by chance, and at best."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations_with_replacement
from math import prod

from marlerweg.conferences.rules.bounds import together_pairs
from marlerweg.conferences.rules.planning import Gathering


def expected_by_chance(gathering: Gathering, loads: Sequence[Sequence[int]]) -> float:
    """Mean number of different pairs that meet if everybody draws a seat by lot in every round.

    Σ over pairs of 1 − Π_r(1 − p_r), with p_r the share of pairs of round r that share a table.
    """
    shares = []
    for r, row in enumerate(loads):
        pairs = together_pairs(len(gathering.here[r]))
        shares.append(sum(map(together_pairs, row)) / pairs if pairs else 0.0)
    kinds = Counter(person.present for person in gathering.people)
    total = 0.0
    for first, second in combinations_with_replacement(sorted(kinds, key=sorted), 2):
        number = kinds[first] * kinds[second] if first != second else together_pairs(kinds[first])
        total += number * (1 - prod(1 - shares[r] for r in first & second))
    return total


def most_meetings_at_tables(gathering: Gathering) -> int:
    """Pairs at tables over the day if people crowd as much as the seats allow."""
    total = 0
    for r, people in enumerate(gathering.here):
        rest = len(people)
        for seats in sorted((table.seats[r] for table in gathering.tables), reverse=True):
            total += together_pairs(min(rest, seats))
            rest -= min(rest, seats)
    return total


def least_contacts_bound(gathering: Gathering, repeats: int, most: int) -> int:
    """Nobody's day can be arranged so that everyone gets more new contacts than this.

    With at least `repeats` repeats (which earlier goals outrank) and no pair meeting more than `most` times, a repeat
    costs at least 2/most of a contact (2/(most+1) where people may have met before). Nor can anyone meet more people
    than fit at their tables or share a round with them.
    """
    people = [i for i, person in enumerate(gathering.people) if person.present]
    if not people:
        return 0
    divisor = most + 1 if gathering.met else max(1, most)
    different = most_meetings_at_tables(gathering) - -(-2 * repeats // divisor)
    return min([2 * different // len(people), *(_own_bound(gathering, i) for i in people)])


def _own_bound(gathering: Gathering, i: int) -> int:
    person = gathering.people[i]
    known = {j for pair in gathering.met if i in pair for j in pair}
    others = sum(
        1
        for j, other in enumerate(gathering.people)
        if j != i and j not in known and person.present & other.present
    )
    places = 0
    for r in person.present:
        seats = max(gathering.tables[t].seats[r] for t in gathering.domain[r][i])
        places += min(seats, len(gathering.here[r])) - 1
    return min(others, places)
