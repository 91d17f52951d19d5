"""The town this installation serves, and its districts with official keys and the names people use."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Town(models.Model):
    """One row; its values come from the place pack."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.SlugField(_("Ortspaket"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    programme_name = models.CharField(_("Name des Programms"), max_length=120)
    official_key = models.CharField(_("amtlicher Schlüssel"), max_length=12)
    county = models.CharField(_("Kreis"), max_length=120, blank=True)
    state = models.CharField(_("Land"), max_length=120, blank=True)
    colour = models.CharField(_("Farbe"), max_length=7)
    sender = models.CharField(_("Absenderzeile"), max_length=200, blank=True)
    mail = models.EmailField(_("Kontaktadresse"), blank=True)

    class Meta:
        verbose_name = _("Stadt")
        verbose_name_plural = _("Stadt")

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A Stadtteil; `tile` is its place (column, row) on the drawn map."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("amtlicher Schlüssel"), max_length=12, unique=True)
    name = models.CharField(_("Name"), max_length=80, unique=True)
    aliases = models.JSONField(_("auch genannt"), default=list, blank=True)
    tile_column = models.PositiveSmallIntegerField(default=0)
    tile_row = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(_("Quelle"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Stadtteil")
        verbose_name_plural = _("Stadtteile")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name
