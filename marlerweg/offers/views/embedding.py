"""An organisation's offers on its own site: a small frame, the words to copy, and a list of links that needs no frame."""

from uuid import UUID

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import conceal, require
from marlerweg.network.models import Organisation
from marlerweg.network.policies import own_organisations
from marlerweg.offers import addresses
from marlerweg.offers.queries import public
from marlerweg.offers.views.search import item
from marlerweg.offers.views.tabs import tabs
from marlerweg.offers.views.wishes import reader_language


@login_not_required
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def framed(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The only page that other sites may show inside theirs; nobody is signed in there and nothing can be sent."""
    row = public.organisation_with_offers(organisation)
    if row is None:
        raise Http404
    language = reader_language()
    context = {
        "organisation": row,
        "items": [item(card) for card in public.of_organisation(row, language, clock.now())],
        "home": addresses.whole(addresses.in_language(addresses.german("offers:search"), language)),
    }
    return render(request, "offers/public/framed.html", context)


@require_safe
def snippets(request: HttpRequest) -> HttpResponse:
    """What members copy into their own site, for each organisation they speak for."""
    own = own_organisations(person(request))
    if not own:
        require(conceal())
    language, at = reader_language(), clock.now()
    rows = [
        snippet(organisation, language, public.of_organisation(organisation, language, at))
        for organisation in Organisation.objects.filter(pk__in=own).order_by("name")
    ]
    return render(request, "offers/public/snippets.html", {"rows": rows, "tabs": tabs(request)})


def snippet(organisation: Organisation, language: str, cards: list[public.Card]) -> dict[str, object]:
    path = addresses.in_language(addresses.german("offers:framed", organisation.pk), language)
    links = [(card.title, addresses.of_offer(card.offer.slug, language)) for card in cards]
    return {
        "organisation": organisation,
        "offers": len(cards),
        "address": path,
        "frame": render_to_string(
            "offers/public/snippet_frame.html",
            {"address": addresses.whole(path), "organisation": organisation},
        ).strip(),
        "list": render_to_string("offers/public/snippet_list.html", {"links": links}).strip(),
    }
