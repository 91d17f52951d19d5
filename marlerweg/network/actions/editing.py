"""What every edit in this room shares: nobody overwrites what somebody else has saved meanwhile."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, models, transaction

MANY = {"districts", "themes", "run_by"}


class EditConflict(Exception):
    """Somebody else saved since the form was opened."""

    def __init__(self, thing: models.Model) -> None:
        super().__init__(str(thing.pk))
        self.thing = thing


class AlreadyThere(Exception):
    """The database holds the same already; each stands once."""


class Circular(Exception):
    """An organisation cannot stand above itself."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def write(thing: Any, fields: Mapping[str, Any], *, version: int) -> list[str]:
    """Write what differs, count the version on, and name the changed fields; raises EditConflict."""
    claimed = type(thing)._base_manager.filter(pk=thing.pk, version=version)
    if not claimed.update(version=version + 1):
        raise EditConflict(thing)
    thing.version = version + 1
    return assign(thing, fields)


@contextmanager
def once() -> Iterator[None]:
    """Turns the database's refusal of a double into AlreadyThere, with everything else of the deed undone."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as double:
        raise AlreadyThere from double


def assign(thing: Any, fields: Mapping[str, Any]) -> list[str]:
    """Set what differs, plain columns first; gives the names of what changed."""
    plain = [name for name, value in fields.items() if name not in MANY and getattr(thing, name) != value]
    for name in plain:
        setattr(thing, name, fields[name])
    if plain:
        thing.save(update_fields=plain)
    many = [name for name in fields if name in MANY and _differs(thing, name, fields[name])]
    for name in many:
        getattr(thing, name).set(fields[name])
    return [*plain, *many]


def _differs(thing: Any, name: str, wanted: Iterable[models.Model]) -> bool:
    before = {row.pk for row in getattr(thing, name).all()}
    return before != {row.pk for row in wanted}
