"""Every write of the network, split by noun."""

from marlerweg.network.actions.place import (
    settle_districts,
    settle_organisations,
    settle_sources,
    settle_themes,
    settle_town,
)
from marlerweg.network.actions.settling import Settled, UnknownKey

__all__ = [
    "Settled",
    "UnknownKey",
    "settle_districts",
    "settle_organisations",
    "settle_sources",
    "settle_themes",
    "settle_town",
]
