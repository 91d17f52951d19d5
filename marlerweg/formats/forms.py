"""What comes in over HTTP about bodies, checked for shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.formats.models import Body, Seat
from marlerweg.formats.queries import bodies
from marlerweg.network.forms.shape import RowForm, VersionedForm
from marlerweg.network.models import Organisation, Person, Theme
from marlerweg.network.policies import Viewer
from marlerweg.network.queries import current_themes, organisations, people
from marlerweg.ui.forms.sections import Section
from marlerweg.ui.forms.widgets import DateInput


class BodyForm(VersionedForm):
    themes = forms.ModelMultipleChoiceField(
        label=_("Themen"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    open_questions = forms.CharField(
        label=_("offene Fragen"),
        required=False,
        help_text=_("Eine je Zeile."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sections = (
        Section(
            legend=_("Wozu?"),
            fields=["name", "short_name", "kind", "mandate", "decision_right", "level", "themes"],
        ),
        Section(legend=_("Wer lädt ein?"), fields=["owner", "co_owners", "parent"]),
        Section(
            legend=_("Wie oft?"),
            fields=[
                "rhythm",
                "meetings_per_year",
                "minutes_per_meeting",
                "participants_min",
                "participants_max",
                "since",
                "state",
            ],
        ),
        Section(legend=_("Was ist offen?"), fields=["open_questions", "note"], folded=True),
    )

    class Meta:
        model = Body
        fields = (
            "name",
            "short_name",
            "kind",
            "mandate",
            "decision_right",
            "level",
            "themes",
            "owner",
            "co_owners",
            "parent",
            "rhythm",
            "meetings_per_year",
            "minutes_per_meeting",
            "participants_min",
            "participants_max",
            "since",
            "state",
            "note",
        )
        widgets = {"mandate": forms.Textarea(attrs={"rows": 4}), "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"rhythm": _("Zum Beispiel: jeden zweiten Dienstag im Monat")}

    def __init__(self, *args: Any, viewer: Viewer = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["open_questions"].initial = "\n".join(self.instance.open_questions)
        self.fields["themes"].queryset = current_themes()  # type: ignore[attr-defined]
        for name in ("owner", "co_owners"):
            self.fields[name].queryset = organisations(viewer)  # type: ignore[attr-defined]
        self.fields["parent"].queryset = bodies(viewer).exclude(pk=self.instance.pk)  # type: ignore[attr-defined]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (state.value, state.label) for state in Body.State if state != Body.State.ENDED
        ]

    def clean_open_questions(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["open_questions"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        least, most = given.get("participants_min"), given.get("participants_max")
        if least is not None and most is not None and most < least:
            self.add_error("participants_max", _t("Das ist weniger als die Mindestzahl."))
        return given


class SeatForm(RowForm):
    class Meta:
        model = Seat
        fields = ("organisation", "role", "person", "count", "voting", "starts", "ends")
        widgets = {"starts": DateInput, "ends": DateInput}
        help_texts = {
            "role": _("Zum Beispiel: Vorsitz, Delegierte, Beratung"),
            "person": _("Nur wenn es fest eine Person ist. Sonst bleibt der Sitz bei der Organisation."),
        }

    def __init__(self, *args: Any, viewer: Viewer = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = (  # type: ignore[attr-defined]
            organisations(viewer) | Organisation.objects.filter(pk=self.instance.organisation_id)
        )
        self.fields["person"].queryset = (  # type: ignore[attr-defined]
            people(viewer) | Person.objects.filter(pk=self.instance.person_id)
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("organisation") and not given.get("role"):
            self.add_error("role", _t("Bitte eine Organisation oder eine Funktion angeben."))
        if given.get("starts") and given.get("ends") and given["ends"] < given["starts"]:
            self.add_error("ends", _t("Das Ende liegt vor dem Anfang."))
        return given
