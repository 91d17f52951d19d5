"""One statement from one source."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.formats.models import Body
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.way.models.numbered import Numbered
from marlerweg.way.rules.numbers import Kind


class Contribution(Numbered):
    """Keeps its words, its number and its author's way to the answer; who spoke publicly stays unknown."""

    KIND: ClassVar = Kind.CONTRIBUTION

    class Source(models.TextChoices):
        COUNSELLING = "counselling", _("Erkenntnis aus der Beratung")
        CONFERENCE = "conference", _("Karte von einem Konferenztisch")
        PUBLIC = "public", _("öffentliches Formular")
        WORKING_GROUP = "working_group", _("Arbeitsgruppe")
        MEMBER = "member", _("Organisation")
        INDICATOR = "indicator", _("auffällige Kennzahl")
        REFERRAL = "referral", _("Vermittlung ohne passendes Angebot")
        GAP = "gap", _("Lücke im Verzeichnis")

    class State(models.TextChoices):
        RECEIVED = "received", _("eingegangen")
        JOINED = "joined", _("einem Bedarf zugeordnet")
        ANSWERED = "answered", _("direkt beantwortet")
        SET_ASIDE = "set_aside", _("zurückgelegt")

    text = models.TextField(_("Was gesagt wurde"))
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    translation = models.TextField(_("Übersetzung ins Deutsche"), blank=True)
    source = models.CharField(_("Quelle"), max_length=20, choices=Source)
    state = models.CharField(_("Stand"), max_length=12, choices=State, default=State.RECEIVED, db_index=True)
    received_at = models.DateTimeField(_("eingegangen am"), db_index=True)
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="contributions", verbose_name=_("Thema")
    )
    districts = models.ManyToManyField(
        District, blank=True, related_name="contributions", verbose_name=_("Stadtteile")
    )
    legal_spheres = models.JSONField(_("Rechtskreise"), default=list, blank=True)
    process_step = models.CharField(_("Schritt der Integrationskette"), max_length=60, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("von"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("Organisation"),
    )
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="contributions", verbose_name=_("Gremium")
    )
    follow_up_hash = models.CharField(
        _("Prüfwert des geheimen Links"), max_length=64, null=True, blank=True, unique=True
    )
    mail = models.EmailField(_("E-Mail für die Antwort"), blank=True)
    days_to_decision = models.FloatField(_("Tage bis zum Beschluss"), null=True, blank=True, editable=False)
    held_because = models.CharField(_("zurückgehalten wegen"), max_length=12, blank=True)
    received_once = models.UUIDField(_("Einmalkennung des Formulars"), null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("Hinweis")
        verbose_name_plural = _("Hinweise")
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["held_because", "days_to_decision"], name="contributions_by_days")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source="public") | Q(author__isnull=True), name="public_voice_has_no_account"
            ),
        ]
