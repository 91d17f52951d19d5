"""What a place pack states for the directory, as plain values."""

import datetime as dt
from dataclasses import dataclass

from marlerweg.network.rules.facts import Stated


@dataclass(frozen=True, kw_only=True)
class SchoolHolidayFact(Stated):
    name: str
    first: dt.date
    last: dt.date
