"""Writing and approving what the public may read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.way import actions, policies, queries
from marlerweg.way.forms import WordingForm


@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """Of a need, decision or measure, per language."""
    by = person(request)
    require(policies.may_word(by))
    item = queries.item_by_number(by, kind, number)
    if item is None:
        raise Http404
    here = redirect("way:word", kind=kind, number=number)
    if request.method == "POST" and request.POST.get("deed") == "approve":
        approved = actions.approve_wording(item, by=by, at=clock.now())
        if approved:
            messages.success(request, _("Freigegeben. Wartende Antworten sind jetzt unterwegs."))
        return here
    form = WordingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.word(
            item, said["text"], title=said["title"], language=said["language"], by=by, at=clock.now()
        )
        messages.success(request, _("Entwurf gespeichert. Er wird erst nach der Freigabe öffentlich."))
        return here
    context = {
        "form": form,
        "item": item,
        "kind": kind,
        "wordings": queries.all_wordings(item),
        "waiting": queries.languages_waiting(item),
        "may_approve": policies.may_coordinate(by),
    }
    return render(request, "way/word.html", context, status=422 if form.errors else 200)
