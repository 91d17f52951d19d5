"""What whoever plans the tables may choose."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models import Edition, Registration, TablePlan
from marlerweg.conferences.queries import Cast, Rules, coming, not_arrived, rules_of
from marlerweg.conferences.queries.gathering import Pairs
from marlerweg.ui.forms.sections import Section

AT_ONCE = 150
"""Up to so many people are planned while the page waits."""
CHOICES = ("no_theme_twice", "avoid_acquaintances", "worst_served_first", "most_colleagues")
SMALLEST_LIMIT = 2
PAIR = 2
Pair = tuple[UUID, UUID]


class PairsField(forms.CharField):
    """One pair per line, by the numbers of the registrations: „12 und 17“."""

    def __init__(self, **kwargs: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 3})
        super().__init__(required=False, widget=rows, max_length=2000, **kwargs)
        self.known: dict[int, UUID] = {}

    def clean(self, value: Any) -> list[Pair]:
        return [self._pair(line) for line in super().clean(value).splitlines() if line.strip()]

    def _pair(self, line: str) -> Pair:
        numbers = [int(number) for number in re.findall(r"\d+", line)]
        if len(numbers) != len({*numbers}) or len(numbers) != PAIR:
            raise ValidationError(
                _t("„%(line)s“: Bitte zwei verschiedene Nummern je Zeile.") % {"line": line}
            )
        for number in numbers:
            if number not in self.known:
                raise ValidationError(_t("Die Nummer %(number)s hat keinen Platz.") % {"number": number})
        return self.known[numbers[0]], self.known[numbers[1]]


class PlanForm(forms.Form):
    """The rules of the day; what fits this edition is filled in already."""

    no_theme_twice = forms.BooleanField(label=_("Niemand zweimal beim selben Thema"), required=False)
    avoid_acquaintances = forms.BooleanField(
        label=_("Wer sich schon kennt, soll möglichst nicht zusammensitzen"),
        help_text=_("Gemeinsames Gremium oder gemeinsamer Tisch bei einer früheren Ausgabe."),
        required=False,
    )
    most_colleagues = forms.IntegerField(
        label=_("Höchstens so viele aus einer Organisation an einem Tisch"),
        help_text=_("Leer heißt: keine Grenze."),
        min_value=1,
        max_value=50,
        required=False,
    )
    worst_served_first = forms.BooleanField(
        label=_("Zuerst an die Person denken, die am schlechtesten wegkommt"),
        help_text=_("Sonst zählt, dass alle Wünsche zusammen am besten erfüllt sind."),
        required=False,
    )
    apart = PairsField(
        label=_("Sollen nicht an einem Tisch sitzen"),
        help_text=_("Je Zeile zwei Nummern aus der Liste der Anmeldungen, zum Beispiel: 12, 17"),
    )
    together = PairsField(
        label=_("Sollen immer zusammensitzen"), help_text=_("Je Zeile zwei Nummern, zum Beispiel: 3, 4")
    )
    seed = forms.IntegerField(
        label=_("Startwert"),
        help_text=_("Ein anderer Startwert gibt einen anderen, ebenso guten Plan."),
        min_value=0,
        max_value=1_000_000,
        initial=0,
        required=False,
    )
    reason = forms.CharField(label=_("Anlass"), max_length=300, required=False)
    sections = [
        Section(
            legend=_("Wer mit wem"), fields=["most_colleagues", "avoid_acquaintances", "apart", "together"]
        ),
        Section(legend=_("Feinheiten"), fields=["worst_served_first", "seed", "reason"]),
    ]

    def __init__(self, *args: Any, edition: Edition, last: TablePlan | None = None, **kwargs: Any) -> None:
        people = coming(edition)
        given = as_before(rules_of(last), people) if last else suggested(edition, people)
        kwargs["initial"] = given | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.is_large = len(people) > AT_ONCE
        fields: dict[str, Any] = self.fields
        for name in ("apart", "together"):
            fields[name].known = {row.number: row.pk for row in people}

    @property
    def rules(self) -> Rules:
        return Rules(**{name: self.cleaned_data[name] for name in (*CHOICES, "apart", "together")})


def suggested(edition: Edition, people: list[Registration]) -> dict[str, Any]:
    """A limit for colleagues that the largest organisation can keep, and no theme twice where themes suffice."""
    tables = list(edition.tables.all())
    sizes: dict[str, int] = {}
    for row in people:
        if label := row.organisation_label:
            sizes[label] = sizes.get(label, 0) + 1
    largest = max(sizes.values(), default=0)
    return {
        "no_theme_twice": len({table.theme_id for table in tables}) >= edition.rounds.count(),
        "avoid_acquaintances": True,
        "most_colleagues": max(SMALLEST_LIMIT, -(-largest // max(1, len(tables))) + 1) if largest else None,
        "seed": 0,
    }


def as_before(rules: Rules, people: list[Registration]) -> dict[str, Any]:
    """The rules of the last version, pairs by number; whoever does not come any more needs none."""
    number = {row.pk: row.number for row in people}

    def lines(pairs: Pairs) -> str:
        return "\n".join(
            f"{number[one]}, {number[other]}" for one, other in pairs if one in number and other in number
        )

    kept = {name: getattr(rules, name) for name in CHOICES}
    return {**kept, "apart": lines(rules.apart), "together": lines(rules.together), "seed": 0}


class ReplanForm(forms.Form):
    """Everybody not checked in yet is proposed as missing once the day runs."""

    from_round = forms.TypedChoiceField(label=_("Ab Runde"), coerce=int, choices=())
    missing = forms.MultipleChoiceField(
        label=_("Kommen nicht"),
        help_text=_(
            "Noch nicht am Einlass gesehen. Wer doch noch kommt, bekommt beim nächsten Mal einen Platz."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    extra_moves = forms.IntegerField(
        label=_("So viele Plätze dürfen zusätzlich wechseln"),
        help_text=_("Null heißt: Nur wer muss, bekommt einen anderen Tisch."),
        min_value=0,
        max_value=200,
        initial=0,
        required=False,
    )
    reason = forms.CharField(label=_("Anlass"), max_length=300, required=False)

    def __init__(self, *args: Any, edition: Edition, cast: Cast, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["from_round"].choices = [(number, number) for number in range(1, len(cast.rounds) + 1)]
        absent = not_arrived(cast)
        fields["missing"].choices = [(str(row.pk), _name(row)) for row in absent]
        if edition.state == Edition.State.RUNNING:
            fields["missing"].initial = [str(row.pk) for row in absent]
        if not absent:
            del fields["missing"]

    @property
    def gone(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data.get("missing", [])]


class MoveForm(forms.Form):
    """Sent once by GET to see what it would do, and by POST to do it."""

    runde = forms.TypedChoiceField(label=_("Runde"), coerce=int, choices=())
    person = forms.ChoiceField(label=_("Wer"), choices=())
    tisch = forms.ChoiceField(label=_("an diesen Tisch"), choices=(), required=False)
    tausch = forms.ChoiceField(label=_("oder tauscht mit"), choices=(), required=False)
    reason = forms.CharField(label=_("Anlass"), max_length=300, required=False)

    def __init__(self, *args: Any, cast: Cast, seated: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = sorted((cast.people[key] for key in seated if key in cast.people), key=lambda row: row.name)
        rows = [(str(row.pk), _name(row)) for row in people]
        fields["runde"].choices = [(number, number) for number in range(1, len(cast.rounds) + 1)]
        fields["person"].choices = [("", _("bitte wählen")), *rows]
        fields["tisch"].choices = [("", "–"), *((key, str(table)) for key, table in cast.tables.items())]
        fields["tausch"].choices = [("", "–"), *rows]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if bool(cleaned.get("tisch")) == bool(cleaned.get("tausch")):
            self.add_error("tisch", _t("Bitte entweder einen Tisch oder eine Person zum Tauschen wählen."))
        elif cleaned.get("tausch") and cleaned.get("tausch") == cleaned.get("person"):
            self.add_error("tausch", _t("Mit sich selbst kann niemand tauschen."))
        return cleaned


class AdviceForm(forms.Form):
    """The day in four numbers."""

    people = forms.IntegerField(label=_("Personen"), min_value=2, max_value=300)
    themes = forms.IntegerField(label=_("Themen"), min_value=1, max_value=30)
    minutes = forms.IntegerField(label=_("Minuten für alle Runden"), min_value=10, max_value=600)
    pause = forms.IntegerField(label=_("Minuten zum Wechseln"), min_value=0, max_value=60)
    again = forms.BooleanField(label=_("Ein Thema darf zweimal besucht werden"), required=False)


def _name(row: Registration) -> str:
    organisation = row.organisation_label
    return f"{row.name} ({row.number}{f', {organisation}' if organisation else ''})"
