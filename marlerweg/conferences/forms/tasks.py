"""Who moderates or writes at which table, and who interprets for whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models import Edition, Registration, Round, Table, TableTask


class Person(forms.ModelChoiceField):  # type: ignore[type-arg] # Django's own field takes no type at run time
    """Everybody with a place, by name and number."""

    def label_from_instance(self, row: Any) -> str:
        organisation = row.organisation_label
        return f"{row.name} ({row.number}{f', {organisation}' if organisation else ''})"


def _people(of: Edition) -> Any:
    rows = Registration.objects.filter(edition=of, state__in=Registration.PLACES)
    return rows.select_related("organisation").order_by("name", "number")


class TaskForm(forms.Form):
    registration = Person(label=_("Wer"), queryset=Registration.objects.none())
    kind = forms.ChoiceField(label=_("Aufgabe"), choices=TableTask.Kind.choices)
    table = forms.ModelChoiceField(label=_("Tisch"), queryset=Table.objects.none())
    round_ = forms.ModelChoiceField(
        label=_("nur in Runde"), queryset=Round.objects.none(), required=False, empty_label=_("alle Runden")
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["registration"].queryset = _people(edition)
        fields["table"].queryset = edition.tables.select_related("theme")
        fields["round_"].queryset = edition.rounds.all()


class InterpreterForm(forms.Form):
    interpreter = Person(label=_("Wer dolmetscht"), queryset=Registration.objects.none())
    other = Person(label=_("für wen"), queryset=Registration.objects.none())

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["interpreter"].queryset = fields["other"].queryset = _people(edition)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("other") and cleaned["other"] == cleaned.get("interpreter"):
            self.add_error("other", _t("Für sich selbst dolmetscht niemand."))
        return cleaned
