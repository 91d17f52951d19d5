"""Which two sides of the directory to lay against each other, and a gap in words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import District, Theme
from marlerweg.network.queries import current_themes
from marlerweg.network.speech import SPOKEN
from marlerweg.offers.rules.gaps import Side

SIDES = (
    (Side.THEME, _("Thema")),
    (Side.DISTRICT, _("Stadtteil")),
    (Side.LANGUAGE, _("Sprache")),
    (Side.TIME, _("Zeit")),
)
TIMES = (
    ("forenoon", _("vormittags")),
    ("afternoon", _("nachmittags")),
    ("evening", _("abends")),
    ("weekend", _("am Wochenende")),
)
ASKED = ("de", "de-simple", "en", "tr", "ar", "uk", "ru", "ro", "bg", "pl", "fa", "ku")


def choices() -> dict[Side, list[tuple[str, Any]]]:
    """Every value of every side; two queries."""
    return {
        Side.THEME: [(theme.code, str(theme)) for theme in current_themes()],
        Side.DISTRICT: list(District.objects.filter(residential=True).values_list("key", "name")),
        Side.LANGUAGE: [(code, SPOKEN[code]) for code in ASKED],
        Side.TIME: list(TIMES),
    }


class GapsForm(forms.Form):
    marks_optional = False

    rows = forms.ChoiceField(
        label=_("Zeilen"), choices=[(side.value, label) for side, label in SIDES], required=False
    )
    columns = forms.ChoiceField(
        label=_("Spalten"), choices=[(side.value, label) for side, label in SIDES], required=False
    )
    thema = forms.ChoiceField(label=_("nur Thema"), required=False)
    stadtteil = forms.ChoiceField(label=_("nur Stadtteil"), required=False)
    sprache = forms.ChoiceField(label=_("nur Sprache"), required=False)
    zeit = forms.ChoiceField(label=_("nur Zeit"), required=False)

    def __init__(self, *args: Any, values: dict[Side, list[tuple[str, Any]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for side in Side:
            field: Any = self.fields[side.value]
            field.choices = [("", _("alle")), *values[side]]


class GapForm(forms.Form):
    """A gap on its way up: what is missing, in a sentence that others understand."""

    text = forms.CharField(
        label=_("Was fehlt?"), max_length=2000, min_length=10, widget=forms.Textarea(attrs={"rows": 4})
    )
    theme = forms.ModelChoiceField(label=_("Thema"), queryset=Theme.objects.none(), required=False)
    districts = forms.ModelMultipleChoiceField(
        label=_("Stadtteile"),
        queryset=District.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["theme"].queryset = current_themes()
        fields["districts"].queryset = District.objects.all()
