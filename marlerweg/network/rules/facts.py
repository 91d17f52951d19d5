"""What a place pack states about the town's actors, as plain values; rooms above add their own kinds of facts."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

Texts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What every fact carries: where it is from, and what about it is not certain."""

    sources: Sequence[str] = ()
    note: str = ""
    open_questions: Sequence[str] = ()
    to_be_confirmed: bool = False
    inferred: bool = False

    def digest(self) -> str:
        """Changes exactly when the fact changes."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()

    def certainty(self) -> dict[str, Any]:
        return {
            "sources": list(self.sources),
            "note": self.note,
            "open_questions": list(self.open_questions),
            "to_be_confirmed": self.to_be_confirmed,
            "inferred": self.inferred,
        }


@dataclass(frozen=True, kw_only=True)
class SourceFact:
    key: str
    title: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TownFact(Stated):
    """`pack` is the folder's name; `official_key` the eight digits of the Gemeindeschlüssel."""

    pack: str
    name: str
    programme_name: str
    official_key: str
    colour: str
    official_name: str = ""
    status: str = ""
    county: str = ""
    government_region: str = ""
    state: str = ""
    state_code: str = ""
    area_km2: float | None = None
    time_zone: str = "Europe/Berlin"
    default_language: str = "de"
    public_languages: Sequence[str] = ("de",)
    on_colour: str = "#ffffff"
    accent: str = ""
    sender: str = ""
    mail: str = ""
    legal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DistrictFact(Stated):
    """`key` is the official one, `code` the word by which the rest of the pack refers to it."""

    key: str
    code: str
    name: str
    tile: tuple[int, int] = (0, 0)
    residential: bool = True
    inhabitants: int | None = None
    inhabitants_as_of: date | None = None


@dataclass(frozen=True, kw_only=True)
class AliasFact(Stated):
    """`districts` are codes; none means that nobody has placed the name yet."""

    name: str
    districts: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class SchemeFact(Stated):
    code: str
    names: Texts
    kind: str = "working"
    valid_from: date | None = None
    took_place: bool | None = None
    form: str = ""
    venue: str = ""
    participants: int | None = None
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class ThemeFact(Stated):
    scheme: str
    code: str
    names: Texts
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class CrosswalkFact(Stated):
    """`kind` is same, narrower, wider or related, seen from the source."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class OrganisationFact(Stated):
    """References are keys of other organisations and codes of districts and themes."""

    key: str
    name: str
    kind: str
    short_name: str = ""
    level: str = "town"
    part_of: str = ""
    umbrella: str = ""
    run_by: Sequence[str] = ()
    tasks: str = ""
    since: int | None = None
    street: str = ""
    postcode: str = ""
    place: str = ""
    district: str = ""
    districts: Sequence[str] = ()
    themes: Sequence[str] = ()
    languages: Sequence[str] = ()
    website: str = ""
