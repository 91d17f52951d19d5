"""The job, and the sign of life a worker gives."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Arguments live only as long as the job has to run: they may name people, a finished job need not."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        RUNNING = "running", _("läuft")
        DONE = "done", _("erledigt")
        DEAD = "dead", _("aufgegeben")
        DISCARDED = "discarded", _("verworfen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(_("Aufgabe"), max_length=200)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    arguments = models.JSONField(default=dict)
    key = models.CharField(_("Schlüssel"), max_length=200, null=True, unique=True)
    state = models.CharField(_("Zustand"), max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    allowed = models.PositiveSmallIntegerField(_("erlaubte Versuche"), default=5)
    token = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)
    run_after = models.DateTimeField(_("frühestens"))
    enqueued_at = models.DateTimeField(_("angelegt"))
    started_at = models.DateTimeField(null=True)
    attempted_at = models.DateTimeField(_("zuletzt versucht"), null=True)
    finished_at = models.DateTimeField(_("beendet"), null=True)
    errors = models.JSONField(default=list)
    workers = models.JSONField(default=list)
    result = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["-priority", "run_after"], condition=models.Q(state="waiting"), name="jobs_waiting"
            ),
            models.Index(fields=["lease_until"], condition=models.Q(state="running"), name="jobs_running"),
            models.Index(fields=["state", "-enqueued_at"], name="jobs_listing"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(lease_until__isnull=False),
                name="jobs_running_has_lease",
            )
        ]


class Worker(models.Model):
    """When a worker was last seen; stale rows say that one died."""

    name = models.CharField(primary_key=True, max_length=80)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
