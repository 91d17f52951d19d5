"""Bringing a list, and saying which column means what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.imports import Field
from marlerweg.foundation.words import Text
from marlerweg.network.models import Intake, Visibility

MOST = 10_000_000
LABELS: dict[str, Text] = {
    "name": _("Name"),
    "short_name": _("Kurzname"),
    "kind": _("Art"),
    "umbrella": _("Dachverband"),
    "address": _("ganze Anschrift in einer Spalte"),
    "street": _("Straße und Hausnummer"),
    "postcode": _("Postleitzahl"),
    "place": _("Ort"),
    "district": _("Stadtteil"),
    "phones": _("Telefon, auch mehrere"),
    "mobiles": _("Mobiltelefon"),
    "fax": _("Fax"),
    "mails": _("E-Mail, auch mehrere"),
    "website": _("Internetseite"),
    "languages": _("Sprachen"),
    "person": _("Ansprechperson"),
    "tasks": _("Aufgaben"),
    "family_name": _("Nachname"),
    "given_name": _("Vorname"),
    "title": _("Titel"),
    "organisation": _("Organisation"),
    "role": _("Funktion"),
    "engaged": _("Haupt- oder Ehrenamt"),
}


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Was steht in der Liste?"), choices=Intake.Kind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("XLSX, XLS, ODS oder CSV, höchstens 10 MB. Überschriften über der Tabelle stören nicht."),
    )
    visibility = forms.ChoiceField(
        label=_("Kontaktangaben sichtbar für"),
        choices=Visibility.choices,
        initial=Visibility.COORDINATION,
        help_text=_("Öffentlich nur, was die Betroffenen veröffentlicht haben möchten."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(_t("Die Datei ist zu groß."))
        return file


class AssignmentForm(forms.Form):
    """One choice per thing the list may tell; each column serves one."""

    def __init__(
        self,
        *args: Any,
        wanted: Sequence[Field],
        columns: Sequence[str],
        proposed: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        choices = [("", _t("steht nicht in der Liste")), *((column, column) for column in columns)]
        for field in wanted:
            self.fields[field.name] = forms.ChoiceField(
                label=LABELS.get(field.name, field.label),
                choices=choices,
                required=field.is_required,
                initial=proposed.get(field.name, ""),
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        used: dict[str, str] = {}
        for name, column in list(given.items()):
            if column and column in used:
                self.add_error(name, _t("Diese Spalte ist schon einem anderen Feld zugeordnet."))
            used[column] = name
        if "family_name" in self.fields and not (given.get("name") or given.get("family_name")):
            self.add_error("name", _t("Bitte eine Spalte mit dem Namen oder dem Nachnamen wählen."))
        return given

    @property
    def columns(self) -> dict[str, str]:
        return {name: column for name, column in self.cleaned_data.items() if column}
