"""An offer's words in one language; each field remembers which German wording it translates."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.texts import Text
from marlerweg.offers.models.offer import Offer

FIELDS = ("title", "summary", "body", "for_whom", "cost_note", "registration_note", "access_note")


class OfferText(Text):
    """`source_hashes` holds per field the fingerprint of the German wording it was translated from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="texts", verbose_name=_("Angebot"))
    summary = models.CharField(_("in einem Satz"), max_length=300, blank=True)
    for_whom = models.TextField(_("für wen"), blank=True)
    cost_note = models.TextField(_("zu den Kosten"), blank=True)
    registration_note = models.TextField(_("zur Anmeldung"), blank=True)
    access_note = models.TextField(_("zum Zugang"), blank=True)
    source_hashes = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("Text des Angebots")
        verbose_name_plural = _("Texte des Angebots")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["offer", "language"], name="offer_text_once")]
