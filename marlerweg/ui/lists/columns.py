"""What stands in a list: one column says how a thing is shown, sorted, linked and exported."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from marlerweg.foundation.words import Text

Kind = Literal["text", "date", "moment", "number", "badge"]
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, ready for the page; `iso` is the machine's form of a date."""

    label: str
    kind: Kind
    text: SafeString
    href: str = ""
    badge: str = ""
    iso: str = ""
    language: str = ""
    heads_row: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """`value` is an attribute path with dots or a function; without `order` the column cannot be sorted by.

    `order` names database paths ("theme__name", "-status_on"); `badge` gives a badge's kind; `language` the code of a
    text in another language; `export` replaces `value` in sheets; `shown_to` asks the viewer.
    """

    key: str
    label: Text
    value: str | Callable[[Any], Any] = ""
    kind: Kind = "text"
    order: str | Sequence[str] = ()
    link: Callable[[Any], str] | None = None
    badge: Callable[[Any], str] | None = None
    language: Callable[[Any], str] | None = None
    export: Callable[[Any], Any] | None = None
    shown_to: Callable[[Any], bool] | None = None
    only_in_sheets: bool = False
    decimals: int | None = None

    @property
    def orders(self) -> tuple[str, ...]:
        return (self.order,) if isinstance(self.order, str) else tuple(self.order)

    def is_shown_to(self, viewer: Any) -> bool:
        return self.shown_to is None or self.shown_to(viewer)

    def raw(self, thing: Any) -> Any:
        """The value itself; a missing link on the way is nothing, not an error."""
        if callable(self.value):
            return self.value(thing)
        try:
            found = attrgetter((self.value or self.key).replace("__", "."))(thing)
        except AttributeError:
            if None in along(thing, self.value or self.key):
                return None
            raise
        return found() if callable(found) else found

    def for_sheet(self, thing: Any) -> Any:
        """Dates and numbers stay what they are, everything else becomes text."""
        value = self.export(thing) if self.export else self.raw(thing)
        match value:
            case dt.datetime():
                return timezone.localtime(value).replace(tzinfo=None)
            case Decimal():
                return float(value)
            case None | bool() | int() | float() | dt.date() | dt.time():
                return value
            case _:
                return str(value)

    def cell(self, thing: Any, *, heads_row: bool = False) -> Cell:
        value = self.raw(thing)
        return Cell(
            label=capfirst(str(self.label)),
            kind=self.kind,
            text=shown(value, self.kind, self.decimals),
            href=self.link(thing) if self.link else "",
            badge=self.badge(thing) if self.badge and value not in (None, "") else "",
            iso=value.isoformat() if isinstance(value, dt.date) else "",
            language=self.language(thing) if self.language else "",
            heads_row=heads_row,
        )


def along(thing: Any, path: str) -> list[Any]:
    """Everything met on an attribute path until it ends."""
    met = [thing]
    for name in path.replace("__", ".").split("."):
        met.append(getattr(met[-1], name, None))
    return met


def shown(value: Any, kind: Kind, decimals: int | None = None) -> SafeString:
    """A value as people of the page's language read it."""
    if value is None or value == "":
        return SafeString(NOTHING)
    if isinstance(value, dt.datetime):
        pattern = "SHORT_DATETIME_FORMAT" if kind == "moment" else "SHORT_DATE_FORMAT"
        return conditional_escape(date_format(timezone.localtime(value), pattern))
    if isinstance(value, dt.date):
        return conditional_escape(date_format(value, "SHORT_DATE_FORMAT"))
    if kind == "number":
        return conditional_escape(number_format(value, decimals, force_grouping=True))
    return conditional_escape(value)
