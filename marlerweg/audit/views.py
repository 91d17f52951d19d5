"""The record for those who watch over it: ids and names of fields, no contents."""

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marlerweg.audit import actions, policies, queries
from marlerweg.audit.forms import LogFilter
from marlerweg.audit.models import Event
from marlerweg.foundation import clock

PAGE = 50
COLUMNS = (
    "sequence",
    "at",
    "actor_id",
    "actor_label",
    "action",
    "object_kind",
    "object_id",
    "object_label",
    "result",
    "details",
    "request_id",
    "hash",
)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    reader = policies.reader(request.user)
    form, wanted = asked(request.GET)
    found = queries.events(reader, **wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    noted = queries.noted_roots()
    context = {
        "form": form,
        "page": page,
        "query": "".join(f"&{key}={value}" for key, value in request.GET.items() if key != "page"),
        "root": queries.root(),
        "noted": noted[-1] if noted else None,
    }
    return render(request, "audit/log.html", context)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    found = actions.verify(by=policies.reader(request.user))
    if found is None:
        messages.success(request, _("Die Kette ist unversehrt, und alle notierten Wurzeln stehen darin."))
    else:
        messages.error(
            request,
            _("Die Kette ist gebrochen bei Nummer %(number)s: %(problem)s")
            % {"number": found.sequence, "problem": found.problem},
        )
    return redirect("audit:log")


@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """CSV of what the filter shows; a POST because the export itself is written into the record."""
    reader = policies.reader(request.user)
    wanted = asked(request.POST)[1]
    found = queries.events(reader, **wanted)
    filters = {name: str(value) for name, value in wanted.items() if value}
    actions.record_export(by=reader, filters=filters, count=found.count())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="protokoll-{clock.today()}.csv"'
    response.write("\ufeff")
    rows = csv.writer(response, delimiter=";")
    rows.writerow(COLUMNS)
    rows.writerows([cell(event, name) for name in COLUMNS] for event in found.iterator(chunk_size=2000))
    return response


def asked(query: QueryDict) -> tuple[LogFilter, dict[str, Any]]:
    form = LogFilter(query)
    return form, form.cleaned_data if form.is_valid() else {}


def cell(event: Event, name: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    value = getattr(event, name)
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
