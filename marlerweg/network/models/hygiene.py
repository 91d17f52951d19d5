"""One organisation, one row: merges that can be undone, and pairs that are known not to be the same."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """`moves` says for every field and reference what was before, so that undoing restores both exactly."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Art"), max_length=60)
    survivor_id = models.UUIDField(_("bleibt"))
    duplicate_id = models.UUIDField(_("ging auf"))
    survivor_label = models.CharField(_("bleibt"), max_length=200)
    duplicate_label = models.CharField(_("ging auf"), max_length=200)
    fields = models.JSONField(_("übernommene Felder"), default=dict)
    moves = models.JSONField(_("verschobene Bezüge"), default=list)
    merged_at = models.DateTimeField(_("zusammengeführt am"))
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    undone_at = models.DateTimeField(_("rückgängig gemacht am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")
        ordering = ["-merged_at"]

    @property
    def audit_label(self) -> str:
        return self.survivor_label if self.kind == "network.organisation" else ""


class Distinction(models.Model):
    """Known as "nicht dasselbe": this pair is never suggested again; the smaller id stands first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Art"), max_length=60)
    first_id = models.UUIDField()
    second_id = models.UUIDField()
    noted_at = models.DateTimeField(_("festgehalten am"))
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )

    class Meta:
        verbose_name = _("Unterscheidung")
        verbose_name_plural = _("Unterscheidungen")
        constraints = [
            models.UniqueConstraint(fields=["kind", "first_id", "second_id"], name="distinction_once"),
            models.CheckConstraint(
                condition=models.Q(first_id__lt=models.F("second_id")), name="distinction_in_order"
            ),
        ]
