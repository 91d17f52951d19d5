"""What people looked for and did not find: words and counts, never who asked."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmptySearch(models.Model):
    """One row per wording, language and month; `filters` says with which filters nothing was found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField(_("Monat"))
    language = models.CharField(_("Sprache"), max_length=10)
    words = models.CharField(_("gesucht"), max_length=120)
    filters = models.CharField(_("Filter"), max_length=200, blank=True)
    count = models.PositiveIntegerField(_("wie oft"), default=0)
    settled = models.CharField(_("erledigt als"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("Suche ohne Treffer")
        verbose_name_plural = _("Suchen ohne Treffer")
        ordering = ["-month", "-count"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "language", "words", "filters"], name="empty_search_once"
            )
        ]
