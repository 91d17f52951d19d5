"""Where records came from, so that taking them in again changes nothing and giving them back loses nothing."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import Organisation
from marlerweg.offers.models.offer import Offer
from marlerweg.offers.models.place import Place


class Foreign(models.Model):
    """One record of another system and the row it became here.

    `kind` is that system's word for the record (service, organization, location, poi …); `unknown` keeps what we have
    no field for, to be given back; `digest` is the fingerprint of what was taken in last, `taken_version` the version
    of our row after that: a row changed here since is never overwritten silently.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    system = models.CharField(_("System"), max_length=40)
    origin = models.CharField(_("Herkunft"), max_length=300, blank=True)
    kind = models.CharField(_("Art"), max_length=40)
    key = models.CharField(_("Kennung"), max_length=200)
    offer = models.ForeignKey(
        Offer, models.CASCADE, null=True, blank=True, related_name="foreign", verbose_name=_("Angebot")
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="foreign", verbose_name=_("Ort")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="foreign",
        verbose_name=_("Organisation"),
    )
    unknown = models.JSONField(_("nicht übernommene Angaben"), default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    taken_version = models.PositiveIntegerField(default=0, editable=False)
    taken_at = models.DateTimeField(_("übernommen am"))

    class Meta:
        verbose_name = _("Herkunft")
        verbose_name_plural = _("Herkünfte")
        constraints = [
            models.UniqueConstraint(fields=["system", "origin", "kind", "key"], name="foreign_record_once"),
            models.CheckConstraint(
                condition=~Q(offer__isnull=False, place__isnull=False)
                & ~Q(offer__isnull=False, organisation__isnull=False)
                & ~Q(place__isnull=False, organisation__isnull=False),
                name="foreign_record_became_one_thing",
            ),
        ]


class ColumnAssignment(models.Model):
    """Which column of an office's list means which field; remembered under the list's headings."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    headings = models.CharField(_("Überschriften"), max_length=64, unique=True)
    columns = models.JSONField(_("Zuordnung"), default=dict)
    used_at = models.DateTimeField(_("zuletzt benutzt"))

    class Meta:
        verbose_name = _("Spaltenzuordnung")
        verbose_name_plural = _("Spaltenzuordnungen")


class NotTheSame(models.Model):
    """Two offers that look alike and are not the same; `first` has the smaller id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Offer, models.CASCADE, related_name="+", verbose_name=_("Angebot"))
    second = models.ForeignKey(Offer, models.CASCADE, related_name="+", verbose_name=_("anderes Angebot"))
    at = models.DateTimeField(_("festgestellt am"))

    class Meta:
        verbose_name = _("nicht dasselbe")
        verbose_name_plural = _("nicht dasselbe")
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_the_same_once")]
