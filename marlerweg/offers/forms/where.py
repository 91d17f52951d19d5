"""Where: places that are known, a new one, and for which districts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import District
from marlerweg.offers.forms.sections import (
    ContentForm,
    add_fields,
    as_three,
    checks,
    district_choices,
    long_text,
    three_valued,
)
from marlerweg.offers.models import Offer, Place
from marlerweg.offers.rules.content import ACCESS, Content, plain
from marlerweg.ui.forms.many import AmongMany
from marlerweg.ui.forms.sections import Section

LABELS = {
    "step_free": _("stufenlos erreichbar"),
    "lift": _("Aufzug"),
    "accessible_toilet": _("Toilette für Rollstuhl"),
    "hearing_loop": _("Höranlage"),
    "tactile_guidance": _("Leitsystem für Blinde"),
    "accessible_parking": _("Behindertenparkplatz"),
}


class WhereForm(ContentForm):
    TEXTS = ("access_note",)
    PLAIN = ("delivery", "whole_town", "districts")

    delivery = checks(_("Wie findet es statt?"), choices=Offer.Delivery.choices)
    places = forms.MultipleChoiceField(
        label=_("Bekannte Orte"),
        required=False,
        widget=AmongMany,
        help_text=_("Mehrere sind möglich. Steht Ihr Ort nicht dabei, tragen Sie ihn darunter ein."),
    )
    place_name = forms.CharField(label=_("Name des Ortes"), required=False, max_length=160)
    place_street = forms.CharField(label=_("Straße und Hausnummer"), required=False, max_length=160)
    place_postcode = forms.CharField(label=_("Postleitzahl"), required=False, max_length=10)
    place_town = forms.CharField(label=_("Ort"), required=False, max_length=80)
    place_district = forms.ChoiceField(label=_("Stadtteil"), required=False)
    place_transport = forms.CharField(label=_("Haltestelle"), required=False, max_length=200)
    access_note = long_text(_("Hinweis zum Zugang"), hint=_("Zum Beispiel: Eingang über den Hof."))
    whole_town = forms.BooleanField(label=_("für die ganze Stadt"), required=False)
    districts = checks(_("oder für diese Stadtteile"))
    sections = (
        Section(
            legend=_("Neuer Ort"),
            fields=[
                "place_name",
                "place_street",
                "place_postcode",
                "place_town",
                "place_district",
                "place_transport",
            ],
            folded=True,
        ),
    )

    def fill(self) -> None:
        fields: dict[str, Any] = self.fields
        self.known = {str(place.pk): place for place in Place.objects.all()}
        fields["places"].choices = [(key, str(place)) for key, place in self.known.items()]
        districts = district_choices()
        fields["districts"].choices = districts
        fields["place_district"].choices = [("", _("keine Angabe")), *districts]

    def stored(self, content: Content) -> dict[str, Any]:
        places = [venue.place.id for venue in content.venues]
        return {
            "access_note": content.german.access_note,
            "delivery": list(content.delivery),
            "whole_town": content.whole_town,
            "districts": list(content.districts),
            "places": places,
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        given = {name: said.get(f"place_{name}") for name in ("street", "postcode", "town", "transport")}
        if any(given.values()) and not (said.get("place_name") or said.get("place_street")):
            self.add_error("place_name", _t("Bitte nennen Sie den Namen oder die Straße."))
        return said

    def plain(self) -> dict[str, Any]:
        said = self.cleaned_data
        notes = {venue.place.id: venue.note for venue in self.content.venues}
        chosen = [key for key in (venue.place.id for venue in self.content.venues) if key in said["places"]]
        chosen += [key for key in said["places"] if key not in chosen]
        venues = [{"place": {"id": key}, "note": notes.get(key, "")} for key in chosen]
        names = ("name", "street", "postcode", "town", "district", "transport")
        new = {name: said[f"place_{name}"] for name in names}
        if new["name"] or new["street"]:
            venues.append({"place": new, "note": ""})
        values = {**super().plain(), "venues": venues}
        if venues_moved(self.content, chosen):
            values |= renumbered(self.content, chosen)
        return values


def venues_moved(content: Content, chosen: list[str]) -> bool:
    return [venue.place.id for venue in content.venues] != chosen[: len(content.venues)]


def renumbered(content: Content, chosen: list[str]) -> dict[str, Any]:
    """Times at a place that is no longer there hold everywhere; the others follow their place."""
    where = {
        number: chosen.index(venue.place.id)
        for number, venue in enumerate(content.venues)
        if venue.place.id in chosen
    }
    return {
        name: [
            {"when": plain(each.when), "venue": where.get(each.venue) if each.venue is not None else None}
            for each in getattr(content, name)
        ]
        for name in ("slots", "changes")
    }


class PlaceForm(forms.Form):
    """The facts of a house, for every offer in it."""

    name = forms.CharField(label=_("Name des Ortes"), required=False, max_length=160)
    street = forms.CharField(label=_("Straße und Hausnummer"), required=False, max_length=160)
    addition = forms.CharField(label=_("Zusatz"), required=False, max_length=160)
    postcode = forms.CharField(label=_("Postleitzahl"), required=False, max_length=10)
    town = forms.CharField(label=_("Ort"), required=False, max_length=80)
    district = forms.ModelChoiceField(label=_("Stadtteil"), queryset=District.objects.none(), required=False)
    transport = forms.CharField(label=_("Haltestelle"), required=False, max_length=200)
    sections = (Section(legend=_("Barrierefreiheit"), fields=ACCESS),)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        add_fields(self, {name: three_valued(label) for name, label in LABELS.items()})
        stored = {name: getattr(place, name) for name in self.base_fields}
        stored |= {name: as_three(getattr(place, name)) for name in ACCESS}
        super().__init__(*args, **{**kwargs, "initial": stored})
        self.fields["district"].queryset = District.objects.all()  # type: ignore[attr-defined]
