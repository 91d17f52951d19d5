"""What was referred upwards: read and answered by Kreis and Land, or by the office on their behalf."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.way import actions, policies, queries
from marlerweg.way.forms import TextForm


@require_safe
def referred(request: HttpRequest) -> HttpResponse:
    viewer = person(request)
    require(policies.may_see_referred(viewer))
    return render(
        request, "way/referred.html", {"decisions": queries.waiting_above(viewer), "today": clock.today()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: HttpRequest, number: str) -> HttpResponse:
    """One need that the town cannot solve alone, and the answer to it."""
    viewer = person(request)
    require(policies.may_see_referred(viewer))
    decision = queries.referral(viewer, number)
    if decision is None:
        raise Http404
    form = TextForm(request.POST or None, label=_("Antwort an die Stadt"))
    if request.method == "POST" and form.is_valid():
        actions.hear_from_above(
            decision, form.cleaned_data["text"], on=clock.today(), by=viewer, at=clock.now()
        )
        messages.success(
            request, _("Danke. Die Stadt berät den Bedarf jetzt neu, und die Menschen erfahren es.")
        )
        return redirect("way:referred")
    context = {"decision": decision, "form": form, "evidence": queries.evidence_of(decision.need)}
    return render(request, "way/referral.html", context, status=422 if form.errors else 200)
