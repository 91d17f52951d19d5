"""Reads of the room, split by noun."""

from marlerweg.conferences.queries.editions import (
    edition,
    editions,
    programme,
    rounds_of,
    tables_of,
    themes_of,
    upcoming,
)
from marlerweg.conferences.queries.registrations import (
    Places,
    by_calendar_secret,
    by_secret,
    places,
    registration,
    registrations,
)

__all__ = [
    "Places",
    "by_calendar_secret",
    "by_secret",
    "edition",
    "editions",
    "places",
    "programme",
    "registration",
    "registrations",
    "rounds_of",
    "tables_of",
    "themes_of",
    "upcoming",
]
