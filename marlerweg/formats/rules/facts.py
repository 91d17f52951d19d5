"""What a place pack states about bodies and exchange formats, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass

from marlerweg.network.rules.facts import Stated


@dataclass(frozen=True, kw_only=True)
class SeatFact:
    """A role, an organisation (by key) in a role, or both; `count` places."""

    role: str = ""
    organisation: str = ""
    count: int = 1
    voting: bool | None = None


@dataclass(frozen=True, kw_only=True)
class BodyFact(Stated):
    """References are keys of organisations and bodies and codes of themes in use."""

    key: str
    name: str
    kind: str
    decision_right: str
    mandate: str = ""
    short_name: str = ""
    level: str = "town"
    state: str = "active"
    owner: str = ""
    co_owners: Sequence[str] = ()
    parent: str = ""
    rhythm: str = ""
    meetings_per_year: float | None = None
    minutes_per_meeting: int | None = None
    participants_min: int | None = None
    participants_max: int | None = None
    since: int | None = None
    themes: Sequence[str] = ()
    seats: Sequence[SeatFact] = ()
