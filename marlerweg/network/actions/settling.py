"""Settling facts of a place pack: each row once, by its key; what the town edited since stays until the pack itself changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.network.models import Fact
from marlerweg.network.rules.facts import Stated

Row = TypeVar("Row", bound=Fact)
Fact_ = TypeVar("Fact_", bound=Stated)


class UnknownKey(ValueError):
    """A fact refers to something that is not there."""

    def __init__(self, kind: str, key: str) -> None:
        super().__init__(f"{kind}: {key}")
        self.kind, self.key = kind, key


@dataclass(frozen=True)
class Settled:
    """How many rows a deed made, changed and found as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Settled") -> "Settled":
        return Settled(
            self.created + other.created, self.changed + other.changed, self.unchanged + other.unchanged
        )


def settle(
    rows: "models.QuerySet[Row]",
    facts: Iterable[Fact_],
    lookup: Callable[[Fact_], Mapping[str, Any]],
    values: Callable[[Fact_], Mapping[str, Any]],
) -> tuple[Settled, list[tuple[Row, Fact_]]]:
    """Make or mend one row per fact; gives the counts and the rows whose fact is new or has changed."""
    counts = Settled()
    touched: list[tuple[Row, Fact_]] = []
    for fact in facts:
        digest = fact.digest()
        row = rows.filter(**lookup(fact)).first()
        if row is not None and row.pack_digest == digest:
            counts += Settled(unchanged=1)
            continue
        counts += Settled(created=1) if row is None else Settled(changed=1)
        row = row if row is not None else rows.model(**lookup(fact))
        for name, value in {**values(fact), **fact.certainty(), "pack_digest": digest}.items():
            setattr(row, name, value)
        row.save()
        touched.append((row, fact))
    return counts, touched


def find(rows: "models.QuerySet[Any]", field: str, keys: Iterable[str]) -> list[Any]:
    """The rows of these keys in their order; an unknown or ambiguous one is an error."""
    found = []
    for key in keys:
        candidates = list(rows.filter(**{field: key})[:2])
        if len(candidates) != 1:
            raise UnknownKey(str(rows.model._meta.verbose_name), key)
        found.append(candidates[0])
    return found


def find_one(rows: "models.QuerySet[Any]", field: str, key: str) -> Any:
    """The row of this key, or None where no key is given."""
    return find(rows, field, [key])[0] if key else None


def note(by: User | None, what: str, counts: Settled) -> Settled:
    """One audit line, if anything came or changed."""
    if counts.created or counts.changed:
        audit.record(by, f"{what}.settled", created=counts.created, changed=counts.changed)
    return counts
