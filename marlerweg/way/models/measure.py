"""What is done: who is responsible, with whom, until when, at what cost, measured by what."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marlerweg.kodex.models import Goal, Value
from marlerweg.network.models import District, Organisation
from marlerweg.way.models.decision import Decision
from marlerweg.way.models.need import Need
from marlerweg.way.models.numbered import Numbered
from marlerweg.way.rules.numbers import Kind


class Measure(Numbered):
    """`status` and `status_on` repeat the newest entry, so that lists need one query; entries are the history."""

    KIND: ClassVar = Kind.MEASURE

    class Status(models.TextChoices):
        IDEA = "idea", _("Idee")
        PROPOSED = "proposed", _("vorgeschlagen")
        DECIDED = "decided", _("beschlossen")
        RUNNING = "running", _("läuft")
        PAUSED = "paused", _("ruht")
        BLOCKED = "blocked", _("blockiert")
        DONE = "done", _("abgeschlossen")
        PERMANENT = "permanent", _("Daueraufgabe")
        ENDED = "ended", _("ohne Ergebnis beendet")

    title = models.CharField(_("Titel"), max_length=160)
    text = models.TextField(_("Beschreibung (intern)"), blank=True)
    needs = models.ManyToManyField(Need, related_name="measures", verbose_name=_("Bedarfe"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("Beschluss")
    )
    responsible = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="responsible_measures",
        verbose_name=_("verantwortliche Organisation"),
    )
    responsible_role = models.CharField(_("verantwortliche Stelle"), max_length=120, blank=True)
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="partner_measures", verbose_name=_("Partner")
    )
    districts = models.ManyToManyField(
        District, blank=True, related_name="measures", verbose_name=_("Stadtteile")
    )
    starts = models.DateField(_("Beginn"), null=True, blank=True)
    ends = models.DateField(_("Ende"), null=True, blank=True)
    cost = models.DecimalField(_("Kosten in Euro"), max_digits=12, decimal_places=2, null=True, blank=True)
    funding = models.CharField(_("Finanzierung"), max_length=200, blank=True)
    values = models.ManyToManyField(
        Value, blank=True, related_name="measures", verbose_name=_("Werte des Kodex")
    )
    goal = models.ForeignKey(
        Goal,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("Ziel des Kodex"),
    )
    indicator = models.CharField(_("Kennzahl"), max_length=200, blank=True)
    unit = models.CharField(_("Einheit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("Ausgangswert"), max_digits=12, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("Zielwert"), max_digits=12, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(_("Ziel bis"), null=True, blank=True)
    status = models.CharField(_("Stand"), max_length=12, choices=Status, default=Status.IDEA, db_index=True)
    status_on = models.DateField(_("Stand vom"))
    created_at = models.DateTimeField(_("angelegt am"))

    class Meta:
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="measure_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(cost__gte=0), name="measure_cost_not_negative"
            ),
        ]


class StatusEntry(models.Model):
    """A dated Sachstand; never changed, only followed by the next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="status_entries", verbose_name=_("Maßnahme")
    )
    status = models.CharField(_("Stand"), max_length=12, choices=Measure.Status)
    on = models.DateField(_("am"))
    text = models.TextField(_("Sachstand"), blank=True)
    indicator_value = models.DecimalField(
        _("Wert der Kennzahl"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    recorded_at = models.DateTimeField(_("festgehalten am"))

    class Meta:
        verbose_name = _("Sachstand")
        verbose_name_plural = _("Sachstände")
        ordering = ["-on", "-recorded_at"]
