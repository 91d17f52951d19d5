"""The records of HSDS 3.1.3 as types: what the OpenAPI document says, and what an import is checked against.

Names, required members and enumerations follow the specification; more members than these are allowed everywhere.
"""

from datetime import date, datetime
from typing import Any, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, ModelWrapValidatorHandler, model_validator


class Record(Schema):
    """Every record has an id; whatever else a source says is kept beside it."""

    model_config = ConfigDict(extra="allow", coerce_numbers_to_str=True)

    id: UUID

    @model_validator(mode="wrap")
    @classmethod
    def _run_root_validator(cls, values: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """In place of ninja's: documents are checked as they are, not member by member through a getter for rows."""
        return handler(values)


class Taxonomy(Record):
    name: str
    description: str
    uri: str | None = None
    version: str | None = None


class TaxonomyTerm(Record):
    name: str
    description: str
    code: str | None = None
    parent_id: UUID | None = None
    taxonomy: str | None = None
    taxonomy_detail: Taxonomy | None = None
    taxonomy_id: UUID | None = None
    language: str | None = None
    term_uri: str | None = None


class Attribute(Record):
    link_id: UUID | None = None
    taxonomy_term_id: UUID | None = None
    link_type: str | None = None
    link_entity: str | None = None
    value: str | None = None
    label: str | None = None
    taxonomy_term: TaxonomyTerm | None = None


class Linked(Record):
    attributes: list[Attribute] = Field(default_factory=list)
    metadata: list[dict[str, Any]] = Field(default_factory=list)


class Language(Linked):
    name: str | None = None
    code: str | None = None
    note: str | None = None


class Phone(Linked):
    number: str
    extension: float | None = None
    type: str | None = None
    description: str | None = None
    languages: list[Language] = Field(default_factory=list)


class Contact(Linked):
    name: str | None = None
    title: str | None = None
    department: str | None = None
    email: str | None = None
    phones: list[Phone] = Field(default_factory=list)


class Url(Linked):
    url: str
    label: str | None = None


class Schedule(Linked):
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    timezone: float | None = None
    until: date | None = None
    count: float | None = None
    wkst: Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"] | None = None
    freq: Literal["WEEKLY", "MONTHLY"] | None = None
    interval: float | None = None
    byday: str | None = None
    byweekno: str | None = None
    bymonthday: str | None = None
    byyearday: str | None = None
    description: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None
    schedule_link: str | None = None
    attending_type: str | None = None
    notes: str | None = None


class Address(Linked):
    address_1: str
    city: str
    state_province: str
    postal_code: str
    country: str
    address_type: Literal["physical", "postal", "virtual"]
    attention: str | None = None
    address_2: str | None = None
    region: str | None = None


class Accessibility(Linked):
    description: str | None = None
    details: str | None = None
    url: str | None = None


class Location(Linked):
    location_type: Literal["physical", "postal", "virtual"]
    url: str | None = None
    organization_id: UUID | None = None
    name: str | None = None
    alternate_name: str | None = None
    description: str | None = None
    transportation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    external_identifier: str | None = None
    external_identifier_type: str | None = None
    languages: list[Language] = Field(default_factory=list)
    addresses: list[Address] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    accessibility: list[Accessibility] = Field(default_factory=list)
    phones: list[Phone] = Field(default_factory=list)
    schedules: list[Schedule] = Field(default_factory=list)


class ServiceArea(Linked):
    name: str | None = None
    description: str | None = None
    extent: str | None = None
    extent_type: str | None = None
    uri: str | None = None


class ServiceAtLocation(Linked):
    service_id: UUID | None = None
    location_id: UUID | None = None
    description: str | None = None
    service_areas: list[ServiceArea] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    phones: list[Phone] = Field(default_factory=list)
    schedules: list[Schedule] = Field(default_factory=list)
    location: Location | None = None


class CostOption(Linked):
    valid_from: date | None = None
    valid_to: date | None = None
    option: str | None = None
    currency: str | None = None
    amount: float | None = None
    amount_description: str | None = None


class RequiredDocument(Linked):
    document: str | None = None
    uri: str | None = None


class Unit(Linked):
    name: str
    scheme: str | None = None
    identifier: str | None = None
    uri: str | None = None


class Capacity(Linked):
    unit: Unit | None = None
    available: float
    updated: datetime
    maximum: float | None = None
    description: str | None = None


class Funding(Linked):
    source: str | None = None


class Program(Linked):
    name: str
    description: str
    alternate_name: str | None = None


class Identifier(Linked):
    identifier_type: str
    identifier: str
    identifier_scheme: str | None = None


class Organization(Linked):
    name: str
    description: str
    alternate_name: str | None = None
    email: str | None = None
    website: str | None = None
    additional_websites: list[Url] = Field(default_factory=list)
    tax_status: str | None = None
    tax_id: str | None = None
    year_incorporated: float | None = None
    legal_status: str | None = None
    logo: str | None = None
    uri: str | None = None
    parent_organization_id: UUID | None = None
    funding: list[Funding] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    phones: list[Phone] = Field(default_factory=list)
    locations: list[Location] = Field(default_factory=list)
    programs: list[Program] = Field(default_factory=list)
    organization_identifiers: list[Identifier] = Field(default_factory=list)


Status = Literal["active", "inactive", "defunct", "temporarily closed"]


class Service(Linked):
    name: str
    status: Status
    organization_id: UUID | None = None
    program_id: UUID | None = None
    alternate_name: str | None = None
    description: str | None = None
    url: str | None = None
    additional_urls: list[Url] = Field(default_factory=list)
    email: str | None = None
    interpretation_services: str | None = None
    application_process: str | None = None
    fees_description: str | None = None
    accreditations: str | None = None
    wait_time: str | None = Field(None, deprecated=True)
    fees: str | None = Field(None, deprecated=True)
    licenses: str | None = Field(None, deprecated=True)
    eligibility_description: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    assured_date: date | None = None
    assurer_email: str | None = None
    alert: str | None = None
    last_modified: datetime | None = None
    phones: list[Phone] = Field(default_factory=list)
    schedules: list[Schedule] = Field(default_factory=list)
    service_areas: list[ServiceArea] = Field(default_factory=list)
    service_at_locations: list[ServiceAtLocation] = Field(default_factory=list)
    languages: list[Language] = Field(default_factory=list)
    organization: Organization | None = None
    funding: list[Funding] = Field(default_factory=list)
    cost_options: list[CostOption] = Field(default_factory=list)
    program: Program | None = None
    required_documents: list[RequiredDocument] = Field(default_factory=list)
    contacts: list[Contact] = Field(default_factory=list)
    capacities: list[Capacity] = Field(default_factory=list)


class Page(Schema):
    """The paging envelope: counts of records and pages; the first page has number 1."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool


class ServicePage(Page):
    contents: list[Service]


class OrganizationPage(Page):
    contents: list[Organization]


class ServiceAtLocationPage(Page):
    contents: list[ServiceAtLocation]


class TaxonomyPage(Page):
    contents: list[Taxonomy]


class TaxonomyTermPage(Page):
    contents: list[TaxonomyTerm]


class Home(Schema):
    """Where a machine begins."""

    version: str
    profile: str
    openapi_url: str
    title: str
    description: str
    publisher: str


class Problem(Schema):
    """What was wrong with the request, and where."""

    detail: str
