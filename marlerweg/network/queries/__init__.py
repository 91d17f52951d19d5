"""Every read of the network, split by noun; each takes the viewer and gives only what the viewer may see."""

from marlerweg.network.queries.engagement import engagements, matches_for
from marlerweg.network.queries.organisation import organisations, visible_addresses, visible_contacts
from marlerweg.network.queries.person import people
from marlerweg.network.queries.places import districts, find_district, town
from marlerweg.network.queries.themes import current_themes, follow, schemes

__all__ = [
    "current_themes",
    "districts",
    "engagements",
    "find_district",
    "follow",
    "matches_for",
    "organisations",
    "people",
    "schemes",
    "town",
    "visible_addresses",
    "visible_contacts",
]
