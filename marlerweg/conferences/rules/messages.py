"""What the rules have to say, without words: a key and its numbers and names; words are found where the language is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """`key` is one of those in docs/reference/table-planner.md; ids are those of the input, rounds count from 1."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return {"key": self.key, **self.values}
