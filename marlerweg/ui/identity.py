"""The town whose name and colours the pages and papers carry; the room that knows the town hands it down."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Identity:
    """Names as on letterheads; colours as #rrggbb."""

    name: str = "Marler Weg"
    town: str = ""
    town_with_preposition: str = ""
    colour: str = "#171a2b"
    sender: str = ""
    mail: str = ""
    extra: dict[str, str] = field(default_factory=dict)


_source: Callable[[], Identity] = Identity


def tell(source: Callable[[], Identity]) -> None:
    """Called once from `AppConfig.ready` of the room that stores the town."""
    global _source  # noqa: PLW0603 - one town per installation
    _source = source


def current() -> Identity:
    return _source()
