"""What follows from the cards: related ones become one need, photos are looked at before anybody else sees them."""

import uuid
from datetime import datetime

from django.db import transaction

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.actions.cards import Writer
from marlerweg.conferences.models import Card, CardPhoto
from marlerweg.conferences.photos import redrawn
from marlerweg.conferences.queries import group_of
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.way import actions as way
from marlerweg.way.models import Need

MOST_PHOTOS = 5


class NotHandedIn(Exception):
    """A card of the group has no number yet."""


class TooManyPhotos(Exception):
    """A card carries only so much."""


@transaction.atomic
def open_need_from(card: Card, title: str, *, by: User, at: datetime) -> Need:
    """The card and all that were joined into it, as one need of which each knows where it came from."""
    require(policies.may_open_need(by))
    group = group_of(card)
    voices = [each.contribution for each in group if each.contribution is not None]
    if len(voices) < len(group):
        raise NotHandedIn
    theme = card.theme or (card.table.theme if card.table else None)
    if theme is None:
        raise Refused(conceal())
    districts = {each.district for each in group if each.district}
    need = way.open_need(title, theme=theme, districts=districts, contributions=voices, by=by, at=at)
    audit.record(by, "card.became_need", card, need=need.number)
    return need


@transaction.atomic
def add_photo(card: Card, content: bytes, description: str, *, writer: Writer, at: datetime) -> CardPhoto:
    """Drawn anew without what the camera wrote into it. Raises NoPicture, TooManyPhotos."""
    if card.table is None:
        raise Refused(conceal())
    require(policies.may_capture(writer, card.table, at=at))
    if card.photos.count() >= MOST_PHOTOS:
        raise TooManyPhotos
    photo = CardPhoto.objects.create(
        id=uuid.uuid4(),
        card=card,
        content=redrawn(content),
        media_type="image/jpeg",
        description=description,
        taken_at=at,
    )
    by = writer if isinstance(writer, User) else None
    audit.record(by, "card.photo_added", card)
    return photo


@transaction.atomic
def approve_photo(photo: CardPhoto, *, by: User, at: datetime) -> CardPhoto:
    """Somebody looked: no face, no name on it that should not be there."""
    require(policies.may_organise(by))
    photo.approved_at = at
    photo.save(update_fields=["approved_at"])
    audit.record(by, "card.photo_approved", photo.card)
    return photo


@transaction.atomic
def remove_photo(photo: CardPhoto, *, by: User) -> None:
    require(policies.may_organise(by))
    audit.record(by, "card.photo_removed", photo.card)
    photo.delete()
