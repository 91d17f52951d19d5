"""Filters of a list: each brings its form fields, narrows the rows and names itself as a chip that can be taken away."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.db.models import DateTimeField, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.ui.forms.widgets import DateInput
from marlerweg.ui.lists.fields import met_on, spans_many
from marlerweg.ui.lists.searching import once

Choices = Iterable[tuple[Any, Text]]


@dataclass(frozen=True, slots=True)
class Chip:
    """One active wish; taking it away removes `value` (or everything) of `parameter` from the address."""

    label: str
    text: str
    parameter: str
    value: str = ""


class Filter(Protocol):
    """Whatever narrows a list; rooms may write their own."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> Text: ...

    def fields(self, viewer: Any) -> dict[str, forms.Field]: ...

    def apply(self, queryset: QuerySet[Any], wished: Mapping[str, Any], viewer: Any) -> QuerySet[Any]: ...

    def chips(self, wished: Mapping[str, Any], form: forms.Form) -> list[Chip]: ...


@dataclass(frozen=True)
class Choice:
    """One or several out of known values; `choices` may be a function of the viewer, `lookup` a path or a function."""

    key: str
    label: Text
    choices: Choices | Callable[[Any], Choices]
    lookup: str | Callable[[QuerySet[Any], Sequence[str]], QuerySet[Any]] = ""
    multiple: bool = True

    def fields(self, viewer: Any) -> dict[str, forms.Field]:
        choices = [
            (str(value), label)
            for value, label in (self.choices(viewer) if callable(self.choices) else self.choices)
            if value not in (None, "")
        ]
        if self.multiple:
            widget = forms.CheckboxSelectMultiple
            return {
                self.key: forms.MultipleChoiceField(
                    label=self.label, choices=choices, required=False, widget=widget
                )
            }
        every = ("", _("alle"))
        return {
            self.key: forms.ChoiceField(
                label=self.label, choices=[every, *choices], required=False, widget=forms.RadioSelect
            )
        }

    def chosen(self, wished: Mapping[str, Any]) -> list[str]:
        value = wished.get(self.key) or []
        return [value] if isinstance(value, str) else list(value)

    def apply(self, queryset: QuerySet[Any], wished: Mapping[str, Any], viewer: Any) -> QuerySet[Any]:
        chosen = self.chosen(wished)
        if not chosen:
            return queryset
        if callable(self.lookup):
            return self.lookup(queryset, chosen)
        path = self.lookup or self.key
        condition = Q(**{f"{path}__in": chosen})
        return once(queryset, condition) if spans_many(queryset.model, path) else queryset.filter(condition)

    def chips(self, wished: Mapping[str, Any], form: forms.Form) -> list[Chip]:
        names = {str(value): str(label) for value, label in form.fields[self.key].choices}  # type: ignore[attr-defined]
        return [
            Chip(str(self.label), names.get(value, value), self.key, value) for value in self.chosen(wished)
        ]


@dataclass(frozen=True)
class Period:
    """From a day to a day, both included; `lookup` is a date or moment."""

    key: str
    label: Text
    lookup: str

    @property
    def names(self) -> tuple[str, str]:
        return f"{self.key}_von", f"{self.key}_bis"

    def fields(self, viewer: Any) -> dict[str, forms.Field]:
        labels = (_("von"), _("bis"))
        return {
            name: forms.DateField(label=label, required=False, widget=DateInput)
            for name, label in zip(self.names, labels, strict=True)
        }

    def apply(self, queryset: QuerySet[Any], wished: Mapping[str, Any], viewer: Any) -> QuerySet[Any]:
        first, last = (wished.get(name) for name in self.names)
        met = met_on(queryset.model, self.lookup)
        if met and isinstance(met[-1], DateTimeField):
            first, last = beginning(first), beginning(last and last + dt.timedelta(days=1))
            upper = "lt"
        else:
            upper = "lte"
        limits = {f"{self.lookup}__gte": first, f"{self.lookup}__{upper}": last}
        return queryset.filter(**{limit: value for limit, value in limits.items() if value})

    def chips(self, wished: Mapping[str, Any], form: forms.Form) -> list[Chip]:
        found: list[Chip] = []
        for name, word in zip(self.names, (_("von"), _("bis")), strict=True):
            day: dt.date | None = wished.get(name)
            if day:
                found.append(Chip(f"{self.label} {word}", date_format(day, "SHORT_DATE_FORMAT"), name))
        return found


def beginning(day: dt.date | None) -> dt.datetime | None:
    """The town's midnight at which a day begins, so that an index on moments can be used."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min)) if day else None


@dataclass(frozen=True)
class Flag:
    """One yes-question, such as "nur meine"; `narrow` gets the rows and the viewer."""

    key: str
    label: Text
    narrow: Callable[[QuerySet[Any], Any], QuerySet[Any]]

    def fields(self, viewer: Any) -> dict[str, forms.Field]:
        return {self.key: forms.BooleanField(label=self.label, required=False)}

    def apply(self, queryset: QuerySet[Any], wished: Mapping[str, Any], viewer: Any) -> QuerySet[Any]:
        return self.narrow(queryset, viewer) if wished.get(self.key) else queryset

    def chips(self, wished: Mapping[str, Any], form: forms.Form) -> list[Chip]:
        return [Chip("", str(self.label), self.key)] if wished.get(self.key) else []
