"""Which directory is to come in, and what is said to organisations that may be the same."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.api.actions import Asked
from marlerweg.api.fetching import MEGABYTE, MOST_BYTES
from marlerweg.api.models import Likeness, Taking
from marlerweg.api.sources import ENDINGS
from marlerweg.foundation import languages
from marlerweg.ui.forms.sections import Section

INTEGREAT = Taking.Format.INTEGREAT
SPOKEN = [(each.value, each.label) for each in (Taking.Format.HSDS, INTEGREAT)]


class SourceForm(forms.Form):
    format = forms.ChoiceField(label=_("Datenformat"), choices=SPOKEN, widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Datei"),
        required=False,
        help_text=_("HSDS: JSON, NDJSON oder ein Zip mit CSV-Dateien. Integreat: JSON oder ein Zip mit solchen Dateien. Höchstens 30 MB."),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Adresse der Schnittstelle"),
        required=False,
        max_length=500,
        help_text=_("Beginnt mit https. Sie wird einmal abgefragt."),
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    source = forms.CharField(
        label=_("Name der Quelle"),
        required=False,
        max_length=100,
        help_text=_("HSDS: nehmen Sie bei jeder Wiederholung denselben. Integreat: das Kürzel der Region."),
    )
    language = forms.ChoiceField(
        label=_("Sprache der Texte"),
        required=False,
        help_text=_("Ohne Angabe: bei HSDS Deutsch, bei Integreat alle Sprachen."),
    )
    overwrite = forms.BooleanField(
        label=_("Auch hier bearbeitete Angebote ersetzen"),
        required=False,
        help_text=_("Sonst bleibt, was hier geändert wurde."),
    )
    sections = [
        Section(legend=_("Woher?"), fields=["format", "file", "address"], hint=_("Entweder eine Datei oder eine Adresse.")),
        Section(legend=_("Was gilt?"), fields=["source", "language", "overwrite"]),
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(each.code, each.own_name) for each in languages.PUBLIC]
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label,
            required=False,
            help_text=self.fields["language"].help_text,
            choices=[("", _t("wie die Quelle es sagt")), *known],
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            said = {"most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _t("Die Datei hat mehr als %(most)s MB. So große nimmt die Technik mit dem Befehl auf.")
                % said
            )
        return file

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if address and not address.startswith("https://"):
            raise forms.ValidationError(_t("Die Adresse beginnt nicht mit https://."))
        return address

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        file, address, chosen = given.get("file"), given.get("address"), given.get("format")
        if not file and not address and not self.errors:
            self.add_error("file", _t("Wählen Sie eine Datei, oder nennen Sie eine Adresse."))
        if file and address:
            self.add_error("address", _t("Entweder eine Datei oder eine Adresse, nicht beides."))
        if file and chosen and not str(file.name).lower().endswith(ENDINGS[Taking.Format(chosen)]):
            endings = ", ".join(ENDINGS[Taking.Format(chosen)])
            self.add_error("file", _t("Die Datei muss so enden: %(endings)s.") % {"endings": endings})
        if chosen == INTEGREAT and address and "/api/v3/" not in address and not given.get("source"):
            self.add_error("source", _t("Welche Region? Bitte ihr Kürzel nennen."))
        return given

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        file = given["file"]
        return Asked(
            format=given["format"],
            address=given["address"],
            file_name=str(file.name) if file else "",
            content=file.read() if file else None,
            source=given["source"].strip(),
            language=given["language"],
            overwrite=given["overwrite"],
        )


class LikenessForm(forms.Form):
    """One question per pair; whoever does not know leaves it open."""

    def __init__(self, *args: Any, pairs: Sequence[tuple[Likeness, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each, question in pairs:
            self.fields[str(each.pk)] = forms.ChoiceField(
                label=question,
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    (Likeness.Answer.SAME.value, _t("Ja, dieselbe")),
                    (Likeness.Answer.DIFFERENT.value, _t("Nein, eine andere")),
                ],
            )

    @property
    def answers(self) -> dict[UUID, str]:
        return {UUID(name): answer for name, answer in self.cleaned_data.items() if answer}
