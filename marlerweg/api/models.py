"""Other directories on their way in: what was asked, what came of every row, and which organisations may be the same."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.imports import Outcome
from marlerweg.network.models import Organisation

SILENCE = timedelta(minutes=2)


class Taking(models.Model):
    """One source, tried out and then taken in with the same bytes; `content` goes with the end, `row`s after a week."""

    class Format(models.TextChoices):
        HSDS = "hsds", "HSDS (Open Referral)"
        INTEGREAT = "integreat", "Integreat"
        LIST = "list", _("Liste (Tabelle)")

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet auf den Probelauf")
        TRYING = "trying", _("wird geprüft")
        TRIED = "tried", _("geprüft, nicht übernommen")
        UNREADABLE = "unreadable", _("nicht lesbar")
        ORDERED = "ordered", _("wartet auf die Übernahme")
        TAKING = "taking", _("wird übernommen")
        DONE = "done", _("übernommen")
        STOPPED = "stopped", _("abgebrochen")
        BROKEN = "broken", _("fehlgeschlagen")
        EXPIRED = "expired", _("verfallen")

    UNDER_WAY = (State.WAITING, State.TRYING, State.ORDERED, State.TAKING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    format = models.CharField(_("Datenformat"), max_length=10, choices=Format)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.WAITING)
    address = models.CharField(_("Adresse"), max_length=500, blank=True)
    file_name = models.CharField(_("Dateiname"), max_length=200, blank=True)
    content = models.BinaryField(_("Inhalt"), null=True, blank=True)
    columns = models.JSONField(_("Spalten"), default=dict, blank=True)
    source = models.CharField(_("Name der Quelle"), max_length=100, blank=True)
    language = models.CharField(_("Sprache der Texte"), max_length=10, blank=True)
    overwrite = models.BooleanField(_("hier bearbeitete Angebote ersetzen"), default=False)
    without_refused = models.BooleanField(_("ohne die abgelehnten Einträge"), default=False)
    reader = models.CharField(_("Sprache des Berichts"), max_length=10)
    rows_in_all = models.PositiveIntegerField(_("Einträge"), default=0)
    counts = models.JSONField(_("Ergebnis"), default=dict, blank=True)
    problem = models.TextField(_("Was nicht ging"), blank=True)
    begun = models.PositiveSmallIntegerField(_("so oft begonnen"), default=0)
    heard_at = models.DateTimeField(_("letztes Lebenszeichen"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    asked_at = models.DateTimeField(_("gefragt am"))
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("übernommen von"),
    )
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Übernahme aus einem Verzeichnis")
        verbose_name_plural = _("Übernahmen aus Verzeichnissen")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(state__in=("waiting", "trying", "ordered", "taking")),
                name="one_taking_under_way",
            )
        ]

    def __str__(self) -> str:
        return self.source or self.file_name or self.address

    @property
    def audit_label(self) -> str:
        return f"{self.format}: {self}"

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    @property
    def refused(self) -> int:
        return int(self.counts.get(Outcome.REFUSED, 0))

    @property
    def usable(self) -> int:
        return sum(self.counts.get(each, 0) for each in (Outcome.NEW, Outcome.CHANGED))

    def is_silent(self, at: datetime) -> bool:
        """Whoever works on it has given no sign for longer than any of its steps takes."""
        return self.is_under_way and at - self.heard_at > SILENCE


class TakenRow(models.Model):
    """What became of one entry of the source; `rank` puts first what needs somebody's eye."""

    class Result(models.TextChoices):
        NEW = Outcome.NEW.value, _("neu")
        CHANGED = Outcome.CHANGED.value, _("geändert")
        UNCHANGED = Outcome.UNCHANGED.value, _("unverändert")
        SKIPPED = Outcome.SKIPPED.value, _("übergangen")
        REFUSED = Outcome.REFUSED.value, _("abgelehnt")

    taking = models.ForeignKey(Taking, models.CASCADE, related_name="rows", verbose_name=_("Übernahme"))
    number = models.PositiveIntegerField(_("Nummer"))
    rank = models.PositiveSmallIntegerField(_("Rang"))
    result = models.CharField(_("Ergebnis"), max_length=10, choices=Result)
    about = models.CharField(_("Eintrag"), max_length=300, blank=True)
    remarks = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Zeile einer Übernahme")
        verbose_name_plural = _("Zeilen einer Übernahme")
        ordering = ["rank", "number"]
        constraints = [models.UniqueConstraint(fields=["taking", "number"], name="taken_row_once")]
        indexes = [models.Index(fields=["taking", "rank", "number"], name="taken_rows_in_order")]


class Likeness(models.Model):
    """An organisation of a source and one of ours that may be the same, and what the coordination said to it."""

    class Answer(models.TextChoices):
        OPEN = "open", _("offen")
        SAME = "same", _("dieselbe")
        DIFFERENT = "different", _("nicht dieselbe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    system = models.CharField(_("System"), max_length=40)
    origin = models.CharField(_("Herkunft"), max_length=300, blank=True)
    key = models.CharField(_("Kennung"), max_length=200)
    name = models.CharField(_("Name in der Quelle"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="+", verbose_name=_("Organisation")
    )
    reasons = models.JSONField(_("Gründe"), default=list, blank=True)
    answer = models.CharField(_("Antwort"), max_length=10, choices=Answer, default=Answer.OPEN)
    taking = models.ForeignKey(
        Taking, models.SET_NULL, null=True, related_name="likenesses", verbose_name=_("Übernahme")
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geantwortet von"),
    )
    answered_at = models.DateTimeField(_("geantwortet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("vielleicht dieselbe Organisation")
        verbose_name_plural = _("vielleicht dieselben Organisationen")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "origin", "key", "organisation"], name="likeness_asked_once"
            )
        ]
