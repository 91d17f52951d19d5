"""A body is any committee or regular format; seats are held by organisation and role, for a term."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marlerweg.network.models import Fact, Organisation, Person, Theme


class Body(Fact):
    """`open_questions` are gaps of knowledge: who sits there, how often, by which rules."""

    class Kind(models.TextChoices):
        STEERING_GROUP = "steering", _("Steuerungsgruppe")
        WORKING_GROUP = "working_group", _("Arbeitsgruppe")
        PROJECT_GROUP = "project_group", _("Projektgruppe")
        CONFERENCE_SERIES = "conference", _("Konferenzreihe")
        COUNCIL = "council", _("Rat")
        COMMITTEE = "committee", _("Ausschuss")
        INTEGRATION_COUNCIL = "advisory", _("Beirat oder Integrationsrat")
        ASSOCIATION_GROUP = "association_group", _("Arbeitsgemeinschaft")
        EXCHANGE = "exchange", _("Austauschformat")
        NETWORK = "network", _("Netzwerk")
        PUBLIC = "public", _("offenes Format")
        UPPER_LEVEL = "upper_level", _("Stelle auf höherer Ebene")

    class DecisionRight(models.TextChoices):
        INFORMS = "informs", _("informiert")
        ADVISES = "advises", _("berät")
        DECIDES = "decides", _("entscheidet")

    class Level(models.TextChoices):
        TOWN = "town", _("Stadt")
        COUNTY = "kreis", _("Kreis")
        STATE = "land", _("Land")
        FEDERATION = "bund", _("Bund")

    class State(models.TextChoices):
        ACTIVE = "active", _("aktiv")
        TRIAL = "trial", _("auf Probe")
        UNCLEAR = "unclear", _("unklar, ob es noch tagt")
        ENDED = "ended", _("beendet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(_("Schlüssel im Ortspaket"), max_length=80, blank=True)
    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=60, blank=True)
    kind = models.CharField(_("Art"), max_length=30, choices=Kind)
    level = models.CharField(_("Ebene"), max_length=10, choices=Level, default=Level.TOWN)
    decision_right = models.CharField(_("Entscheidungsrecht"), max_length=10, choices=DecisionRight)
    mandate = models.TextField(_("Auftrag"), blank=True)
    owner = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_bodies",
        verbose_name=_("Federführung"),
    )
    co_owners = models.ManyToManyField(
        Organisation, blank=True, related_name="co_owned_bodies", verbose_name=_("gemeinsam mit")
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("gehört zu")
    )
    rhythm = models.CharField(_("Rhythmus"), max_length=200, blank=True)
    meetings_per_year = models.DecimalField(
        _("Treffen im Jahr"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    minutes_per_meeting = models.PositiveSmallIntegerField(_("Minuten je Treffen"), null=True, blank=True)
    participants_min = models.PositiveSmallIntegerField(_("Teilnehmende, mindestens"), null=True, blank=True)
    participants_max = models.PositiveSmallIntegerField(_("Teilnehmende, höchstens"), null=True, blank=True)
    since = models.PositiveSmallIntegerField(_("seit"), null=True, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="bodies", verbose_name=_("Themen"))
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.ACTIVE)
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Gremium oder Format")
        verbose_name_plural = _("Gremien und Formate")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="body_key_once"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def audit_label(self) -> str:
        return self.name


class Seat(Fact):
    """A place in a body, held by an organisation in a role; the person may change, the seat stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.CASCADE, related_name="seats", verbose_name=_("Gremium"))
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("Organisation"),
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="seats", verbose_name=_("Person")
    )
    role = models.CharField(_("Funktion"), max_length=200, blank=True)
    count = models.PositiveSmallIntegerField(_("Plätze"), default=1)
    voting = models.BooleanField(_("stimmberechtigt"), null=True, blank=True)
    starts = models.DateField(_("von"), null=True, blank=True)
    ends = models.DateField(_("bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("Sitz")
        verbose_name_plural = _("Sitze")
        ordering = ["body", "organisation"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("starts")),
                name="seat_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(role=""), name="seat_names_somebody"
            ),
        ]

    def __str__(self) -> str:
        if self.organisation is None:
            return self.role
        return f"{self.organisation} ({self.role})" if self.role else str(self.organisation)

    @property
    def audit_label(self) -> str:
        return str(self)
