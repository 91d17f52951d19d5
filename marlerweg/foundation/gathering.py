"""Rows with several lists each, in one query for all of them instead of one for the rows and one per list."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, QuerySet, Value


@dataclass(frozen=True, slots=True)
class Listed:
    """What to read: the `member`s of rows, seen from the row that `owner` leads to ("" when it is the row itself)."""

    name: str
    rows: QuerySet[Any]
    member: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One owner: what it is called, and its lists by name; a list without members is empty."""

    called: tuple[Any, ...]
    lists: dict[str, set[Hashable]] = field(default_factory=lambda: defaultdict(set))

    def of(self, name: str) -> frozenset[Any]:
        return frozenset(self.lists.get(name, ()))


def gathered(called: Sequence[str], *lists: Listed) -> Iterator[Gathered]:
    """`called` are columns of the owner; keys and columns of all owners must be of one kind."""
    parts = [
        each.rows.prefetch_related(None)
        .select_related(None)
        .order_by()
        .values_list(
            f"{each.owner}pk",
            *(f"{each.owner}{column}" for column in called),
            F(each.member),
            Value(each.name, output_field=CharField()),
        )
        for each in lists
    ]
    found: dict[Hashable, Gathered] = {}
    for key, *names, member, name in parts[0].union(*parts[1:], all=True):
        if key is not None:
            owner = found.setdefault(key, Gathered(tuple(names)))
            if member is not None:
                owner.lists[name].add(member)
    yield from found.values()
