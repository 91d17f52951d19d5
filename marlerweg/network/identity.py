"""The town's name and colours, handed down to pages and papers."""

from marlerweg.network.queries.places import town
from marlerweg.ui.identity import Identity


def current() -> Identity:
    here = town()
    if here is None:
        return Identity()
    return Identity(
        name=here.programme_name,
        town=here.official_name or here.name,
        town_with_preposition=f"in {here.name}",
        colour=here.colour,
        sender=here.sender or here.official_name,
        mail=here.mail,
    )
