"""The main menu: rooms above register their entries, each with the question who sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Entry:
    """`order` places it; `shown_to` gets the user, who may be anonymous."""

    label: str | Promise
    route: str
    order: int
    shown_to: Callable[[Any], bool]
    group: str = ""

    @property
    def address(self) -> str:
        return reverse(self.route)


@dataclass(frozen=True)
class Shown:
    label: str | Promise
    address: str
    group: str
    is_current: bool


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
    return [Shown(entry.label, entry.address, entry.group, entry.address == best) for entry in shown]
