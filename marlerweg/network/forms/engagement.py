"""What is offered or sought, and until when."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.network.forms.shape import RowForm, SpokenField
from marlerweg.network.models import District, Engagement, Theme
from marlerweg.network.queries import current_themes
from marlerweg.ui.forms.widgets import DateInput

LONGEST = dt.timedelta(days=366)
USUAL = dt.timedelta(days=90)


class EngagementForm(RowForm):
    themes = forms.ModelMultipleChoiceField(
        label=_("Themen"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    districts = forms.ModelMultipleChoiceField(
        label=_("Stadtteile"),
        queryset=District.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nichts angekreuzt heißt: ganze Stadt."),
    )
    languages = SpokenField()

    class Meta:
        model = Engagement
        fields = (
            "direction",
            "kind",
            "title",
            "text",
            "themes",
            "districts",
            "languages",
            "expires_on",
        )
        widgets = {"expires_on": DateInput, "text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "expires_on": _("Höchstens ein Jahr. Danach verschwindet der Eintrag, Sie können ihn verlängern.")
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["themes"].queryset = current_themes()  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = today + USUAL

    def clean_expires_on(self) -> dt.date:
        return within_a_year(self.cleaned_data["expires_on"], self.today)


class RenewForm(forms.Form):
    until = forms.DateField(label=_("gilt bis"), widget=DateInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["until"].initial = today + USUAL

    def clean_until(self) -> dt.date:
        return within_a_year(self.cleaned_data["until"], self.today)


def within_a_year(day: dt.date, today: dt.date) -> dt.date:
    if day < today:
        raise forms.ValidationError(_("Dieser Tag ist schon vorbei."))
    if day > today + LONGEST:
        raise forms.ValidationError(_("Bitte höchstens ein Jahr."))
    return day
