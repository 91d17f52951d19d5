"""What an offer was, and what somebody would like it to become."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.offers.models.offer import Offer


class Revision(models.Model):
    """The whole offer as plain values after a deed, so that two states can be compared and an old one come back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="revisions", verbose_name=_("Angebot"))
    number = models.PositiveIntegerField(_("Nummer"))
    at = models.DateTimeField(_("am"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("von"),
    )
    deed = models.CharField(_("was geschah"), max_length=40)
    content = models.JSONField(_("Inhalt"))

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["offer", "number"], name="revision_number_once")]


class Proposal(models.Model):
    """A change that waits for the coordination; `fields` holds the new plain values of what would change."""

    class State(models.TextChoices):
        OPEN = "open", _("wartet")
        ACCEPTED = "accepted", _("übernommen")
        REFUSED = "refused", _("abgelehnt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="proposals", verbose_name=_("Angebot"))
    at = models.DateTimeField(_("am"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("von"),
    )
    based_on = models.PositiveIntegerField(_("beruht auf Stand"))
    fields = models.JSONField(_("Änderungen"), default=dict)
    reasons = models.JSONField(_("warum sie geprüft werden"), default=list)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(_("Antwort"), blank=True)
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Änderungsvorschlag")
        verbose_name_plural = _("Änderungsvorschläge")
        ordering = ["-at"]
