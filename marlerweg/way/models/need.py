"""Contributions that mean the same, joined by the coordination."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import District, Theme
from marlerweg.way.models.contribution import Contribution
from marlerweg.way.models.numbered import Numbered
from marlerweg.way.rules.numbers import Kind


class Need(Numbered):
    KIND: ClassVar = Kind.NEED

    class State(models.TextChoices):
        COLLECTING = "collecting", _("wird gesammelt")
        READY = "ready", _("entscheidungsreif")
        ASSIGNED = "assigned", _("bei einer Projektgruppe")
        REFERRED = "referred", _("nach oben verwiesen")
        DEFERRED = "deferred", _("vertagt")
        REJECTED = "rejected", _("abgelehnt")
        DECIDED = "decided", _("beschlossen")
        IN_PROGRESS = "in_progress", _("in Umsetzung")
        UNDER_REVIEW = "under_review", _("wird überprüft")
        RESOLVED = "resolved", _("gelöst")
        MERGED = "merged", _("in anderem Bedarf aufgegangen")

    title = models.CharField(_("Titel"), max_length=160)
    text = models.TextField(_("Beschreibung (intern)"), blank=True)
    state = models.CharField(
        _("Stand"), max_length=14, choices=State, default=State.COLLECTING, db_index=True
    )
    opened_at = models.DateTimeField(_("angelegt am"))
    state_since = models.DateTimeField(_("in diesem Stand seit"))
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="needs", verbose_name=_("Thema"))
    districts = models.ManyToManyField(
        District, blank=True, related_name="needs", verbose_name=_("Stadtteile")
    )
    legal_spheres = models.JSONField(_("Rechtskreise"), default=list, blank=True)
    process_step = models.CharField(_("Schritt der Integrationskette"), max_length=60, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name=_("aufgegangen in")
    )
    wait_until = models.DateField(_("wieder vorlegen am"), null=True, blank=True, db_index=True)
    contributions = models.ManyToManyField(Contribution, through="Joining", related_name="needs")

    class Meta:
        verbose_name = _("Bedarf")
        verbose_name_plural = _("Bedarfe")
        ordering = ["-opened_at"]


class Joining(models.Model):
    """A contribution belongs to a need from a moment until it leaves again; left rows stay as history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="joinings")
    need = models.ForeignKey(Need, models.PROTECT, related_name="joinings")
    joined_at = models.DateTimeField(_("zugeordnet am"))
    joined_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    left_at = models.DateTimeField(_("gelöst am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Zuordnung")
        verbose_name_plural = _("Zuordnungen")
        ordering = ["joined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=models.Q(left_at__isnull=True),
                name="contribution_in_one_need_at_a_time",
            ),
        ]
