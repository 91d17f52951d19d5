"""Words in which statements and needs are placed: the legal spheres, and the steps of the integration chain."""

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation import languages
from marlerweg.network.models import Fact


class Term(Fact):
    """Contributions and needs keep the code; `names` holds one name per language, `short` what fits on a label."""

    class Kind(models.TextChoices):
        LEGAL_SPHERE = "legal_sphere", _("Rechtskreis")
        PROCESS_STEP = "process_step", _("Schritt der Integrationskette")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    code = models.SlugField(_("Kürzel"), max_length=60)
    short = models.CharField(_("kurz"), max_length=40, blank=True)
    names = models.JSONField(_("Namen"), default=dict)
    meaning = models.TextField(_("Erläuterung"), blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Begriff der Integrationskette")
        verbose_name_plural = _("Begriffe der Integrationskette")
        ordering = ["kind", "position"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="term_once_per_kind")]

    def __str__(self) -> str:
        return self.name_in(get_language() or "de")

    @property
    def audit_label(self) -> str:
        return self.code

    def name_in(self, code: str) -> str:
        found = languages.best(code, self.names)
        return str(self.names[found]) if found else self.code
