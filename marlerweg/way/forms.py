"""What comes in over HTTP on the Way, checked for shape."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts.models import User
from marlerweg.accounts.rules import Role
from marlerweg.formats.models import Body
from marlerweg.foundation import clock, languages
from marlerweg.kodex.models import Goal, Value
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.ui.forms.confirming import ConfirmableForm
from marlerweg.ui.forms.many import AmongMany
from marlerweg.ui.forms.once import OnceOnly
from marlerweg.ui.forms.versioned import VersionedForm
from marlerweg.ui.forms.widgets import DateInput
from marlerweg.way import queries
from marlerweg.way.models import Approach, Contribution, Decision, Measure, Need, Review, Term, Wording
from marlerweg.way.rules.screening import Trace, findings

FORM_AGE = "way.speak"


def themes() -> Any:
    return Theme.objects.filter(scheme__is_current=True).order_by("position")


TRACES = {
    Trace.BIRTH: _("ein Geburtsdatum"),
    Trace.FILE: _("ein Aktenzeichen"),
    Trace.PHONE: _("eine Telefonnummer"),
    Trace.MAIL: _("eine E-Mail-Adresse"),
    Trace.COMBINATION: _("Herkunft, Aufenthaltsstatus und Stadtteil zusammen"),
}


class ScreenedForm(ConfirmableForm):
    """Asks once more before a text is kept that may point at one person; `screened` names the fields."""

    screened: tuple[str, ...] = ("text",)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        districts = list(District.objects.values_list("name", flat=True))
        for field in self.screened:
            for found in findings(cleaned.get(field) or "", districts=districts):
                self.warn(
                    gettext("Das sieht nach Angaben zu einer Person aus: „%(words)s“ (%(what)s).")
                    % {"words": found.words, "what": TRACES[found.trace]},
                    field,
                )
        return cleaned


def place_in_chain(form: forms.Form) -> None:
    """The legal spheres and steps of the town, by name; without any the fields vanish."""
    fields: dict[str, Any] = form.fields
    terms = queries.terms()
    for name, kind in (
        ("legal_spheres", Term.Kind.LEGAL_SPHERE),
        ("process_step", Term.Kind.PROCESS_STEP),
    ):
        choices = [(term.code, str(term)) for term in terms if term.kind == kind]
        if not choices:
            del fields[name]
        else:
            fields[name].choices = choices if name == "legal_spheres" else [("", _("offen")), *choices]


class InChain(forms.Form):
    """Where in the chain of integration something belongs."""

    legal_spheres = forms.MultipleChoiceField(
        label=_("Rechtskreise"),
        help_text=_("Um welche Gesetze geht es? Mehrere sind möglich."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    process_step = forms.ChoiceField(label=_("Schritt der Integrationskette"), required=False)


class SpeakForm(forms.Form):
    """The public form: short, no account, no third party against spam."""

    text = forms.CharField(
        label=_("Was fehlt, oder was läuft schlecht?"),
        help_text=_("Schreiben Sie in Ihrer Sprache. Bitte keine Namen und keine Aktenzeichen."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        min_length=10,
    )
    theme = forms.ModelChoiceField(
        label=_("Worum geht es?"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("weiß ich nicht"),
    )
    district = forms.ModelChoiceField(
        label=_("In welchem Stadtteil?"),
        queryset=District.objects.none(),
        required=False,
        empty_label=_("überall oder egal"),
    )
    mail = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_(
            "Nur wenn Sie eine Nachricht möchten, sobald sich etwas tut. Wir löschen die Adresse danach."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    never_drafted = frozenset({"mail", "website"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes()  # type: ignore[attr-defined]
        self.fields["district"].queryset = District.objects.all()  # type: ignore[attr-defined]

    @property
    def seconds(self) -> float:
        """How long the form was open; an unreadable stamp counts as no time at all."""
        try:
            opened = float(signing.Signer(salt=FORM_AGE).unsign(self.data.get("opened", "")))
        except (signing.BadSignature, ValueError):
            return 0
        return clock.now().timestamp() - opened


def opened_now() -> str:
    return signing.Signer(salt=FORM_AGE).sign(str(clock.now().timestamp()))


class ContributionForm(InChain, ScreenedForm):
    """What a member, a working group or a counsellor brings in."""

    text = forms.CharField(
        label=_("Was haben Sie beobachtet?"),
        help_text=_("Ohne Namen, Geburtsdaten und Aktenzeichen."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        min_length=10,
    )
    source = forms.ChoiceField(label=_("Woher kommt der Hinweis?"), choices=[])
    body = forms.ModelChoiceField(
        label=_("Für welches Gremium sprechen Sie?"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("für keines"),
    )
    theme = forms.ModelChoiceField(label=_("Thema"), queryset=Theme.objects.none(), required=False)
    districts = forms.ModelMultipleChoiceField(
        label=_("Stadtteile"),
        queryset=District.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Sprache des Textes"),
        choices=[(each.code, each.own_name) for each in languages.PUBLIC],
        initial="de",
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    field_order = (
        "text",
        "source",
        "body",
        "theme",
        "districts",
        "legal_spheres",
        "process_step",
        "language",
    )

    def __init__(self, *args: Any, sources: Sequence[str], bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [(source, Contribution.Source(source).label) for source in sources]  # type: ignore[attr-defined]
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["theme"].queryset = themes()  # type: ignore[attr-defined]
        self.fields["districts"].queryset = District.objects.all()  # type: ignore[attr-defined]
        place_in_chain(self)

    @property
    def said(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "bestaetigt"}


class NeedForm(InChain, ScreenedForm, VersionedForm):
    title = forms.CharField(label=_("Titel"), help_text=_("Ein Satz, der sagt, was fehlt."), max_length=160)
    text = forms.CharField(
        label=_("Beschreibung (intern)"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    theme = forms.ModelChoiceField(label=_("Thema"), queryset=Theme.objects.none())
    districts = forms.ModelMultipleChoiceField(
        label=_("Stadtteile"),
        queryset=District.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("title", "text", "theme", "districts", "legal_spheres", "process_step")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes()  # type: ignore[attr-defined]
        self.fields["districts"].queryset = District.objects.all()  # type: ignore[attr-defined]
        place_in_chain(self)

    @classmethod
    def stored(cls, need: Need) -> dict[str, Any]:
        return {
            "title": need.title,
            "text": need.text,
            "theme": need.theme_id,
            "districts": list(need.districts.all()),
            "legal_spheres": need.legal_spheres,
            "process_step": need.process_step,
        }

    @property
    def said(self) -> dict[str, Any]:
        """What the actions take."""
        left_out = {"bestaetigt", "version"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class TextForm(forms.Form):
    """One text, whatever it answers."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)

    def __init__(self, *args: Any, label: Any = None, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label
        self.fields["text"].help_text = hint


class DecisionForm(OnceOnly):
    kind = forms.ChoiceField(label=_("Beschluss"), choices=Decision.Kind.choices, widget=forms.RadioSelect)
    body = forms.ModelChoiceField(label=_("Gremium"), queryset=Body.objects.none())
    decided_on = forms.DateField(label=_("beschlossen am"), widget=DateInput())
    approach = forms.ModelChoiceField(
        label=_("Handlungsansatz"), queryset=Approach.objects.none(), required=False, empty_label=_("keiner")
    )
    reason = forms.CharField(
        label=_("Begründung (intern)"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    assigned_to = forms.ModelChoiceField(
        label=_("Projektgruppe"), queryset=Body.objects.none(), required=False
    )
    referred_to = forms.ModelChoiceField(
        label=_("verwiesen an"), queryset=Body.objects.none(), required=False
    )
    wait_until = forms.DateField(
        label=_("wieder vorlegen oder nachfragen am"), widget=DateInput(), required=False
    )

    def __init__(self, *args: Any, need: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = Body.objects.exclude(state=Body.State.ENDED)
        fields: dict[str, Any] = self.fields
        fields["body"].queryset = active.filter(decision_right=Body.DecisionRight.DECIDES)
        fields["approach"].queryset = need.approaches.filter(dropped_at__isnull=True)
        fields["assigned_to"].queryset = active.filter(
            kind__in=[Body.Kind.PROJECT_GROUP, Body.Kind.WORKING_GROUP]
        )
        fields["referred_to"].queryset = active.exclude(level=Body.Level.TOWN)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wanted = {
            Decision.Kind.ASSIGN: ("assigned_to", _("Bitte nennen Sie die Projektgruppe.")),
            Decision.Kind.REFER: ("referred_to", _("Bitte nennen Sie, an wen verwiesen wird.")),
            Decision.Kind.DEFER: (
                "wait_until",
                _("Bitte nennen Sie den Tag, an dem der Bedarf wieder vorliegt."),
            ),
            Decision.Kind.REJECT: ("reason", _("Eine Ablehnung braucht eine Begründung.")),
        }
        field, message = wanted.get(cleaned.get("kind", ""), ("", ""))
        if field and not cleaned.get(field):
            self.add_error(field, message)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "einmal"}


class MeasureForm(OnceOnly, VersionedForm):
    title = forms.CharField(label=_("Titel"), max_length=160)
    text = forms.CharField(
        label=_("Beschreibung (intern)"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    responsible = forms.ModelChoiceField(
        label=_("verantwortliche Organisation"), queryset=Organisation.objects.none()
    )
    responsible_role = forms.CharField(label=_("verantwortliche Stelle"), max_length=120, required=False)
    partners = forms.ModelMultipleChoiceField(
        label=_("Partner"), queryset=Organisation.objects.none(), required=False, widget=AmongMany
    )
    districts = forms.ModelMultipleChoiceField(
        label=_("Stadtteile"),
        queryset=District.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts = forms.DateField(label=_("Beginn"), widget=DateInput(), required=False)
    ends = forms.DateField(label=_("Ende"), widget=DateInput(), required=False)
    cost = forms.DecimalField(
        label=_("Kosten in Euro"), min_value=0, decimal_places=2, max_digits=12, required=False
    )
    funding = forms.CharField(label=_("Finanzierung"), max_length=200, required=False)
    values = forms.ModelMultipleChoiceField(
        label=_("Werte des Kodex"),
        queryset=Value.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    goal = forms.ModelChoiceField(label=_("Ziel des Kodex"), queryset=Goal.objects.none(), required=False)
    indicator = forms.CharField(label=_("Kennzahl"), max_length=200, required=False)
    unit = forms.CharField(label=_("Einheit"), max_length=40, required=False)
    baseline = forms.DecimalField(label=_("Ausgangswert"), required=False)
    target = forms.DecimalField(label=_("Zielwert"), required=False)
    target_on = forms.DateField(label=_("Ziel bis"), widget=DateInput(), required=False)

    RELATIONS = ("partners", "districts", "values")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["responsible"].queryset = fields["partners"].queryset = Organisation.objects.all()
        fields["districts"].queryset = District.objects.all()
        fields["values"].queryset = Value.objects.filter(version__is_current=True)
        fields["goal"].queryset = Goal.objects.filter(version__is_current=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("Das Ende liegt vor dem Beginn."))
        return cleaned

    @property
    def relations(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.RELATIONS}

    @property
    def columns(self) -> dict[str, Any]:
        left_out = {*self.RELATIONS, "version", "einmal"}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


class StatusForm(OnceOnly):
    status = forms.ChoiceField(label=_("Stand"), choices=Measure.Status.choices)
    on = forms.DateField(label=_("am"), widget=DateInput())
    text = forms.CharField(
        label=_("Sachstand"),
        help_text=_("Zwei Sätze genügen. Bei „ruht“, „blockiert“ und „beendet“ bitte den Grund."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    indicator_value = forms.DecimalField(label=_("Wert der Kennzahl"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = choices  # type: ignore[attr-defined]


class WordingForm(VersionedForm):
    """Text of one language; the version counts only for the language that was shown."""

    language = forms.ChoiceField(
        label=_("Sprache"), choices=[(each.code, each.own_name) for each in languages.PUBLIC], initial="de"
    )
    title = forms.CharField(label=_("Öffentlicher Titel"), max_length=160, required=False)
    text = forms.CharField(
        label=_("Öffentlicher Text"), widget=forms.Textarea(attrs={"rows": 4}), max_length=3000
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def stored(cls, wording: Wording | None) -> dict[str, Any]:
        if wording is None:
            return {}
        return {
            "language": wording.language,
            "title": wording.title,
            "text": wording.text,
            "shown": wording.language,
        }

    def _sent_version(self) -> int | None:
        said = self.cleaned_data
        return said.get("version") if said.get("shown") == said.get("language") else None

    def _sent(self) -> list[tuple[str, str]]:
        """Sent on from the page with both versions, which shows the language that was chosen."""
        kept = [(name, value) for name, value in super()._sent() if name != "shown"]
        return [*kept, ("shown", self.cleaned_data.get("language", ""))]


class ReviewForm(forms.Form):
    finding = forms.ChoiceField(label=_("Ergebnis"), choices=Review.Finding.choices, widget=forms.RadioSelect)
    on = forms.DateField(label=_("am"), widget=DateInput())
    text = forms.CharField(label=_("Woran wir das sehen"), widget=forms.Textarea(attrs={"rows": 3}))


def reader_language() -> str:
    return get_language() or "de"


class ApproachForm(OnceOnly):
    text = forms.CharField(
        label=_("Was könnte getan werden?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=3000
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.all(), required=False
    )
    body = forms.ModelChoiceField(label=_("Gremium oder Tisch"), queryset=Body.objects.all(), required=False)

    def offer(self, **choices: Sequence[tuple[UUID, str]]) -> "ApproachForm":
        """Show these, already read for the whole page."""
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = [("", field.empty_label), *offered]
        return self


class HelpForm(forms.Form):
    """Members speak for their own organisations, the office for all."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    text = forms.CharField(label=_("Wir bringen ein"), max_length=300)

    def __init__(self, *args: Any, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = Organisation.objects.all()
        own = [scope for scope in viewer.scopes(Role.MEMBER) if scope]
        office = viewer.has_role(Role.COORDINATION, Role.ASSISTANCE)
        self.fields["organisation"].queryset = every if office else every.filter(pk__in=own)  # type: ignore[attr-defined]

    @property
    def helpers(self) -> QuerySet[Organisation]:
        """Whom the viewer may speak for."""
        found: QuerySet[Organisation] = self.fields["organisation"].queryset  # type: ignore[attr-defined]
        return found
