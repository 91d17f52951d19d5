"""Two offers that were one: what is needed to take the merge back."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.offers.models.offer import Offer


class Merge(models.Model):
    """`survivor_revision` is the survivor's revision before, `duplicate_state` what the duplicate was, `foreign` the records of other systems that moved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survivor = models.ForeignKey(
        Offer, models.CASCADE, related_name="absorbed", verbose_name=_("bleibendes Angebot")
    )
    duplicate = models.ForeignKey(
        Offer, models.CASCADE, related_name="merges", verbose_name=_("doppeltes Angebot")
    )
    survivor_revision = models.PositiveIntegerField(_("Fassung davor"))
    survivor_version = models.PositiveIntegerField(_("Bearbeitungsstand danach"))
    duplicate_state = models.CharField(_("Stand davor"), max_length=10)
    foreign = models.JSONField(_("Herkünfte"), default=list)
    merged_at = models.DateTimeField(_("zusammengeführt am"))
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    undone_at = models.DateTimeField(_("rückgängig gemacht am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")
        ordering = ["-merged_at"]
