"""How the directory stays true: confirmations, reminders, and mistakes that readers reported."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.offers.models.offer import Offer


class Confirmation(models.Model):
    """Somebody who runs the offer, or the assistance on the phone, said that all is still right."""

    class Via(models.TextChoices):
        ACCOUNT = "account", _("im Partnerbereich")
        LINK = "link", _("über den Link in der E-Mail")
        PHONE = "phone", _("am Telefon")
        IMPORT = "import", _("mit einer Liste")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="confirmations", verbose_name=_("Angebot"))
    at = models.DateTimeField(_("am"))
    via = models.CharField(_("wie"), max_length=10, choices=Via)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("von"),
    )

    class Meta:
        verbose_name = _("Bestätigung")
        verbose_name_plural = _("Bestätigungen")
        ordering = ["-at"]


class Reminder(models.Model):
    """A mail that asks whether all is still right; `token_hash` is its link, `step` counts up to the escalation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="reminders", verbose_name=_("Angebot"))
    sent_at = models.DateTimeField(_("gesendet am"))
    address = models.EmailField(_("an"))
    step = models.PositiveSmallIntegerField(_("Stufe"), default=1)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)
    answer = models.CharField(_("Antwort"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        ordering = ["-sent_at"]


class Mistake(models.Model):
    """A reader without account says that something is wrong."""

    class Kind(models.TextChoices):
        TIMES = "times", _("Die Zeiten stimmen nicht")
        CONTACT = "contact", _("Der Kontakt stimmt nicht")
        PLACE = "place", _("Der Ort stimmt nicht")
        GONE = "gone", _("Das gibt es nicht mehr")
        TEXT = "text", _("Der Text ist falsch oder unverständlich")
        OTHER = "other", _("Etwas anderes")

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        MENDED = "mended", _("behoben")
        REFUSED = "refused", _("kein Fehler")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="mistakes", verbose_name=_("Angebot"))
    kind = models.CharField(_("Was stimmt nicht?"), max_length=10, choices=Kind)
    text = models.TextField(_("Beschreibung"), blank=True)
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    at = models.DateTimeField(_("gemeldet am"))
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)
    received_once = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("Fehlermeldung")
        verbose_name_plural = _("Fehlermeldungen")
        ordering = ["-at"]
