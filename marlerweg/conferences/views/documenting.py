"""The day afterwards: documentation as a page and on paper, what became of a table, photos that were approved."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marlerweg.conferences import documentation_paper, papers, policies, public_words, queries
from marlerweg.conferences.views.public import found, language
from marlerweg.conferences.views.tabs import tabs
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.way.public_words import STATES


@login_not_required
@require_safe
def documentation(request: HttpRequest, code: str) -> HttpResponse:
    """For the office as soon as there are cards; for everybody once the day is set to documented."""
    row = found(request, code)
    require(policies.may_see_documentation(request.user, row))
    day = queries.remembered(request.user, row, language())
    context = {
        "edition": row,
        "tabs": tabs(request, row),
        "day": day,
        "missing": [each.table for each in day.tables if each.is_missing_cards],
        "is_public": row.state == row.State.DOCUMENTED,
        **_words(),
    }
    return render(request, "conferences/documentation.html", context)


@login_not_required
@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    row = found(request, code)
    require(policies.may_see_documentation(request.user, row))
    document = documentation_paper.documentation(
        row,
        queries.remembered(request.user, row, language()),
        today=clock.today(),
    )
    return papers.as_file(document, f"dokumentation-{row.code}")


@login_not_required
@require_safe
def table(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What became of table 3? One link answers."""
    row = found(request, code)
    require(policies.may_see_documentation(request.user, row))
    at_table = queries.at_table(request.user, row, number, language())
    if at_table is None:
        raise Refused(conceal())
    context = {"edition": row, "at_table": at_table, **_words()}
    return render(request, "conferences/what_became.html", context)


@login_not_required
@require_safe
def photo(request: HttpRequest, key: UUID) -> HttpResponse:
    row = queries.photo(request.user, key)
    if row is None:
        raise Refused(conceal())
    response = HttpResponse(bytes(row.content), content_type=row.media_type)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "no-store" if row.approved_at is None else "public, max-age=3600"
    return response


def _words() -> dict[str, object]:
    return {
        "kinds": public_words.CARD_KINDS,
        "need_states": STATES,
        "card_states": public_words.CARD_STATES,
        "next": public_words.NEXT,
    }
