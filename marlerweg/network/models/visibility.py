"""Who may see a detail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    PUBLIC = "public", _("alle")
    PARTNERS = "partners", _("Partner im Netzwerk")
    COORDINATION = "coordination", _("nur Koordination")
