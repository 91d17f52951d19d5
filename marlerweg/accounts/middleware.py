"""What holds for every signed-in request: sessions end in time, and more than a member's role needs a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from marlerweg.accounts import queries, rules, second_factor, sessions

OPEN_WITHOUT = ("mfa_", "account_logout", "account_reauthenticate", "accounts:secure")


def session_limits(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def hold(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            sessions.hold_to_limits(request, request.user.roles)
        return get_response(request)

    return hold


class second_factor_required:  # noqa: N801 - listed among the middleware functions and named like them
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Public pages stay open; everything else waits until this session has proved a factor."""
        user = request.user
        if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated or not is_guarded(request, view):
            return None
        if not rules.needs_second_factor(user.roles) or second_factor.is_proved(request, user):
            return None
        second_factor.remember_destination(request)
        if not queries.has_second_factor(user):
            return redirect("accounts:secure")
        typed = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
        prove = reverse("mfa_reauthenticate" if typed else "mfa_reauthenticate_webauthn")
        return redirect(f"{prove}?{urlencode({'next': second_factor.destination(request)})}")


def is_guarded(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    return getattr(view, "login_required", True) and not name.startswith(OPEN_WITHOUT)
