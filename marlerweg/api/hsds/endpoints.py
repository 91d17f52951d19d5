"""The endpoints of HSDS 3.1.3, required and optional, each by GET and, for long questions, by POST."""

import datetime as dt
from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Window
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import Field

from marlerweg.api.hsds import VERSION, answers, reading, records, shapes
from marlerweg.api.hsds.projection import Projection, Record, moment
from marlerweg.foundation import languages

ADDRESS = f"{settings.PUBLIC_ADDRESS}/api/hsds"
MOST = 500

interface = NinjaAPI(
    title="Marler Weg: social offers of the town",
    version=VERSION,
    description=(
        "Open Referral HSDS 3.1.3, read only, without a key. Texts come in the language asked for by `lang` or "
        "Accept-Language where the town has them. All filters must hold together."
    ),
    urls_namespace="hsds",
    docs_url=None,
    openapi_url="openapi.json",
    servers=[{"url": settings.PUBLIC_ADDRESS}],
)


class Paging(Schema):
    page: int = Field(1, ge=1, le=1_000_000, description="Page number, from 1.")
    per_page: int = Field(50, ge=1, le=MOST, description="Records on a page.")
    format: Literal["json", "ndjson"] = Field(
        "json", description="ndjson: all records, one a line, no pages."
    )
    search: str = Field("", max_length=300, description="Full text, as the public search understands it.")
    lang: str = Field("", max_length=20, description="Language of the texts, before Accept-Language.")


class ServiceQuestion(Paging):
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: dt.datetime | dt.date | None = Field(None, description="Changed then or later.")
    minimal: bool = Field(False, description="Only id and date of change, up to 10,000 on a page.")
    full: bool = Field(False, description="Fully nested.")


class VenueQuestion(Paging):
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: dt.datetime | dt.date | None = None
    full: bool = False
    postcode: str = Field("", max_length=10, description="There, or serving people from there.")
    proximity: float | None = Field(None, ge=0, le=100_000, description="Metres from the postcode's middle.")


class OrganizationQuestion(Paging):
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    full: bool = False
    full_service: bool = Field(False, description="With its services, fully nested.")


class TaxonomyQuestion(Paging):
    pass


class TermQuestion(Paging):
    taxonomy_id: UUID | None = None
    parent_id: UUID | None = None
    top_only: bool = False


def language_of(request: HttpRequest, wish: str = "") -> str:
    """As asked for in the address, else by the browser's order of languages, else German."""
    asked = [
        wish,
        *(code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))),
    ]
    for code in asked:
        if code.lower() in languages.BY_CODE:
            return code.lower()
        try:
            found = get_supported_language_variant(code) if code and code != "*" else ""
        except LookupError:
            continue
        if found:
            return found
    return "de"


def _projection(request: HttpRequest, wish: str) -> Projection:
    language = language_of(request, wish)
    return Projection(reading.town(language, settings.PUBLIC_ADDRESS), language)


def _wanted(question: ServiceQuestion | VenueQuestion, language: str) -> reading.Wanted:
    after = question.modified_after
    if after is not None and not isinstance(after, dt.datetime):
        after = dt.datetime.combine(after, dt.time())
    if after is not None and after.tzinfo is None:
        after = after.replace(tzinfo=dt.UTC)
    return reading.Wanted(
        ids=reading.searched(question.search, language),
        taxonomy_term_id=question.taxonomy_term_id,
        taxonomy_id=question.taxonomy_id,
        organization_id=question.organization_id,
        modified_after=after,
    )


@interface.exception_handler(ValidationError)
def not_understood(request: HttpRequest, found: ValidationError) -> HttpResponseBase:
    """Which parameter, and what about it."""
    said = {f"{_parameter(each['loc'])}: {each['msg']}" for each in found.errors}
    return answers.problem("; ".join(sorted(said)), 400)


def _parameter(place: tuple[Any, ...]) -> Any:
    """The name that stands in the question, out of a path through types: ("query", "question", name, …)."""
    return place[2] if len(place) > 2 else place[-1]


REFUSALS: dict[Any, Any] = {400: shapes.Problem, 404: shapes.Problem}


@interface.get("/", response=shapes.Home, url_name="home", summary="Version, profile and description")
def home(request: HttpRequest) -> HttpResponseBase:
    here = reading.town("de", settings.PUBLIC_ADDRESS)
    return answers.answer(
        request,
        {
            "version": VERSION,
            "profile": f"{ADDRESS}/profile/",
            "openapi_url": f"{ADDRESS}/openapi.json",
            "title": f"Social offers in {here.name}" if here.name else "Social offers",
            "description": str(interface.description),
            "publisher": here.name,
        },
    )


# --- Services ----------------------------------------------------------------------------------------------------------


def _services(request: HttpRequest, question: ServiceQuestion) -> HttpResponseBase:
    here = _projection(request, question.lang)
    rows = reading.offers(_wanted(question, here.language))
    if question.format == "ndjson":
        found = records.every_service(here, rows)
        return answers.lines(found if question.full else (_brief(each, question) for each in found))
    per_page = 10_000 if question.minimal and question.per_page == 50 else question.per_page
    total, part = rows.count(), rows[answers.slices(question.page, per_page)]
    contents: list[Record]
    if question.minimal:
        contents = [
            {"id": str(key), "modified_date": moment(at)} for key, at in part.values_list("pk", "changed_at")
        ]
    else:
        whole = records.whole_services(here, reading.whole(part))
        contents = [each if question.full else _brief(each, question) for each in whole]
    return answers.answer(
        request, answers.envelope(contents, total=total, page=question.page, per_page=per_page)
    )


def _brief(record: Record, question: ServiceQuestion) -> Record:
    return records.minimal(record) if question.minimal else records.flat(record)


@interface.get("/services", response={200: shapes.ServicePage, **REFUSALS}, url_name="services")
def services(request: HttpRequest, question: Query[ServiceQuestion]) -> HttpResponseBase:
    """Public services, the longest unchanged first."""
    return _services(request, question)


@interface.post("/services", response={200: shapes.ServicePage, **REFUSALS}, include_in_schema=True)
def services_by_post(request: HttpRequest, question: ServiceQuestion) -> HttpResponseBase:
    """The same, with the parameters in the body."""
    return _services(request, question)


@interface.get("/services/{key}", response={200: shapes.Service, **REFUSALS}, url_name="service")
def service(request: HttpRequest, key: UUID, lang: str = "") -> HttpResponseBase:
    """One service, fully nested."""
    here = _projection(request, lang)
    found = list(records.whole_services(here, reading.whole(reading.offers(reading.Wanted()).filter(pk=key))))
    return answers.answer(request, found[0]) if found else answers.problem("No such service.", 404)


# --- Services at locations ---------------------------------------------------------------------------------------------


def _venues(request: HttpRequest, question: VenueQuestion) -> HttpResponseBase:
    here = _projection(request, question.lang)
    rows = reading.venues(_wanted(question, here.language))
    if question.proximity is not None and not question.postcode:
        return answers.problem("proximity: needs a postcode.", 400)
    if question.postcode:
        rows = reading.near(rows, question.postcode, question.proximity)
    if question.format == "ndjson":
        return answers.lines(records.every_venue(here, rows, full=question.full))
    part = list(rows.annotate(of=Window(Count("pk")))[answers.slices(question.page, question.per_page)])
    total = part[0].of if part else rows.count()
    contents = records.venues(here, part, full=question.full)
    return answers.answer(
        request, answers.envelope(contents, total=total, page=question.page, per_page=question.per_page)
    )


@interface.get(
    "/service_at_locations",
    response={200: shapes.ServiceAtLocationPage, **REFUSALS},
    url_name="service_at_locations",
)
def service_at_locations(request: HttpRequest, question: Query[VenueQuestion]) -> HttpResponseBase:
    """Services where they take place."""
    return _venues(request, question)


@interface.post("/service_at_locations", response={200: shapes.ServiceAtLocationPage, **REFUSALS})
def service_at_locations_by_post(request: HttpRequest, question: VenueQuestion) -> HttpResponseBase:
    """The same, with the parameters in the body."""
    return _venues(request, question)


@interface.get(
    "/service_at_locations/{key}",
    response={200: shapes.ServiceAtLocation, **REFUSALS},
    url_name="service_at_location",
)
def service_at_location(request: HttpRequest, key: UUID, lang: str = "") -> HttpResponseBase:
    """One of them, fully nested; name and status are the service's, as the specification's OpenAPI expects."""
    here = _projection(request, lang)
    rows = reading.venues(reading.Wanted()).filter(pk=key)
    for found in records.venues(here, list(rows), full=True):
        return answers.answer(
            request, {**found, "name": found["service"]["name"], "status": found["service"]["status"]}
        )
    return answers.problem("No such service at a location.", 404)


# --- Organizations -----------------------------------------------------------------------------------------------------


def _organizations(request: HttpRequest, question: OrganizationQuestion) -> HttpResponseBase:
    here = _projection(request, question.lang)
    wanted = reading.Wanted(taxonomy_term_id=question.taxonomy_term_id, taxonomy_id=question.taxonomy_id)
    rows = reading.organisations(wanted, question.search)
    full = question.full or question.full_service
    if question.format == "ndjson":
        return answers.lines(
            records.organizations(here, list(rows), full=full, with_services=question.full_service)
        )
    total, part = rows.count(), list(rows[answers.slices(question.page, question.per_page)])
    contents = list(records.organizations(here, part, full=full, with_services=question.full_service))
    return answers.answer(
        request, answers.envelope(contents, total=total, page=question.page, per_page=question.per_page)
    )


@interface.get(
    "/organizations", response={200: shapes.OrganizationPage, **REFUSALS}, url_name="organizations"
)
def organizations(request: HttpRequest, question: Query[OrganizationQuestion]) -> HttpResponseBase:
    """Organizations of the town that the network shows to everybody, or that have public services."""
    return _organizations(request, question)


@interface.post("/organizations", response={200: shapes.OrganizationPage, **REFUSALS})
def organizations_by_post(request: HttpRequest, question: OrganizationQuestion) -> HttpResponseBase:
    """The same, with the parameters in the body."""
    return _organizations(request, question)


@interface.get(
    "/organizations/{key}", response={200: shapes.Organization, **REFUSALS}, url_name="organization"
)
def one_organization(
    request: HttpRequest, key: UUID, lang: str = "", *, full_service: bool = False
) -> HttpResponseBase:
    """One organization, fully nested; `full_service` adds its services."""
    here = _projection(request, lang)
    rows = list(reading.organisations(reading.Wanted()).filter(pk=key))
    for found in records.organizations(here, rows, full=True, with_services=full_service):
        return answers.answer(request, found)
    return answers.problem("No such organization.", 404)


# --- Taxonomies --------------------------------------------------------------------------------------------------------


def _listed(request: HttpRequest, found: list[Record], question: Paging) -> HttpResponseBase:
    for word in question.search.lower().split():
        found = [each for each in found if word in f"{each['name']} {each['description']}".lower()]
    if question.format == "ndjson":
        return answers.lines(found)
    part = found[answers.slices(question.page, question.per_page)]
    return answers.answer(
        request, answers.envelope(part, total=len(found), page=question.page, per_page=question.per_page)
    )


def _terms(request: HttpRequest, question: TermQuestion) -> HttpResponseBase:
    found = reading.taxonomy_terms(language_of(request, question.lang), settings.PUBLIC_ADDRESS)
    if question.taxonomy_id:
        found = [each for each in found if each.get("taxonomy_id") == str(question.taxonomy_id)]
    if question.parent_id:
        found = [each for each in found if each.get("parent_id") == str(question.parent_id)]
    if question.top_only:
        found = [each for each in found if "parent_id" not in each]
    return _listed(request, found, question)


@interface.get("/taxonomies", response={200: shapes.TaxonomyPage, **REFUSALS}, url_name="taxonomies")
def taxonomies(request: HttpRequest, question: Query[TaxonomyQuestion]) -> HttpResponseBase:
    """Lists of words: target groups, kinds, concerns, themes, and the profile's own."""
    return _listed(request, reading.taxonomies(language_of(request, question.lang)), question)


@interface.post("/taxonomies", response={200: shapes.TaxonomyPage, **REFUSALS})
def taxonomies_by_post(request: HttpRequest, question: TaxonomyQuestion) -> HttpResponseBase:
    """The same, with the parameters in the body."""
    return _listed(request, reading.taxonomies(language_of(request, question.lang)), question)


@interface.get("/taxonomies/{key}", response={200: shapes.Taxonomy, **REFUSALS}, url_name="taxonomy")
def taxonomy(request: HttpRequest, key: UUID, lang: str = "") -> HttpResponseBase:
    """One list of words."""
    for each in reading.taxonomies(language_of(request, lang)):
        if each["id"] == str(key):
            return answers.answer(request, each)
    return answers.problem("No such taxonomy.", 404)


@interface.get(
    "/taxonomy_terms", response={200: shapes.TaxonomyTermPage, **REFUSALS}, url_name="taxonomy_terms"
)
def taxonomy_terms(request: HttpRequest, question: Query[TermQuestion]) -> HttpResponseBase:
    """Single words of the lists."""
    return _terms(request, question)


@interface.post("/taxonomy_terms", response={200: shapes.TaxonomyTermPage, **REFUSALS})
def taxonomy_terms_by_post(request: HttpRequest, question: TermQuestion) -> HttpResponseBase:
    """The same, with the parameters in the body."""
    return _terms(request, question)


@interface.get(
    "/taxonomy_terms/{key}", response={200: shapes.TaxonomyTerm, **REFUSALS}, url_name="taxonomy_term"
)
def taxonomy_term(request: HttpRequest, key: UUID, lang: str = "") -> HttpResponseBase:
    """One word."""
    for each in reading.taxonomy_terms(language_of(request, lang), settings.PUBLIC_ADDRESS):
        if each["id"] == str(key):
            return answers.answer(request, each)
    return answers.problem("No such taxonomy term.", 404)
