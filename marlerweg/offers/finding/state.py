"""The state of all public offers in one line, and whether some known changes are all that lies between two such lines.

Without that every single change would have to be held against the stamps of all other offers.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple


def stamp(version: int, changed_at: datetime) -> str:
    return f"{version}:{changed_at.timestamp()}"


class State(NamedTuple):
    """Number of offers, sum of their versions, the last change (POSIX seconds), and the first and last id."""

    offers: int
    versions: int
    last: float
    first: str
    end: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "State":
        """From the aggregate's row, whose values are None where there are no offers."""
        last = row["last"].timestamp() if row["last"] else 0.0
        return cls(
            row["count"], row["versions"] or 0, last, _bare(row["first"] or ""), _bare(row["end"] or "")
        )

    @classmethod
    def read(cls, line: str) -> "State | None":
        """None for a line that this class has not written."""
        try:
            offers, versions, last, first, end = line.split("|")
            return cls(int(offers), int(versions), float(last), first, end)
        except ValueError:
            return None

    def __str__(self) -> str:
        return "|".join(map(str, self))


def explained(before: str, after: str, *, old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """Stamps by id: that those of `old` went or became those of `new` is all that has happened; False also in doubt."""
    was, now = State.read(before), State.read(after)
    if was is None or now is None or not was.offers or not new:
        return False
    left = {_bare(key) for key in old} - (came := {_bare(key) for key in new})
    if left & {was.first, was.end}:
        return False
    expected = State(
        was.offers - len(old) + len(new),
        was.versions - sum(_versions(old.values())) + sum(_versions(new.values())),
        max(was.last, *(float(each.partition(":")[2]) for each in new.values())),
        min(was.first, *came),
        max(was.end, *came),
    )
    return expected == now


def _versions(stamps: Iterable[str]) -> Iterable[int]:
    return (int(each.partition(":")[0]) for each in stamps)


def _bare(key: str) -> str:
    """PostgreSQL writes an id with dashes, SQLite without."""
    return key.replace("-", "")
