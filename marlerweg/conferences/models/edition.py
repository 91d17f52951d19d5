"""A series of conferences and its editions; each edition grows out of the last one."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marlerweg.formats.models import Body
from marlerweg.network.models import ThemeScheme, spoken


class Series(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("Kürzel"), unique=True)
    name = models.CharField(_("Name"), max_length=160)
    text = models.TextField(_("Beschreibung"), blank=True)
    body = models.ForeignKey(
        Body,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="series",
        verbose_name=_("Gremium oder Format"),
    )

    class Meta:
        verbose_name = _("Tagungsreihe")
        verbose_name_plural = _("Tagungsreihen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name


class Edition(models.Model):
    """`state` is the edition's life, `phase` the hour of its day; together they switch the rights (`rules.phases`)."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in Vorbereitung")
        OPEN = "open", _("Anmeldung offen")
        CLOSED = "closed", _("Anmeldung geschlossen")
        RUNNING = "running", _("läuft")
        DOCUMENTED = "documented", _("dokumentiert")
        CANCELLED = "cancelled", _("abgesagt")

    class Phase(models.TextChoices):
        ARRIVAL = "arrival", _("Ankommen und Vorträge")
        TABLES = "tables", _("Arbeit an den Tischen")
        HARVEST = "harvest", _("Ergebnisse sammeln")
        DOTS = "dots", _("Punkte vergeben")
        CLOSING = "closing", _("Abschluss")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="editions", verbose_name=_("Reihe"))
    code = models.SlugField(_("Kürzel"), unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    translations = models.JSONField(_("Titel in anderen Sprachen"), default=dict, blank=True)
    introduction = models.TextField(_("Einladungstext"), blank=True)
    introductions = models.JSONField(_("Einladungstext in anderen Sprachen"), default=dict, blank=True)
    state = models.CharField(_("Stand"), max_length=12, choices=State, default=State.DRAFT, db_index=True)
    phase = models.CharField(_("Abschnitt des Tages"), max_length=10, choices=Phase, default=Phase.ARRIVAL)
    starts_on = models.DateField(_("erster Tag"))
    ends_on = models.DateField(_("letzter Tag"))
    venue = models.CharField(_("Ort"), max_length=200, blank=True)
    venue_address = models.CharField(_("Anschrift"), max_length=200, blank=True)
    venue_access = models.TextField(_("Anfahrt und Barrierefreiheit"), blank=True)
    theme_scheme = models.ForeignKey(
        ThemeScheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("Themenliste"),
    )
    capacity = models.PositiveIntegerField(_("Plätze"), null=True, blank=True)
    registration_opens_at = models.DateTimeField(_("Anmeldung ab"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("Anmeldung bis"), null=True, blank=True)
    wishes_asked = models.PositiveSmallIntegerField(_("Wie viele Tischwünsche?"), default=3)
    retention_days = models.PositiveSmallIntegerField(
        _("Angaben zu Personen löschen nach (Tagen)"), default=90
    )
    next_number = models.PositiveIntegerField(default=1, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("geändert am"))
    reduced_at = models.DateTimeField(_("Angaben zu Personen gelöscht am"), null=True, blank=True)
    documentation = models.TextField(_("Dokumentation"), blank=True)
    previous = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="following", verbose_name=_("folgt auf")
    )
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Ausgabe einer Tagung")
        verbose_name_plural = _("Ausgaben")
        ordering = ["-starts_on", "-code"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="edition_ends_after_start"),
            models.CheckConstraint(
                condition=Q(registration_opens_at__isnull=True)
                | Q(registration_closes_at__isnull=True)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="registration_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return spoken({"de": self.title, **self.translations})

    @property
    def audit_label(self) -> str:
        return self.title

    @property
    def spoken_introduction(self) -> str:
        return spoken({"de": self.introduction, **self.introductions})
