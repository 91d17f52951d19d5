"""Pages of whoever looks after the machine."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.models import User
from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.foundation.jobs.actions import NotPossible
from marlerweg.portal import actions, policies, queries


@require_http_methods(["GET", "HEAD", "POST"])
def jobs(request: HttpRequest) -> HttpResponse:
    """Work in the background: what waits, what was given up, who works; a dead letter can be tried again or discarded."""
    viewer = person(request)
    require(policies.may_tend_jobs(viewer))
    if request.method == "POST":
        return tend(request, viewer)
    context = {
        "overview": queries.jobs_overview(clock.now()),
        "dead": queries.jobs_in("dead")[:100],
        "waiting": queries.jobs_in("waiting")[:50],
    }
    return render(request, "portal/jobs.html", context)


def tend(request: HttpRequest, viewer: User) -> HttpResponse:
    deed = {"retry": actions.retry_job, "discard": actions.discard_job}.get(request.POST.get("deed", ""))
    try:
        identifier = UUID(request.POST.get("job", ""))
    except ValueError:
        deed = None
    if deed is None:
        raise Http404
    try:
        deed(identifier, by=viewer, at=clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except NotPossible:
        messages.error(request, _("Diese Aufgabe läuft schon wieder oder ist erledigt."))
    else:
        messages.success(request, _("Gespeichert."))
    return redirect("portal:jobs")
