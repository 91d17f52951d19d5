"""Addresses and contact details; each says who may see it."""

from typing import Any

from django import forms
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.network.forms.shape import RowForm
from marlerweg.network.models import Address, ContactDetail, District
from marlerweg.network.rules.folding import folded_contact

Kind = ContactDetail.Kind


class AddressForm(RowForm):
    district = forms.ModelChoiceField(
        label=_("Stadtteil"), queryset=District.objects.all(), required=False, empty_label=_("außerhalb")
    )

    class Meta:
        model = Address
        fields = ("label", "street", "postcode", "place", "district", "visibility")
        help_texts = {
            "label": _("Zum Beispiel: Geschäftsstelle, Treffpunkt"),
            "visibility": _("Eine Anschrift, die geschützt bleiben muss, sieht nur die Koordination."),
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("street") and not given.get("place"):
            self.add_error("street", _t("Bitte mindestens Straße oder Ort angeben."))
        return given


class ContactForm(RowForm):
    class Meta:
        model = ContactDetail
        fields = ("kind", "value", "label", "visibility")
        help_texts = {"label": _("Zum Beispiel: Zentrale, nur vormittags")}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind, value = given.get("kind"), str(given.get("value", "")).strip()
        if not value:
            return given
        if kind == Kind.MAIL:
            self._checked(validate_email, value)
        elif kind == Kind.WEBSITE:
            value = value if "//" in value else f"https://{value}"
            self._checked(URLValidator(schemes=["http", "https"]), value)
        elif kind in {Kind.PHONE, Kind.MOBILE, Kind.FAX} and len(folded_contact(kind, value)) < 4:
            self.add_error("value", _t("Das ist keine Telefonnummer."))
        given["value"] = value
        return given

    def _checked(self, validator: Any, value: str) -> None:
        try:
            validator(value)
        except forms.ValidationError as error:
            self.add_error("value", error)
