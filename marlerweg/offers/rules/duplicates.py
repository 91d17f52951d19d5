"""Which two offers may be the same, with reasons a reader can check."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from marlerweg.network.rules.duplicates import similar_names
from marlerweg.network.rules.folding import name_words

ENOUGH = 4


class Why(StrEnum):
    SAME_TITLE = "same_title"
    SIMILAR_TITLE = "similar_title"
    ORGANISATION = "organisation"
    PLACE = "place"
    CONTACT = "contact"


WEIGHTS = {Why.SAME_TITLE: 3, Why.SIMILAR_TITLE: 2, Why.ORGANISATION: 2, Why.PLACE: 1, Why.CONTACT: 1}


@dataclass(frozen=True, slots=True)
class Record:
    """One offer in comparable form."""

    key: Hashable
    title: str
    organisation: Hashable
    places: frozenset[Hashable] = frozenset()
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Suspicion:
    first: Hashable
    second: Hashable
    reasons: tuple[Why, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[reason] for reason in self.reasons)


def suspicions(
    records: Iterable[Record], known_distinct: Collection[frozenset[Hashable]] = ()
) -> list[Suspicion]:
    """Every suspicious pair, the strongest first. A title alone says nothing: half the town has a Sprachcafé.

    Only offers with the same organisation, place or contact are compared, so it stays quick for thousands.
    """
    rows = list(records)
    found = [
        suspicion
        for one, other in _pairs(rows)
        if frozenset((one.key, other.key)) not in known_distinct and (suspicion := _judged(one, other))
    ]
    return _strongest_first(found)


def against(new: Record, known: Iterable[Record]) -> list[Suspicion]:
    """Of one record alone, the strongest first; `second` is the one that is known."""
    return _strongest_first([suspicion for other in known if (suspicion := _judged(new, other))])


def _judged(one: Record, other: Record) -> Suspicion | None:
    suspicion = Suspicion(one.key, other.key, tuple(_reasons(one, other)))
    has_title = {Why.SAME_TITLE, Why.SIMILAR_TITLE} & set(suspicion.reasons)
    return suspicion if has_title and suspicion.weight >= ENOUGH else None


def _strongest_first(found: Iterable[Suspicion]) -> list[Suspicion]:
    return sorted(found, key=lambda each: (-each.weight, str(each.first), str(each.second)))


def _reasons(one: Record, other: Record) -> Iterator[Why]:
    if name_words(one.title) == name_words(other.title):
        yield Why.SAME_TITLE
    elif similar_names(one.title, other.title):
        yield Why.SIMILAR_TITLE
    if one.organisation == other.organisation:
        yield Why.ORGANISATION
    if one.places & other.places:
        yield Why.PLACE
    if one.contacts & other.contacts:
        yield Why.CONTACT


def _pairs(rows: list[Record]) -> Iterator[tuple[Record, Record]]:
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        for key in {
            ("o", row.organisation),
            *(("p", each) for each in row.places),
            *(("c", each) for each in row.contacts),
        }:
            blocks[key].append(number)
    seen = {
        (first, second)
        for members in blocks.values()
        for position, first in enumerate(members)
        for second in members[position + 1 :]
    }
    for first, second in sorted(seen):
        yield rows[first], rows[second]
