"""What the tables hand in, and how the room weighs it: cards, dots on phone and paper, results."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marlerweg.conferences.models.edition import Edition
from marlerweg.conferences.models.programme import Round, Table
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.way.models import Contribution


class Card(models.Model):
    """One thought of a table. `client_id` is drawn by the device, so that sending again after a gap doubles nothing."""

    class Kind(models.TextChoices):
        OBSERVATION = "observation", _("Beobachtung")
        IDEA = "idea", _("Idee")
        DEMAND = "demand", _("Forderung")
        QUESTION = "question", _("offene Frage")
        HELP = "help", _("Wir bringen ein …")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="cards", verbose_name=_("Ausgabe"))
    table = models.ForeignKey(
        Table, models.SET_NULL, null=True, blank=True, related_name="cards", verbose_name=_("Tisch")
    )
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="cards", verbose_name=_("Runde")
    )
    kind = models.CharField(_("Art"), max_length=12, choices=Kind, default=Kind.OBSERVATION)
    text = models.TextField(_("Was gesagt wurde"))
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="cards", verbose_name=_("Thema")
    )
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="cards", verbose_name=_("Stadtteil")
    )
    who_takes_part = models.CharField(_("Wer würde mitmachen?"), max_length=300, blank=True)
    offered_by = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cards",
        verbose_name=_("bringt ein"),
    )
    position = models.PositiveIntegerField(_("Reihenfolge"), default=0)
    joined_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="joined",
        verbose_name=_("aufgegangen in"),
    )
    is_on_ballot = models.BooleanField(_("steht zur Wahl"), default=False)
    contribution = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, blank=True, related_name="cards", verbose_name=_("Hinweis")
    )
    client_id = models.UUIDField(_("Kennung des Geräts"), unique=True, default=uuid.uuid4)
    written_at = models.DateTimeField(_("geschrieben am"))
    handed_in_at = models.DateTimeField(_("abgegeben am"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Karte")
        verbose_name_plural = _("Karten")
        ordering = ["edition", "table", "position", "written_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(joined_into=F("id")), name="card_not_in_itself"),
        ]

    @property
    def audit_label(self) -> str:
        return f"{self.get_kind_display()}"


class CardPhoto(models.Model):
    """A photo of the flip chart as evidence; kept in the database, so that backup and restore hold everything."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    card = models.ForeignKey(Card, models.CASCADE, related_name="photos", verbose_name=_("Karte"))
    content = models.BinaryField(_("Bild"))
    media_type = models.CharField(_("Dateityp"), max_length=40)
    description = models.CharField(_("Was ist zu sehen?"), max_length=300, blank=True)
    taken_at = models.DateTimeField(_("hochgeladen am"))
    approved_at = models.DateTimeField(_("freigegeben am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Foto")
        verbose_name_plural = _("Fotos")
        ordering = ["card", "taken_at"]


class Ballot(models.Model):
    """Weighing with dots at one edition; the counts stay when tokens and dots are gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.OneToOneField(Edition, models.CASCADE, related_name="ballot", verbose_name=_("Ausgabe"))
    dots_each = models.PositiveSmallIntegerField(_("Punkte je Person"), default=5)
    most_per_card = models.PositiveSmallIntegerField(_("höchstens je Karte"), default=5)
    opened_at = models.DateTimeField(_("begonnen am"), null=True, blank=True)
    closed_at = models.DateTimeField(_("beendet am"), null=True, blank=True)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True)
    tokens_issued = models.PositiveIntegerField(_("ausgegebene Stimmzettel"), default=0)
    tokens_used = models.PositiveIntegerField(_("am Gerät benutzt"), default=0)
    tokens_spoilt = models.PositiveIntegerField(_("ungültig"), default=0)
    paper_sheets = models.PositiveIntegerField(_("auf Papier abgegeben"), default=0)

    class Meta:
        verbose_name = _("Punktevergabe")
        verbose_name_plural = _("Punktevergaben")

    @property
    def audit_label(self) -> str:
        return self.edition.title

    @property
    def turnout(self) -> int:
        """People, on phone and paper."""
        return self.tokens_used + self.paper_sheets


class DotToken(models.Model):
    """Five dots for whoever holds the code; nothing says who that is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="tokens", verbose_name=_("Punktevergabe"))
    secret_hash = models.CharField(_("Prüfwert des Codes"), max_length=64, unique=True)
    package = models.PositiveSmallIntegerField(_("Druckpaket"), default=1)
    dots = models.PositiveSmallIntegerField(_("Punkte"), default=5)
    printed_at = models.DateTimeField(_("gedruckt am"))
    used_at = models.DateTimeField(_("benutzt am"), null=True, blank=True)
    spoilt_at = models.DateTimeField(_("ungültig seit"), null=True, blank=True)

    class Meta:
        verbose_name = _("Stimmzettel")
        verbose_name_plural = _("Stimmzettel")


class Dot(models.Model):
    """How many dots one token put on one card."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.ForeignKey(DotToken, models.CASCADE, related_name="given", verbose_name=_("Stimmzettel"))
    card = models.ForeignKey(Card, models.CASCADE, related_name="dots", verbose_name=_("Karte"))
    count = models.PositiveSmallIntegerField(
        _("Punkte"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        verbose_name = _("Punkte")
        verbose_name_plural = _("Punkte")
        constraints = [
            models.UniqueConstraint(fields=["token", "card"], name="dots_once_per_card"),
            models.CheckConstraint(condition=Q(count__gte=1), name="at_least_one_dot"),
        ]


class HandCount(models.Model):
    """Dots on paper, counted by two people who do not see each other's number; confirmed when both agree, or settled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(
        Ballot, models.CASCADE, related_name="hand_counts", verbose_name=_("Punktevergabe")
    )
    card = models.ForeignKey(Card, models.CASCADE, related_name="hand_counts", verbose_name=_("Karte"))
    dots = models.PositiveIntegerField(_("Punkte"))
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("gezählt von")
    )
    counted_at = models.DateTimeField(_("gezählt am"))
    second_dots = models.PositiveIntegerField(_("Punkte, zweite Zählung"), null=True, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("zum zweiten Mal gezählt von"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bestätigt von"),
    )
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True)
    note = models.CharField(_("Anmerkung"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Auszählung von Hand")
        verbose_name_plural = _("Auszählungen von Hand")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "card"], name="one_hand_count_per_card"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("counted_by")),
                name="two_people_count",
            ),
            models.CheckConstraint(
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("counted_by")),
                name="another_counts_again",
            ),
        ]


class Result(models.Model):
    """What a card got in the end; stays when tokens and dots are gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ballot = models.ForeignKey(
        Ballot, models.CASCADE, related_name="results", verbose_name=_("Punktevergabe")
    )
    card = models.ForeignKey(Card, models.CASCADE, related_name="results", verbose_name=_("Karte"))
    by_token = models.PositiveIntegerField(_("am Gerät"), default=0)
    by_hand = models.PositiveIntegerField(_("auf Papier"), default=0)
    rank = models.PositiveSmallIntegerField(_("Rang"))

    class Meta:
        verbose_name = _("Ergebnis")
        verbose_name_plural = _("Ergebnisse")
        ordering = ["ballot", "rank"]
        constraints = [models.UniqueConstraint(fields=["ballot", "card"], name="one_result_per_card")]

    @property
    def dots(self) -> int:
        return self.by_token + self.by_hand
