"""allauth's doors: those we open and those that stay shut."""

from allauth.mfa.models import Authenticator

from marlerweg.accounts.entrance import CLOSED
from marlerweg.accounts.models import User
from tests.access.matrix import (
    ACCEPTED,
    HIDDEN,
    LOGIN,
    ONWARD,
    PAGE,
    builds,
    everybody,
    row,
    signed_in,
)
from tests.cast import Cast

AT_THE_DOOR = everybody(ONWARD).but(anonymous=PAGE)  # who is in already is sent on

ROWS = {
    "account_login": row(AT_THE_DOOR, post=everybody(ACCEPTED), public=True),
    "account_logout": row(everybody(PAGE).but(anonymous=ONWARD), post=everybody(ACCEPTED), public=True),
    "account_reauthenticate": row(signed_in(PAGE), post=signed_in(ACCEPTED)),
    "account_change_password": row(signed_in(PAGE), post=signed_in(ACCEPTED)),
    "account_reset_password": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "account_reset_password_done": row(everybody(PAGE), public=True),
    "account_reset_password_from_key_done": row(everybody(PAGE), public=True),
    # A link that leads nowhere still shows the page that says so.
    "account_reset_password_from_key": row(everybody(PAGE), post=everybody(ACCEPTED), public=True),
    "mfa_index": row(signed_in(PAGE)),
    "mfa_authenticate": row(
        everybody(ONWARD).but(anonymous=LOGIN), post=everybody(ACCEPTED).but(anonymous=LOGIN), public=True
    ),
    "mfa_reauthenticate": row(signed_in(ONWARD), post=signed_in(ACCEPTED)),
    "mfa_activate_totp": row(signed_in(ONWARD), post=signed_in(ACCEPTED)),
    "mfa_deactivate_totp": row(signed_in(HIDDEN), post=signed_in(HIDDEN)),
    "mfa_view_recovery_codes": row(signed_in(HIDDEN)),
    "mfa_generate_recovery_codes": row(signed_in(ONWARD), post=signed_in(ACCEPTED)),
    "mfa_download_recovery_codes": row(signed_in(HIDDEN), post=signed_in(HIDDEN)),
    "mfa_list_webauthn": row(signed_in(PAGE)),
    "mfa_add_webauthn": row(signed_in(ONWARD), post=signed_in(ACCEPTED)),
    "mfa_login_webauthn": row(
        everybody(ONWARD).but(anonymous=LOGIN), post=everybody(ACCEPTED).but(anonymous=LOGIN), public=True
    ),
    "mfa_reauthenticate_webauthn": row(signed_in(ONWARD), post=signed_in(ACCEPTED)),
    "mfa_edit_webauthn": row(signed_in(ONWARD), post=signed_in(ACCEPTED)),
    "mfa_remove_webauthn": row(signed_in(ONWARD), post=signed_in(ACCEPTED)),
    "socialaccount_login_cancelled": row(everybody(PAGE), public=True),
    # Without a provider in the settings there is none.
    "openid_connect_login": row(everybody(HIDDEN), post=everybody(HIDDEN), public=True),
    "openid_connect_callback": row(everybody(HIDDEN), post=everybody(HIDDEN), public=True),
    "account_confirm_email": row(everybody(HIDDEN), post=everybody(HIDDEN), public=True),
    **{name: row(everybody(HIDDEN), post=everybody(HIDDEN), public=True) for name in CLOSED},
}


@builds("account_reset_password_from_key")
def a_wrong_link(cast: Cast, actor: User | None) -> dict[str, object]:
    return {"uidb36": "abc", "key": "x1-y2"}


@builds("account_confirm_email")
def a_key(cast: Cast, actor: User | None) -> dict[str, object]:
    return {"key": "abc"}


@builds("openid_connect_login", "openid_connect_callback")
def a_provider(cast: Cast, actor: User | None) -> dict[str, object]:
    return {"provider_id": "stadt"}


@builds("mfa_edit_webauthn", "mfa_remove_webauthn")
def somebodys_key(cast: Cast, actor: User | None) -> dict[str, object]:
    key = Authenticator.objects.create(user=cast.member, type=Authenticator.Type.WEBAUTHN, data={})
    return {"pk": key.pk}
