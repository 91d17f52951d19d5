"""What a role can be held for: the rooms above that know organisations and bodies hand their names down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

Source = Callable[[], Iterable[tuple[UUID, str]]]
_sources: dict[str, Source] = {}


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole town, or one organisation or body with the name it has today."""

    kind: str = "town"
    identifier: UUID | None = None
    label: str = ""


TOWN = Scope()


def register(kind: str, source: Source) -> None:
    """Called from `AppConfig.ready` of the room that keeps the rows; `kind` is a value of `Assignment.Scope`."""
    _sources[kind] = source


def of_kind(kind: str) -> list[Scope]:
    source = _sources.get(kind)
    return [Scope(kind, identifier, label) for identifier, label in source()] if source else []


def choices() -> list[Scope]:
    return [TOWN, *of_kind("organisation"), *of_kind("body")]
