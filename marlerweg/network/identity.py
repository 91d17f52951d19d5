"""The town's name and colours for every page and paper, from its one row."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save

from marlerweg.network.models import Town
from marlerweg.ui.identity import Identity

KEY = "network.identity"
SECONDS = 0 if settings.TESTING else 30


def of_town() -> Identity:
    """Read at most twice a minute; before the tables exist the house shows itself without a town."""
    known: Identity | None = cache.get(KEY)
    if known is None:
        known = read()
        cache.set(KEY, known, SECONDS)
    return known


def read() -> Identity:
    try:
        town = Town.objects.first()
    except DatabaseError:
        return Identity()
    if town is None:
        return Identity()
    return Identity(
        name=town.programme_name,
        town=town.name,
        town_with_preposition=town.official_name or town.name,
        colour=town.colour,
        sender=town.sender,
        mail=town.mail,
    )


def forget(**_signal: Any) -> None:
    cache.delete(KEY)


def watch() -> None:
    post_save.connect(forget, sender=Town, dispatch_uid="network.identity.saved")
    post_delete.connect(forget, sender=Town, dispatch_uid="network.identity.deleted")
