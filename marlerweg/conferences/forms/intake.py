"""Bringing a list of registrations, and saying which column means what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.rules.intake import FIELDS
from marlerweg.foundation.words import Text

MOST = 10_000_000
LABELS: dict[str, Text] = {
    "name": _("Name"),
    "given_name": _("Vorname"),
    "organisation_name": _("Organisation"),
    "function": _("Funktion"),
    "engaged": _("Haupt- oder Ehrenamt"),
    "mail": _("E-Mail"),
    "phone": _("Telefon"),
    "access_needs": _("was die Person braucht"),
    "wishes": _("Tischwünsche"),
}


class ListForm(forms.Form):
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("XLSX, XLS, ODS oder CSV, höchstens 10 MB. Überschriften über der Tabelle stören nicht."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(_t("Die Datei ist zu groß."))
        return file


class ColumnsForm(forms.Form):
    """One choice per thing the list may tell; each column serves one."""

    def __init__(
        self, *args: Any, columns: Sequence[str], proposed: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _t("steht nicht in der Liste")), *((column, column) for column in columns)]
        for field in FIELDS:
            self.fields[field.name] = forms.ChoiceField(
                label=LABELS[field.name],
                choices=choices,
                required=field.is_required,
                initial=proposed.get(field.name, ""),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        used: set[str] = set()
        for name, column in list(given.items()):
            if column and column in used:
                self.add_error(name, _t("Diese Spalte ist schon einem anderen Feld zugeordnet."))
            used.add(column)
        return given

    @property
    def columns(self) -> dict[str, str]:
        return {name: column for name, column in self.cleaned_data.items() if column}
