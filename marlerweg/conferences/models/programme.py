"""What happens when and where: rooms, rounds, tables, and the items of the programme."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models.edition import Edition
from marlerweg.network.models import Theme, spoken


class Room(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rooms", verbose_name=_("Ausgabe"))
    name = models.CharField(_("Name"), max_length=80)
    seats = models.PositiveSmallIntegerField(_("Sitzplätze"), null=True, blank=True)
    is_accessible = models.BooleanField(_("ohne Stufen erreichbar"), default=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Raum")
        verbose_name_plural = _("Räume")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="room_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        return self.name


class Round(models.Model):
    """A round of work at the tables; everybody sits at one table per round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rounds", verbose_name=_("Ausgabe"))
    number = models.PositiveSmallIntegerField(_("Nummer"))
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))

    class Meta:
        verbose_name = _("Runde")
        verbose_name_plural = _("Runden")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="round_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="round_ends_after_start"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def audit_label(self) -> str:
        return str(self.number)


class Table(models.Model):
    """`seats_by_round` holds what differs from `seats`, by the round's number as text; 0 closes the table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tables", verbose_name=_("Ausgabe"))
    number = models.PositiveSmallIntegerField(_("Nummer"))
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="conference_tables", verbose_name=_("Thema")
    )
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="tables", verbose_name=_("Raum")
    )
    question = models.CharField(_("Leitfrage"), max_length=300, blank=True)
    seats = models.PositiveSmallIntegerField(_("Plätze"), default=10)
    seats_by_round = models.JSONField(_("Plätze je Runde"), default=dict, blank=True)
    least = models.PositiveSmallIntegerField(_("Mindestbesetzung"), default=0)
    is_accessible = models.BooleanField(_("ohne Stufen erreichbar"), default=True)
    handed_in_at = models.DateTimeField(_("abgegeben am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Tisch")
        verbose_name_plural = _("Tische")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="table_once")]

    def __str__(self) -> str:
        return f"{self.number} – {self.theme}"

    @property
    def audit_label(self) -> str:
        return str(self.number)

    def seats_in(self, number: int) -> int:
        return int(self.seats_by_round.get(str(number), self.seats))


class ProgrammeItem(models.Model):
    """Names a function, not a person; `sequence` counts changes up, and a cancelled item stays for the calendars."""

    class Kind(models.TextChoices):
        ARRIVAL = "arrival", _("Ankommen")
        TALK = "talk", _("Vortrag")
        PLENARY = "plenary", _("Plenum")
        ROUND = "round", _("Tischrunde")
        BREAK = "break", _("Pause")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="programme", verbose_name=_("Ausgabe"))
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.TALK)
    title = models.CharField(_("Titel"), max_length=200)
    translations = models.JSONField(_("Titel in anderen Sprachen"), default=dict, blank=True)
    text = models.TextField(_("Beschreibung"), blank=True)
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="programme", verbose_name=_("Raum")
    )
    speaker_function = models.CharField(
        _("Wer spricht?"),
        max_length=200,
        blank=True,
        help_text=_("Funktion und Organisation, zum Beispiel: Leitung des Jugendamts"),
    )
    round = models.OneToOneField(
        Round, models.SET_NULL, null=True, blank=True, related_name="item", verbose_name=_("Runde")
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("geändert am"))
    cancelled_at = models.DateTimeField(_("entfallen am"), null=True, blank=True)
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Programmpunkt")
        verbose_name_plural = _("Programmpunkte")
        ordering = ["starts_at", "ends_at", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="item_ends_after_start"),
        ]

    def __str__(self) -> str:
        return spoken({"de": self.title, **self.translations})

    @property
    def audit_label(self) -> str:
        return self.title
