"""Places: houses that several offers share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.foundation import versions
from marlerweg.network.models import District, Organisation
from marlerweg.network.rules.folding import folded, folded_street
from marlerweg.offers import policies
from marlerweg.offers.actions.recording import announce, require_unless_operator
from marlerweg.offers.models import Place
from marlerweg.offers.rules import content as plain

FACTS = tuple(name for name in plain.Place.__dataclass_fields__ if name not in {"id", "district"})


class NoSuchPlace(Exception):
    """The place that a content names by id is not there any more."""


@transaction.atomic
def add_place(
    fields: Mapping[str, Any], *, by: User | None, at: datetime, organisation: Organisation | None = None
) -> Place:
    """`fields` are columns; `district` is a row or its key."""
    require_unless_operator(by, policies.may_add_place(by))
    place = Place.objects.create(**_columns(fields), organisation=organisation, changed_at=at)
    audit.record(by, "place.added", place)
    return place


@transaction.atomic
def edit_place(
    place: Place, fields: Mapping[str, Any], *, by: User | None, at: datetime, expected_version: int
) -> list[str]:
    """Concerns every offer there; names what changed, raises Stale when somebody else saved meanwhile."""
    require_unless_operator(by, policies.may_edit_place(by, place.organisation_id))
    versions.advance(place, expected=expected_version)
    wanted = _columns(fields)
    changed = [name for name, value in wanted.items() if getattr(place, name) != value]
    for name in changed:
        setattr(place, name, wanted[name])
    place.changed_at = at
    place.save(update_fields=[*changed, "changed_at"])
    audit.record(by, "place.edited", place, fields=changed)
    announce(place.venues.values_list("offer", flat=True))
    return changed


def find_or_add(wanted: plain.Place, *, at: datetime) -> Place:
    """By id; else the place of that name in that street, or a new one with these facts."""
    if wanted.id:
        return _by_id(wanted)
    known = Place.objects.filter(postcode=wanted.postcode) if wanted.postcode else Place.objects.all()
    mark = _mark(wanted.name, wanted.street)
    for place in known.order_by("pk"):
        if _mark(place.name, place.street) == mark:
            return place
    columns = _columns({**{name: getattr(wanted, name) for name in FACTS}, "district": wanted.district})
    return Place.objects.create(**columns, changed_at=at)


def _by_id(wanted: plain.Place) -> Place:
    try:
        return Place.objects.get(pk=UUID(wanted.id))
    except (Place.DoesNotExist, ValueError, ValidationError):
        raise NoSuchPlace(str(wanted)) from None


def _mark(name: str, street: str) -> tuple[str, str]:
    return folded(name), folded_street(street)


def _columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: fields[name] for name in FACTS if name in fields}
    columns |= {name: fields[name] for name in ("openstreetmap",) if name in fields}
    if "district" in fields:
        district = fields["district"]
        columns["district"] = (
            District.objects.filter(key=district).first() if isinstance(district, str) else district
        )
    return columns
