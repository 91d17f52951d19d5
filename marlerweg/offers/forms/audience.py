"""For whom: one question per kind of condition, with three answers – not recorded, no restriction, only these."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.offers import wording
from marlerweg.offers.forms.sections import ContentForm, add_fields, checks, district_choices, long_text
from marlerweg.offers.rules.conditions import LEVELS, LIST_KEY, Kind, flaws
from marlerweg.offers.rules.content import Content
from marlerweg.ui.forms.sections import Section

OPEN, FREE, LIMITED = "", "free", "limited"
ANSWERS = ((OPEN, _("nicht angegeben")), (FREE, _("keine Einschränkung")), (LIMITED, _("nur diese:")))
FLAWS = {
    "says_nothing": _("Bitte sagen Sie, für wen, oder wählen Sie „keine Einschränkung“."),
    "ends_before_it_begins": _("Das Ende liegt vor dem Anfang."),
    "no_such_age": _("Bitte ein Alter in Jahren."),
}
LABELS = {
    Kind.AGE: _("Alter"),
    Kind.LANGUAGE_LEVEL: _("Deutschkenntnisse"),
    Kind.GENDER: _("Geschlecht"),
    Kind.RESIDENCE_STATUS: _("Aufenthaltsstatus"),
    Kind.HOUSEHOLD: _("Familie"),
    Kind.HOME: _("Wohnort"),
    Kind.INCOME: _("Einkommen oder Leistungen"),
    Kind.WORK: _("Arbeit und Ausbildung"),
    Kind.DISABILITY: _("Behinderung"),
    Kind.DOCUMENTS: _("Was muss man mitbringen?"),
    Kind.REFERRAL: _("Wer muss überweisen?"),
}


class AudienceForm(ContentForm):
    """Conditions as data; `for_whom` says the rest in words."""

    TEXTS = ("for_whom",)

    for_whom = long_text(
        _("Für wen ist es?"),
        hint=_("In Ihren Worten; die Angaben darunter finden die Suche und die Beratung."),
    )
    age_from = forms.IntegerField(label=_("von … Jahren"), required=False, min_value=0, max_value=120)
    age_to = forms.IntegerField(label=_("bis … Jahre"), required=False, min_value=0, max_value=120)
    language_level_from = forms.ChoiceField(label=_("mindestens"), required=False)
    language_level_to = forms.ChoiceField(label=_("höchstens"), required=False)
    household_with_child_from = forms.IntegerField(
        label=_("mit Kind ab … Jahren"), required=False, min_value=0, max_value=27
    )
    household_with_child_to = forms.IntegerField(
        label=_("mit Kind bis … Jahre"), required=False, min_value=0, max_value=27
    )
    household_single_parent = forms.BooleanField(label=_("nur Alleinerziehende"), required=False)
    household_expecting = forms.BooleanField(label=_("auch in der Schwangerschaft"), required=False)
    home_town = forms.BooleanField(label=_("nur wer in der Stadt wohnt"), required=False)
    home_districts = checks(_("oder nur diese Stadtteile"))
    income_low = forms.BooleanField(label=_("geringes Einkommen genügt"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        more: dict[str, forms.Field] = {}
        for kind, label in LABELS.items():
            more[kind.value] = forms.ChoiceField(
                label=label, choices=ANSWERS, required=False, widget=forms.RadioSelect
            )
            if kind in LIST_KEY:
                codes = list(wording.CODES[kind].items())
                more[f"{kind}_codes"] = checks(_("und zwar"), choices=codes)
        add_fields(self, more)
        super().__init__(*args, **kwargs)

    def fill(self) -> None:
        fields: dict[str, Any] = self.fields
        levels = [("", "–"), *((level, level) for level in LEVELS)]
        fields["language_level_from"].choices = levels
        fields["language_level_to"].choices = levels
        fields["home_districts"].choices = district_choices()
        self.sections = [
            Section(legend=LABELS[kind], fields=[kind.value, *self._details(kind)], folded=True)
            for kind in LABELS
        ]

    def _details(self, kind: Kind) -> list[str]:
        return [name for name in self.fields if name.startswith(f"{kind}_")]

    def stored(self, content: Content) -> dict[str, Any]:
        found = super().stored(content)
        for condition in content.conditions:
            kind = condition.kind
            found[kind.value] = LIMITED if condition.restricts else FREE
            for key, value in condition.allowed.items():
                found[f"{kind}_codes" if key == LIST_KEY.get(kind) else f"{kind}_{key}"] = value
            if "low_income" in condition.allowed:
                found["income_low"] = True
        return found

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for kind in LABELS:
            if said.get(kind.value) == LIMITED:
                wrong = flaws(kind, self._allowed(kind, said))
                if wrong:
                    self.add_error(kind.value, str(FLAWS.get(wrong[0], FLAWS["says_nothing"])))
            elif self._allowed(kind, said):
                self.add_error(kind.value, _t("Bitte wählen Sie dazu „nur diese“."))
        return said

    def plain(self) -> dict[str, Any]:
        return {**super().plain(), "conditions": self._conditions()}

    def _conditions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for kind in LABELS:
            answer = self.cleaned_data.get(kind.value)
            if answer == FREE:
                found.append({"kind": kind.value, "restricts": False, "allowed": {}})
            elif answer == LIMITED:
                allowed = self._allowed(kind, self.cleaned_data)
                found.append({"kind": kind.value, "restricts": True, "allowed": allowed})
        return found

    def _allowed(self, kind: Kind, said: Mapping[str, Any]) -> dict[str, Any]:
        if kind in LIST_KEY:
            codes = said.get(f"{kind}_codes") or []
            low = {"low_income": True} if kind is Kind.INCOME and said.get("income_low") else {}
            return {**({LIST_KEY[kind]: list(codes)} if codes else {}), **low}
        if kind is Kind.HOME:
            if said.get("home_town"):
                return {"town": True}
            return {"districts": list(said["home_districts"])} if said.get("home_districts") else {}
        names = {name.removeprefix(f"{kind}_"): said.get(name) for name in self._details(kind)}
        return {name: value for name, value in names.items() if value not in (None, "", False)}
