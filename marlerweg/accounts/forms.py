"""What comes in over HTTP: allauth's forms in our words, and our own for people, roles and invitations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts import scopes
from marlerweg.accounts.models import Assignment, User
from marlerweg.accounts.rules import Role
from marlerweg.foundation import languages
from marlerweg.ui.forms.widgets import DateInput


class InOurWords(forms.Form):
    """Labels of the house instead of allauth's, hints instead of placeholders, which vanish when one types."""

    words: Mapping[str, Any] = {}
    hints: Mapping[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            if name in self.hints:
                field.help_text = self.hints[name]


class SignInForm(InOurWords, account.LoginForm):
    words = {"login": _("E-Mail-Adresse"), "password": _("Passwort")}
    hints = {"password": ""}


class ConfirmForm(InOurWords, account.ReauthenticateForm):
    words = {"password": _("Passwort")}
    hints = {"password": ""}


class NewPasswordForm(InOurWords, account.ChangePasswordForm):
    words = {
        "oldpassword": _("Bisheriges Passwort"),
        "password1": _("Neues Passwort"),
        "password2": _("Neues Passwort wiederholen"),
    }
    hints = {"oldpassword": ""}


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):
    words = {"email": _("E-Mail-Adresse")}


class ResetPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    words = {"password1": _("Neues Passwort"), "password2": _("Neues Passwort wiederholen")}


CODE_WORDS = {"code": _("Code")}


class CodeForm(InOurWords, factor.AuthenticateForm):
    words = CODE_WORDS
    hints = {"code": _("Sechs Ziffern aus Ihrer App oder einer Ihrer Ersatzcodes.")}


class ConfirmCodeForm(InOurWords, factor.ReauthenticateForm):
    words = CODE_WORDS
    hints = CodeForm.hints


class ActivateAppForm(InOurWords, ActivateTOTPForm):
    words = {"code": _("Code aus der App")}


class AddKeyForm(InOurWords, AddWebAuthnForm):
    words = {"name": _("Name"), "passwordless": _("Auch zum Anmelden ohne Passwort verwenden")}
    hints = {
        "name": _("Damit Sie mehrere Schlüssel unterscheiden können, zum Beispiel „Diensthandy“."),
        "passwordless": _("Das Gerät fragt dann nach Fingerabdruck, Gesicht oder PIN."),
    }


class RenameKeyForm(InOurWords, EditWebAuthnForm):
    words = {"name": _("Name")}


class OwnForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Sprache"), choices=[(each.code, each.own_name) for each in languages.STAFF]
    )


class AcceptForm(forms.Form):
    """Name and a password; who takes a passkey leaves both password fields empty."""

    name = forms.CharField(label=_("Name"), max_length=120)
    way = forms.ChoiceField(
        label=_("Wie möchten Sie sich künftig anmelden?"),
        choices=[("password", _("Mit einem Passwort")), ("passkey", _("Mit einem Passkey, ohne Passwort"))],
        widget=forms.RadioSelect,
        initial="password",
    )
    password1 = forms.CharField(
        label=_("Passwort"),
        strip=False,
        required=False,
        help_text=_("Mindestens zwölf Zeichen. Am besten mehrere Wörter."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Passwort wiederholen"),
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        self.email = email
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("way") == "passkey":
            cleaned["password"] = None
            return cleaned
        first, second = cleaned.get("password1", ""), cleaned.get("password2", "")
        if not first:
            self.add_error("password1", _("Bitte wählen Sie ein Passwort."))
        elif first != second:
            self.add_error("password2", _("Die beiden Passwörter unterscheiden sich."))
        else:
            self._check(first)
        cleaned["password"] = first
        return cleaned

    def _check(self, password: str) -> None:
        person = User(email=self.email, name=self.cleaned_data.get("name", ""))
        try:
            password_validation.validate_password(password, person)
        except forms.ValidationError as weak:
            self.add_error("password1", weak)


class ScopeField(forms.ChoiceField):
    """The whole town or one of what the rooms above handed down; cleans to a `Scope`."""

    def __init__(self) -> None:
        super().__init__(label=_("Gilt für"), choices=self._offered)

    @staticmethod
    def _offered() -> list[tuple[str, str | Promise]]:
        return [(key_of(each), each.label or _("ganze Stadt")) for each in scopes.choices()]

    def to_python(self, value: Any) -> Any:
        return value or key_of(scopes.TOWN)

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return next(each for each in scopes.choices() if key_of(each) == chosen)


def key_of(scope: scopes.Scope) -> str:
    return f"{scope.kind}:{scope.identifier or ''}"


class RoleForm(forms.Form):
    """A role for somebody, for something, from a day to a day."""

    role = forms.ChoiceField(label=_("Rolle"))
    scope = ScopeField()
    starts = forms.DateField(label=_("Von"), widget=DateInput)
    ends = forms.DateField(
        label=_("Bis einschließlich"),
        required=False,
        widget=DateInput,
    )

    def __init__(self, *args: Any, givable: frozenset[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [(role.value, name) for role, name in Assignment.ROLES if role in givable]

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            self.add_error("ends", _("Das Ende liegt vor dem Anfang."))
        return cleaned


class InvitationForm(RoleForm):
    email = forms.EmailField(label=_("E-Mail-Adresse"))
    name = forms.CharField(label=_("Name"), max_length=120)
    field_order = ["email", "name", "role", "scope", "ends"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["starts"]


class DeputyForm(forms.Form):
    deputy = forms.ModelChoiceField(
        label=_("Vertretung"), queryset=User.objects.none(), required=False, empty_label=_("niemand")
    )

    def __init__(self, *args: Any, candidates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["deputy"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - as above
        field.queryset = candidates
