"""Organisations of the town and beyond: offices, welfare associations, clubs, congregations, schools."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models.town import District


class Organisation(models.Model):
    class Kind(models.TextChoices):
        OFFICE = "office", _("Behörde")
        WELFARE = "welfare", _("Wohlfahrtsverband")
        ASSOCIATION = "association", _("Verein")
        MIGRANT_ORGANISATION = "migrant_organisation", _("Migrantenselbstorganisation")
        FAITH = "faith", _("Kirche oder Religionsgemeinschaft")
        SCHOOL = "school", _("Schule oder Bildungsträger")
        CHILDCARE = "childcare", _("Kita")
        NEIGHBOURHOOD_OFFICE = "neighbourhood_office", _("Stadtteilbüro")
        POLITICS = "politics", _("Politik")
        BUSINESS = "business", _("Wirtschaft")
        INITIATIVE = "initiative", _("Initiative")
        OTHER = "other", _("Sonstiges")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(_("Schlüssel im Ortspaket"), max_length=80, blank=True)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=60, blank=True)
    kind = models.CharField(_("Art"), max_length=30, choices=Kind, default=Kind.OTHER)
    umbrella = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="members", verbose_name=_("Dachverband")
    )
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("gehört zu")
    )
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)
    districts = models.ManyToManyField(
        District, blank=True, related_name="organisations", verbose_name=_("tätig in")
    )
    website = models.URLField(_("Internetseite"), blank=True)
    source = models.CharField(_("Quelle"), max_length=60, blank=True)
    to_be_confirmed = models.BooleanField(_("noch zu bestätigen"), default=False)

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def audit_label(self) -> str:
        return self.name
