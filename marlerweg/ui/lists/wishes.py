"""What a reader asks of a list: words, filters, order, page, size – parsed from the address and made sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.ui.lists.address import PAGE, SEARCH, SIZE, SORT
from marlerweg.ui.lists.columns import Column
from marlerweg.ui.lists.filters import Chip, Filter

SIZES = (25, 50, 100)


class WishForm(forms.Form):
    """The search box, the filters and the order, always bound to the address; what makes no sense counts as not asked."""

    marks_optional = False

    def __init__(
        self,
        data: QueryDict,
        *,
        filters: Sequence[Filter],
        columns: Sequence[Column],
        viewer: Any,
        searches: bool,
    ) -> None:
        super().__init__(data, auto_id="liste_%s", use_required_attribute=False)
        self.filters = filters
        if searches:
            self.fields[SEARCH] = forms.CharField(label=_("Suche"), required=False, max_length=200)
        self.names: dict[str, list[str]] = {}
        for each in filters:
            fields = each.fields(viewer)
            self.names[each.key] = list(fields)
            self.fields.update(fields)
        self.fields[SORT] = forms.ChoiceField(
            label=_("Sortieren nach"), required=False, choices=orders(columns)
        )
        self.fields[SIZE] = forms.ChoiceField(
            label=_("Zeilen je Seite"),
            required=False,
            choices=[("" if size == SIZES[0] else str(size), str(size)) for size in SIZES],
        )
        self.full_clean()

    @property
    def wished(self) -> dict[str, Any]:
        return self.cleaned_data

    @property
    def words(self) -> str:
        return str(self.wished.get(SEARCH) or "").strip()

    @property
    def sort(self) -> str:
        return str(self.wished.get(SORT) or "")

    @property
    def size(self) -> int:
        return int(self.wished.get(SIZE) or SIZES[0])

    @property
    def own_names(self) -> set[str]:
        return {*self.fields, PAGE}

    def chips(self) -> list[Chip]:
        searched = [Chip(str(_("Suche")), self.words, SEARCH)] if self.words else []
        return searched + [chip for each in self.filters for chip in each.chips(self.wished, self)]

    def search_field(self) -> forms.BoundField | None:
        return self[SEARCH] if SEARCH in self.fields else None

    def groups(self) -> list["Group"]:
        """One fold per filter, with the number of its active choices."""
        return [
            Group(
                each.label, [self[name] for name in self.names[each.key]], len(each.chips(self.wished, self))
            )
            for each in self.filters
        ]


@dataclass(frozen=True, slots=True)
class Group:
    label: Text
    fields: list[forms.BoundField]
    active: int


def orders(columns: Sequence[Column]) -> list[tuple[str, Text]]:
    """Every sortable column upwards and downwards; the empty choice is the list's own order."""
    found: list[tuple[str, Text]] = [("", _("übliche Reihenfolge"))]
    for column in columns:
        if column.orders:
            words = WORDS.get(column.kind, WORDS["text"])
            found += [
                (sign + column.key, format_lazy("{} ({})", column.label, word))
                for sign, word in zip(("", "-"), words, strict=True)
            ]
    return found


WORDS = {
    "text": (_("A bis Z"), _("Z bis A")),
    "badge": (_("A bis Z"), _("Z bis A")),
    "number": (_("kleinste zuerst"), _("größte zuerst")),
    "date": (_("älteste zuerst"), _("neueste zuerst")),
    "moment": (_("älteste zuerst"), _("neueste zuerst")),
}
