"""Texts per language, side by side with the German; what fell behind is marked field by field."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock, languages
from marlerweg.foundation.decisions import require
from marlerweg.foundation.versions import Stale
from marlerweg.offers import actions, policies, translating
from marlerweg.offers.forms.texts import TextForm
from marlerweg.offers.models import Offer
from marlerweg.offers.queries import contents
from marlerweg.offers.rules import staleness
from marlerweg.offers.rules.content import Words
from marlerweg.offers.views.sections import tell
from marlerweg.offers.views.tabs import tabs
from marlerweg.ui.drafts import Drafting
from marlerweg.ui.forms.versioned import conflict_page
from marlerweg.ui.parts import Tab


@require_safe
def texts(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every language of one offer: how far it is."""
    offer = found(request, key)
    content = contents.content_of(offer, only=("texts",))
    rows = []
    for language in languages.PUBLIC[1:]:
        words = content.texts.get(language.code)
        rows.append(
            {
                "language": language,
                "state": next(
                    (
                        text.get_state_display()
                        for text in offer.texts.all()
                        if text.language == language.code
                    ),
                    "",
                ),
                "open": len(staleness.open_fields(content.german, words or Words())),
                "exists": words is not None,
            }
        )
    return render(
        request,
        "offers/tending/texts.html",
        {"offer": offer, "rows": rows, "tabs": tabs(request), "has_service": translating.is_set_up()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, key: UUID, language: str) -> HttpResponse:
    """One language beside the German."""
    by, offer = person(request), found(request, key)
    if language not in languages.CODES or language == "de":
        raise Http404
    require(policies.may_edit_offer(by, offer))
    drafting = Drafting(request, f"offers.text.{language}", offer.pk)
    form = TextForm(
        request.POST or None,
        content=contents.content_of(offer, only=("texts",)),
        language=language,
        offer=offer,
    )
    drafting.lay_into(form)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.write_text(
                offer,
                language,
                form.given(),
                still_right=form.still_right(),
                state=form.state,
                by=by,
                at=clock.now(),
                expected_version=form.cleaned_data["version"],
            )
        except Stale:
            offer = found(request, key)
            form = TextForm(
                request.POST,
                content=contents.content_of(offer, only=("texts",)),
                language=language,
                offer=offer,
            )
            form.is_valid()
        else:
            drafting.forget()
            tell(request, done)
            return redirect("offers:texts", key)
    if form.conflict:
        return conflict_page(request, form, title=str(offer))
    spoken = languages.BY_CODE[language]
    context = {
        "form": form,
        "offer": offer,
        "into": spoken,
        "drafting": drafting,
        "tabs": tabs(request),
        "others": _others(offer, language),
        "title": _("Texte: %(language)s") % {"language": spoken.own_name},
    }
    return render(request, "offers/tending/text.html", context, status=422 if form.is_bound else 200)


def found(request: HttpRequest, key: UUID) -> Offer:
    offer = (
        contents.with_content(contents.own_offers(person(request)), only=("texts",)).filter(pk=key).first()
    )
    if offer is None:
        raise Http404
    return offer


def _others(offer: Offer, current: str) -> list[Tab]:
    return [
        Tab(
            label=each.own_name,
            href=reverse("offers:text", args=[offer.pk, each.code]),
            is_current=each.code == current,
        )
        for each in languages.PUBLIC[1:]
    ]
