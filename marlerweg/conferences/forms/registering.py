"""The registration, as the public and the office fill it in."""

import uuid
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences import queries
from marlerweg.conferences.models import Edition, Registration, Round
from marlerweg.conferences.participants import Participant
from marlerweg.foundation import clock
from marlerweg.network.models import Person, Theme
from marlerweg.network.speech import SPOKEN

AGE = "marlerweg.conferences.registration"
QUICKEST = 3  # seconds a human being needs at least
WITHOUT = ("de", "de-simple")


def opened_now() -> str:
    return signing.Signer(salt=AGE).sign(f"{clock.now().timestamp():.0f}")


class NeedsForm(forms.Form):
    """What may still change later: wishes, rounds, needs. One select per rank works without JavaScript."""

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.themes = list(queries.themes_of(edition)) if edition.wishes_asked else []
        self.all_rounds = list(queries.rounds_of(edition))
        self._add_wishes()
        self._add_rounds()
        self._add_needs()

    def _add_wishes(self) -> None:
        choices = [("", _t("kein Wunsch")), *((str(theme.pk), str(theme)) for theme in self.themes)]
        for rank in range(1, min(self.edition.wishes_asked, len(self.themes)) + 1):
            self.fields[f"wish_{rank}"] = forms.ChoiceField(
                label=_("%(rank)s. Wunsch für einen Tisch") % {"rank": rank}, choices=choices, required=False
            )

    def _add_rounds(self) -> None:
        if len(self.all_rounds) < 2:
            return
        self.fields["rounds"] = forms.MultipleChoiceField(
            label=_("An welchen Tischrunden nehmen Sie teil?"),
            choices=[
                (str(each.pk), _t("Runde %(number)s") % {"number": each.number}) for each in self.all_rounds
            ],
            initial=[str(each.pk) for each in self.all_rounds],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _add_needs(self) -> None:
        spoken = [(code, name) for code, name in SPOKEN.items() if code not in WITHOUT]
        self.fields["interpreter"] = forms.ChoiceField(
            label=_("Brauchen Sie jemanden, der für Sie dolmetscht?"),
            choices=[("", _("nein")), *spoken],
            required=False,
        )
        self.fields["needs_accessible"] = forms.BooleanField(
            label=_("Ich brauche einen Weg und einen Platz ohne Stufen."), required=False
        )
        self.fields["access_needs"] = forms.CharField(
            label=_("Was brauchen Sie noch, um gut teilzunehmen?"),
            help_text=_("Zum Beispiel: Schrift in groß, Kinderbetreuung, Platz für einen Hund."),
            max_length=300,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [cleaned[name] for name in self.wish_names if cleaned.get(name)]
        if len(set(chosen)) < len(chosen):
            self.add_error(self.wish_names[-1], _t("Bitte wählen Sie jedes Thema nur einmal."))
        return cleaned

    @property
    def wish_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("wish_")]

    @property
    def wish_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.wish_names]

    @property
    def wishes(self) -> list[Theme]:
        known = {str(theme.pk): theme for theme in self.themes}
        return [known[self.cleaned_data[name]] for name in self.wish_names if self.cleaned_data[name]]

    @property
    def chosen_rounds(self) -> list[Round]:
        if "rounds" not in self.fields:
            return self.all_rounds
        wanted = set(self.cleaned_data["rounds"])
        return [each for each in self.all_rounds if str(each.pk) in wanted]

    @property
    def needs(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("interpreter", "needs_accessible", "access_needs")}

    @classmethod
    def of(cls, registration: Registration) -> dict[str, Any]:
        """What a registration says today, as the form's beginning."""
        wishes = {f"wish_{wish.rank}": str(wish.theme_id) for wish in registration.wishes.all()}
        return {
            **wishes,
            "rounds": [str(each.pk) for each in registration.rounds.all()],
            "interpreter": registration.interpreter,
            "needs_accessible": registration.needs_accessible,
            "access_needs": registration.access_needs,
        }


class RegistrationForm(NeedsForm):
    """The public form: nobody has to give an address or say for whom they come."""

    name = forms.CharField(
        label=_("Ihr Name"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    organisation_name = forms.CharField(
        label=_("Organisation, Verein oder Gruppe"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    function = forms.CharField(label=_("Ihre Aufgabe dort"), max_length=120, required=False)
    engaged = forms.ChoiceField(
        label=_("Kommen Sie beruflich oder ehrenamtlich?"),
        choices=[("", _("keines von beiden")), ("paid", _("beruflich")), ("volunteer", _("ehrenamtlich"))],
        required=False,
        widget=forms.RadioSelect,
    )
    mail = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Dorthin schicken wir die Bestätigung. Ohne Adresse merken Sie sich bitte den Link."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telefon"),
        help_text=_("Nur wenn wir Sie bei Änderungen anrufen sollen."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    website = forms.CharField(
        label=_("Bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    @property
    def looks_human(self) -> bool:
        """The hidden field is empty and the form was open for a moment."""
        if self.data.get("website"):
            return False
        try:
            opened = float(signing.Signer(salt=AGE).unsign(self.data.get("opened", "")))
        except (signing.BadSignature, ValueError):
            return False
        return clock.now().timestamp() - opened >= QUICKEST

    def participant(self, *, language: str, person: Person | None = None) -> Participant:
        names = ("name", "organisation_name", "function", "engaged", "mail", "phone")
        said = {name: self.cleaned_data[name] for name in names}
        return Participant(**said, **self.needs, language=language, person=person)
