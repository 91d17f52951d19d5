"""Which part of the map is asked for; always bound to the address, what makes no sense counts as not asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.network import ties
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.network.policies import Viewer
from marlerweg.network.queries import current_themes, organisations
from marlerweg.network.queries.networkmap import Wish


class MapForm(forms.Form):
    thema = forms.ModelChoiceField(
        label=_("Thema"), queryset=Theme.objects.none(), required=False, empty_label=_("alle")
    )
    stadtteil = forms.ModelChoiceField(
        label=_("Stadtteil"), queryset=District.objects.all(), required=False, empty_label=_("alle")
    )
    um = forms.ModelChoiceField(
        label=_("rund um"), queryset=Organisation.objects.none(), required=False, empty_label=_("alle")
    )
    art = forms.MultipleChoiceField(
        label=_("Verbunden durch"), required=False, widget=forms.CheckboxSelectMultiple
    )
    marks_optional = False

    def __init__(self, data: Any, *, viewer: Viewer) -> None:
        super().__init__(data, auto_id="karte_%s", use_required_attribute=False)
        self.fields["thema"].queryset = current_themes()  # type: ignore[attr-defined]
        self.fields["um"].queryset = organisations(viewer)  # type: ignore[attr-defined]
        self.fields["art"].choices = [  # type: ignore[attr-defined]
            (source.kind, source.label) for source in ties.sources()
        ]

    @property
    def wish(self) -> Wish:
        self.full_clean()
        said = self.cleaned_data
        return Wish(
            theme=said["thema"].pk if said.get("thema") else None,
            district=said["stadtteil"].pk if said.get("stadtteil") else None,
            kinds=tuple(said.get("art") or ()),
            around=said["um"].pk if said.get("um") else None,
        )
