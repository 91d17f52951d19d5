"""People and their positions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.network.forms.shape import RowForm, SpokenField, VersionedForm
from marlerweg.network.models import Organisation, Person, Position, Visibility
from marlerweg.network.policies import Viewer, is_steward, own_organisations
from marlerweg.network.queries import organisations
from marlerweg.ui.forms.widgets import DateInput


class PersonForm(VersionedForm):
    languages = SpokenField()

    class Meta:
        model = Person
        fields = ("title", "given_name", "family_name", "languages", "visibility")
        help_texts = {
            "visibility": _(
                "Nur wer zugestimmt hat, wird anderen gezeigt. Öffentliche Seiten nennen niemanden."
            ),
        }

    def __init__(self, *args: Any, viewer: Viewer = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].choices = [  # type: ignore[attr-defined]
            (level.value, level.label) for level in (Visibility.COORDINATION, Visibility.PARTNERS)
        ]


class PositionForm(RowForm):
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())

    class Meta:
        model = Position
        fields = ("organisation", "role", "engaged", "starts", "ends")
        widgets = {"starts": DateInput, "ends": DateInput}

    def __init__(self, *args: Any, viewer: Viewer = None, fixed: bool = False, **kwargs: Any) -> None:
        """`fixed` leaves the organisation as it is; else those the viewer may add positions to."""
        super().__init__(*args, **kwargs)
        if fixed:
            del self.fields["organisation"]
            return
        rows = organisations(viewer)
        if not is_steward(viewer):
            rows = rows.filter(pk__in=own_organisations(viewer))
        self.fields["organisation"].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("starts") and given.get("ends") and given["ends"] < given["starts"]:
            self.add_error("ends", _("Das Ende liegt vor dem Anfang."))
        return given
