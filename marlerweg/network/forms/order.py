"""Choosing per field whose value remains."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from marlerweg.network.queries.merging import FieldChoice, Preview
from marlerweg.network.rules.merging import Take


class MergeForm(forms.Form):
    """One choice per field that differs; what is not chosen follows the suggestion."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in preview.fields:
            if choice.differs:
                self.fields[choice.name] = forms.ChoiceField(
                    label=choice.label,
                    choices=options(choice),
                    initial=choice.suggested.value,
                    widget=forms.RadioSelect,
                )

    @property
    def choices(self) -> dict[str, Take]:
        return {name: Take(value) for name, value in self.cleaned_data.items()}


def options(choice: FieldChoice) -> list[tuple[str, str]]:
    both = [(Take.BOTH.value, _("beides zusammen"))] if choice.holds_list else []
    return [
        (Take.SURVIVOR.value, readable(choice.survivor)),
        (Take.DUPLICATE.value, readable(choice.duplicate)),
        *both,
    ]


def readable(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or _("(leer)")
    return str(value) if value not in (None, "") else _("(leer)")
