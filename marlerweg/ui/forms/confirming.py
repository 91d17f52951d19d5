"""Warnings that can be confirmed: a form may say "this looks odd" and take the second submission as a yes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac

from marlerweg.foundation.words import Text
from marlerweg.ui.forms.sections import focus_target
from marlerweg.ui.forms.sent import replaced


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing that looks odd; `target` is the id of the field it concerns, if it concerns one."""

    text: str
    target: str = ""


class ConfirmableForm(forms.Form):
    """In `clean` call `self.warn(text, "field")`; the form is valid once these very warnings came back confirmed.

    The confirmation is a hidden field bound to the warnings' words: whoever changes the form so that another warning
    appears is asked again. Write the odd value into the sentence ("4.000 Personen sind viele"), so that a yes means it.
    """

    bestaetigt = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.oddities: list[Oddity] = []
        self.unconfirmed: list[Oddity] = []

    def warn(self, text: Text, field: str = "") -> None:
        self.oddities.append(Oddity(str(text), focus_target(self[field]) if field else ""))

    def full_clean(self) -> None:
        self.oddities, self.unconfirmed = [], []
        super().full_clean()
        if not self.is_bound or not self.oddities:
            return
        name = self.add_prefix("bestaetigt")
        if not constant_time_compare(str(self.data.get(name, "")), self._seal()):
            self.unconfirmed = self.oddities
            self.data = replaced(self.data, {name: self._seal()})

    def is_valid(self) -> bool:
        return super().is_valid() and not self.unconfirmed

    def _seal(self) -> str:
        words = "\n".join(sorted(oddity.text for oddity in self.oddities))
        return salted_hmac(f"{__name__}.{type(self).__qualname__}", words, algorithm="sha256").hexdigest()
