"""Lists as offices keep them, on their way in; the file waits here between upload and confirmation, and is then dropped."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models.visibility import Visibility


class ColumnAssignment(models.Model):
    """Which column means what, remembered for the next list with the same heading."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Art"), max_length=20)
    heading = models.CharField(_("Prüfwert der Kopfzeile"), max_length=64)
    columns = models.JSONField(_("Zuordnung"), default=dict)
    used_at = models.DateTimeField(_("zuletzt benutzt"))

    class Meta:
        verbose_name = _("Spaltenzuordnung")
        verbose_name_plural = _("Spaltenzuordnungen")
        constraints = [models.UniqueConstraint(fields=["kind", "heading"], name="assignment_per_heading")]


class Intake(models.Model):
    class Kind(models.TextChoices):
        ORGANISATIONS = "organisations", _("Organisationen")
        PEOPLE = "people", _("Personen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Was steht in der Liste?"), max_length=20, choices=Kind)
    name = models.CharField(_("Dateiname"), max_length=200)
    content = models.BinaryField(_("Datei"))
    columns = models.JSONField(_("Zuordnung"), default=dict, blank=True)
    visibility = models.CharField(
        _("Kontaktangaben sichtbar für"),
        max_length=12,
        choices=Visibility,
        default=Visibility.COORDINATION,
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("von")
    )
    uploaded_at = models.DateTimeField(_("hochgeladen am"))

    class Meta:
        verbose_name = _("Einlesevorgang")
        verbose_name_plural = _("Einlesevorgänge")
        ordering = ["-uploaded_at"]
