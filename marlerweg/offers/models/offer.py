"""One social offer of one organisation, as the public, counsellors and other systems see it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marlerweg.foundation.texts import best_text
from marlerweg.network.models import District, Organisation, Theme
from marlerweg.offers.models.taxonomy import Term


class Offer(models.Model):
    """Only `PUBLISHED` and `PAUSED` ones are public; a paused one says until when it rests.

    `spoken`, `delivery` and `ways_in` are lists of codes; an empty list means: not recorded.
    `capacity` holds as of `capacity_as_of` and decays to unknown by rule, never by a job.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        SUBMITTED = "submitted", _("wartet auf Freigabe")
        PUBLISHED = "published", _("veröffentlicht")
        PAUSED = "paused", _("macht Pause")
        WITHDRAWN = "withdrawn", _("zurückgezogen")
        ENDED = "ended", _("beendet")

    class Delivery(models.TextChoices):
        ON_SITE = "on_site", _("vor Ort")
        ONLINE = "online", _("online")
        PHONE = "phone", _("am Telefon")
        AT_HOME = "at_home", _("zu Hause")
        OUTREACH = "outreach", _("unterwegs im Stadtteil")

    class WayIn(models.TextChoices):
        WALK_IN = "walk_in", _("einfach kommen")
        APPOINTMENT = "appointment", _("mit Termin")
        REGISTRATION = "registration", _("mit Anmeldung")
        REFERRAL = "referral", _("über eine Beratungsstelle oder Behörde")

    class Cost(models.TextChoices):
        UNKNOWN = "unknown", _("nicht angegeben")
        FREE = "free", _("kostenlos")
        DONATION = "donation", _("gegen Spende")
        REDUCED = "reduced", _("mit Ermäßigung")
        FEE = "fee", _("kostenpflichtig")

    class Capacity(models.TextChoices):
        UNKNOWN = "unknown", _("nicht bekannt")
        FREE = "free", _("Plätze frei")
        FEW = "few", _("wenige Plätze frei")
        WAITING = "waiting", _("Warteliste")
        FULL = "full", _("voll")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("Adresse"), max_length=120, unique=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="offers", verbose_name=_("Organisation")
    )
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="shared_offers", verbose_name=_("gemeinsam mit")
    )
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.DRAFT)
    themes = models.ManyToManyField(Theme, blank=True, related_name="offers", verbose_name=_("Themen"))
    terms = models.ManyToManyField(Term, blank=True, related_name="offers", verbose_name=_("Begriffe"))

    spoken = models.JSONField(_("Sprachen im Angebot"), default=list, blank=True)
    interpreter = models.BooleanField(_("Dolmetschen möglich"), null=True, blank=True)
    child_care = models.BooleanField(_("Kinderbetreuung"), null=True, blank=True)
    delivery = models.JSONField(_("wie es stattfindet"), default=list, blank=True)
    ways_in = models.JSONField(_("wie man hinkommt"), default=list, blank=True)
    registration_address = models.URLField(_("Anmeldung im Internet"), blank=True)
    registration_until = models.DateField(_("Anmeldung bis"), null=True, blank=True)
    districts = models.ManyToManyField(
        District, blank=True, related_name="offers", verbose_name=_("für die Stadtteile")
    )
    whole_town = models.BooleanField(_("für die ganze Stadt"), default=True)

    cost = models.CharField(_("Kosten"), max_length=10, choices=Cost, default=Cost.UNKNOWN)
    amount = models.DecimalField(_("Betrag in Euro"), max_digits=8, decimal_places=2, null=True, blank=True)

    capacity = models.CharField(_("freie Plätze"), max_length=10, choices=Capacity, default=Capacity.UNKNOWN)
    places_total = models.PositiveIntegerField(_("Plätze insgesamt"), null=True, blank=True)
    places_free = models.PositiveIntegerField(_("davon frei"), null=True, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField(_("Wartezeit in Wochen"), null=True, blank=True)
    capacity_as_of = models.DateTimeField(_("Stand der Plätze"), null=True, blank=True)

    by_appointment = models.BooleanField(_("nach Vereinbarung"), default=False)
    paused_until = models.DateField(_("Pause bis"), null=True, blank=True)
    runs_from = models.DateField(_("läuft ab"), null=True, blank=True)
    runs_until = models.DateField(_("läuft bis"), null=True, blank=True)

    founded_by = models.CharField(_("entstanden aus Maßnahme"), max_length=20, blank=True)

    review_days = models.PositiveSmallIntegerField(_("prüfen alle … Tage"), default=180)
    confirmed_at = models.DateTimeField(_("zuletzt bestätigt"), null=True, blank=True)
    review_due = models.DateField(_("nächste Prüfung"), null=True, blank=True, db_index=True)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, blank=True)
    created_at = models.DateTimeField(_("angelegt am"))
    changed_at = models.DateTimeField(_("geändert am"), db_index=True)
    version = models.PositiveIntegerField(_("Bearbeitungsstand"), default=1)

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(places_free__isnull=True)
                | Q(places_total__isnull=True)
                | Q(places_free__lte=models.F("places_total")),
                name="offer_free_places_fit",
            ),
            models.CheckConstraint(
                condition=Q(capacity="unknown") | Q(capacity_as_of__isnull=False),
                name="offer_capacity_has_a_date",
            ),
        ]
        indexes = [models.Index(fields=["state", "changed_at"], name="offer_state_changed")]

    def __str__(self) -> str:
        text = best_text(self.texts.all(), get_language() or "de")
        return text.title if text else self.slug

    @property
    def audit_label(self) -> str:
        return self.slug

    @property
    def is_public(self) -> bool:
        return self.state in {self.State.PUBLISHED, self.State.PAUSED}
