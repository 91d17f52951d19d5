"""Small forms: a new offer, a pause, an answer, a report."""

from typing import Any

from django import forms
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import clock
from marlerweg.network.models import Organisation
from marlerweg.offers import mistake_words, policies
from marlerweg.offers.models import Offer
from marlerweg.offers.queries import duplicates
from marlerweg.offers.rules.content import Content, Words
from marlerweg.ui.forms.confirming import ConfirmableForm
from marlerweg.ui.forms.once import OnceOnly
from marlerweg.ui.forms.widgets import DateInput

AGE = "offers.mistake"


class NewOfferForm(ConfirmableForm, OnceOnly):
    """Asks back where the organisation has such an offer already; `alike` are those."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    title = forms.CharField(
        label=_("Titel"),
        max_length=200,
        min_length=3,
        help_text=_("So, wie man es sucht: „Nähkurs für Frauen“."),
    )
    summary = forms.CharField(
        label=_("Worum geht es, in einem Satz?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, viewer: policies.Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.filter(archived_at=None, merged_into=None)
        if not policies.is_steward(viewer):
            rows = rows.filter(pk__in=policies.own_organisations(viewer))
        field: Any = self.fields["organisation"]
        field.queryset = rows
        if len(only := list(rows[:2])) == 1:
            field.initial = only[0]
        self.alike: list[Offer] = []
        self.fields["title"].widget.attrs |= {
            "hx-get": reverse("offers:alike"),
            "hx-trigger": "change, input changed delay:600ms",
            "hx-target": "#aehnliche",
            "hx-include": "closest form",
            "hx-params": "organisation,title",
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("title") and said.get("organisation"):
            self.alike = duplicates.like_new(said["title"], said["organisation"])
            for offer in self.alike:
                known = {"title": str(offer), "organisation": offer.organisation}
                self.warn(_t("„%(title)s“ gibt es bei %(organisation)s schon.") % known, "title")
        return said

    def content(self) -> Content:
        said = self.cleaned_data
        return Content(texts={"de": Words(said["title"], said["summary"])})


class PauseForm(forms.Form):
    until = forms.DateField(label=_("Pause bis"), required=False, widget=DateInput)


class AnswerForm(forms.Form):
    """What the coordination says to a proposal; a refusal needs words."""

    answer = forms.CharField(
        label=_("Antwort an die Organisation"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReportForm(forms.Form):
    """A reader's report: two questions, no account, no third party against spam."""

    kind = forms.ChoiceField(
        label=mistake_words.WHAT_IS_WRONG,
        choices=list(mistake_words.MISTAKES.items()),
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=mistake_words.WHAT_IS_RIGHT,
        help_text=mistake_words.NO_NAMES,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    website = forms.CharField(
        label=_("Bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    @property
    def seconds(self) -> float:
        """How long the form was open; an unreadable stamp counts as no time at all."""
        try:
            opened = float(signing.Signer(salt=AGE).unsign(self.data.get("opened", "")))
        except (signing.BadSignature, ValueError):
            return 0
        return clock.now().timestamp() - opened


def opened_now() -> str:
    return signing.Signer(salt=AGE).sign(str(clock.now().timestamp()))
