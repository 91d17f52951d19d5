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
    read = [_Read.of(row) for row in rows]
    found = []
    for first, second in _pairs(rows, empty):
        one, other = rows[first], rows[second]
        reasons = _reasons(read[first], read[second], shared, empty)
        if not reasons or frozenset((one.key, other.key)) in distinct:
            continue
        suspicion = Suspicion(one.key, other.key, reasons)
        related = other.key in one.relatives or one.key in other.relatives
        if suspicion.weight >= (ENOUGH_FOR_RELATIVES if related else ENOUGH):
            found.append(suspicion)
    return sorted(found, key=lambda each: (-each.weight, str(each.first), str(each.second)))


def similar_names(one: str, other: str, empty: frozenset[str] = GENERIC) -> bool:
    """Every word of the shorter name stands in the longer, small typing errors allowed, and one of them says something."""
    return _similar(_distinct(one), _distinct(other), empty)


def _distinct(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name_words(name)))


def _similar(one: tuple[str, ...], other: tuple[str, ...], empty: frozenset[str]) -> bool:
    shorter, longer = (one, other) if (len(one), one) <= (len(other), other) else (other, one)
    for word in shorter:
        if word not in longer and not any(_same_word(word, candidate) for candidate in longer):
            return False
    return any(word not in empty for word in shorter)


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


@dataclass(frozen=True, slots=True)
class _Read:
    """A row's names in comparable form, read once and not for each pair."""

    words: tuple[str, ...]
    distinct: tuple[str, ...]
    initials: frozenset[str]
    names: frozenset[str]
    details: frozenset[tuple[Why, str]]

    @classmethod
    def of(cls, row: Record) -> "_Read":
        words = name_words(row.name)
        return cls(
            words,
            _distinct(row.name),
            frozenset(word[0] for word in words),
            frozenset({folded(row.name), folded(row.short_name)} - {""}),
            row.details,
        )


def _reasons(
    one: _Read, other: _Read, shared: dict[tuple[Why, str], int], empty: frozenset[str]
) -> tuple[Why, ...]:
    reasons = list(_name_reasons(one, other, empty))
    for detail in sorted(one.details & other.details):
        if shared[detail] <= SWITCHBOARD and detail[0] not in reasons:
            reasons.append(detail[0])
    return tuple(reasons)


def _name_reasons(one: _Read, other: _Read, empty: frozenset[str]) -> Iterator[Why]:
    """Same words begin with the same letter, typing error or not: most pairs are told apart by that alone."""
    if one.words == other.words:
        yield Why.SAME_NAME
        return
    begin_alike = one.initials <= other.initials or other.initials <= one.initials
    if begin_alike and _similar(one.distinct, other.distinct, empty):
        yield Why.SIMILAR_NAME
    if not one.names.isdisjoint(other.names):
        yield Why.SAME_SHORT_NAME


def _shared_details(rows: list[Record]) -> dict[tuple[Why, str], int]:
    counts: dict[tuple[Why, str], int] = defaultdict(int)
    for row in rows:
        for detail in row.details:
            counts[detail] += 1
    return counts


def _pairs(rows: list[Record], empty: frozenset[str]) -> list[tuple[int, int]]:
    """Positions of pairs with a detail in common, or where the rarest word of one stands in the other.

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
    return sorted(seen)


def _names(row: Record) -> list[str]:
    return [name for name in (row.name, row.short_name) if name]


def _word_keys(name: str, empty: frozenset[str]) -> set[str]:
    """The beginnings of the words that say something, so that a typing error further on does not part them."""
    return {word[:4] for word in name_words(name) if word not in empty}
