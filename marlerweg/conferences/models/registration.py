"""Who comes: registrations, their wishes and tasks; what stays of them after the retention is an attendance."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models.edition import Edition
from marlerweg.conferences.models.programme import Round, Table
from marlerweg.network.models import Organisation, Person, Position, Theme


class Registration(models.Model):
    """Whoever `takes_a_place` counts against the capacity; the secret link is kept as a hash only."""

    class State(models.TextChoices):
        REGISTERED = "registered", _("angemeldet")
        WAITING = "waiting", _("auf der Warteliste")
        CANCELLED = "cancelled", _("abgemeldet")
        ATTENDED = "attended", _("war da")
        NO_SHOW = "no_show", _("kam nicht")

    class Source(models.TextChoices):
        ONLINE = "online", _("selbst, im Internet")
        OFFICE = "office", _("durch das Büro, zum Beispiel am Telefon")
        LIST = "list", _("aus einer Liste")
        DOOR = "door", _("am Einlass")

    PLACES = (State.REGISTERED, State.ATTENDED)
    LIVE = (State.REGISTERED, State.WAITING, State.ATTENDED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="registrations", verbose_name=_("Ausgabe")
    )
    number = models.PositiveIntegerField(_("Nummer"))
    state = models.CharField(_("Stand"), max_length=10, choices=State)
    source = models.CharField(_("Wie angemeldet?"), max_length=10, choices=Source, default=Source.ONLINE)
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("Person im Netzwerk"),
    )
    name = models.CharField(_("Name"), max_length=160)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
        verbose_name=_("Organisation im Netzwerk"),
    )
    organisation_name = models.CharField(_("Organisation"), max_length=200, blank=True)
    function = models.CharField(_("Funktion"), max_length=120, blank=True)
    engaged = models.CharField(
        _("Haupt- oder ehrenamtlich"), max_length=10, choices=Position.Engaged, blank=True
    )
    mail = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    language = models.CharField(_("Sprache der Nachrichten"), max_length=10, default="de")
    interpreter = models.CharField(_("Dolmetschen in"), max_length=10, blank=True)
    needs_accessible = models.BooleanField(_("braucht einen Platz ohne Stufen"), default=False)
    access_needs = models.CharField(_("Was brauchen Sie, um gut teilzunehmen?"), max_length=300, blank=True)
    interprets_for = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="interpreters", verbose_name=_("dolmetscht für")
    )
    rounds = models.ManyToManyField(
        Round, blank=True, related_name="registrations", verbose_name=_("nimmt teil an Runde")
    )
    registered_at = models.DateTimeField(_("angemeldet am"))
    moved_up_at = models.DateTimeField(_("nachgerückt am"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("abgemeldet am"), null=True, blank=True)
    checked_in_at = models.DateTimeField(_("angekommen um"), null=True, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eingetragen von"),
    )
    secret_hash = models.CharField(_("Prüfwert des geheimen Links"), max_length=64, unique=True)
    calendar_hash = models.CharField(_("Prüfwert des Kalenderlinks"), max_length=64, unique=True)
    received_once = models.UUIDField(_("Einmalkennung des Formulars"), null=True, blank=True, unique=True)
    same_key = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        ordering = ["edition", "number"]
        indexes = [models.Index(fields=["edition", "state", "number"], name="registration_queue")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="registration_number_once"),
            models.UniqueConstraint(
                fields=["edition", "same_key"],
                condition=~Q(same_key="") & Q(state__in=("registered", "waiting", "attended")),
                name="registered_once",
            ),
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=Q(person__isnull=False, state__in=("registered", "waiting", "attended")),
                name="person_registered_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return str(self.number)

    @property
    def organisation_label(self) -> str:
        return str(self.organisation) if self.organisation else self.organisation_name

    @property
    def takes_a_place(self) -> bool:
        return self.state in self.PLACES


class Wish(models.Model):
    """A theme wished for a table, the dearest first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="wishes", verbose_name=_("Anmeldung")
    )
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+", verbose_name=_("Thema"))
    rank = models.PositiveSmallIntegerField(_("Rang"))

    class Meta:
        verbose_name = _("Tischwunsch")
        verbose_name_plural = _("Tischwünsche")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "theme"], name="wish_once"),
            models.UniqueConstraint(fields=["registration", "rank"], name="one_wish_per_rank"),
        ]


class TableTask(models.Model):
    """Who moderates or writes at a table, in all rounds or in one: fixed seats of the plan."""

    class Kind(models.TextChoices):
        MODERATION = "moderation", _("Tischmoderation")
        MINUTES = "minutes", _("Protokoll")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(Table, models.CASCADE, related_name="tasks", verbose_name=_("Tisch"))
    round = models.ForeignKey(
        Round, models.CASCADE, null=True, blank=True, related_name="tasks", verbose_name=_("nur in Runde")
    )
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="tasks", verbose_name=_("Anmeldung")
    )
    kind = models.CharField(_("Aufgabe"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("Aufgabe am Tisch")
        verbose_name_plural = _("Aufgaben am Tisch")
        ordering = ["table", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "round", "registration", "kind"], name="table_task_once"
            ),
            models.UniqueConstraint(
                fields=["table", "registration", "kind"],
                condition=Q(round__isnull=True),
                name="whole_day_task_once",
            ),
        ]

    @property
    def audit_label(self) -> str:
        return str(self.table.number)


class Attendance(models.Model):
    """What stays of a registration after the retention: an organisation and a role, no person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="attendances", verbose_name=_("Ausgabe")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("Organisation im Netzwerk"),
    )
    organisation_name = models.CharField(_("Organisation"), max_length=200, blank=True)
    engaged = models.CharField(
        _("Haupt- oder ehrenamtlich"), max_length=10, choices=Position.Engaged, blank=True
    )
    state = models.CharField(_("Stand"), max_length=10, choices=Registration.State)
    source = models.CharField(_("Wie angemeldet?"), max_length=10, choices=Registration.Source)
    task = models.CharField(_("Aufgabe am Tisch"), max_length=12, choices=TableTask.Kind, blank=True)

    class Meta:
        verbose_name = _("Teilnahme")
        verbose_name_plural = _("Teilnahmen")
        ordering = ["edition", "organisation_name"]
