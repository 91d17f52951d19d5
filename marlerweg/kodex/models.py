"""A version of the Kodex and what stands in it; older versions stay readable."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=160)
    adopted_on = models.DateField(_("beschlossen am"), null=True, blank=True)
    is_current = models.BooleanField(_("in Gebrauch"), default=False)
    source = models.CharField(_("Quelle"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Fassung des Kodex")
        verbose_name_plural = _("Fassungen des Kodex")
        ordering = ["-code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=models.Q(is_current=True), name="one_current_kodex"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """What values, action fields and goals have in common."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="%(class)ss")
    code = models.SlugField(_("Kürzel"))
    name = models.CharField(_("Name"), max_length=200)
    text = models.TextField(_("Erläuterung"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(_("Quelle"), max_length=60, blank=True)

    class Meta:
        abstract = True
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="%(class)s_once_per_version")]

    def __str__(self) -> str:
        return self.name


class Value(Entry):
    class Meta(Entry.Meta):
        verbose_name = _("Wert")
        verbose_name_plural = _("Werte")


class ActionField(Entry):
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
