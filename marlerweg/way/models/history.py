"""Every step of every item, in order; rows are only added."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.way.rules.numbers import Kind


class Step(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=1, choices=[(kind.value, kind.name) for kind in Kind])
    item_id = models.UUIDField()
    number = models.CharField(_("Nummer"), max_length=16)
    event = models.CharField(_("Vorgang"), max_length=20)
    before = models.CharField(_("vorher"), max_length=14, blank=True)
    after = models.CharField(_("nachher"), max_length=14, blank=True)
    at = models.DateTimeField(_("am"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    note = models.TextField(_("Anmerkung"), blank=True)
    concerns = models.CharField(_("betrifft"), max_length=16, blank=True)

    class Meta:
        verbose_name = _("Schritt")
        verbose_name_plural = _("Schritte")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["kind", "item_id", "at"]),
            models.Index(fields=["kind", "event", "item_id", "at"], name="steps_by_event"),
        ]


class Counter(models.Model):
    """The last number given per kind and year."""

    kind = models.CharField(max_length=1)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="one_counter_per_kind_and_year")]
