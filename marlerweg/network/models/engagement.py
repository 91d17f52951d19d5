"""What organisations and people offer or look for: rooms, time, interpreting, mentoring."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models.organisation import Organisation
from marlerweg.network.models.person import Person
from marlerweg.network.models.theme import Theme
from marlerweg.network.models.town import District


class Engagement(models.Model):
    """Runs out by itself, so that nobody answers to offers of last year."""

    class Direction(models.TextChoices):
        OFFERED = "offered", _("Wir bieten")
        SOUGHT = "sought", _("Wir suchen")

    class Kind(models.TextChoices):
        TIME = "time", _("Mitarbeit")
        MENTORING = "mentoring", _("Patenschaft")
        INTERPRETING = "interpreting", _("Sprachmittlung")
        KNOWLEDGE = "knowledge", _("Fachwissen")
        ROOM = "room", _("Raum")
        MATERIAL = "material", _("Sachmittel")
        MONEY = "money", _("Geld")
        COOPERATION = "cooperation", _("Zusammenarbeit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    direction = models.CharField(_("Richtung"), max_length=10, choices=Direction)
    kind = models.CharField(_("Art"), max_length=14, choices=Kind)
    title = models.CharField(_("Worum geht es?"), max_length=160)
    text = models.TextField(_("Beschreibung"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="engagements", verbose_name=_("Organisation")
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="engagements",
        verbose_name=_("Ansprechperson"),
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="engagements", verbose_name=_("Themen"))
    districts = models.ManyToManyField(
        District, blank=True, related_name="engagements", verbose_name=_("Stadtteile")
    )
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)
    published_at = models.DateTimeField(_("eingestellt am"))
    expires_on = models.DateField(_("gilt bis"))
    closed_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Engagement")
        verbose_name_plural = _("Engagement")
        ordering = ["-published_at"]
        indexes = [
            models.Index(
                fields=["direction", "expires_on"], condition=Q(closed_at=None), name="open_engagement"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        return self.title
