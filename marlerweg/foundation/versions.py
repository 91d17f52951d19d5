"""Two people at the same text: whoever saves second learns of it instead of overwriting the first."""

from django.db import models
from django.db.models import F


class Stale(Exception):
    """The thing was changed by somebody else since it was read."""


def advance(thing: models.Model, *, expected: int) -> None:
    """Count the thing's `version` up if it is still the expected one; call first, inside the deed's transaction.

    One statement decides, so of two people who save at the same moment exactly one gets through.
    """
    rows = type(thing)._default_manager.filter(pk=thing.pk, version=expected)
    if not rows.update(version=F("version") + 1):
        raise Stale
    thing.version = expected + 1  # type: ignore[attr-defined]
