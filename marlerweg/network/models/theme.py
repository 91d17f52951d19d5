"""Themes change at every conference: schemes are versioned, and crosswalks say what became of a theme."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import languages
from marlerweg.network.models.fact import Fact, spoken


class ThemeScheme(Fact):
    """One cut of the themes: of a conference edition, or the one the town works with."""

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Ausgabe einer Tagung")
        WORKING = "working", _("Arbeitsliste")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    translations = models.JSONField(_("Übersetzungen des Namens"), default=dict, blank=True)
    kind = models.CharField(_("Art"), max_length=12, choices=Kind, default=Kind.WORKING)
    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    took_place = models.BooleanField(_("fand statt"), null=True, blank=True)
    form = models.CharField(_("Form"), max_length=200, blank=True)
    venue = models.CharField(_("Ort"), max_length=200, blank=True)
    participants = models.PositiveIntegerField(_("Teilnehmende"), null=True, blank=True)
    is_current = models.BooleanField(_("in Gebrauch"), default=False)

    class Meta:
        verbose_name = _("Themenliste")
        verbose_name_plural = _("Themenlisten")
        ordering = ["-valid_from", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_scheme"
            ),
        ]

    def __str__(self) -> str:
        return spoken({"de": self.name, **self.translations})

    @property
    def audit_label(self) -> str:
        return self.name


class Theme(Fact):
    """`names` holds one name per language code, `words` the everyday words people use for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(
        ThemeScheme, models.CASCADE, related_name="themes", verbose_name=_("Themenliste")
    )
    code = models.SlugField(_("Kürzel"))
    names = models.JSONField(_("Namen"), default=dict)
    words = models.JSONField(_("Alltagswörter"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering = ["scheme", "position"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="theme_once_per_scheme")]

    def __str__(self) -> str:
        return self.name_in(get_language() or "de")

    @property
    def audit_label(self) -> str:
        return self.name_in("de")

    def name_in(self, code: str) -> str:
        found = languages.best(code, self.names)
        return str(self.names[found]) if found else self.code


class ThemeCrosswalk(Fact):
    """`narrower`: the theme it leads to is narrower than the one it comes from."""

    class Kind(models.TextChoices):
        SAME = "same", _("dasselbe")
        NARROWER = "narrower", _("enger")
        WIDER = "wider", _("weiter")
        RELATED = "related", _("verwandt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Theme, models.CASCADE, related_name="leads_to", verbose_name=_("von"))
    target = models.ForeignKey(Theme, models.CASCADE, related_name="comes_from", verbose_name=_("zu"))
    kind = models.CharField(_("Verhältnis"), max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("Themenübergang")
        verbose_name_plural = _("Themenübergänge")
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="crosswalk_once")]

    @property
    def audit_label(self) -> str:
        return f"{self.source.code} → {self.target.code}"
