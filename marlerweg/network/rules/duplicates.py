"""Which two rows may be the same organisation or person, with reasons a reader can check."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from marlerweg.network.rules.folding import folded, name_words

ENOUGH = 2
ENOUGH_FOR_RELATIVES = 4  # an office and its department share switchboard and website
SWITCHBOARD = 3  # a detail that more than this many share says nothing
LEAST_TYPO_LENGTH = 5
TYPO = 0.88
ARTICLES = "der die das im in am an und fuer von zu zum zur des den dem"
ORDINARY = (
    "stadt amt verein gruppe arbeitsgruppe buero stadtteilbuero stadtteiltreff kirche gemeinde moschee schule"
)
GENERIC = frozenset(f"{ARTICLES} {ORDINARY} kita treff cafe initiative arbeitskreis".split())


class Why(StrEnum):
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_SHORT_NAME = "same_short_name"
    MAIL = "mail"
    PHONE = "phone"
    ADDRESS = "address"
    WEBSITE = "website"


WEIGHTS = {
    Why.SAME_NAME: 3,
    Why.SIMILAR_NAME: 2,
    Why.SAME_SHORT_NAME: 1,
    Why.MAIL: 2,
    Why.PHONE: 2,
    Why.ADDRESS: 1,
    Why.WEBSITE: 1,
}


@dataclass(frozen=True, slots=True)
class Record:
    """One row in comparable form; `details` are pairs of reason and folded value; `relatives` share things by nature."""

    key: Hashable
    name: str
    short_name: str = ""
    details: frozenset[tuple[Why, str]] = frozenset()
    relatives: frozenset[Hashable] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Suspicion:
    first: Hashable
    second: Hashable
    reasons: tuple[Why, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[reason] for reason in self.reasons)


def suspicions(
    records: Iterable[Record],
    known_distinct: Iterable[frozenset[Hashable]] = (),
    common: Iterable[str] = (),
) -> list[Suspicion]:
    """Every suspicious pair, the strongest first; pairs known to be different are left out.

    `common` are words that say nothing here, such as the town's name.
    Only pairs that share a rare word or a detail are compared, so it stays quick for thousands.
    """
    rows = list(records)
    empty = GENERIC | {word for each in common for word in folded(each).split()}
    distinct = set(known_distinct)
    shared = _shared_details(rows)
    found = []
    for one, other in _pairs(rows, empty):
        if frozenset((one.key, other.key)) in distinct:
            continue
        suspicion = Suspicion(one.key, other.key, _reasons(one, other, shared, empty))
        related = other.key in one.relatives or one.key in other.relatives
        if suspicion.weight >= (ENOUGH_FOR_RELATIVES if related else ENOUGH):
            found.append(suspicion)
    return sorted(found, key=lambda each: (-each.weight, str(each.first), str(each.second)))


def similar_names(one: str, other: str, empty: frozenset[str] = GENERIC) -> bool:
    """Every word of the shorter name stands in the longer, small typing errors allowed, and one of them says something."""
    shorter, longer = sorted(
        (tuple(dict.fromkeys(name_words(name))) for name in (one, other)),
        key=lambda words: (len(words), words),
    )
    matched = [word for word in shorter if any(_same_word(word, candidate) for candidate in longer)]
    return len(matched) == len(shorter) and any(word not in empty for word in matched)


@lru_cache(maxsize=100_000)
def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST_TYPO_LENGTH or one[0] != other[0] or _digits(one) != _digits(other):
        return False
    first, second = sorted((one, other))  # the ratio depends on the order
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= TYPO


def _digits(word: str) -> str:
    return "".join(sign for sign in word if sign.isdigit())


def _reasons(
    one: Record, other: Record, shared: dict[tuple[Why, str], int], empty: frozenset[str]
) -> tuple[Why, ...]:
    reasons = list(_name_reasons(one, other, empty))
    for detail in sorted(one.details & other.details):
        if shared[detail] <= SWITCHBOARD and detail[0] not in reasons:
            reasons.append(detail[0])
    return tuple(reasons)


def _name_reasons(one: Record, other: Record, empty: frozenset[str]) -> Iterator[Why]:
    if name_words(one.name) == name_words(other.name):
        yield Why.SAME_NAME
    elif similar_names(one.name, other.name, empty):
        yield Why.SIMILAR_NAME
    names = ({folded(each.name), folded(each.short_name)} - {""} for each in (one, other))
    first, second = names
    if first & second and name_words(one.name) != name_words(other.name):
        yield Why.SAME_SHORT_NAME


def _shared_details(rows: list[Record]) -> dict[tuple[Why, str], int]:
    counts: dict[tuple[Why, str], int] = defaultdict(int)
    for row in rows:
        for detail in row.details:
            counts[detail] += 1
    return counts


def _pairs(rows: list[Record], empty: frozenset[str]) -> Iterator[tuple[Record, Record]]:
    """Pairs with a detail in common, or where the rarest word of one stands in the other.

    All words of the shorter of two similar names stand in the longer, its rarest among them; so looking there is enough.
    """
    blocks: dict[Hashable, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for key in {*(key for name in _names(row) for key in _word_keys(name, empty)), *row.details}:
            blocks[key].add(number)
    seen: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        rarest = [
            min(keys, key=lambda key: (len(blocks[key]), key))
            for name in _names(row)
            if (keys := _word_keys(name, empty))
        ]
        for key in [*rarest, *row.details]:
            seen |= {(min(number, other), max(number, other)) for other in blocks[key] if other != number}
    for first, second in sorted(seen):
        yield rows[first], rows[second]


def _names(row: Record) -> list[str]:
    return [name for name in (row.name, row.short_name) if name]


def _word_keys(name: str, empty: frozenset[str]) -> set[str]:
    """The beginnings of the words that say something, so that a typing error further on does not part them."""
    return {word[:4] for word in name_words(name) if word not in empty}
