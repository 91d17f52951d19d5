"""Tables of the town's actors, split by noun."""

from marlerweg.network.models.organisation import Organisation
from marlerweg.network.models.theme import Theme, ThemeCrosswalk, ThemeScheme
from marlerweg.network.models.town import District, Town

__all__ = ["District", "Organisation", "Theme", "ThemeCrosswalk", "ThemeScheme", "Town"]
