"""A sentence that remembers its words: German as it stands, in any other language where the reader is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

Put = Any
"""What a sentence may be filled with: a text, a number, a `Listing` or another sentence."""


@dataclass(frozen=True)
class Listing:
    """Some of many things by name, and how many there are besides."""

    items: tuple[str, ...]
    more: int = 0

    def __str__(self) -> str:
        return self.spelt("%(names)s und %(more)s weitere")

    def spelt(self, pattern: str, names: Mapping[str, str] | None = None) -> str:
        listed = ", ".join(f"„{(names or {}).get(item, item)}“" for item in self.items)
        return pattern % {"names": listed, "more": self.more} if self.more else listed


class Sentence(str):
    """`Sentence("Runde %(round)s …", round=1)`: the template is a message of the catalogues, gathered from the code."""

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Put]

    def __new__(cls, template: str, **values: Put) -> Self:
        made = super().__new__(cls, template % values)
        made.template, made.values = template, values
        return made

    def as_data(self) -> dict[str, Any]:
        """Plain values for JSON; `of` makes the same sentence of them again."""
        return {"template": self.template, "values": {key: _plain(one) for key, one in self.values.items()}}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Sentence":
        return cls(kept["template"], **{key: _filled(one) for key, one in kept["values"].items()})


def listing(items: Iterable[Any], most: int) -> Listing:
    """The first `most` by name, the others as a number."""
    names = tuple(map(str, items))
    return Listing(names[:most], max(0, len(names) - most))


def _plain(value: Put) -> Any:
    if isinstance(value, Listing):
        return {"items": list(value.items), "more": value.more}
    return value.as_data() if isinstance(value, Sentence) else value


def _filled(value: Any) -> Put:
    if isinstance(value, Mapping):
        return Sentence.of(value) if "template" in value else Listing(tuple(value["items"]), value["more"])
    return value
