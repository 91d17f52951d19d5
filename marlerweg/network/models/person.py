"""People with positions at organisations, paid or volunteer, for a time."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models.organisation import Organisation
from marlerweg.network.models.visibility import Visibility


class Person(models.Model):
    """Somebody who works or volunteers in the town; an account is possible, not needed. Never shown to the public unless agreed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("Titel"), max_length=40, blank=True)
    given_name = models.CharField(_("Vorname"), max_length=100, blank=True)
    family_name = models.CharField(_("Nachname"), max_length=100)
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("Konto"),
    )
    visibility = models.CharField(
        _("sichtbar für"), max_length=12, choices=Visibility, default=Visibility.COORDINATION
    )
    note = models.TextField(_("interne Anmerkung"), blank=True)
    archived_at = models.DateTimeField(_("archiviert am"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("aufgegangen in")
    )
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        ordering = ["family_name", "given_name"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.title, self.given_name, self.family_name) if part)

    @property
    def name(self) -> str:
        return str(self)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Position(models.Model):
    """What a person does for an organisation, from a day to a day."""

    class Engaged(models.TextChoices):
        PAID = "paid", _("hauptamtlich")
        VOLUNTEER = "volunteer", _("ehrenamtlich")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="positions", verbose_name=_("Person"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="positions", verbose_name=_("Organisation")
    )
    role = models.CharField(_("Funktion"), max_length=120, blank=True)
    engaged = models.CharField(_("Art"), max_length=10, choices=Engaged, default=Engaged.PAID)
    starts = models.DateField(_("von"), null=True, blank=True)
    ends = models.DateField(_("bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("Funktion")
        verbose_name_plural = _("Funktionen")
        ordering = ["organisation", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="position_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "starts"], name="position_once"
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(starts__isnull=True, ends__isnull=True),
                name="undated_position_once",
            ),
        ]

    @property
    def audit_label(self) -> str:
        return f"{self.role} – {self.organisation}"
