"""The doors of allauth that we open, at German addresses; its other doors exist by name only and answer 404."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as key
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as provider
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path

from marlerweg.accounts import oidc
from marlerweg.foundation.reading import may_write_on_get

seen_once = may_write_on_get("that the codes were seen is noted when they are shown")


@login_not_required
def closed(request: HttpRequest, **asked: str) -> HttpResponse:
    """Allauth names these pages in its own code; nobody signs up alone or changes an address alone."""
    raise Http404


CLOSED = (
    "account_signup",
    "account_inactive",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
)

urlpatterns = [
    path("anmelden/", account.login, name="account_login"),
    path("abmelden/", account.logout, name="account_logout"),
    path("bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("passwort/vergessen/gesendet/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "passwort/neu/fertig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sicherheit/", factor.index, name="mfa_index"),
    path("sicherheit/code/", factor.authenticate, name="mfa_authenticate"),
    path("sicherheit/code/bestaetigen/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("sicherheit/app/einrichten/", app.activate_totp, name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("sicherheit/ersatzcodes/", seen_once(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("sicherheit/ersatzcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "sicherheit/ersatzcodes/datei/",
        seen_once(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("sicherheit/schluessel/", key.list_webauthn, name="mfa_list_webauthn"),
    path("sicherheit/schluessel/neu/", key.add_webauthn, name="mfa_add_webauthn"),
    path("sicherheit/schluessel/anmelden/", key.login_webauthn, name="mfa_login_webauthn"),
    path(
        "sicherheit/schluessel/bestaetigen/", key.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("sicherheit/schluessel/<int:pk>/", key.edit_webauthn, name="mfa_edit_webauthn"),
    path("sicherheit/schluessel/<int:pk>/entfernen/", key.remove_webauthn, name="mfa_remove_webauthn"),
    path("stadt/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("stadt/<str:provider_id>/", provider.login, name="openid_connect_login"),
    path("stadt/<str:provider_id>/zurueck/", oidc.come_back, name="openid_connect_callback"),
    *(path(f"geschlossen/{name}/", closed, name=name) for name in CLOSED),
    path("geschlossen/<str:key>/", closed, name="account_confirm_email"),
]
