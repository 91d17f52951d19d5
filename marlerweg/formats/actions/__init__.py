"""Every write about bodies, split by noun."""

from marlerweg.formats.actions.place import settle_bodies

__all__ = ["settle_bodies"]
