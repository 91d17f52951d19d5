"""Where and how organisations and people are reached; every detail says for itself who may see it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models.organisation import Organisation
from marlerweg.network.models.person import Person
from marlerweg.network.models.town import District
from marlerweg.network.models.visibility import Visibility


class Address(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="addresses", verbose_name=_("Organisation")
    )
    label = models.CharField(_("Bezeichnung"), max_length=120, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=160, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    place = models.CharField(_("Ort"), max_length=80, blank=True)
    district = models.ForeignKey(
        District,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="addresses",
        verbose_name=_("Stadtteil"),
    )
    visibility = models.CharField(
        _("sichtbar für"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Anschrift")
        verbose_name_plural = _("Anschriften")
        ordering = ["position", "street"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "street", "postcode", "place"], name="address_once"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.place}".strip()) if part)

    @property
    def audit_label(self) -> str:
        return str(self.organisation)


class ContactDetail(models.Model):
    """One number or address of one organisation or person; `folded` is the form in which equals are found."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Telefon")
        MOBILE = "mobile", _("Mobil")
        FAX = "fax", _("Fax")
        MAIL = "mail", _("E-Mail")
        WEBSITE = "website", _("Internetseite")
        OTHER = "other", _("Sonstiges")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_details",
        verbose_name=_("Organisation"),
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_details",
        verbose_name=_("Person"),
    )
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    value = models.CharField(_("Angabe"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)
    label = models.CharField(_("Bezeichnung"), max_length=80, blank=True)
    visibility = models.CharField(
        _("sichtbar für"), max_length=12, choices=Visibility, default=Visibility.PARTNERS
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Kontaktangabe")
        verbose_name_plural = _("Kontaktangaben")
        ordering = ["position", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, person__isnull=False)
                | Q(organisation__isnull=False, person__isnull=True),
                name="contact_of_one_owner",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "folded"],
                condition=Q(organisation__isnull=False),
                name="organisation_contact_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "folded"],
                condition=Q(person__isnull=False),
                name="person_contact_once",
            ),
        ]

    def __str__(self) -> str:
        return self.value

    @property
    def audit_label(self) -> str:
        return str(self.organisation or "")
