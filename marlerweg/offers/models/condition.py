"""For whom an offer is, as data: one row per kind of condition; no row means that nobody recorded it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.offers.models.offer import Offer


class Condition(models.Model):
    """`restricts=False` says: no restriction of this kind. Otherwise `allowed` says what is needed.

    The shapes of `allowed` stand in `rules.conditions`. Nationality and religion are no kinds of condition.
    """

    class Kind(models.TextChoices):
        AGE = "age", _("Alter")
        RESIDENCE_STATUS = "residence_status", _("Aufenthaltsstatus")
        LANGUAGE_LEVEL = "language_level", _("Deutschkenntnisse")
        GENDER = "gender", _("Geschlecht")
        HOUSEHOLD = "household", _("Familie")
        HOME = "home", _("Wohnort")
        INCOME = "income", _("Einkommen oder Leistungen")
        WORK = "work", _("Arbeit und Ausbildung")
        DISABILITY = "disability", _("Behinderung")
        DOCUMENTS = "documents", _("Unterlagen")
        REFERRAL = "referral", _("Überweisung")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="conditions", verbose_name=_("Angebot"))
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    restricts = models.BooleanField(_("schränkt ein"), default=True)
    allowed = models.JSONField(_("was nötig ist"), default=dict, blank=True)

    class Meta:
        verbose_name = _("Bedingung")
        verbose_name_plural = _("Bedingungen")
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["offer", "kind"], name="condition_kind_once")]
