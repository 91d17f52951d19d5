"""The kinds of facts a pack is made of; their fields are the fields of its files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from marlerweg.places.reading import Named, Refers

Texts = Mapping[str, str]  # language → text
Words = Mapping[str, tuple[str, ...]]  # language → words

SourceKey = Annotated[str, Refers("sources")]
DistrictKey = Annotated[str, Refers("districts")]
SchemeKey = Annotated[str, Refers("schemes")]
ThemeKey = Annotated[str, Refers("themes")]
VersionKey = Annotated[str, Refers("kodex_versions")]
ValueKey = Annotated[str, Refers("values")]
ActionFieldKey = Annotated[str, Refers("action_fields")]
OrganisationKey = Annotated[str, Refers("organisations")]
FormatKey = Annotated[str, Refers("formats")]
LevelKey = Annotated[str, Refers("levels")]
PopulationDefinitionKey = Annotated[str, Refers("population_definitions")]
IndicatorKey = Annotated[str, Refers("indicators")]

Height = Literal["town", "kreis", "land", "bund"]
Relation = Literal["same", "narrower", "wider", "related"]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What every statement carries: where it is from, and what about it is not certain."""

    source: tuple[SourceKey, ...] = ()  # required; `rules` says so in better words than reading could
    note: str = ""
    open: tuple[str, ...] = ()
    confirm: bool = False  # the source itself asks to be checked
    inferred: bool = False  # concluded from the source, not said by it


@dataclass(frozen=True, kw_only=True)
class Entry(Fact):
    key: str


@dataclass(frozen=True, kw_only=True)
class Source:
    key: str
    title: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Colours:
    primary: str
    on_primary: str
    accent: str


@dataclass(frozen=True, kw_only=True)
class Legal:
    """What only the town can say on its legal pages; functions and mailboxes, never a person's name."""

    body: str = ""
    represented_by: str = ""
    address: str = ""
    phone: str = ""
    mail: str = ""
    hosting: str = ""
    data_protection_mail: str = ""
    data_protection_law: str = ""
    supervisory_authority: str = ""
    accessibility_mail: str = ""
    accessibility_law: str = ""
    accessibility_stated_on: dt.date | None = None
    enforcement: str = ""


@dataclass(frozen=True, kw_only=True)
class Town(Entry):
    name: str
    official_name: str
    programme: str
    ags: str
    status: str
    kreis: str
    regierungsbezirk: str = ""
    land: str
    land_code: str
    area_km2: float | None = None
    time_zone: str
    default_language: str
    public_languages: tuple[str, ...]
    sender: str
    colours: Colours
    legal: Legal = field(default_factory=Legal)


@dataclass(frozen=True, kw_only=True)
class Population(Entry):
    basis: Literal["register", "official"]
    count: int
    as_of: dt.date | None = None
    period: str = ""


@dataclass(frozen=True, kw_only=True)
class District(Entry):
    official_key: str
    name: str
    tile: tuple[int, int]  # column, row on a drawn map; no geography
    residential: bool = True
    inhabitants: int | None = None
    inhabitants_as_of: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Alias(Fact):
    """An everyday name; it may mean several districts, or one that is not known yet."""

    name: str
    districts: tuple[DistrictKey, ...]


@dataclass(frozen=True, kw_only=True)
class Scheme(Entry):
    """One cut of the themes: of a conference edition, or the one the town works with."""

    name: Texts
    kind: Literal["conference", "working"]
    current: bool = False
    held_on: dt.date | None = None
    took_place: Literal["yes", "unknown"] = "yes"
    form: str = ""
    venue: str = ""
    participants: int | None = None


@dataclass(frozen=True, kw_only=True)
class Theme(Entry):
    scheme: SchemeKey
    name: Texts
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Crosswalk(Fact):
    """`narrower`: the theme it leads to is narrower than the one it comes from."""

    origin: Annotated[ThemeKey, Named("from")]
    target: Annotated[ThemeKey, Named("to")]
    kind: Relation


@dataclass(frozen=True, kw_only=True)
class KodexVersion(Entry):
    name: str
    year: int
    current: bool = False
    adopted: str = ""


@dataclass(frozen=True, kw_only=True)
class Value(Entry):
    version: VersionKey
    name: Texts


@dataclass(frozen=True, kw_only=True)
class ValueCrosswalk(Fact):
    origin: Annotated[ValueKey, Named("from")]
    target: Annotated[ValueKey, Named("to")]
    kind: Relation


@dataclass(frozen=True, kw_only=True)
class ActionField(Entry):
    version: VersionKey
    name: Texts
    themes: tuple[ThemeKey, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Goal(Entry):
    version: VersionKey
    text: Texts
    action_field: ActionFieldKey | None = None


@dataclass(frozen=True, kw_only=True)
class NamedMeasure(Entry):
    version: VersionKey
    name: Texts
    action_fields: tuple[ActionFieldKey, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Organisation(Entry):
    name: str
    short: str = ""
    kind: Literal[
        "office", "welfare", "association", "migrant_organisation", "faith", "school", "childcare",
        "neighbourhood_office", "politics", "business", "initiative", "other",
    ]  # fmt: skip
    level: Height = "town"
    part_of: OrganisationKey | None = None
    umbrella: OrganisationKey | None = None
    run_by: tuple[OrganisationKey, ...] = ()
    tasks: str = ""
    since: int | None = None
    street: str = ""
    seat: str = ""  # only where it is not the town itself
    district: DistrictKey | None = None
    languages: tuple[str, ...] = ()
    website: str = ""


@dataclass(frozen=True, kw_only=True)
class Member:
    role: str
    organisation: OrganisationKey | None = None
    seats: int | None = None
    voting: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Format(Entry):
    """A body or a regular exchange."""

    name: str
    short: str = ""
    kind: Literal[
        "steering_group", "working_group", "project_group", "conference_series", "council", "committee",
        "integration_council", "association_group", "exchange", "network", "upper_level",
    ]  # fmt: skip
    mandate: str
    decision_right: Literal["informs", "advises", "decides"]
    level: Height
    state: Literal["active", "trial", "ended"] = "active"
    owner: OrganisationKey
    co_owners: tuple[OrganisationKey, ...] = ()
    parent: FormatKey | None = None
    rhythm: str
    meetings_per_year: float | None = None
    minutes: int | None = None
    participants_min: int | None = None
    participants_max: int | None = None
    since: int | None = None
    themes: tuple[ThemeKey, ...] = ()
    members: Annotated[tuple[Member, ...], Named("member")] = ()


@dataclass(frozen=True, kw_only=True)
class LegalSphere(Entry):
    short: str
    name: Texts
    office: OrganisationKey | None = None


@dataclass(frozen=True, kw_only=True)
class ProcessStep(Entry):
    name: Texts
    meaning: str
    themes: tuple[ThemeKey, ...] = ()
    organisations: tuple[OrganisationKey, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Level(Entry):
    """A height of decision, and the heights it may refer a need to."""

    name: Texts
    refers_to: tuple[LevelKey, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recipient(Entry):
    """Who receives what is referred: a body, or an authority where there is no body."""

    level: LevelKey
    format: FormatKey | None = None
    organisation: OrganisationKey | None = None
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PopulationDefinition(Entry):
    name: Texts
    definition: str


@dataclass(frozen=True, kw_only=True)
class Indicator(Entry):
    number: str
    name: Texts
    numerator: str
    denominator: str = ""
    unit: str
    direction: Literal["up", "down", "context"]
    definition: Literal["S", "L", "D"]  # stated in a source, listed by name, proposed by the domain
    holder: str
    available: tuple[Literal["district", "town", "kreis", "region", "land", "survey", "platform"], ...]
    population_definition: PopulationDefinitionKey | None = None
    themes: tuple[ThemeKey, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Observation(Entry):
    """A counted figure; rates are computed, and one that is only printed is kept apart as such."""

    counted: str
    population: str
    count: int | None = None
    of: int | None = None
    of_counted: str = ""
    published_rate: float | None = None
    precision: Literal["exact", "about", "almost", "more_than"] = "exact"
    as_of: dt.date | None = None
    period: str = ""
    area: Literal["district", "town", "kreis"] = "town"
    district: DistrictKey | None = None
    indicator: IndicatorKey | None = None
    population_definition: PopulationDefinitionKey | None = None


@dataclass(frozen=True, kw_only=True)
class SchoolHoliday(Fact):
    """One stretch of school holidays of the Land; both days belong to it."""

    name: str
    first: dt.date
    last: dt.date
