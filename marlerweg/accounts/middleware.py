"""Whoever holds more than a member's role comes in only with a second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from marlerweg.accounts import rules
from marlerweg.accounts.models import User

OPEN_WITHOUT = ("mfa_", "account_logout", "account_reauthenticate", "set_language", "ui:")


def second_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def guard(request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            settings.SECOND_FACTOR_REQUIRED
            and user.is_authenticated
            and lacks_factor(user, request.path_info)
        ):
            return redirect("mfa_index")
        return get_response(request)

    return guard


def lacks_factor(user: User, path: str) -> bool:
    if not rules.needs_second_factor(user.roles) or path.startswith(settings.STATIC_URL):
        return False
    try:
        name = resolve(path).view_name
    except Resolver404:
        return False
    return not name.startswith(OPEN_WITHOUT) and not is_mfa_enabled(user)
