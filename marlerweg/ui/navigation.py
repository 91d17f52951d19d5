"""The main menu: rooms above register their entries, each with the question who sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from marlerweg.foundation.words import Text


@dataclass(frozen=True)
class Entry:
    """`order` places it; `shown_to` gets the user, who may be anonymous; entries with the same `group` share a fold."""

    label: Text
    route: str
    order: int
    shown_to: Callable[[Any], bool]
    group: Text = ""

    @property
    def address(self) -> str:
        return reverse(self.route)


@dataclass(frozen=True)
class Shown:
    label: Text
    address: str
    group: str
    is_current: bool


@dataclass(frozen=True)
class Fold:
    """What stands in the bar: one entry, or several under the name of their group."""

    label: Text
    entries: Sequence[Shown]

    @property
    def single(self) -> Shown | None:
        return self.entries[0] if len(self.entries) == 1 else None

    @property
    def is_current(self) -> bool:
        return any(entry.is_current for entry in self.entries)


ENTRIES: list[Entry] = []


def register(*entries: Entry) -> None:
    """Called from a room's `AppConfig.ready`; registering the same entry again changes nothing."""
    for entry in entries:
        if entry not in ENTRIES:
            ENTRIES.append(entry)


def visible_to(request: HttpRequest) -> list[Shown]:
    user = getattr(request, "user", None)
    shown = sorted((entry for entry in ENTRIES if entry.shown_to(user)), key=lambda entry: entry.order)
    best = max(
        (entry.address for entry in shown if request.path.startswith(entry.address)), key=len, default=""
    )
    return [Shown(entry.label, entry.address, str(entry.group), entry.address == best) for entry in shown]


def folded(entries: Sequence[Shown]) -> list[Fold]:
    """Groups stand where their first entry would; a group of one is just that entry."""
    groups: dict[str, list[Shown]] = {}
    for entry in entries:
        groups.setdefault(entry.group or entry.address, []).append(entry)
    return [Fold(members[0].group, members) for members in groups.values()]
