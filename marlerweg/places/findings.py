"""What is wrong or missing in a pack, said so that an office person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "hint"]


@dataclass(frozen=True)
class Finding:
    severity: Severity
    file: str
    place: str
    sentence: str
    line: int | None = None


@dataclass(frozen=True)
class Spot:
    """A place in a pack's files: the file, the entry and its line where it is known."""

    file: str
    entry: str = ""
    line: int | None = None
    field: str = ""

    def at(self, field: str) -> Spot:
        return replace(self, field=f"{self.field}.{field}" if self.field else field)

    @property
    def place(self) -> str:
        named = f"Feld „{self.field}“" if self.field else ""
        return ", ".join(part for part in (self.entry, named) if part)

    def error(self, sentence: str) -> Finding:
        return Finding("error", self.file, self.place, sentence, self.line)

    def hint(self, sentence: str) -> Finding:
        return Finding("hint", self.file, self.place, sentence, self.line)


def meant(word: str, known: Iterable[str]) -> str:
    """Offer the nearest known word as a question, or nothing when none is near."""
    near = get_close_matches(word, [*known], n=1, cutoff=0.6)
    return f" Meinten Sie „{near[0]}“?" if near else ""
