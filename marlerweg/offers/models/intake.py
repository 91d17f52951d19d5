"""An office's list on its way in: it waits between upload and confirmation, a day at most."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Intake(models.Model):
    class Kind(models.TextChoices):
        OFFERS = "offers", _("Angebote")
        TEXTS = "texts", _("Übersetzungen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Was steht darin?"), max_length=10, choices=Kind, default=Kind.OFFERS)
    name = models.CharField(_("Dateiname"), max_length=200)
    content = models.BinaryField(_("Datei"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("von")
    )
    uploaded_at = models.DateTimeField(_("hochgeladen am"))

    class Meta:
        verbose_name = _("Liste von Angeboten")
        verbose_name_plural = _("Listen von Angeboten")
        ordering = ["-uploaded_at"]
