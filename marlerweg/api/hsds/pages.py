"""What stands beside the interface: the profile, for people and programs, and all offers as one package."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marlerweg.api.hsds import VERSION, answers, tabular
from marlerweg.api.hsds.endpoints import language_of
from marlerweg.api.hsds.profile import NAMESPACE, TAXONOMY_ID, WORDS
from marlerweg.api.hsds.projection import Projection
from marlerweg.api.hsds.reading import Wanted, offers, town
from marlerweg.api.hsds.records import every_service


@login_not_required
@require_safe
def profile(request: HttpRequest) -> HttpResponseBase:
    """The page whose address the interface names; the same as JSON for whoever asks for it."""
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        words = [
            {
                "id": str(word.id),
                "code": word.code,
                "name": word.name,
                "description": word.description,
                "values": word.values,
            }
            for word in WORDS
        ]
        return answers.answer(
            request,
            {"version": VERSION, "namespace": str(NAMESPACE), "taxonomy": str(TAXONOMY_ID), "terms": words},
        )
    context = {"words": WORDS, "version": VERSION, "taxonomy": TAXONOMY_ID}
    return render(request, "api/profile.html", context)


@login_not_required
@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """Every public offer as a tabular data package."""
    language = language_of(request, request.GET.get("lang", ""))
    here = Projection(town(language, settings.PUBLIC_ADDRESS), language)
    content = tabular.as_bytes(every_service(here, offers(Wanted())))
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="hsds.zip"'
    answers.shared(response)
    return response
