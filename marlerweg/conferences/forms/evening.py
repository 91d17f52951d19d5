"""What the office fills in when the tables are done."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences import public_words
from marlerweg.conferences.rules.cards import paper_code


class NeedTitleForm(forms.Form):
    title = forms.CharField(
        label=_("Bedarf in einem Satz"),
        help_text=_("Alle Karten, die dazugehören, kommen mit. Jede behält ihre Nummer und ihren Tisch."),
        max_length=200,
    )


class PaperCardForm(forms.Form):
    """One line of the quick entry; an empty line is no card."""

    code = forms.CharField(label=_("Nummer der Karte"), max_length=12, required=False)
    kind = forms.ChoiceField(
        label=_("Art der Karte"), choices=list(public_words.CARD_KINDS.items()), required=False
    )
    text = forms.CharField(label=_("Was wurde gesagt?"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("text") and paper_code(cleaned.get("code", "")) is None:
            self.add_error("code", _("Auf der Karte steht eine Nummer wie 3-07: Tisch und laufende Nummer."))
        return cleaned


PaperCards = forms.formset_factory(PaperCardForm, extra=12, max_num=60)
