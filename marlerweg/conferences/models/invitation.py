"""Who was asked to come, and lists of registrations on their way in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models.edition import Edition
from marlerweg.conferences.models.registration import Registration
from marlerweg.network.models import Organisation, Person


class Invitation(models.Model):
    """One mail address is invited once per edition, however many themes, bodies and districts it belongs to."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("vorgemerkt")
        SENT = "sent", _("eingeladen")
        REMINDED = "reminded", _("erinnert")
        ANSWERED = "answered", _("angemeldet")
        DECLINED = "declined", _("hat abgesagt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="invitations", verbose_name=_("Ausgabe")
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="invitations", verbose_name=_("Person")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("Organisation"),
    )
    mail = models.EmailField(_("E-Mail"))
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    reasons = models.JSONField(_("eingeladen wegen"), default=list, blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.PREPARED)
    prepared_at = models.DateTimeField(_("vorgemerkt am"))
    sent_at = models.DateTimeField(_("verschickt am"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("erinnert am"), null=True, blank=True)
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)
    registration = models.ForeignKey(
        Registration,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("Anmeldung"),
    )
    secret_hash = models.CharField(_("Prüfwert des geheimen Links"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["edition", "mail"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "mail"], name="mail_invited_once"),
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=models.Q(person__isnull=False),
                name="person_invited_once",
            ),
        ]

    @property
    def audit_label(self) -> str:
        return str(self.organisation or "")


class RegistrationIntake(models.Model):
    """A list of registrations between upload and confirmation; the file is then dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="intakes", verbose_name=_("Ausgabe"))
    name = models.CharField(_("Dateiname"), max_length=200)
    content = models.BinaryField(_("Datei"))
    columns = models.JSONField(_("Zuordnung"), default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("von")
    )
    uploaded_at = models.DateTimeField(_("hochgeladen am"))

    class Meta:
        verbose_name = _("Einlesevorgang")
        verbose_name_plural = _("Einlesevorgänge")
        ordering = ["-uploaded_at"]
