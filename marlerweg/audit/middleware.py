"""What a policy refuses becomes a page with the reason, or 404 where the thing does not exist for the asker; both are recorded."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marlerweg.audit import actions, refusal
from marlerweg.foundation.decisions import Refused


class refusals:  # noqa: N801 - listed among the middleware functions and named like them
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with actions.on_behalf_of_request(request.META.get("REQUEST_ID", "")):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Runs after the request's transaction was rolled back, so the refusal is written in one of its own."""
        if isinstance(exception, PermissionDenied):
            refusal.record(request, "permission")
            return render(request, "403.html", status=403)
        if not isinstance(exception, Refused):
            return None
        decision = exception.decision
        refusal.record(request, "concealed" if decision.concealed else str(decision.reason))
        if decision.concealed:
            return render(request, "404.html", status=404)
        return render(request, "403.html", {"reason": decision.reason}, status=403)
