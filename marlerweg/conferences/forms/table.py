"""What stands on a card, as hosts write it at the table and the office types it from paper."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences import public_words, queries
from marlerweg.conferences.models import Card, Table
from marlerweg.conferences.said import Said
from marlerweg.network.models import District, Theme
from marlerweg.ui.forms.versioned import VersionedForm


class CardForm(forms.Form):
    text = forms.CharField(
        label=_("Was wurde gesagt?"),
        help_text=_("Ein Gedanke je Karte. Bitte keine Namen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    kind = forms.ChoiceField(
        label=_("Art der Karte"),
        choices=list(public_words.CARD_KINDS.items()),
        initial=Card.Kind.OBSERVATION,
        widget=forms.RadioSelect,
    )
    theme = forms.ModelChoiceField(
        label=_("Worum geht es?"), queryset=Theme.objects.none(), required=False, empty_label=None
    )
    district = forms.ModelChoiceField(
        label=_("In welchem Stadtteil?"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("überall oder egal"),
    )
    who_takes_part = forms.CharField(
        label=_("Wer würde mitmachen?"),
        help_text=_("Nur für die Koordination. Wird nicht veröffentlicht."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        kwargs["initial"] = {"theme": table.theme_id, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = queries.themes_of(table.edition)  # type: ignore[attr-defined]
        self.fields["district"].queryset = District.objects.all()  # type: ignore[attr-defined]

    def said(self, language: str) -> Said:
        names = ("text", "kind", "theme", "district", "who_takes_part")
        return Said(**{name: self.cleaned_data[name] for name in names}, language=language)


class NewCardForm(CardForm):
    """`client_id` is drawn when the page is drawn, or by the device: a card sent twice is one card."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class EditCardForm(VersionedForm, CardForm):
    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        names = ("text", "kind", "theme_id", "district_id", "who_takes_part")
        return {name.removesuffix("_id"): getattr(card, name) for name in names}


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Foto der Stellwand"),
        help_text=_("Bitte keine Gesichter. Nur die Koordination sieht das Foto, bis sie es freigibt."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    description = forms.CharField(label=_("Was ist zu sehen?"), max_length=300)
