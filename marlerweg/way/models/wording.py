"""The public wording of a need, decision or measure, per language; nothing is public before it is approved."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.way.rules.numbers import Kind


class Wording(models.Model):
    """The German one is the source; when it changes, approved translations become outdated but stay readable."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        APPROVED = "approved", _("freigegeben")
        OUTDATED = "outdated", _("veraltet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=1, choices=[(kind.value, kind.name) for kind in Kind])
    item_id = models.UUIDField()
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    title = models.CharField(_("Öffentlicher Titel"), max_length=160, blank=True)
    text = models.TextField(_("Öffentlicher Text"))
    folded = models.TextField(_("Suchform"), editable=False, default="")
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.DRAFT)
    changed_at = models.DateTimeField(_("geändert am"))
    approved_at = models.DateTimeField(_("freigegeben am"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("freigegeben von"),
    )

    class Meta:
        verbose_name = _("öffentliche Fassung")
        verbose_name_plural = _("öffentliche Fassungen")
        constraints = [
            models.UniqueConstraint(fields=["kind", "item_id", "language"], name="one_wording_per_language")
        ]
        indexes = [models.Index(fields=["kind", "state", "language"])]
