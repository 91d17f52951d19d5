"""A version of the Kodex and what stands in it; older versions stay readable."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import Fact, Theme, spoken


class Version(Fact):
    """A draft is edited, a published one never changes; exactly one is in use."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=160)
    year = models.PositiveSmallIntegerField(_("Jahr"), null=True, blank=True)
    adopted_on = models.DateField(_("beschlossen am"), null=True, blank=True)
    adopted_by = models.CharField(_("beschlossen von"), max_length=200, blank=True)
    introduction = models.TextField(_("Einleitung"), blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.PUBLISHED)
    is_current = models.BooleanField(_("in Gebrauch"), default=False)
    based_on = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("hervorgegangen aus"),
    )

    class Meta:
        verbose_name = _("Fassung des Kodex")
        verbose_name_plural = _("Fassungen des Kodex")
        ordering = ["-code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_kodex"
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=False) | models.Q(state="published"),
                name="no_draft_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class Entry(Fact):
    """What values, action fields and goals have in common; `translations` holds the name in other languages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="%(class)ss", verbose_name=_("Fassung"))
    code = models.SlugField(_("Kürzel"), max_length=80)
    name = models.CharField(_("Name"), max_length=300)
    translations = models.JSONField(_("Übersetzungen"), default=dict, blank=True)
    text = models.TextField(_("Erläuterung"), blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["version", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="%(class)s_once_per_version")
        ]

    def __str__(self) -> str:
        return spoken({"de": self.name, **self.translations})

    @property
    def audit_label(self) -> str:
        return self.name


class Value(Entry):
    class Meta(Entry.Meta):
        verbose_name = _("Wert")
        verbose_name_plural = _("Werte")


class ActionField(Entry):
    themes = models.ManyToManyField(Theme, blank=True, related_name="action_fields", verbose_name=_("Themen"))

    class Meta(Entry.Meta):
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")


class Goal(Entry):
    action_field = models.ForeignKey(
        ActionField,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="goals",
        verbose_name=_("Handlungsfeld"),
    )

    class Meta(Entry.Meta):
        verbose_name = _("Ziel")
        verbose_name_plural = _("Ziele")


class NamedMeasure(Entry):
    """A measure the adopted text itself names; what became of it stands in the Way."""

    action_fields = models.ManyToManyField(
        ActionField, blank=True, related_name="named_measures", verbose_name=_("Handlungsfelder")
    )

    class Meta(Entry.Meta):
        verbose_name = _("im Text genannte Maßnahme")
        verbose_name_plural = _("im Text genannte Maßnahmen")


class ValueCrosswalk(Fact):
    """What became of a value in a later version; `narrower`: the later one is narrower."""

    class Kind(models.TextChoices):
        SAME = "same", _("dasselbe")
        NARROWER = "narrower", _("enger")
        WIDER = "wider", _("weiter")
        RELATED = "related", _("verwandt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.ForeignKey(Value, models.CASCADE, related_name="leads_to", verbose_name=_("von"))
    target = models.ForeignKey(Value, models.CASCADE, related_name="comes_from", verbose_name=_("zu"))
    kind = models.CharField(_("Verhältnis"), max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("Wertübergang")
        verbose_name_plural = _("Wertübergänge")
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="value_crosswalk_once")]
