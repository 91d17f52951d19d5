"""What a policy refuses becomes a page with the reason, or 404 where the thing does not exist for the asker; both are recorded."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import resolve

from marlerweg.audit import actions
from marlerweg.audit.models import Event
from marlerweg.foundation.decisions import Refused


class refusals:  # noqa: N801 - listed among the middleware functions and named like them
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, Refused):
            return None
        decision = exception.decision
        with transaction.atomic():
            actions.record(
                request.user if request.user.is_authenticated else None,
                "access.denied",
                result=Event.Result.DENIED,
                view=resolve(request.path_info).view_name,
                method=request.method,
                reason=str(decision.reason),
            )
        if decision.concealed:
            return render(request, "404.html", status=404)
        return render(request, "403.html", {"reason": decision.reason}, status=403)
