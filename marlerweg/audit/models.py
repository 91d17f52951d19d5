"""The record and where it begins; database triggers refuse to change it, and to delete before its time."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Field names and ids, never values of a person's data."""

    class Result(models.TextChoices):
        DONE = "done", _("ausgeführt")
        DENIED = "denied", _("verweigert")

    sequence = models.BigIntegerField(_("laufende Nummer"), primary_key=True)
    at = models.DateTimeField(_("Zeitpunkt"), db_index=True)
    actor_id = models.UUIDField(_("handelnde Person"), null=True, db_index=True)
    actor_label = models.CharField(_("in der Rolle"), max_length=120, blank=True)
    action = models.CharField(_("Vorgang"), max_length=80, db_index=True)
    object_kind = models.CharField(_("Art"), max_length=60, blank=True)
    object_id = models.CharField(_("Kennung"), max_length=60, blank=True, db_index=True)
    object_label = models.CharField(_("Bezeichnung"), max_length=120, blank=True)
    result = models.CharField(_("Ergebnis"), max_length=10, choices=Result, default=Result.DONE)
    details = models.JSONField(_("Einzelheiten"), default=dict)
    request_id = models.CharField(_("Anfrage"), max_length=36, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "audit_event"
        ordering = ["-sequence"]
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokoll")

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.object_label}"

    def content(self) -> dict[str, Any]:
        """What the hash covers."""
        return {
            "sequence": self.sequence,
            "at": self.at.isoformat(timespec="microseconds"),
            "actor": str(self.actor_id or ""),
            "role": self.actor_label,
            "action": self.action,
            "kind": self.object_kind,
            "id": self.object_id,
            "label": self.object_label,
            "result": self.result,
            "details": self.details,
            "request": self.request_id,
        }


class Checkpoint(models.Model):
    """Where the record begins since what was older than its time was let go: the last link taken off and its hash."""

    sequence = models.BigIntegerField(_("letzte gelöschte Nummer"), primary_key=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(_("Zeitpunkt"))

    class Meta:
        db_table = "audit_checkpoint"
        ordering = ["-sequence"]
        verbose_name = _("Prüfpunkt des Protokolls")
        verbose_name_plural = _("Prüfpunkte des Protokolls")

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"
