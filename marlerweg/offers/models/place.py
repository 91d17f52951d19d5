"""Where offers are: a house with its facts of access, used by several offers; a venue is one offer at one place."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import District, Organisation


class Place(models.Model):
    """Facts of access are three-valued: yes, no, nobody looked yet (None). Degrees are WGS 84."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("gehört zu"),
    )
    name = models.CharField(_("Name"), max_length=160, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=160, blank=True)
    addition = models.CharField(_("Zusatz"), max_length=160, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    town = models.CharField(_("Ort"), max_length=80, blank=True)
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="places", verbose_name=_("Stadtteil")
    )
    latitude = models.FloatField(_("Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Länge"), null=True, blank=True)
    step_free = models.BooleanField(_("stufenlos erreichbar"), null=True, blank=True)
    lift = models.BooleanField(_("Aufzug"), null=True, blank=True)
    accessible_toilet = models.BooleanField(_("Toilette für Rollstuhl"), null=True, blank=True)
    hearing_loop = models.BooleanField(_("Höranlage"), null=True, blank=True)
    tactile_guidance = models.BooleanField(_("Leitsystem für Blinde"), null=True, blank=True)
    accessible_parking = models.BooleanField(_("Behindertenparkplatz"), null=True, blank=True)
    transport = models.CharField(_("Haltestelle"), max_length=200, blank=True)
    openstreetmap = models.CharField(_("Kennung bei OpenStreetMap"), max_length=40, blank=True)
    changed_at = models.DateTimeField(_("geändert am"))
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")
        ordering = ["name", "street"]

    def __str__(self) -> str:
        parts = (self.name, self.street, f"{self.postcode} {self.town}".strip())
        return ", ".join(part for part in parts if part)

    @property
    def audit_label(self) -> str:
        return self.name or self.street


class Venue(models.Model):
    """An offer at a place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey("Offer", models.CASCADE, related_name="venues", verbose_name=_("Angebot"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="venues", verbose_name=_("Ort"))
    note = models.CharField(_("Hinweis zum Ort"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Ort des Angebots")
        verbose_name_plural = _("Orte des Angebots")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["offer", "place"], name="venue_once")]
