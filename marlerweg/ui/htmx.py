"""Requests as the pages see them, and the one question whether only a part is wanted."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    """What `HtmxMiddleware` hands to views."""

    htmx: HtmxDetails


def wants_part(request: HttpRequest, name: str) -> bool:
    """True when htmx will put the answer into the element with this id; going back in history wants the whole page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx) and htmx is not None and htmx.target == name and not htmx.history_restore_request
