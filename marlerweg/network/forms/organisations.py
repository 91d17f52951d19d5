"""An organisation's own data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.network.forms.shape import SpokenField, VersionedForm
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.network.policies import Viewer
from marlerweg.network.queries import current_themes, organisations
from marlerweg.ui.forms.sections import Section


class OrganisationForm(VersionedForm):
    languages = SpokenField(label=_("Sprachen, in denen Sie ansprechbar sind"))
    districts = forms.ModelMultipleChoiceField(
        label=_("tätig in"),
        queryset=District.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themen"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    website = forms.URLField(label=_("Internetseite"), required=False, assume_scheme="https")
    sections = (
        Section(
            legend=_("Wer sind Sie?"), fields=["name", "short_name", "kind", "tasks", "since", "website"]
        ),
        Section(legend=_("Wo und wie?"), fields=["districts", "themes", "languages"]),
        Section(
            legend=_("Wozu gehören Sie?"), fields=["part_of", "umbrella", "run_by", "level"], folded=True
        ),
        Section(legend=_("Sichtbarkeit"), fields=["is_listed"]),
    )

    class Meta:
        model = Organisation
        fields = (
            "name",
            "short_name",
            "kind",
            "tasks",
            "since",
            "website",
            "districts",
            "themes",
            "languages",
            "part_of",
            "umbrella",
            "run_by",
            "level",
            "is_listed",
        )
        help_texts = {
            "is_listed": _("Die Organisation steht mit ihren öffentlichen Angaben im Verzeichnis."),
            "tasks": _("In einfachen Worten: Was tun Sie, für wen?"),
        }
        widgets = {"tasks": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, viewer: Viewer = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = current_themes()  # type: ignore[attr-defined]
        others = organisations(viewer).exclude(pk=self.instance.pk)
        for name in ("part_of", "umbrella", "run_by"):
            self.fields[name].queryset = others  # type: ignore[attr-defined]
