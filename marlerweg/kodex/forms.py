"""What comes in over HTTP about the Kodex, checked for shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.kodex.models import ActionField, Goal, NamedMeasure, Value, Version
from marlerweg.network.forms.shape import RowForm
from marlerweg.network.models import Theme
from marlerweg.network.queries import current_themes
from marlerweg.ui.forms.widgets import DateInput

CONTENT = ("name", "text", "position")


class DraftForm(forms.Form):
    code = forms.SlugField(
        label=_("Kürzel"), max_length=50, help_text=_("Steht in der Adresse, zum Beispiel: 2027")
    )
    name = forms.CharField(label=_("Name der Fassung"), max_length=160)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if Version.objects.filter(code=code).exists():
            raise forms.ValidationError(_t("Dieses Kürzel gibt es schon."))
        return code


class VersionForm(RowForm):
    class Meta:
        model = Version
        fields = ("name", "year", "adopted_on", "adopted_by", "introduction")
        widgets = {"adopted_on": DateInput, "introduction": forms.Textarea(attrs={"rows": 6})}


class EntryForm(RowForm):
    """The English name stands beside the German; other languages keep what they have."""

    english = forms.CharField(label=_("Name auf Englisch"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["english"].initial = (self.instance.translations or {}).get("en", "")

    @property
    def fields_given(self) -> dict[str, Any]:
        given = super().fields_given
        translations = {**(self.instance.translations or {}), "en": given.pop("english")}
        given["translations"] = {code: name for code, name in translations.items() if name}
        return given


class ValueForm(EntryForm):
    class Meta:
        model = Value
        fields = CONTENT


class ActionFieldForm(EntryForm):
    themes = forms.ModelMultipleChoiceField(
        label=_("Themen"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ActionField
        fields = (*CONTENT, "themes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = current_themes()  # type: ignore[attr-defined]


class GoalForm(EntryForm):
    class Meta:
        model = Goal
        fields = (*CONTENT, "action_field")

    def __init__(self, *args: Any, version: Version | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action_field"].queryset = ActionField.objects.filter(version=version)  # type: ignore[attr-defined]


class NamedMeasureForm(EntryForm):
    class Meta:
        model = NamedMeasure
        fields = (*CONTENT, "action_fields")
        widgets = {"action_fields": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, version: Version | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action_fields"].queryset = ActionField.objects.filter(version=version)  # type: ignore[attr-defined]
