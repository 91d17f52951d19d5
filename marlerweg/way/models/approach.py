"""What could be done about a need, and who offers to help."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.formats.models import Body
from marlerweg.network.models import Organisation
from marlerweg.way.models.need import Need
from marlerweg.way.models.numbered import Numbered
from marlerweg.way.rules.numbers import Kind


class Approach(Numbered):
    KIND: ClassVar = Kind.APPROACH

    need = models.ForeignKey(Need, models.PROTECT, related_name="approaches", verbose_name=_("Bedarf"))
    text = models.TextField(_("Was getan werden könnte"))
    proposed_at = models.DateTimeField(_("vorgeschlagen am"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="approaches",
        verbose_name=_("von"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="approaches",
        verbose_name=_("Organisation"),
    )
    body = models.ForeignKey(
        Body,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="approaches",
        verbose_name=_("Gremium oder Tisch"),
    )
    dropped_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Handlungsansatz")
        verbose_name_plural = _("Handlungsansätze")
        ordering = ["proposed_at"]


class HelpOffer(models.Model):
    """'Wir bringen … ein.'"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    approach = models.ForeignKey(
        Approach, models.CASCADE, related_name="help_offers", verbose_name=_("Handlungsansatz")
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="help_offers", verbose_name=_("Organisation")
    )
    text = models.CharField(_("Wir bringen ein"), max_length=300)
    offered_at = models.DateTimeField(_("angeboten am"))
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Hilfsangebot")
        verbose_name_plural = _("Hilfsangebote")
        ordering = ["offered_at"]
