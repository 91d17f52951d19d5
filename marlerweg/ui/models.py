"""What forms leave behind: drafts not yet sent, and receipts of what was sent once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """Unsent words of one person in one form; nobody else ever reads them, and they end by themselves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("Konto"),
    )
    session_hash = models.CharField(_("Prüfwert der Sitzung"), max_length=64, blank=True)
    form = models.CharField(_("Formular"), max_length=80)
    object_id = models.CharField(_("Gegenstand"), max_length=64, blank=True)
    data = models.JSONField(_("Angaben"), default=dict)
    saved_at = models.DateTimeField(_("gespeichert am"), db_index=True)

    class Meta:
        verbose_name = _("Entwurf")
        verbose_name_plural = _("Entwürfe")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, session_hash="")
                | (Q(user__isnull=True) & ~Q(session_hash="")),
                name="draft_has_one_owner",
            ),
            models.UniqueConstraint(
                fields=["user", "form", "object_id"],
                condition=Q(user__isnull=False),
                name="one_draft_per_person_and_form",
            ),
            models.UniqueConstraint(
                fields=["session_hash", "form", "object_id"],
                condition=Q(user__isnull=True),
                name="one_draft_per_session_and_form",
            ),
        ]


class Receipt(models.Model):
    """That a form was carried out, and what came of it; the same form sent again gets the same answer."""

    key = models.UUIDField(primary_key=True, editable=False)
    result = models.CharField(_("Ergebnis"), max_length=500, blank=True)
    at = models.DateTimeField(_("am"), db_index=True)

    class Meta:
        verbose_name = _("Quittung")
        verbose_name_plural = _("Quittungen")
