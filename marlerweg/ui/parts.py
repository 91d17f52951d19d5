"""Plain values that components draw: tabs, steps, crumbs, moments, facts, tiles."""

import datetime as dt
from dataclasses import dataclass

from marlerweg.foundation.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of several views of the same thing; a link, so it works without JavaScript and can be shared."""

    label: Text
    href: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of a form in several pages; `passing` is "done", "current" or "ahead"."""

    label: Text
    passing: str
    href: str = ""

    @property
    def is_current(self) -> bool:
        return self.passing == "current"


@dataclass(frozen=True, slots=True)
class Crumb:
    label: Text
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One entry of a timeline; `kind` ("done", "waiting", "refused") colours its mark and never stands alone."""

    title: Text
    at: dt.date | dt.datetime | None = None
    text: Text = ""
    by: Text = ""
    href: str = ""
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    term: Text
    value: object
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure that stands for itself; `value` is already written as people read it."""

    label: Text
    value: object
    hint: Text = ""
    href: str = ""
