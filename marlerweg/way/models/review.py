"""After a measure: did the need come back?"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.way.models.measure import Measure
from marlerweg.way.models.need import Need


class Review(models.Model):
    class Finding(models.TextChoices):
        RESOLVED = "resolved", _("nicht wieder aufgetreten")
        RECURRED = "recurred", _("wieder aufgetreten")
        UNCLEAR = "unclear", _("noch nicht zu sagen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    need = models.ForeignKey(Need, models.PROTECT, related_name="reviews", verbose_name=_("Bedarf"))
    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="reviews", verbose_name=_("Maßnahme")
    )
    on = models.DateField(_("am"))
    finding = models.CharField(_("Ergebnis"), max_length=10, choices=Finding)
    text = models.TextField(_("Woran wir das sehen"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )

    class Meta:
        verbose_name = _("Überprüfung")
        verbose_name_plural = _("Überprüfungen")
        ordering = ["-on"]
