"""Each paper under its own address; who may not see the page may not have the paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from marlerweg.accounts.signed_in import person
from marlerweg.conferences import harvest_papers, papers, policies, queries
from marlerweg.conferences.models import Registration
from marlerweg.conferences.views.public import found
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import require


@login_not_required
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    row = found(request, code)
    items, tables = list(queries.programme(row)), list(queries.tables_of(row))
    document = papers.programme_paper(row, items, tables, today=clock.today())
    return papers.as_file(document, f"programm-{row.code}")


@require_safe
def badges(request: HttpRequest, code: str) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    row = found(request, code)
    coming = queries.registrations(by, row).filter(state__in=Registration.PLACES).order_by("name")
    return papers.as_file(papers.badges(row, coming, today=clock.today()), f"schilder-{row.code}")


@require_safe
def table_cards(request: HttpRequest, code: str) -> HttpResponse:
    require(policies.may_organise(person(request)))
    row = found(request, code)
    document = papers.table_cards(row, queries.tables_of(row), today=clock.today())
    return papers.as_file(document, f"tischschilder-{row.code}")


@require_safe
def door_list(request: HttpRequest, code: str) -> HttpResponse:
    by = person(request)
    require(policies.may_organise(by))
    row = found(request, code)
    coming = queries.search(by, row, "")
    return papers.as_file(papers.door_list(row, coming, today=clock.today()), f"einlass-{row.code}")


@require_safe
def host_links(request: HttpRequest, code: str) -> HttpResponse:
    """Only tables that have a living link; making one is a deed, printing it is not."""
    by = person(request)
    require(policies.may_organise(by))
    row = found(request, code)
    given = queries.links_of(by, row, clock.now())
    tables = [(table, given[table.pk]) for table in queries.tables_of(row) if table.pk in given]
    return papers.as_file(
        harvest_papers.host_links(row, tables, today=clock.today()), f"tischlinks-{row.code}"
    )


@require_safe
def blank_cards(request: HttpRequest, code: str) -> HttpResponse:
    require(policies.may_organise(person(request)))
    row = found(request, code)
    document = harvest_papers.blank_cards(row, queries.tables_of(row), today=clock.today())
    return papers.as_file(document, f"karten-{row.code}")
