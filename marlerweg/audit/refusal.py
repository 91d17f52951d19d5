"""Attempts that were refused, each in a transaction of its own, so that nothing rolls them back."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from marlerweg.audit import actions
from marlerweg.audit.models import Event


def record(request: HttpRequest, reason: str) -> None:
    """Who tried which page; neither the address nor what was sent, which could carry somebody's data."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    with transaction.atomic():
        actions.record(
            user if user is not None and user.is_authenticated else None,
            "access.denied",
            result=Event.Result.DENIED,
            view=match.view_name if match else "",
            method=request.method,
            reason=reason,
        )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from one of our pages, or from one that is too old."""
    record(request, "csrf")
    text = _("Die Seite war zu lange offen. Bitte laden Sie sie neu und senden Sie das Formular noch einmal.")
    return render(request, "403.html", {"reason": text}, status=403)
