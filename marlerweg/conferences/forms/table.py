"""What stands on a card, as hosts write it at the table and the office types it from paper."""

import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences import public_words, queries
from marlerweg.conferences.models import Card, Round, Table
from marlerweg.conferences.rules.cards import round_at
from marlerweg.conferences.said import Said
from marlerweg.foundation import clock
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.ui.forms.sections import Section
from marlerweg.ui.forms.versioned import VersionedForm

NAMES = ("text", "kind", "theme", "district", "who_takes_part", "offered_by", "round")


class CardForm(forms.Form):
    text = forms.CharField(
        label=_("Was wurde gesagt?"),
        help_text=_("Ein Gedanke je Karte. Bitte keine Namen."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=1000,
    )
    kind = forms.ChoiceField(
        label=_("Art der Karte"),
        choices=list(public_words.CARD_KINDS.items()),
        initial=Card.Kind.OBSERVATION,
        widget=forms.RadioSelect,
    )
    theme = forms.ModelChoiceField(label=_("Worum geht es?"), queryset=Theme.objects.none(), required=False)
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
    offered_by = forms.ModelChoiceField(
        label=_("Welche Organisation bringt etwas ein?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("keine Angabe"),
    )
    round = forms.ModelChoiceField(
        label=_("In welcher Runde?"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=_("keine Angabe"),
    )
    sections = [
        Section(legend=_("Thema, Runde, Organisation"), fields=["theme", "round", "offered_by"], folded=True)
    ]

    def __init__(self, *args: Any, table: Table, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        theme: Any = self.fields["theme"]
        theme.empty_label = str(table.theme)
        theme.queryset = queries.themes_of(table.edition).exclude(pk=table.theme_id)
        self.fields["district"].queryset = District.objects.all()  # type: ignore[attr-defined]
        self.fields["offered_by"].queryset = queries.listed_organisations()  # type: ignore[attr-defined]
        self.fields["round"].queryset = queries.rounds_of(table.edition)  # type: ignore[attr-defined]

    def said(self, language: str) -> Said:
        """What nobody chose is the table's own theme."""
        values = {name: self.cleaned_data[name] for name in NAMES}
        return Said(**{**values, "theme": values["theme"] or self.table.theme}, language=language)


class NewCardForm(CardForm):
    """`client_id` is drawn when the page is drawn, or by the device: a card sent twice is one card."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def said(self, language: str) -> Said:
        """What nobody chose is the round that runs."""
        said = super().said(language)
        rounds = queries.rounds_of(self.table.edition)
        now = round_at(clock.now(), [(each.starts_at, each) for each in rounds])
        return said if said.round else replace(said, round=now)


class EditCardForm(VersionedForm, CardForm):
    """`client_id` comes from a device on which the change waited for the net; it asks what has arrived."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, card: Card) -> dict[str, Any]:
        chosen = {name: getattr(card, f"{name}_id", None) for name in ("district", "offered_by", "round")}
        theme = card.theme_id if card.table and card.theme_id != card.table.theme_id else None
        words = {name: getattr(card, name) for name in ("text", "kind", "who_takes_part")}
        return {**words, **chosen, "theme": theme}

    @classmethod
    def sent(cls, card: Card) -> str:
        """The card as its form would send it, so that a device can fill the form without asking the town."""
        values = {**cls.of(card), "version": card.version}
        return urlencode({name: "" if value is None else value for name, value in values.items()})


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=_("Foto der Stellwand"),
        help_text=_("Bitte keine Gesichter. Nur die Koordination sieht das Foto, bis sie es freigibt."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    description = forms.CharField(label=_("Was ist zu sehen?"), max_length=300)
