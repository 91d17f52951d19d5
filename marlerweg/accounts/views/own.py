"""A person's own account: roles, security, sessions."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts import actions, queries, second_factor
from marlerweg.accounts.forms import OwnForm
from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = OwnForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        actions.change_own(user, **form.cleaned_data)
        messages.success(request, _("Gespeichert."))
        return redirect("accounts:own")
    context = {
        "form": form,
        "assignments": [each for each in queries.assignments_of(user) if each.ended_at is None],
        "deputyships": queries.deputyships_of(user, clock.today()),
        "sessions": queries.sessions_of(user, clock.now(), current=request.session.session_key),
        "has_factor": queries.has_second_factor(user),
        "has_password": user.has_usable_password(),
    }
    return render(request, "accounts/own.html", context, status=422 if form.errors else 200)


@require_safe
def secure(request: HttpRequest) -> HttpResponse:
    """Why a second factor, which ones, and the way back."""
    user = person(request)
    context = {
        "has_factor": queries.has_second_factor(user),
        "is_proved": second_factor.is_proved(request, user),
        "destination": second_factor.destination(request),
    }
    return render(request, "accounts/secure.html", context)


@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    session = get_object_or_404(UserSession.objects.select_related("user"), pk=number)
    actions.end_session(session, by=person(request))
    messages.success(request, _("Die Sitzung ist beendet."))
    return redirect("accounts:own")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    actions.end_other_sessions(by=person(request), current=request.session.session_key)
    messages.success(request, _("Alle anderen Sitzungen sind beendet."))
    return redirect("accounts:own")
