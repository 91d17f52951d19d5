"""What whoever said something is told about each change."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.way.models.contribution import Contribution
from marlerweg.way.models.decision import Decision
from marlerweg.way.models.need import Need


class Answer(models.Model):
    """Due from the moment of the change; sent when its text is fixed and stands on the follow-up page."""

    class State(models.TextChoices):
        DUE = "due", _("offen")
        SENT = "sent", _("gegeben")
        OVERTAKEN = "overtaken", _("überholt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="answers", verbose_name=_("Hinweis")
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="answers", verbose_name=_("Bedarf")
    )
    decision = models.ForeignKey(
        Decision, models.CASCADE, null=True, blank=True, related_name="answers", verbose_name=_("Beschluss")
    )
    occasion = models.CharField(_("Anlass"), max_length=20)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.DUE)
    due_at = models.DateTimeField(_("fällig seit"))
    language = models.CharField(_("Sprache"), max_length=10)
    text = models.TextField(_("Antwort"), blank=True)
    wording = models.TextField(_("Wortlaut"), blank=True)
    wording_language = models.CharField(max_length=10, blank=True)
    sent_at = models.DateTimeField(_("gegeben am"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("gemailt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")
        ordering = ["due_at"]
        indexes = [models.Index(fields=["state", "contribution"], name="answers_by_state")]
