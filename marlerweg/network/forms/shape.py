"""Forms over a row that never change the row: actions do."""

from copy import copy
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from marlerweg.network.speech import SPOKEN
from marlerweg.ui.forms.sent import replaced


class RowForm(forms.ModelForm):  # type: ignore[type-arg] # Django's own form takes no type at run time
    """Checks against a copy, so that the row itself still holds what is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["instance"] = copy(kwargs.get("instance"))
        super().__init__(*args, **kwargs)

    @property
    def fields_given(self) -> dict[str, Any]:
        """What an action takes: every field but the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class VersionedForm(RowForm):
    """Carries the version that was read, so that nobody overwrites what somebody else saved."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = getattr(self.instance, "version", 1)

    @property
    def version_read(self) -> int:
        return int(self.cleaned_data.get("version") or 1)

    def show_conflict(self, current: models.Model) -> list[tuple[str, str, str]]:
        """Both texts of every field that differs; the next save counts as having seen them."""
        saved = type(self)(instance=current)
        self.data = replaced(self.data, {"version": str(getattr(current, "version", 1))})
        self.add_error(
            None,
            _("Inzwischen hat jemand anderes gespeichert. Bitte vergleichen Sie und speichern Sie erneut."),
        )
        rows = []
        for name in self.fields:
            if name == "version":
                continue
            mine, theirs = self[name].value(), saved[name].value()
            if shown(mine) != shown(theirs):
                rows.append((str(self[name].label), shown(theirs), shown(mine)))
        return rows


class SpokenField(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Sprachen"))
        super().__init__(
            choices=list(SPOKEN.items()), required=False, widget=forms.CheckboxSelectMultiple, **kwargs
        )


def shown(value: Any) -> str:
    """A field's value in one line."""
    if value is None:
        return ""
    if isinstance(value, list | tuple | set):
        return ", ".join(sorted(str(getattr(each, "pk", each)) for each in value))
    return str(value)
