"""How an offer is reached; public like the offer, so never a private number."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.offers.models.offer import Offer


class ContactWay(models.Model):
    """`label` says who or what answers ("Anmeldung", "Büro"), not a person's name."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Telefon")
        MOBILE = "mobile", _("Mobil")
        MESSENGER = "messenger", _("Messenger")
        MAIL = "mail", _("E-Mail")
        WEBSITE = "website", _("Internetseite")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="contacts", verbose_name=_("Angebot"))
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    value = models.CharField(_("Angabe"), max_length=300)
    label = models.CharField(_("Bezeichnung"), max_length=80, blank=True)
    spoken = models.JSONField(_("Sprachen"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Kontaktweg")
        verbose_name_plural = _("Kontaktwege")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["offer", "kind", "value"], name="offer_contact_once")]

    def __str__(self) -> str:
        return self.value
