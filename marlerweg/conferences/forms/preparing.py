"""Editions, programme, rooms and tables as those who organise fill them in."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences import queries
from marlerweg.conferences.models import Edition, ProgrammeItem, Room, Round, Series, Table
from marlerweg.conferences.queries import Circle
from marlerweg.formats.models import Body
from marlerweg.network.forms.shape import RowForm
from marlerweg.network.models import District, Theme, ThemeScheme
from marlerweg.network.queries import current_themes
from marlerweg.ui.forms.versioned import VersionedForm
from marlerweg.ui.forms.widgets import DateInput, MomentInput

MOMENTS = {"starts_at": MomentInput, "ends_at": MomentInput}


class BeginForm(forms.Form):
    """A first edition, with its series if there is none yet."""

    series = forms.ModelChoiceField(
        label=_("Reihe"), queryset=Series.objects.none(), required=False, empty_label=_("neue Reihe")
    )
    series_name = forms.CharField(label=_("Name der neuen Reihe"), max_length=160, required=False)
    title = forms.CharField(label=_("Titel"), max_length=200)
    code = forms.SlugField(label=_("Kürzel"), help_text=_("Steht in der Adresse, zum Beispiel: 2027"))
    starts_on = forms.DateField(label=_("erster Tag"), widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("series") and not cleaned.get("series_name"):
            self.add_error("series_name", _t("Bitte eine Reihe wählen oder der neuen einen Namen geben."))
        return cleaned


class NextForm(forms.Form):
    """What the next edition needs to be told; everything else comes from the last one."""

    title = forms.CharField(label=_("Titel"), max_length=200)
    code = forms.SlugField(label=_("Kürzel"), help_text=_("Steht in der Adresse, zum Beispiel: 2027"))
    starts_on = forms.DateField(
        label=_("erster Tag"),
        widget=DateInput(),
        help_text=_("Alle Zeiten der letzten Ausgabe verschieben sich um ebenso viele Tage."),
    )


class EnglishTitle(RowForm):
    """The English title stands beside the German; other languages keep what they have."""

    english = forms.CharField(label=_("Titel auf Englisch"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["english"].initial = (self.instance.translations or {}).get("en", "")

    @property
    def fields_given(self) -> dict[str, Any]:
        given = {name: value for name, value in super().fields_given.items() if name in self.fields}
        titles = {**(self.instance.translations or {}), "en": given.pop("english")}
        return {**given, "translations": {code: title for code, title in titles.items() if title}}


class EditionForm(VersionedForm, EnglishTitle):
    class Meta:
        model = Edition
        fields = (
            "title",
            "introduction",
            "starts_on",
            "ends_on",
            "venue",
            "venue_address",
            "venue_access",
            "theme_scheme",
            "capacity",
            "registration_opens_at",
            "registration_closes_at",
            "wishes_asked",
            "retention_days",
            "documentation",
        )
        widgets = {
            "starts_on": DateInput,
            "ends_on": DateInput,
            "registration_opens_at": MomentInput,
            "registration_closes_at": MomentInput,
            "introduction": forms.Textarea(attrs={"rows": 4}),
            "venue_access": forms.Textarea(attrs={"rows": 3}),
            "documentation": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme_scheme"].queryset = ThemeScheme.objects.all()  # type: ignore[attr-defined]


class ItemForm(VersionedForm, EnglishTitle):
    class Meta:
        model = ProgrammeItem
        fields = ("kind", "title", "text", "starts_at", "ends_at", "room", "speaker_function", "round")
        widgets = {**MOMENTS, "text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["room"].queryset = edition.rooms.all()
        fields["round"].queryset = edition.rounds.all()


class RoomForm(RowForm):
    class Meta:
        model = Room
        fields = ("name", "seats", "is_accessible", "position")


class RoundForm(RowForm):
    class Meta:
        model = Round
        fields = ("number", "starts_at", "ends_at")
        widgets = MOMENTS


class TableForm(RowForm):
    class Meta:
        model = Table
        fields = ("number", "theme", "question", "room", "seats", "least", "is_accessible")

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["theme"].queryset = queries.themes_of(edition)
        fields["room"].queryset = edition.rooms.all()
        self.by_round = {str(each.number): f"seats_{each.number}" for each in edition.rounds.all()}
        for number, name in self.by_round.items():
            fields[name] = forms.IntegerField(
                label=_t("Plätze nur in Runde %(number)s") % {"number": number},
                help_text=_t("Leer heißt: wie oben. Null heißt: In dieser Runde gibt es den Tisch nicht."),
                min_value=0,
                max_value=300,
                required=False,
                initial=(self.instance.seats_by_round or {}).get(number),
            )

    @property
    def fields_given(self) -> dict[str, Any]:
        """Only what differs from the seats of the day is kept by round."""
        given = super().fields_given
        asked = {number: given.pop(name) for number, name in self.by_round.items()}
        kept = {
            number: seats for number, seats in asked.items() if seats is not None and seats != given["seats"]
        }
        return {**given, "seats_by_round": kept}


class CircleForm(forms.Form):
    """Whom to invite: everybody the network knows for what is ticked."""

    themes = forms.ModelMultipleChoiceField(
        label=_("Themen"), queryset=Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    bodies = forms.ModelMultipleChoiceField(
        label=_("Gremien"), queryset=Body.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    districts = forms.ModelMultipleChoiceField(
        label=_("Stadtteile"),
        queryset=District.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["themes"].queryset = current_themes()
        fields["bodies"].queryset = Body.objects.exclude(state=Body.State.ENDED)
        fields["districts"].queryset = District.objects.all()

    @property
    def circle(self) -> Circle:
        def chosen(name: str) -> list[UUID]:
            return [row.pk for row in self.cleaned_data[name]]

        return Circle(chosen("themes"), chosen("bodies"), chosen("districts"))
