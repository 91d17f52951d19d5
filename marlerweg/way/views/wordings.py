"""Writing and approving what the public may read."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require
from marlerweg.foundation.versions import Stale
from marlerweg.ui.drafts import Drafting
from marlerweg.ui.forms.versioned import conflict_page
from marlerweg.way import actions, policies, queries
from marlerweg.way.forms import WordingForm
from marlerweg.way.models import Decision, Measure, Need


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
    form = form_for(request, item)
    drafting = Drafting(request, "way.wording", f"{item.pk} {request.GET.get('sprache', '')}")
    drafting.lay_into(form)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.word(
                item,
                said["text"],
                title=said["title"],
                language=said["language"],
                expected=form.stored_version or 0,
                by=by,
                at=clock.now(),
            )
        except Stale:
            form = form_for(request, item)
            form.is_valid()
        else:
            drafting.forget()
            messages.success(request, _("Entwurf gespeichert. Er wird erst nach der Freigabe öffentlich."))
            return here
    if form.conflict:
        return conflict_page(request, form, title=number)
    context = {
        "form": form,
        "drafting": drafting,
        "item": item,
        "kind": kind,
        "wordings": queries.all_wordings(item),
        "waiting": queries.languages_waiting(item),
        "may_approve": policies.may_coordinate(by),
    }
    return render(request, "way/word.html", context, status=422 if form.is_bound else 200)


def form_for(request: HttpRequest, item: Need | Decision | Measure) -> WordingForm:
    """`?sprache=uk` shows what is stored in a language; without it the form is empty, and nothing stored is overwritten unseen."""
    language = request.POST.get("language") or request.GET.get("sprache", "")
    wording = queries.wording_in(item, language)
    initial = WordingForm.stored(wording) or ({"language": language} if language else {})
    of_stored = {"instance": wording} if wording else {}
    return WordingForm(request.POST or None, initial=initial, **of_stored)
