"""The match for other programs: a need comes in the body, fitting offers go out, nothing stays."""

import json
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from marlerweg.api.hsds import answers
from marlerweg.api.hsds.endpoints import language_of
from marlerweg.offers.queries.matching import Unclear, as_plain, matching, sought_from
from marlerweg.offers.rules.finding import read_point

MOST = 100


@login_not_required
@csrf_exempt  # knows no visitor and changes nothing
@require_POST
def match(request: HttpRequest) -> HttpResponseBase:
    """`{"need": {…}, "near": "51.66,7.09"?, "limit": 20?, "refused": false?, "lang": "uk"?}`."""
    try:
        asked: Any = json.loads(request.body)
        limit = min(MOST, max(1, int(asked.get("limit", 20))))
        sought = sought_from(asked.get("need", {}))
    except Unclear as unclear:
        return answers.problem(f"need.{unclear.field}: unknown, or of the wrong shape.", 400)
    except (ValueError, AttributeError, TypeError):
        return answers.problem("The body is no JSON object with a need.", 400)
    language = language_of(request, str(asked.get("lang", "")))
    found = matching(
        sought,
        near=read_point(str(asked.get("near", ""))),
        refused=asked.get("refused") is True,
        most=limit,
    )
    response = answers.answer(request, {"matches": [as_plain(each, language) for each in found]})
    response["Cache-Control"] = "no-store"
    del response["ETag"]
    return response
