"""Which part of the map is asked for; always bound to the address, what makes no sense counts as not asked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.cache import caches
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.network import ties
from marlerweg.network.models import District, Organisation
from marlerweg.network.queries import current_themes
from marlerweg.network.queries.networkmap import Wish

Choices = list[tuple[str, Any]]
REMEMBERED_SECONDS = 60
ALL: Choices = [("", _("alle"))]


class MapForm(forms.Form):
    """Themes and districts change with the place pack only, so each process remembers them for a minute."""

    thema = forms.TypedChoiceField(label=_("Thema"), required=False, coerce=UUID, empty_value=None)
    stadtteil = forms.TypedChoiceField(label=_("Stadtteil"), required=False, coerce=UUID, empty_value=None)
    um = forms.TypedChoiceField(label=_("rund um"), required=False, coerce=UUID, empty_value=None)
    art = forms.MultipleChoiceField(
        label=_("Verbunden durch"), required=False, widget=forms.CheckboxSelectMultiple
    )
    alle = forms.BooleanField(label=_("Auch alle schwachen Verbindungen zeichnen"), required=False)
    marks_optional = False

    def __init__(self, data: Any, *, organisations: Sequence[Organisation]) -> None:
        super().__init__(data, auto_id="karte_%s", use_required_attribute=False)
        themes, districts = choices_of_the_town()
        self._offer("thema", themes)
        self._offer("stadtteil", districts)
        self._offer("um", [(str(each.pk), str(each)) for each in organisations])
        self.fields["art"].choices = [  # type: ignore[attr-defined]
            (source.kind, source.label) for source in ties.sources()
        ]

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = [*ALL, *choices]  # type: ignore[attr-defined]

    @property
    def wish(self) -> Wish:
        self.full_clean()
        said = self.cleaned_data
        return Wish(
            theme=said.get("thema"),
            district=said.get("stadtteil"),
            kinds=tuple(said.get("art") or ()),
            around=said.get("um"),
            every_line=bool(said.get("alle")),
        )


def choices_of_the_town() -> tuple[Choices, Choices]:
    """Themes and districts by their names in the reader's language."""
    key = f"network-map-choices-{get_language()}"
    known = caches["process"].get(key)
    if known is None:
        known = (
            [(str(each.pk), str(each)) for each in current_themes()],
            [(str(each.pk), str(each)) for each in District.objects.all()],
        )
        caches["process"].set(key, known, REMEMBERED_SECONDS)
    themes, districts = known
    return themes, districts
