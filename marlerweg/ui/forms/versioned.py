"""Forms for things that two people may edit at once: the second one sees both texts and chooses field by field.

A view asks `form.is_valid()`, then `form.conflict`; the action asks again with `versions.advance(thing, expected=…)`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from marlerweg.foundation.words import Text
from marlerweg.ui.forms.differences import Piece, compared
from marlerweg.ui.forms.sent import replaced

CHOICE, STORED = "wahl_", "gespeichert"
OURS_TO_FILL = {"csrfmiddlewaretoken", "version", "bestaetigt"}


@dataclass(frozen=True)
class Difference:
    """One field in which the two versions differ."""

    name: str
    label: Text
    mine: list[Piece]
    theirs: list[Piece]

    def sides(self) -> list[tuple[str, str, list[Piece]]]:
        return [("eigene", _("Ihre Fassung"), self.mine), (STORED, _("gespeicherte Fassung"), self.theirs)]


@dataclass(frozen=True)
class Conflict:
    """`version` is the stored one; `sent` is everything the second person typed, to be sent on."""

    version: int
    differences: list[Difference]
    sent: list[tuple[str, str]]


class VersionedForm(forms.Form):
    """Give the thing as `instance` (a ModelForm has it anyway); its `version` travels along hidden.

    What is stored must stand in `initial` of a plain form; a ModelForm reads it from its instance.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        thing = kwargs.get("instance")
        if thing is not None and not isinstance(self, forms.ModelForm):
            del kwargs["instance"]
        super().__init__(*args, **kwargs)
        self.stored_version: int | None = getattr(thing, "version", None)
        self.initial["version"] = self.stored_version
        self.conflict: Conflict | None = None
        if self.is_bound:
            self.data = replaced(self.data, self._theirs_where_chosen())

    def full_clean(self) -> None:
        self.conflict = None
        super().full_clean()
        if self.is_bound and self.stored_version is not None and self._sent_version() != self.stored_version:
            self.conflict = Conflict(self.stored_version, self._differences(), self._sent())

    def is_valid(self) -> bool:
        return super().is_valid() and self.conflict is None

    def _sent_version(self) -> int | None:
        return self.cleaned_data.get("version")

    def _theirs_where_chosen(self) -> dict[str, list[str]]:
        """The stored values, as a browser would send them, for each field in which they were chosen."""
        return {
            self.add_prefix(name): as_sent(field, self.get_initial_for_field(field, name))
            for name, field in self.fields.items()
            if self.data.get(self.add_prefix(CHOICE + name)) == STORED
        }

    def _differences(self) -> list[Difference]:
        found = []
        for name, field in self.fields.items():
            if field.widget.is_hidden or isinstance(field.widget, forms.FileInput):
                continue
            mine = said(field, self[name].data)
            theirs = said(field, as_sent(field, self.get_initial_for_field(field, name)))
            if mine != theirs:
                found.append(Difference(name, field.label or name, *compared(mine, theirs)))
        return found

    def _sent(self) -> list[tuple[str, str]]:
        left_out = {self.add_prefix(name) for name in OURS_TO_FILL}
        names = [
            name
            for name in self.data
            if name not in left_out and not name.startswith(self.add_prefix(CHOICE))
        ]
        many = getattr(self.data, "getlist", lambda name: [self.data[name]])
        return [(name, str(value)) for name in names for value in many(name)]


def as_sent(field: forms.Field, value: Any) -> list[str]:
    """A stored value as the browser would send it for this field."""
    if callable(value):
        value = value()
    if isinstance(field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = field.widget.format_value(field.prepare_value(value))
    if shown in (None, ""):
        return []
    return [str(each) for each in shown] if isinstance(shown, list | tuple) else [str(shown)]


def said(field: forms.Field, sent: Any) -> str:
    """A sent value in words: labels instead of keys, days as people write them, yes and no."""
    if isinstance(field, forms.BooleanField):
        return _("ja") if sent not in (None, "", [], False) else _("nein")
    values = [str(each) for each in sent] if isinstance(sent, list | tuple) else [str(sent or "")]
    if isinstance(field, forms.ChoiceField):
        labels = flat(field.widget.choices)
        return ", ".join(labels.get(value, value) for value in values if value)
    if isinstance(field, forms.DateField):
        return day_said(values)
    return "\n".join(values).replace("\r\n", "\n")


def day_said(values: list[str]) -> str:
    try:
        return date_format(dt.date.fromisoformat(values[0]))
    except (ValueError, IndexError):
        return "".join(values)


def flat(choices: Iterable[Any]) -> dict[str, str]:
    """Labels by key, groups opened."""
    labels: dict[str, str] = {}
    for value, label in choices:
        labels |= flat(label) if isinstance(label, list | tuple) else {str(value): str(label)}
    return labels


def conflict_page(request: HttpRequest, form: VersionedForm, *, title: Text = "") -> HttpResponse:
    """Both versions side by side; sending the page saves what was chosen, against the version it shows."""
    return render(
        request, "ui/conflict.html", {"form": form, "conflict": form.conflict, "title": title}, status=409
    )
