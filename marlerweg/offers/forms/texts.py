"""Words in another language, beside the German ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.offers.forms.sections import add_fields
from marlerweg.offers.models import Offer
from marlerweg.offers.rules import staleness
from marlerweg.offers.rules.content import WORDS, Content, Words
from marlerweg.offers.wording import FIELDS
from marlerweg.ui.forms.versioned import VersionedForm

ONE_LINE = ("title", "summary")
LENGTHS = {"title": 200, "summary": 300}


class TextForm(VersionedForm):
    """Only fields that say something in German or here; `still_right` settles outdated ones that need no new words."""

    def __init__(self, *args: Any, content: Content, language: str, offer: Offer, **kwargs: Any) -> None:
        self.content, self.language = content, language
        self.words = content.texts.get(language, Words(state=staleness.DRAFT))
        self.outdated = staleness.outdated_fields(content.german, self.words)
        self.names = [name for name in WORDS if getattr(content.german, name) or getattr(self.words, name)]
        add_fields(self, self._word_fields())
        stored: dict[str, Any] = {name: getattr(self.words, name) for name in self.names}
        stored["is_draft"] = self.words.state == staleness.DRAFT and bool(self.words.filled())
        super().__init__(*args, instance=offer, initial=stored, **kwargs)

    def _word_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {}
        for name in self.names:
            rows = 2 if name in ONE_LINE else 5
            fields[name] = forms.CharField(
                label=FIELDS[name],
                required=False,
                max_length=LENGTHS.get(name, 6000),
                widget=forms.Textarea(attrs={"rows": rows, "lang": self.language, "dir": "auto"}),
            )
            if name in self.outdated:
                fields[f"right_{name}"] = forms.BooleanField(label=_("passt trotzdem noch"), required=False)
        fields["is_draft"] = forms.BooleanField(label=_("noch ein Entwurf, niemandem zeigen"), required=False)
        return fields

    @property
    def rows(self) -> list[dict[str, Any]]:
        """German and the other language side by side."""
        return [
            {
                "name": name,
                "german": getattr(self.content.german, name),
                "field": self[name],
                "is_outdated": name in self.outdated,
                "is_missing": not getattr(self.words, name),
                "right": self[f"right_{name}"] if name in self.outdated else None,
            }
            for name in self.names
        ]

    def given(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in self.names}

    def still_right(self) -> tuple[str, ...]:
        return tuple(name for name in self.outdated if self.cleaned_data.get(f"right_{name}"))

    @property
    def state(self) -> str:
        return staleness.DRAFT if self.cleaned_data["is_draft"] else staleness.CHECKED
