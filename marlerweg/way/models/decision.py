"""What a body decided about a need."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.formats.models import Body
from marlerweg.way.models.approach import Approach
from marlerweg.way.models.need import Need
from marlerweg.way.models.numbered import Numbered
from marlerweg.way.rules.numbers import Kind as NumberKind


class Decision(Numbered):
    """Once recorded it is history: corrections are new decisions. A referral stays open until somebody above answered."""

    KIND: ClassVar = NumberKind.DECISION

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("angenommen")
        ACCEPT_CHANGED = "accept_changed", _("mit Änderung angenommen")
        ASSIGN = "assign", _("an eine Projektgruppe gegeben")
        REFER = "refer", _("nach oben verwiesen")
        DEFER = "defer", _("vertagt")
        REJECT = "reject", _("abgelehnt")

    need = models.ForeignKey(Need, models.PROTECT, related_name="decisions", verbose_name=_("Bedarf"))
    approach = models.ForeignKey(
        Approach,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("Handlungsansatz"),
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions", verbose_name=_("Gremium"))
    kind = models.CharField(_("Beschluss"), max_length=16, choices=Kind)
    decided_on = models.DateField(_("beschlossen am"))
    ready_on = models.DateField(_("zur Entscheidung vorgelegt am"), null=True, blank=True, editable=False)
    reason = models.TextField(_("Begründung (intern)"), blank=True)
    assigned_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="assigned", verbose_name=_("Projektgruppe")
    )
    referred_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="referred", verbose_name=_("verwiesen an")
    )
    wait_until = models.DateField(_("wieder vorlegen am"), null=True, blank=True)
    answered_on = models.DateField(_("Antwort von oben am"), null=True, blank=True)
    answer_from_above = models.TextField(_("Antwort von oben"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("festgehalten von"),
    )
    recorded_at = models.DateTimeField(_("festgehalten am"))

    class Meta:
        verbose_name = _("Beschluss")
        verbose_name_plural = _("Beschlüsse")
        ordering = ["-decided_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="refer") | Q(referred_to__isnull=False), name="referral_names_its_addressee"
            ),
            models.CheckConstraint(
                condition=~Q(kind="assign") | Q(assigned_to__isnull=False), name="assignment_names_its_group"
            ),
            models.CheckConstraint(
                condition=~Q(kind="defer") | Q(wait_until__isnull=False), name="deferral_names_its_date"
            ),
            models.CheckConstraint(
                condition=~Q(kind="reject") | ~Q(reason=""), name="rejection_gives_its_reason"
            ),
        ]
