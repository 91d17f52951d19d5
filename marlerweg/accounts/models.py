"""Users sign in by e-mail; what they may do comes only from assignments with a beginning, an end and a deputy."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts import rules
from marlerweg.foundation import clock

SESSION_SALT = "marlerweg.accounts.session"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person with an account; never a resident who only speaks or searches."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(_("Sprache"), max_length=10, default="de")
    is_active = models.BooleanField(_("aktiv"), default=True)
    joined_at = models.DateTimeField(_("dabei seit"), auto_now_add=True)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("Konto")
        verbose_name_plural = _("Konten")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of this user must carry: a new epoch ends them all at once, wherever they are kept."""
        seal = f"{self.password}:{self.session_epoch}"
        return salted_hmac(SESSION_SALT, seal, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def holdings(self) -> tuple[rules.Holding, ...]:
        """Own assignments and those this user stands in for; one query per request."""
        held = Assignment.objects.filter(Q(user=self) | Q(deputy=self), ended_at__isnull=True).values_list(
            "role", "scope_id", "starts", "ends"
        )
        return tuple(
            rules.Holding(rules.Role(role), scope, starts, ends) for role, scope, starts, ends in held
        )

    @cached_property
    def roles(self) -> frozenset[rules.Role]:
        return rules.roles_held(self.holdings, clock.today()) if self.is_active else frozenset()

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    def scopes(self, role: rules.Role) -> frozenset[uuid.UUID | None]:
        return rules.scopes_held(self.holdings, role, clock.today())

    @property
    def role_label(self) -> str:
        return ",".join(sorted(self.roles))


class Assignment(models.Model):
    """One role for one organisation or body, from a day to a day, with somebody who stands in."""

    class Scope(models.TextChoices):
        TOWN = "town", _("ganze Stadt")
        ORGANISATION = "organisation", _("Organisation")
        BODY = "body", _("Gremium")

    ROLES: ClassVar = [
        (rules.Role.MEMBER, _("Mitglied einer Organisation")),
        (rules.Role.COORDINATION, _("Koordination")),
        (rules.Role.ASSISTANCE, _("Verwaltungsassistenz")),
        (rules.Role.STEERING, _("Steuerungsgruppe")),
        (rules.Role.COUNCIL, _("Rat und Integrationsrat")),
        (rules.Role.CASE_MANAGER, _("Case Management")),
        (rules.Role.CASE_LEAD, _("Leitung Case Management")),
        (rules.Role.RESIDENCE_OFFICE, _("Ausländer- und Einbürgerungsbehörde")),
        (rules.Role.STATISTICS, _("Statistikstelle")),
        (rules.Role.DATA_PROTECTION, _("Datenschutz")),
        (rules.Role.UPPER_LEVEL, _("Kreis und Land")),
        (rules.Role.ADMINISTRATOR, _("Technische Verwaltung")),
    ]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="assignments", verbose_name=_("Person"))
    role = models.CharField(_("Rolle"), max_length=30, choices=ROLES)
    scope_kind = models.CharField(_("gilt für"), max_length=20, choices=Scope, default=Scope.TOWN)
    scope_id = models.UUIDField(_("Kennung"), null=True, blank=True)
    scope_label = models.CharField(_("Bezeichnung"), max_length=200, blank=True)
    starts = models.DateField(_("von"))
    ends = models.DateField(_("bis"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beendet am"), null=True, blank=True, editable=False)
    deputy = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="deputy_assignments",
        verbose_name=_("Vertretung"),
    )

    class Meta:
        verbose_name = _("Rolle")
        verbose_name_plural = _("Rollen")
        ordering = ["role", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="assignment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(scope_kind="town", scope_id__isnull=True)
                | (~Q(scope_kind="town") & Q(scope_id__isnull=False)),
                name="assignment_scope_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.scope_label}".strip()

    @property
    def audit_label(self) -> str:
        return str(self)

    def is_held(self, today: date) -> bool:
        return self.ended_at is None and rules.Holding(
            rules.Role(self.role), self.scope_id, self.starts, self.ends
        ).is_held(today)


class Invitation(models.Model):
    """The only way to an account: a link that works once and not for long; only the token's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"))
    name = models.CharField(_("Name"), max_length=120)
    role = models.CharField(_("Rolle"), max_length=30, choices=Assignment.ROLES)
    scope_kind = models.CharField(
        _("gilt für"), max_length=20, choices=Assignment.Scope, default=Assignment.Scope.TOWN
    )
    scope_id = models.UUIDField(_("Kennung"), null=True, blank=True)
    scope_label = models.CharField(_("Bezeichnung"), max_length=200, blank=True)
    ends = models.DateField(_("Rolle bis"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("eingeladen von")
    )
    invited_at = models.DateTimeField(_("eingeladen am"))
    expires_at = models.DateTimeField(_("gültig bis"))
    accepted_at = models.DateTimeField(_("angenommen am"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("zurückgezogen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.scope_label}".strip()

    @property
    def audit_label(self) -> str:
        return str(self)

    def state(self, at: datetime) -> rules.InvitationState:
        return rules.invitation_state(
            expires_at=self.expires_at, accepted_at=self.accepted_at, withdrawn_at=self.withdrawn_at, at=at
        )
