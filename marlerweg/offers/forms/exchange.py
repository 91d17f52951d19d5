"""Texts for translators: which language, how much, in which form."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import languages
from marlerweg.offers.forms.intake import MOST


class TextsOutForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Sprache"), choices=[(each.code, each.own_name) for each in languages.PUBLIC[1:]]
    )
    amount = forms.ChoiceField(
        label=_("Welche Texte?"),
        choices=[("open", _("nur fehlende und veraltete")), ("all", _("alle"))],
        initial="open",
        widget=forms.RadioSelect,
    )
    form = forms.ChoiceField(
        label=_("Dateiform"),
        choices=[("xlsx", _("Excel")), ("xliff", _("XLIFF, für Übersetzungsprogramme"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )


class TextsInForm(forms.Form):
    file = forms.FileField(
        label=_("Übersetzte Datei"),
        help_text=_("Dieselbe Datei, mit den Übersetzungen darin. Höchstens 10 MB."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(_t("Die Datei ist zu groß."))
        return file
