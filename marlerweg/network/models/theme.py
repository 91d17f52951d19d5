"""Themes change at every conference: schemes are versioned, and crosswalks say what became of a theme."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import languages


class ThemeScheme(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    is_current = models.BooleanField(_("in Gebrauch"), default=False)
    source = models.CharField(_("Quelle"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Themenliste")
        verbose_name_plural = _("Themenlisten")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_scheme"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """`names` holds one name per language code, `words` the everyday words people use for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(ThemeScheme, models.CASCADE, related_name="themes")
    code = models.SlugField(_("Kürzel"))
    names = models.JSONField(_("Namen"), default=dict)
    words = models.JSONField(_("Alltagswörter"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering = ["scheme", "position"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="theme_once_per_scheme")]

    def __str__(self) -> str:
        return self.name_in(get_language() or "de")

    def name_in(self, code: str) -> str:
        found = languages.best(code, self.names)
        return self.names[found] if found else self.code


class ThemeCrosswalk(models.Model):
    class Kind(models.TextChoices):
        SAME = "same", _("dasselbe")
        NARROWER = "narrower", _("enger")
        WIDER = "wider", _("weiter")
        RELATED = "related", _("verwandt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Theme, models.CASCADE, related_name="leads_to")
    target = models.ForeignKey(Theme, models.CASCADE, related_name="comes_from")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("Themenübergang")
        verbose_name_plural = _("Themenübergänge")
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="crosswalk_once")]
