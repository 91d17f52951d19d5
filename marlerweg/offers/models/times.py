"""When an offer takes place: the rows behind the value types of `rules.times`."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import Fact
from marlerweg.offers.models.offer import Offer
from marlerweg.offers.models.place import Venue


class Slot(models.Model):
    """One recurring rule. `days` are ISO weekdays 1–7; without `opens` and `closes` the whole day.

    `every` counts weeks between two turns from `anchor` on; `nth` which weekdays of the month (−1 is the last),
    `month_days` which days of the month, `on` the one date.
    """

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("jede Woche")
        EVERY_N_WEEKS = "every_n_weeks", _("alle … Wochen")
        MONTHLY_BY_WEEKDAY = "monthly_by_weekday", _("an bestimmten Wochentagen im Monat")
        MONTHLY_BY_DAY = "monthly_by_day", _("an bestimmten Tagen im Monat")
        ONCE = "once", _("einmal")

    class OnHoliday(models.TextChoices):
        CLOSED = "closed", _("fällt aus")
        OPEN = "open", _("findet statt")
        ONLY = "only", _("nur dann")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="slots", verbose_name=_("Angebot"))
    venue = models.ForeignKey(
        Venue, models.CASCADE, null=True, blank=True, related_name="slots", verbose_name=_("Ort")
    )
    rhythm = models.CharField(_("Rhythmus"), max_length=20, choices=Rhythm, default=Rhythm.WEEKLY)
    days = models.JSONField(_("Wochentage"), default=list, blank=True)
    opens = models.TimeField(_("von"), null=True, blank=True)
    closes = models.TimeField(_("bis"), null=True, blank=True)
    every = models.PositiveSmallIntegerField(_("alle … Wochen"), null=True, blank=True)
    anchor = models.DateField(_("zum ersten Mal"), null=True, blank=True)
    nth = models.JSONField(_("der wievielte im Monat"), default=list, blank=True)
    month_days = models.JSONField(_("Tage im Monat"), default=list, blank=True)
    on = models.DateField(_("am"), null=True, blank=True)
    valid_from = models.DateField(_("gilt ab"), null=True, blank=True)
    valid_until = models.DateField(_("gilt bis"), null=True, blank=True)
    on_public_holidays = models.CharField(
        _("an Feiertagen"), max_length=6, choices=OnHoliday, default=OnHoliday.CLOSED
    )
    on_school_holidays = models.CharField(
        _("in den Schulferien"), max_length=6, choices=OnHoliday, default=OnHoliday.OPEN
    )
    by_appointment = models.BooleanField(_("nach Vereinbarung"), default=False)
    note = models.CharField(_("Hinweis"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Zeit")
        verbose_name_plural = _("Zeiten")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False),
                name="slot_has_both_ends",
            ),
        ]


class Change(models.Model):
    """A dated exception: cancelled, an extra date, or other hours."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("fällt aus")
        EXTRA = "extra", _("findet zusätzlich statt")
        CHANGED = "changed", _("andere Zeit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="changes", verbose_name=_("Angebot"))
    venue = models.ForeignKey(
        Venue, models.CASCADE, null=True, blank=True, related_name="changes", verbose_name=_("Ort")
    )
    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    first = models.DateField(_("vom"))
    last = models.DateField(_("bis zum"))
    opens = models.TimeField(_("von"), null=True, blank=True)
    closes = models.TimeField(_("bis"), null=True, blank=True)
    note = models.CharField(_("Hinweis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Ausnahme")
        verbose_name_plural = _("Ausnahmen")
        ordering = ["first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="change_ends_after_start")
        ]


class SchoolHoliday(Fact):
    """School holidays of the town's state, from the place pack; both days belong to them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("Name"), max_length=80)
    first = models.DateField(_("erster Tag"))
    last = models.DateField(_("letzter Tag"))

    class Meta:
        verbose_name = _("Schulferien")
        verbose_name_plural = _("Schulferien")
        ordering = ["first"]
        constraints = [models.UniqueConstraint(fields=["name", "first"], name="school_holiday_once")]

    @property
    def audit_label(self) -> str:
        return self.name
