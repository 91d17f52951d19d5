"""What allauth does with accounts is recorded like every other deed."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, user_logged_in, user_logged_out
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed as code_refused
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.http import HttpRequest

from marlerweg.accounts import second_factor
from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.audit.models import Event


def watch() -> None:
    """Called once when the app is ready."""
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    password_changed.connect(changed_password)
    password_reset.connect(changed_password)
    authenticator_added.connect(added_factor)
    authenticator_removed.connect(removed_factor)
    authenticator_reset.connect(renewed_codes)
    code_refused.connect(refused_code)


def note(user: User, action: str, **details: Any) -> None:
    with transaction.atomic():
        audit.record(user, action, user, **details)


def signed_in(sender: Any, request: HttpRequest, user: User, **how: Any) -> None:
    records = request.session.get("account_authentication_methods") or []
    note(user, "session.started", methods=sorted({str(each.get("method")) for each in records}))


def signed_out(sender: Any, request: HttpRequest, user: User | None, **how: Any) -> None:
    if user is not None:
        note(user, "session.ended")


def changed_password(sender: Any, user: User, **how: Any) -> None:
    note(user, "account.password_changed")


def added_factor(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **how: Any
) -> None:
    """Whoever sets a factor up has shown it in this session."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        second_factor.mark_proved(request, user)
    note(user, "account.factor_added", factor=str(authenticator.type))


def removed_factor(sender: Any, user: User, authenticator: Authenticator, **how: Any) -> None:
    note(user, "account.factor_removed", factor=str(authenticator.type))


def renewed_codes(sender: Any, user: User, authenticator: Authenticator, **how: Any) -> None:
    note(user, "account.factor_renewed", factor=str(authenticator.type))


def refused_code(sender: Any, user: User, authenticator: Authenticator, **how: Any) -> None:
    with transaction.atomic():
        audit.record(user, "session.code_refused", user, result=Event.Result.DENIED)
