"""The directory in the tenfold and the hundredfold town: the same offers again under other names, at places nearby."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from random import Random
from typing import Any, Protocol
from uuid import UUID

from django.db import models
from django.db.models import Max

from marlerweg.offers.models import (
    Change,
    Condition,
    Confirmation,
    ContactWay,
    Mistake,
    Offer,
    OfferText,
    Place,
    Proposal,
    Reminder,
    Revision,
    Slot,
    Venue,
)

COPIED: tuple[type[models.Model], ...] = (
    Place,
    Offer,
    OfferText,
    Venue,
    Slot,
    Change,
    Condition,
    ContactWay,
    Confirmation,
    Revision,
    Proposal,
    Mistake,
    Reminder,
)
LISTS = (Offer.partners, Offer.themes, Offer.terms, Offer.districts)
APART = 0.004  # degrees: a few hundred metres between a place and its copy


class Copy(Protocol):
    """The further year that is being made."""

    times: int
    chance: Random

    def again(self, identifier: UUID) -> UUID: ...
    def renumbered(self, text: str) -> str: ...
    def place(self, position: int) -> str: ...


def rows_of(model: type[models.Model]) -> Iterable[models.Model]:
    """Of the history only the last state: the rest would be most of the database and say nothing new."""
    if model is not Revision:
        return model._default_manager.all()
    last = Offer.objects.annotate(last=Max("revisions__number")).values_list("pk", "last")
    numbers = dict(last)
    return [each for each in Revision.objects.all() if numbers[each.offer_id] == each.number]


def _place(made: Copy, row: Any, original: Any) -> None:
    row.name = f"{row.name[:150]} {made.times + 1}"
    if row.latitude is not None and row.longitude is not None:
        row.latitude += made.chance.uniform(-APART, APART)
        row.longitude += made.chance.uniform(-APART, APART)


def _offer(made: Copy, row: Any, original: Any) -> None:
    row.slug = f"{row.slug[:110]}-{made.times}"
    row.founded_by = made.renumbered(row.founded_by)


def _text(made: Copy, row: Any, original: Any) -> None:
    row.title = f"{row.title[:130]} – {made.place(0)}"


def _revision(made: Copy, row: Any, original: Any) -> None:
    venues = [_moved(made, venue) for venue in row.content.get("venues", ())]
    founded_by = made.renumbered(row.content["founded_by"])
    row.content = {**row.content, "venues": venues, "founded_by": founded_by}


def _moved(made: Copy, venue: Mapping[str, Any]) -> Mapping[str, Any]:
    place = venue["place"]
    return {**venue, "place": {**place, "id": str(made.again(UUID(place["id"])))}}


def _reminder(made: Copy, row: Any, original: Any) -> None:
    row.token_hash = sha256(row.pk.bytes).hexdigest()


SPECIAL: Mapping[type[models.Model], Callable[[Copy, Any, Any], None]] = {
    Place: _place,
    Offer: _offer,
    OfferText: _text,
    Revision: _revision,
    Reminder: _reminder,
}
