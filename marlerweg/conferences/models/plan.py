"""Plans of who sits where, in versions with their proof, and the links of the table hosts."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models.edition import Edition
from marlerweg.conferences.models.programme import Table

SILENCE = timedelta(minutes=2)


class TablePlan(models.Model):
    """People stand in it by the ids of their registrations, never by name; a published plan never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        REPLACED = "replaced", _("abgelöst")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="plans", verbose_name=_("Ausgabe"))
    number = models.PositiveSmallIntegerField(_("Fassung"))
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.DRAFT)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("hervorgegangen aus"),
    )
    from_round = models.PositiveSmallIntegerField(_("gilt ab Runde"), default=1)
    input = models.JSONField(_("Eingabe"), default=dict)
    seats = models.JSONField(_("Sitzplan"), default=list)
    certificate = models.JSONField(_("Bescheinigung"), default=dict, blank=True)
    reason = models.CharField(_("Anlass"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("erstellt von")
    )
    made_at = models.DateTimeField(_("erstellt am"))
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Tischplan")
        verbose_name_plural = _("Tischpläne")
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["edition"], condition=Q(state="published"), name="one_published_plan"
            ),
        ]

    @property
    def audit_label(self) -> str:
        return str(self.number)


class Planning(models.Model):
    """A plan being thought out in the background: what was asked, how far it is, what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        THINKING = "thinking", _("rechnet")
        DONE = "done", _("fertig")
        IMPOSSIBLE = "impossible", _("geht nicht auf")
        STOPPED = "stopped", _("abgebrochen")

    UNDER_WAY = (State.WAITING, State.THINKING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="plannings", verbose_name=_("Ausgabe"))
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.WAITING)
    rules = models.JSONField(_("Regeln"), default=dict)
    avoid_acquaintances = models.BooleanField(default=True)
    seed = models.PositiveIntegerField(_("Startwert"), default=0)
    reason = models.CharField(_("Anlass"), max_length=300, blank=True)
    people = models.PositiveIntegerField(_("Personen"))
    seconds = models.PositiveSmallIntegerField(_("Sekunden höchstens"))
    spent = models.PositiveSmallIntegerField(_("Sekunden bisher"), default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("gefragt von")
    )
    asked_at = models.DateTimeField(_("gefragt am"))
    heard_at = models.DateTimeField(_("letztes Lebenszeichen"), null=True, blank=True)
    problems = models.JSONField(_("Was nicht aufgeht"), default=list, blank=True)
    plan = models.ForeignKey(
        TablePlan, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Fassung")
    )

    class Meta:
        verbose_name = _("Rechnung am Tischplan")
        verbose_name_plural = _("Rechnungen am Tischplan")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(state__in=("waiting", "thinking")),
                name="one_planning_under_way",
            )
        ]

    @property
    def audit_label(self) -> str:
        return self.edition.code

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY

    def is_silent(self, at: datetime) -> bool:
        """Whoever was thinking has given no sign for longer than any of its steps takes."""
        return self.is_under_way and at - (self.heard_at or self.asked_at) > SILENCE


class HostLink(models.Model):
    """Opens one table for capture, without an account; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(Table, models.CASCADE, related_name="host_links", verbose_name=_("Tisch"))
    secret_hash = models.CharField(_("Prüfwert des geheimen Links"), max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("erstellt von")
    )
    made_at = models.DateTimeField(_("erstellt am"))
    expires_at = models.DateTimeField(_("gilt bis"))
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)
    used_at = models.DateTimeField(_("zuletzt benutzt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Link der Tischmoderation")
        verbose_name_plural = _("Links der Tischmoderation")
        ordering = ["table", "-made_at"]

    @property
    def audit_label(self) -> str:
        return str(self.table.number)

    def opens_at(self, at: datetime) -> bool:
        return self.withdrawn_at is None and at < self.expires_at
