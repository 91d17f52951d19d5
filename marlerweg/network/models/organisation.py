"""Organisations of the town and beyond: offices, welfare associations, clubs, congregations, schools."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models.fact import Fact
from marlerweg.network.models.theme import Theme
from marlerweg.network.models.town import District


class Organisation(Fact):
    """Archived rather than deleted; one that was merged into another keeps its row, so that old links lead on."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
        OFFICE = "office", _("Behörde")
        COUNTY = "county", _("Kreis")
        STATE = "state", _("Land")
        FEDERAL = "federal", _("Bund")
        LABOUR = "labour", _("Arbeitsverwaltung")
        WELFARE = "welfare", _("Wohlfahrtsverband")
        COUNSELLING = "counselling", _("Beratungsstelle")
        NEIGHBOURHOOD_OFFICE = "neighbourhood", _("Stadtteilbüro")
        SCHOOL = "education", _("Schule oder Bildungsträger")
        CHILDCARE = "childcare", _("Kita")
        YOUTH = "youth", _("Jugendeinrichtung")
        SPORT = "sport", _("Sport")
        ASSOCIATION = "association", _("Verein")
        MIGRANT_ORGANISATION = "migrant_organisation", _("Migrantenselbstorganisation")
        FAITH = "faith", _("Kirche oder Religionsgemeinschaft")
        DIALOGUE = "dialogue", _("Dialog der Religionen und Kulturen")
        POLITICS = "politics", _("Politik")
        BUSINESS = "business", _("Wirtschaft")
        INITIATIVE = "initiative", _("Initiative")
        UNION = "union", _("Dachverband")
        OTHER = "other", _("Sonstiges")

    class Level(models.TextChoices):
        TOWN = "town", _("Stadt")
        COUNTY = "kreis", _("Kreis")
        STATE = "land", _("Land")
        FEDERATION = "bund", _("Bund")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(_("Schlüssel im Ortspaket"), max_length=80, blank=True)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=60, blank=True)
    kind = models.CharField(_("Art"), max_length=30, choices=Kind, default=Kind.OTHER)
    level = models.CharField(_("Ebene"), max_length=10, choices=Level, default=Level.TOWN)
    umbrella = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("Dachverband")
    )
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("gehört zu")
    )
    run_by = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="runs", verbose_name=_("getragen von")
    )
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)
    districts = models.ManyToManyField(
        District, blank=True, related_name="organisations", verbose_name=_("tätig in")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="organisations", verbose_name=_("Themen"))
    tasks = models.TextField(_("Aufgaben"), blank=True)
    since = models.PositiveSmallIntegerField(_("seit"), null=True, blank=True)
    website = models.URLField(_("Internetseite"), blank=True)
    is_listed = models.BooleanField(_("öffentlich gezeigt"), default=False)
    archived_at = models.DateTimeField(_("archiviert am"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("aufgegangen in")
    )
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="organisation_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def audit_label(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None
