"""What an answer says of the town around the offers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True)
class Named:
    """A term or theme as HSDS shows it."""

    id: UUID
    code: str
    name: str
    description: str
    taxonomy: str
    taxonomy_id: UUID
    parent_id: UUID | None = None
    uri: str = ""


@dataclass(frozen=True)
class Town:
    """What the projection must know of the town beside the offers; looked up once per answer."""

    name: str = ""
    state: str = ""
    state_code: str = "NW"
    zone: str = "Europe/Berlin"
    address: str = ""
    today: dt.date = dt.date(2026, 1, 1)
    districts: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Named] = field(default_factory=dict)
    themes: Mapping[str, Named] = field(default_factory=dict)
    school_holidays: tuple[tuple[str, dt.date, dt.date], ...] = ()
