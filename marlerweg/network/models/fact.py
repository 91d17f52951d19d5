"""What every row has that a place pack may state: where it is from, and what about it is not certain."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import languages


def spoken(names: Mapping[str, str]) -> str:
    """The one of several names that the reader of this page understands best."""
    found = languages.best(get_language() or "de", [code for code, name in names.items() if name])
    return str(names[found]) if found else ""


class Fact(models.Model):
    """`pack_digest` remembers what the place pack said last, so that loading it again never undoes the town's own edits."""

    sources = models.JSONField(_("Quellen"), default=list, blank=True)
    note = models.TextField(_("Anmerkung"), blank=True)
    open_questions = models.JSONField(_("offene Fragen"), default=list, blank=True)
    to_be_confirmed = models.BooleanField(_("noch zu bestätigen"), default=False)
    inferred = models.BooleanField(_("aus der Quelle geschlossen"), default=False)
    pack_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
