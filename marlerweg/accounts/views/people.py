"""Who has an account and as what: the pages of administration and coordination."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts import actions, policies, queries
from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person as viewer
from marlerweg.accounts.views.people_list import PEOPLE
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.ui.lists import Action


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    asker = viewer(request)
    require(policies.may_see_people(asker))
    buttons = [
        Action(_("Einladen"), reverse("accounts:invite")),
        Action(_("Einladungen"), reverse("accounts:invitations"), "secondary"),
    ]
    return PEOPLE.respond(
        request,
        queries.people(asker, clock.today()),
        viewer=asker,
        on_export=actions.record_export_of_people,
        actions=buttons if policies.may_look_after(asker) else [],
    )


@require_safe
def person(request: HttpRequest, identifier: UUID) -> HttpResponse:
    asker, shown, today = viewer(request), found_by(request, identifier), clock.today()
    last = queries.is_last_administrator(shown, today)
    rows = [
        {
            "assignment": each,
            "is_held": each.is_held(today),
            "may_end": each.ended_at is None
            and policies.may_end(asker, each, is_last_administrator=last and each.role == "administrator"),
        }
        for each in queries.assignments_of(shown)
    ]
    context = {
        "shown": shown,
        "rows": rows,
        "may_assign": shown.pk != asker.pk and shown.is_active and policies.may_look_after(asker),
        "may_deactivate": shown.is_active
        and policies.may_deactivate(asker, shown, is_last_administrator=last),
        "may_reactivate": not shown.is_active and policies.may_reactivate(asker, shown),
        "may_end_sessions": shown.is_active and policies.may_end_sessions_of(asker, shown),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: HttpRequest, identifier: UUID) -> HttpResponse:
    shown = found_by(request, identifier)
    last = queries.is_last_administrator(shown, clock.today())
    require(policies.may_deactivate(viewer(request), shown, is_last_administrator=last))
    if request.method != "POST":
        return render(request, "accounts/deactivate.html", {"shown": shown})
    actions.deactivate(shown, by=viewer(request), at=clock.now())
    messages.success(request, _("Das Konto ist gesperrt, alle Sitzungen sind beendet."))
    return redirect("accounts:person", identifier)


@require_POST
def reactivate(request: HttpRequest, identifier: UUID) -> HttpResponse:
    actions.reactivate(found_by(request, identifier), by=viewer(request))
    messages.success(request, _("Das Konto ist wieder offen. Rollen werden neu vergeben."))
    return redirect("accounts:person", identifier)


@require_POST
def end_sessions(request: HttpRequest, identifier: UUID) -> HttpResponse:
    actions.end_sessions_of(found_by(request, identifier), by=viewer(request))
    messages.success(request, _("Alle Sitzungen dieser Person sind beendet."))
    return redirect("accounts:person", identifier)


def found_by(request: HttpRequest, identifier: UUID) -> User:
    """The person, or 404 where the asker may not know of the account."""
    found = queries.person(viewer(request), identifier, clock.today())
    if found is None:
        require(policies.may_see_people(viewer(request)))
        raise Http404
    return found
