"""What every answer carries: a request id, the headers that keep others out."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Handler) -> Handler:
    """One name per request, in the answer's head and in every line written on its behalf."""

    def name(request: HttpRequest) -> HttpResponse:
        identifier = str(uuid.uuid4())
        request.META["REQUEST_ID"] = identifier
        response = get_response(request)
        response["X-Request-ID"] = identifier
        return response

    return name


def security_headers(get_response: Handler) -> Handler:
    def harden(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault(
            "Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"
        )
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if (
            getattr(request, "user", None) is not None
            and "Cookie" in response.get("Vary", "")
            and request.user.is_authenticated
        ):
            response.setdefault("Cache-Control", "no-store")
        patch_vary_headers(response, ["HX-Request"])
        return response

    return harden
