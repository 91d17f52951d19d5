"""What stands on a card, as forms and devices say it."""

from dataclasses import dataclass
from typing import Any

from marlerweg.conferences.models import Card, Round
from marlerweg.network.models import District, Organisation, Theme


@dataclass(frozen=True, kw_only=True)
class Said:
    """What stands on a card."""

    text: str
    kind: str = Card.Kind.OBSERVATION
    theme: Theme | None = None
    district: District | None = None
    who_takes_part: str = ""
    offered_by: Organisation | None = None
    round: Round | None = None
    language: str = "de"

    @property
    def fields(self) -> dict[str, Any]:
        return dict(vars(self))
