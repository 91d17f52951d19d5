"""Tables of the town's actors, split by noun."""

from marlerweg.network.models.contact import Address, ContactDetail
from marlerweg.network.models.engagement import Engagement
from marlerweg.network.models.fact import Fact, spoken
from marlerweg.network.models.hygiene import Distinction, Merge
from marlerweg.network.models.intake import ColumnAssignment, Intake
from marlerweg.network.models.organisation import Organisation
from marlerweg.network.models.person import Person, Position
from marlerweg.network.models.theme import Theme, ThemeCrosswalk, ThemeScheme
from marlerweg.network.models.town import District, DistrictAlias, Source, Town
from marlerweg.network.models.visibility import Visibility

__all__ = [
    "Address",
    "ColumnAssignment",
    "ContactDetail",
    "Distinction",
    "District",
    "DistrictAlias",
    "Engagement",
    "Fact",
    "Intake",
    "Merge",
    "Organisation",
    "Person",
    "Position",
    "Source",
    "Theme",
    "ThemeCrosswalk",
    "ThemeScheme",
    "Town",
    "Visibility",
    "spoken",
]
