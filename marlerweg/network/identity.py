"""The town's name and colours for every page and paper, from its one row."""

import time

from django.conf import settings
from django.db import DatabaseError

from marlerweg.network.queries.places import town
from marlerweg.ui.identity import Identity

SECONDS = 0 if settings.TESTING else 30
# What this process read last, and until when it counts; a changed name may take half a minute to show.
_read: tuple[float, Identity] = (0, Identity())


def current() -> Identity:
    """Before the tables exist the house shows itself without a town."""
    global _read  # noqa: PLW0603 - one town per installation
    until, known = _read
    if time.monotonic() >= until:
        known = read()
        _read = (time.monotonic() + SECONDS, known)
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
        extra={**here.legal},
    )
