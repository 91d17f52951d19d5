"""What waits for the coordination: first publications and risky changes, field by field."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.offers import actions, policies, wording
from marlerweg.offers.forms.steps import AnswerForm
from marlerweg.offers.models import Proposal
from marlerweg.offers.queries import contents, tending
from marlerweg.offers.saying import proposed
from marlerweg.offers.views.tabs import tabs


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    require(policies.may_approve(person(request)))
    context = {
        "submitted": tending.submitted(),
        "proposals": [
            (
                each,
                [wording.field_said(name) for name in each.fields],
                [wording.RISKS[why] for why in each.reasons],
            )
            for each in tending.open_proposals()
        ],
        "tabs": tabs(request),
    }
    return render(request, "offers/tending/approvals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, key: UUID) -> HttpResponse:
    """The difference field by field, and the answer; both sides may read it, the coordination decides."""
    by = person(request)
    row = tending.proposal(by, key)
    if row is None:
        raise Http404
    may_decide = policies.may_approve(by)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(may_decide)
        if form.is_valid() and _decided(request, row, form):
            return redirect("offers:approvals")
    offer = row.offer
    context = {
        "proposal": row,
        "offer": offer,
        "differences": proposed(contents.shown_content(offer), row.fields)
        if row.state == Proposal.State.OPEN
        else [],
        "reasons": [wording.RISKS[why] for why in row.reasons],
        "form": form,
        "may_decide": may_decide,
        "may_take_back": policies.may_propose(by, offer),
        "tabs": tabs(request),
    }
    return render(request, "offers/tending/proposal.html", context, status=422 if form.errors else 200)


def _decided(request: HttpRequest, row: Proposal, form: AnswerForm) -> bool:
    by, answer = person(request), form.cleaned_data["answer"].strip()
    try:
        if request.POST.get("deed") == "accept":
            actions.accept(row, by=by, at=clock.now(), answer=answer)
            messages.success(request, _("Übernommen. Die Organisation bekommt Bescheid."))
        elif not answer:
            form.add_error("answer", _("Bitte schreiben Sie, warum."))
            return False
        else:
            actions.refuse(row, by=by, at=clock.now(), answer=answer)
            messages.success(request, _("Abgelehnt. Die Organisation bekommt Ihre Antwort."))
    except actions.Settled:
        messages.error(request, _("Darüber ist schon entschieden."))
    except (actions.UnknownWord, actions.NoSuchPlace):
        messages.error(
            request,
            _("Ein Ort oder Begriff darin ist nicht mehr da. Bitte lehnen Sie mit einer Zeile dazu ab."),
        )
    return True


@require_POST
def take_back(request: HttpRequest, key: UUID) -> HttpResponse:
    row = tending.proposal(person(request), key)
    if row is None:
        raise Http404
    try:
        actions.take_back(row, by=person(request), at=clock.now())
    except actions.Settled:
        messages.error(request, _("Darüber ist schon entschieden."))
    else:
        messages.success(request, _("Zurückgenommen. Alles bleibt, wie es ist."))
    return redirect("offers:own", row.offer_id)
