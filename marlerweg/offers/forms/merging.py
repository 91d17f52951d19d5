"""Which fields of the duplicate remain."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.offers.saying import FieldDifference


class TakeForm(forms.Form):
    """What stands only in the duplicate is chosen already."""

    take = forms.MultipleChoiceField(
        label=_("Aus dem doppelten übernehmen"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, differences: Sequence[FieldDifference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["take"]
        field.choices = [(each.name, each.label) for each in differences]
        field.initial = [each.name for each in differences if not each.before and each.after]
