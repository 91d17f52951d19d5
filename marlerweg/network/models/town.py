"""The town this installation serves, its districts with official keys and the names people use, and the sources of its facts."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models.fact import Fact


class Town(Fact):
    """One row; its values come from the place pack."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.SlugField(_("Ortspaket"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    official_name = models.CharField(_("amtlicher Name"), max_length=160, blank=True)
    programme_name = models.CharField(_("Name des Programms"), max_length=120)
    official_key = models.CharField(_("amtlicher Schlüssel"), max_length=12)
    status = models.CharField(_("Rechtsstellung"), max_length=160, blank=True)
    county = models.CharField(_("Kreis"), max_length=120, blank=True)
    government_region = models.CharField(_("Regierungsbezirk"), max_length=120, blank=True)
    state = models.CharField(_("Land"), max_length=120, blank=True)
    state_code = models.CharField(_("Landeskürzel"), max_length=5, blank=True)
    area_km2 = models.FloatField(_("Fläche in km²"), null=True, blank=True)
    time_zone = models.CharField(_("Zeitzone"), max_length=40, default="Europe/Berlin")
    default_language = models.CharField(_("Hauptsprache"), max_length=10, default="de")
    public_languages = models.JSONField(_("Sprachen der öffentlichen Seiten"), default=list, blank=True)
    colour = models.CharField(_("Farbe"), max_length=7)
    on_colour = models.CharField(_("Schrift auf der Farbe"), max_length=7, default="#ffffff")
    accent = models.CharField(_("Akzentfarbe"), max_length=7, blank=True)
    sender = models.CharField(_("Absenderzeile"), max_length=200, blank=True)
    mail = models.EmailField(_("Kontaktadresse"), blank=True)
    legal = models.JSONField(_("Angaben für Impressum und Datenschutz"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Stadt")
        verbose_name_plural = _("Stadt")

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """Where facts of the place pack come from."""

    key = models.CharField(_("Kürzel"), max_length=60, primary_key=True)
    title = models.CharField(_("Titel"), max_length=300)
    address = models.CharField(_("Fundstelle"), max_length=500, blank=True)
    note = models.TextField(_("Anmerkung"), blank=True)

    class Meta:
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title


class District(Fact):
    """A Stadtteil; `tile` is its place (column, row) on the drawn map, `code` its word in the place pack."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("amtlicher Schlüssel"), max_length=12, unique=True)
    code = models.SlugField(_("Kürzel"), max_length=80, blank=True)
    name = models.CharField(_("Name"), max_length=80, unique=True)
    residential = models.BooleanField(_("bewohnt"), default=True)
    inhabitants = models.PositiveIntegerField(_("Einwohnerzahl"), null=True, blank=True)
    inhabitants_as_of = models.DateField(_("Stand der Einwohnerzahl"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(_("Spalte"), default=0)
    tile_row = models.PositiveSmallIntegerField(_("Zeile"), default=0)

    class Meta:
        verbose_name = _("Stadtteil")
        verbose_name_plural = _("Stadtteile")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name


class DistrictAlias(Fact):
    """A name people use; it may mean several districts, or one that nobody has placed yet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("Rufname"), max_length=80, unique=True)
    districts = models.ManyToManyField(
        District, blank=True, related_name="aliases", verbose_name=_("Stadtteile")
    )

    class Meta:
        verbose_name = _("Rufname")
        verbose_name_plural = _("Rufnamen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name
