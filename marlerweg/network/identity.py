"""The town's name and colours for every page and paper, from its one row."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError

from marlerweg.network.queries.places import town
from marlerweg.ui.identity import Identity

KEY = "network.identity"
SECONDS = 0 if settings.TESTING else 30


def current() -> Identity:
    """Read at most twice a minute; before the tables exist the house shows itself without a town."""
    known: Identity | None = cache.get(KEY)
    if known is None:
        known = read()
        cache.set(KEY, known, SECONDS)
    return known


def read() -> Identity:
    try:
        here = town()
    except DatabaseError:
        return Identity()
    if here is None:
        return Identity()
    return Identity(
        name=here.programme_name,
        town=here.name,
        town_with_preposition=f"in {here.name}",
        colour=here.colour,
        sender=here.sender or here.official_name,
        mail=here.mail,
    )
