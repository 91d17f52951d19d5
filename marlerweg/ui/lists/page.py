"""The list page itself: a declaration, and the answer to a request for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from marlerweg.foundation.words import Text
from marlerweg.ui.htmx import wants_part
from marlerweg.ui.lists import export, searching, sorting
from marlerweg.ui.lists.address import SORT, Address
from marlerweg.ui.lists.columns import Cell, Column
from marlerweg.ui.lists.filters import Filter
from marlerweg.ui.lists.wishes import WishForm

PART = "liste"


@dataclass(frozen=True)
class Action:
    """A button above or below a list that leads on."""

    label: Text
    href: str
    kind: str = "primary"


@dataclass(frozen=True)
class Empty:
    """What a list without rows says, and what to do next."""

    text: Text
    next: Text = ""
    action: Action | None = None


@dataclass(frozen=True)
class Header:
    """A column's head: where a click sorts to, and how it is sorted now."""

    label: Text
    kind: str
    href: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Row:
    thing: Any
    cells: list[Cell]


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """Declared once per list; `name` becomes the file name of exports, `order` is a column's key or -key.

    `search` names database paths, or is a function of rows and words; `item_template` shows each row as a card
    (with `row.thing`) instead of a table row.
    """

    name: str
    title: Text
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    search: Sequence[str] | Callable[[QuerySet[Any], str], QuerySet[Any]] = ()
    search_hint: Text = ""
    order: str = ""
    empty: Empty = field(default_factory=lambda: Empty(""))
    intro: Text = ""
    template: str = "ui/lists/page.html"
    item_template: str = ""

    def respond(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        *,
        viewer: Any,
        on_export: export.OnExport | None = None,
        actions: Sequence[Action] = (),
        context: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """The page, its part `#liste` for htmx, or with POST the sheet; without `on_export` nothing can be exported."""
        listing = Listing(self, request, queryset, viewer)
        if request.method == "POST":
            if on_export is None:
                return HttpResponseNotAllowed(["GET", "HEAD"])
            return listing.exported(request.POST.get("export", ""), on_export)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        template = f"ui/lists/page.html#{PART}" if wants_part(request, PART) else self.template
        shown = {"listing": listing, "actions": actions, "can_export": on_export is not None}
        return render(request, template, {**(context or {}), **shown})


class Listing:
    """One answer: the declaration, what was asked for, and the rows that remain."""

    def __init__(self, page: ListPage, request: HttpRequest, queryset: QuerySet[Any], viewer: Any) -> None:
        self.declared = page
        self.viewer = viewer
        self.columns = [column for column in page.columns if column.is_shown_to(viewer)]
        self.shown_columns = [column for column in self.columns if not column.only_in_sheets]
        self.form = WishForm(
            request.GET,
            filters=page.filters,
            columns=self.shown_columns,
            viewer=viewer,
            searches=bool(page.search),
        )
        self.address = Address(request.path, request.GET)
        self.everything = queryset
        self.queryset = self._ordered(self._narrowed(queryset))
        self.paginator: Paginator[Any] = Paginator(self.queryset, self.form.size)
        self.page: Page[Any] = self.paginator.get_page(request.GET.get("seite"))

    def _narrowed(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        for each in self.declared.filters:
            queryset = each.apply(queryset, self.form.wished, self.viewer)
        how = self.declared.search
        if not self.form.words or not how:
            return queryset
        return (
            how(queryset, self.form.words)
            if callable(how)
            else searching.search(queryset, how, self.form.words)
        )

    def _ordered(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wish = self.form.sort or self.declared.order
        column = next((each for each in self.columns if each.key == wish.removeprefix("-")), None)
        if column is None:
            return queryset if queryset.ordered else queryset.order_by("pk")
        return sorting.ordered(queryset, column.orders, turned=wish.startswith("-"))

    @property
    def count(self) -> int:
        return self.paginator.count

    @property
    def is_narrowed(self) -> bool:
        return bool(self.form.chips())

    def headers(self) -> list[Header]:
        wish = self.form.sort or self.declared.order
        return [self._header(column, wish) for column in self.shown_columns]

    def _header(self, column: Column, wish: str) -> Header:
        if not column.orders:
            return Header(column.label, column.kind)
        now = {column.key: "ascending", f"-{column.key}": "descending"}.get(wish, "")
        then = f"-{column.key}" if now == "ascending" else column.key
        return Header(column.label, column.kind, self.address.having(SORT, then), now)

    def rows(self) -> list[Row]:
        return [
            Row(
                thing,
                [column.cell(thing, heads_row=not index) for index, column in enumerate(self.shown_columns)],
            )
            for thing in self.page
        ]

    def chips(self) -> list[dict[str, str]]:
        return [
            {
                "label": chip.label,
                "text": chip.text,
                "href": self.address.without(chip.parameter, chip.value),
            }
            for chip in self.form.chips()
        ]

    def reset_href(self) -> str:
        return self.address.without_all({chip.parameter for chip in self.form.chips()})

    def kept(self) -> list[tuple[str, str]]:
        """Parameters of the page that are none of the list's business and must survive its form."""
        names = [name for name in self.address.parameters if name not in self.form.own_names]
        return [(name, value) for name in names for value in self.address.parameters.getlist(name)]

    def pages(self) -> list[dict[str, Any]]:
        """Numbers for the pager; 0 stands for a gap."""
        if self.paginator.num_pages < 2:
            return []
        numbers = self.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [self._leaf(number) for number in numbers]

    def _leaf(self, number: int | str) -> dict[str, Any]:
        if not isinstance(number, int):
            return {"number": 0}
        return {
            "number": number,
            "href": self.address.turned_to(number),
            "is_current": number == self.page.number,
        }

    def previous_href(self) -> str:
        return self.address.turned_to(self.page.previous_page_number()) if self.page.has_previous() else ""

    def next_href(self) -> str:
        return self.address.turned_to(self.page.next_page_number()) if self.page.has_next() else ""

    def exported(self, wanted: str, on_export: export.OnExport) -> HttpResponse:
        return export.respond(
            wanted,
            name=self.declared.name,
            title=str(self.declared.title),
            columns=self.columns,
            queryset=self.queryset,
            wishes={name: self.address.parameters.getlist(name) for name in self.address.parameters},
            notes=self._notes(),
            viewer=self.viewer,
            on_export=on_export,
        )

    def _notes(self) -> list[str]:
        """What stands above the sheet, so that a narrowed list is not taken for the whole."""
        wished = [f"{chip.label}: {chip.text}" if chip.label else chip.text for chip in self.form.chips()]
        return [str(self.declared.title), *wished]
