"""What a place pack states about the Kodex, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from marlerweg.network.rules.facts import Stated, Texts


@dataclass(frozen=True, kw_only=True)
class VersionFact(Stated):
    code: str
    name: str
    year: int | None = None
    adopted_on: date | None = None
    adopted_by: str = ""
    introduction: str = ""
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class EntryFact(Stated):
    """`version` is a code; codes of entries are unique over all versions of a pack."""

    version: str
    code: str
    names: Texts
    text: str = ""
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class ValueFact(EntryFact):
    pass


@dataclass(frozen=True, kw_only=True)
class ActionFieldFact(EntryFact):
    """`themes` are codes of the theme scheme in use."""

    themes: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class GoalFact(EntryFact):
    action_field: str = ""


@dataclass(frozen=True, kw_only=True)
class NamedMeasureFact(EntryFact):
    action_fields: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class ValueCrosswalkFact(Stated):
    """`kind` is same, narrower, wider or related, seen from the source."""

    source: str
    target: str
    kind: str
