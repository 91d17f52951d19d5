"""Reads of the room, split by noun."""

from marlerweg.conferences.queries.addressees import Addressee, Circle, addressees, invitations
from marlerweg.conferences.queries.editions import (
    edition,
    editions,
    programme,
    rounds_of,
    tables_of,
    themes_of,
    upcoming,
)
from marlerweg.conferences.queries.ended import ended, forgotten_lists, people_due
from marlerweg.conferences.queries.registrations import (
    Places,
    ahead_of,
    by_calendar_secret,
    by_id,
    by_invitation_secret,
    by_secret,
    places,
    registration,
    registrations,
    search,
)

__all__ = [
    "Addressee",
    "Circle",
    "Places",
    "addressees",
    "ahead_of",
    "by_calendar_secret",
    "by_id",
    "by_invitation_secret",
    "by_secret",
    "edition",
    "editions",
    "ended",
    "forgotten_lists",
    "invitations",
    "people_due",
    "places",
    "programme",
    "registration",
    "registrations",
    "rounds_of",
    "search",
    "tables_of",
    "themes_of",
    "upcoming",
]
