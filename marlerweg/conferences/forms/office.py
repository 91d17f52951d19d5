"""What the office takes down on the phone and at the door."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.forms.registering import NeedsForm
from marlerweg.conferences.models import Registration
from marlerweg.conferences.participants import Participant
from marlerweg.foundation.languages import PUBLIC
from marlerweg.network.models import Organisation, Position
from marlerweg.ui.forms.versioned import VersionedForm

NAMES = ("name", "organisation", "organisation_name", "function", "engaged", "mail", "phone", "language")


class WhoForm(forms.Form):
    """Who somebody is, with the network's organisations at hand."""

    name = forms.CharField(label=_("Name"), max_length=160)
    organisation = forms.ModelChoiceField(
        label=_("Organisation im Netzwerk"), queryset=Organisation.objects.none(), required=False
    )
    organisation_name = forms.CharField(label=_("oder andere Organisation"), max_length=200, required=False)
    function = forms.CharField(label=_("Funktion"), max_length=120, required=False)
    engaged = forms.ChoiceField(
        label=_("Haupt- oder ehrenamtlich"),
        choices=[("", _("keine Angabe")), *Position.Engaged.choices],
        required=False,
    )
    mail = forms.EmailField(label=_("E-Mail"), required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    language = forms.ChoiceField(label=_("Sprache der Nachrichten"), choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = Organisation.objects.filter(archived_at=None, merged_into=None)
        fields["language"].choices = [(each.code, each.own_name) for each in PUBLIC]

    @property
    def who(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in NAMES}


class OfficeForm(WhoForm, NeedsForm):
    """What somebody says on the phone."""

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def participant(self) -> Participant:
        return Participant(**self.who, **self.needs)


class CorrectionForm(VersionedForm, WhoForm):
    """A name was misheard, an address mistyped."""

    def participant(self) -> Participant:
        return Participant(**self.who)

    @classmethod
    def of(cls, registration: Registration) -> dict[str, Any]:
        values = {name: getattr(registration, name) for name in NAMES}
        known = registration.organisation_id
        own = registration.organisation_name
        is_known = registration.organisation and own == str(registration.organisation)
        return {**values, "organisation": known, "organisation_name": "" if is_known else own}


class GuestForm(forms.Form):
    """At the door there is a queue: a name is enough."""

    name = forms.CharField(label=_("Name"), max_length=160)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    engaged = forms.ChoiceField(
        label=_("Haupt- oder ehrenamtlich"),
        choices=[("", _("keine Angabe")), *Position.Engaged.choices],
        required=False,
    )

    def participant(self) -> Participant:
        return Participant(**self.cleaned_data)
