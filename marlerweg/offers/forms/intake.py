"""Bringing a list, and saying which column means what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.offers.forms.sections import add_fields
from marlerweg.offers.rules.intake import FIELDS

MOST = 10_000_000
LABELS: dict[str, Text] = {
    "title": _("Titel"),
    "organisation": _("Organisation"),
    "number": _("Kennung in Ihrer Liste"),
    "summary": _("in einem Satz"),
    "body": _("Beschreibung"),
    "for_whom": _("für wen"),
    "ages": _("Alter"),
    "themes": _("Themen"),
    "times": _("Zeiten"),
    "place": _("Name des Ortes"),
    "street": _("Straße und Hausnummer"),
    "postcode": _("Postleitzahl"),
    "town": _("Ort"),
    "district": _("Stadtteil"),
    "phone": _("Telefon"),
    "mail": _("E-Mail"),
    "website": _("Internetseite"),
    "languages": _("Sprachen im Angebot"),
    "cost": _("Kosten"),
    "registration": _("Anmeldung"),
}


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Datei"),
        help_text=_("XLSX, XLS, ODS oder CSV, höchstens 10 MB. Überschriften über der Tabelle stören nicht."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST:
            raise forms.ValidationError(_t("Die Datei ist zu groß."))
        return file


class AssignmentForm(forms.Form):
    """One choice per thing the list may tell; each column serves one."""

    def __init__(
        self, *args: Any, columns: Sequence[str], proposed: Mapping[str, str], **kwargs: Any
    ) -> None:
        choices = [("", _t("steht nicht in der Liste")), *((column, column) for column in columns)]
        add_fields(
            self,
            {
                field.name: forms.ChoiceField(
                    label=LABELS[field.name],
                    choices=choices,
                    required=field.is_required,
                    initial=proposed.get(field.name, ""),
                )
                for field in FIELDS
            },
        )
        super().__init__(*args, **kwargs)

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
