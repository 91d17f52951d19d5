"""The form of an offer in seven small pages; each gives plain values by field name, as the actions take them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.words import Text
from marlerweg.network.models import District, Organisation
from marlerweg.network.queries import current_themes
from marlerweg.network.speech import SPOKEN
from marlerweg.offers.models import Offer, Term
from marlerweg.offers.rules.content import Content
from marlerweg.ui.forms.many import AmongMany
from marlerweg.ui.forms.sections import Section
from marlerweg.ui.forms.versioned import VersionedForm
from marlerweg.ui.forms.widgets import DateInput

THREE = (("", _("nicht bekannt")), ("true", _("ja")), ("false", _("nein")))


def long_text(label: Text, *, rows: int = 3, hint: Text = "", most: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def checks(label: Text, *, choices: Any = (), hint: Text = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def among_many(label: Text, *, hint: Text = "") -> forms.MultipleChoiceField:
    """So many choices that only the ticked ones stand open."""
    return forms.MultipleChoiceField(label=label, help_text=hint, required=False, widget=AmongMany)


def three_valued(label: Text) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=THREE,
        required=False,
        coerce=lambda value: value == "true",
        empty_value=None,
        widget=forms.RadioSelect,
    )


def add_fields(form: Any, more: Mapping[str, forms.Field]) -> None:
    """Before Django copies them: this one form has more fields than its class."""
    vars(form)["base_fields"] = {**form.base_fields, **more}


def as_three(value: bool | None) -> str:
    return "" if value is None else str(value).lower()


class ContentForm(VersionedForm):
    """One page of the offer's form; `TEXTS` and `PLAIN` name the German words and the plain fields it holds."""

    TEXTS: ClassVar[tuple[str, ...]] = ()
    PLAIN: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, content: Content, viewer: Any, offer: Offer, **kwargs: Any) -> None:
        self.content, self.viewer, self.offer = content, viewer, offer
        super().__init__(*args, instance=offer, initial=self.stored(content), **kwargs)
        self.fill()

    @property
    def marks_optional(self) -> bool:
        """Where nothing is required, the page says so once."""
        return any(field.required for field in self.fields.values())

    def fill(self) -> None:
        """Choices that come from the tables."""

    def stored(self, content: Content) -> dict[str, Any]:
        """What the page shows of a content."""
        words = {name: getattr(content.german, name) for name in self.TEXTS}
        return {**words, **{name: _shown(getattr(content, name)) for name in self.PLAIN}}

    def plain(self) -> dict[str, Any]:
        """What an edit takes."""
        said = self.cleaned_data
        words = {f"texts.de.{name}": said[name].replace("\r\n", "\n") for name in self.TEXTS}
        return {**words, **{name: _sent(said[name]) for name in self.PLAIN}}


def _shown(value: Any) -> Any:
    return (
        as_three(value)
        if value is True or value is False
        else list(value)
        if isinstance(value, tuple)
        else value
    )


def _sent(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


class WhatForm(ContentForm):
    TEXTS = ("title", "summary", "body")
    PLAIN = ("themes",)

    title = forms.CharField(
        label=_("Titel"), max_length=200, help_text=_("So, wie man es sucht: „Nähkurs für Frauen“.")
    )
    summary = forms.CharField(
        label=_("Worum geht es, in einem Satz?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    body = long_text(
        _("Mehr dazu"), rows=6, most=6000, hint=_("Kurze Sätze helfen allen, auch den Übersetzungen.")
    )
    themes = checks(_("Themen"))
    kind = among_many(_("Art des Angebots"))
    need = among_many(_("Wobei hilft es?"))
    audience = among_many(
        _("Zielgruppen"), hint=_("Wen möchten Sie vor allem ansprechen? Ausgeschlossen wird damit niemand.")
    )

    def fill(self) -> None:
        fields: dict[str, Any] = self.fields
        fields["themes"].choices = [(theme.code, str(theme)) for theme in current_themes()]
        known = Term.objects.filter(vocabulary__is_current=True).select_related("vocabulary")
        by_subject: dict[str, list[tuple[str, str]]] = {"kind": [], "need": [], "audience": []}
        for term in known:
            subject = str(term.vocabulary.subject)
            by_subject[subject].append((f"{subject}/{term.code}", str(term)))
        for subject, choices in by_subject.items():
            if choices:
                fields[subject].choices = choices
            else:
                del fields[subject]

    def stored(self, content: Content) -> dict[str, Any]:
        terms = {
            subject: [each for each in content.terms if each.startswith(f"{subject}/")]
            for subject in ("kind", "need", "audience")
        }
        return {**super().stored(content), **terms}

    def plain(self) -> dict[str, Any]:
        terms = [each for name in ("kind", "need", "audience") for each in self.cleaned_data.get(name, [])]
        shown = {
            value
            for name in ("kind", "need", "audience")
            if name in self.fields
            for value in self._codes(name)
        }
        kept = [each for each in self.content.terms if each not in shown]
        return {**super().plain(), "terms": [*terms, *kept]}

    def _codes(self, name: str) -> list[str]:
        field: Any = self.fields[name]
        return [code for code, _label in field.choices]


class LanguagesForm(ContentForm):
    PLAIN = ("spoken", "interpreter", "child_care")

    spoken = checks(_("Sprachen im Angebot"), choices=list(SPOKEN.items()))
    interpreter = three_valued(_("Dolmetschen möglich"))
    child_care = three_valued(_("Kinderbetreuung"))

    def stored(self, content: Content) -> dict[str, Any]:
        return {
            "spoken": list(content.spoken),
            "interpreter": as_three(content.interpreter),
            "child_care": as_three(content.child_care),
        }


class CostForm(ContentForm):
    TEXTS = ("cost_note",)
    PLAIN = ("cost", "amount", "runs_from", "runs_until", "review_days")

    cost = forms.ChoiceField(label=_("Kosten"), choices=Offer.Cost.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Betrag in Euro"), required=False, min_value=0, max_digits=8, decimal_places=2
    )
    cost_note = long_text(_("Hinweis zu den Kosten"))
    runs_from = forms.DateField(label=_("läuft ab"), required=False, widget=DateInput)
    runs_until = forms.DateField(
        label=_("läuft bis"),
        required=False,
        widget=DateInput,
        help_text=_("Leer lassen, wenn es kein Ende gibt."),
    )
    review_days = forms.TypedChoiceField(
        label=_("Wie oft sollen wir fragen, ob noch alles stimmt?"),
        choices=[
            (30, _("jeden Monat")),
            (90, _("alle drei Monate")),
            (180, _("jedes halbe Jahr")),
            (365, _("jedes Jahr")),
        ],
        coerce=int,
    )

    def fill(self) -> None:
        field: Any = self.fields["review_days"]
        if self.content.review_days not in dict(field.choices):
            field.choices = [
                *field.choices,
                (self.content.review_days, _t("alle %(n)s Tage") % {"n": self.content.review_days}),
            ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = said.get("runs_from"), said.get("runs_until")
        if first and last and last < first:
            self.add_error("runs_until", _t("Das Ende liegt vor dem Anfang."))
        return said

    def plain(self) -> dict[str, Any]:
        values = super().plain()
        amount = self.cleaned_data["amount"]
        return {**values, "amount": None if amount is None else str(amount)}


class PartnersForm(ContentForm):
    PLAIN = ("partners",)

    partners = forms.MultipleChoiceField(label=_("gemeinsam mit"), required=False, widget=AmongMany)

    def fill(self) -> None:
        field: Any = self.fields["partners"]
        others = Organisation.objects.filter(archived_at=None).exclude(pk=self.offer.organisation_id)
        field.choices = [(str(key), name) for key, name in others.values_list("pk", "name")]

    def stored(self, content: Content) -> dict[str, Any]:
        return {"partners": list(content.partners)}


class CapacityForm(forms.Form):
    """One tap, or a little more."""

    capacity = forms.ChoiceField(
        label=_("Freie Plätze"), choices=Offer.Capacity.choices, widget=forms.RadioSelect
    )
    free = forms.IntegerField(label=_("davon frei"), required=False, min_value=0, max_value=9999)
    total = forms.IntegerField(label=_("Plätze insgesamt"), required=False, min_value=0, max_value=9999)
    weeks = forms.IntegerField(label=_("Wartezeit in Wochen"), required=False, min_value=0, max_value=520)
    sections = (Section(legend=_("Genauer"), fields=["free", "total", "weeks"], folded=True),)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        free, total = said.get("free"), said.get("total")
        if free is not None and total is not None and free > total:
            self.add_error("free", _t("Es können nicht mehr Plätze frei sein, als es gibt."))
        return said


def district_choices() -> list[tuple[str, str]]:
    return list(District.objects.values_list("key", "name"))
