"""What is done with cards at a table and in the evening; a card that has its number on the Way keeps its words."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marlerweg.accounts.models import User
from marlerweg.audit import actions as audit
from marlerweg.conferences import policies
from marlerweg.conferences.models import Card, Edition, HostLink, Table
from marlerweg.conferences.rules.cards import moved, would_circle
from marlerweg.conferences.said import Said
from marlerweg.foundation import clock, versions
from marlerweg.foundation.decisions import Refused, conceal, require
from marlerweg.foundation.undo import CannotUndo, undoable
from marlerweg.foundation.words import Text
from marlerweg.network.actions.editing import assign
from marlerweg.way.actions import take_down

Writer = HostLink | User
MOST_PER_TABLE = 200


class TableFull(Exception):
    """More cards than a table of people can have written."""


class CardHasItsNumber(Exception):
    """It went on the Way; its words stay as they were handed in."""


class GoesInACircle(ValueError):
    """A card cannot be part of one that is part of it."""


@transaction.atomic
def write_card(
    table: Table, said: Said, *, writer: Writer, at: datetime, client_id: UUID | None = None
) -> Card:
    """The same `client_id` is the same card, however often a device sends it; its newer words count. Raises TableFull."""
    held = _held(table)
    if client_id and (known := Card.objects.filter(client_id=client_id).first()):
        if known.table_id != held.pk:
            raise Refused(conceal())
        return _with_newer_words(known, said, held, writer=writer, at=at)
    require(policies.may_capture(writer, held, at=at))
    count = held.cards.count()
    if count >= MOST_PER_TABLE:
        raise TableFull
    card = Card.objects.create(
        edition=held.edition,
        table=held,
        position=count + 1,
        client_id=client_id or uuid.uuid4(),
        written_at=at,
        **{**said.fields, "theme": said.theme or held.theme},
    )
    _note(writer, "card.written", card)
    return card


@transaction.atomic
def edit_card(card: Card, said: Said, *, expected: int, writer: Writer, at: datetime) -> Card:
    """Raises Stale when the other host saved meanwhile, CardHasItsNumber once it was handed in."""
    held = _opened(card, writer, at=at)
    _take_words(held, said, expected=expected, writer=writer)
    return held


@transaction.atomic
def shift_card(card: Card, places: int, *, writer: Writer, at: datetime) -> None:
    table = _held(card.table)
    require(policies.may_capture(writer, table, at=at))
    order = list(table.cards.order_by("position", "written_at").values_list("pk", flat=True))
    for position, key in enumerate(moved(order, card.pk, places), start=1):
        Card.objects.filter(pk=key).exclude(position=position).update(position=position)


@transaction.atomic
def withdraw_card(card: Card, *, writer: Writer, at: datetime) -> Card:
    """Struck out, not deleted; it can come back."""
    return _struck(_opened(card, writer, at=at), at, "card.withdrawn", writer)


@transaction.atomic
def restore_card(card: Card, *, writer: Writer, at: datetime) -> Card:
    return _struck(_opened(card, writer, at=at), None, "card.restored", writer)


def _struck(held: Card, at: datetime | None, event: str, writer: Writer) -> Card:
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    _note(writer, event, held)
    return held


@transaction.atomic
def join_card(card: Card, into: Card, *, writer: Writer, at: datetime) -> Card:
    """Means the same; both keep their words. A host joins within the table, the office across tables."""
    edition = Edition.objects.select_for_update().get(pk=card.edition_id)
    _require_joining(writer, card, into, edition, at=at)
    if would_circle(card.pk, into.pk, _joinings(edition)):
        raise GoesInACircle
    Card.objects.filter(pk=card.pk).update(joined_into=into)
    card.refresh_from_db()
    _note(writer, "card.joined", card, into=str(into.pk))
    return card


@transaction.atomic
def split_card(card: Card, *, writer: Writer, at: datetime) -> Card:
    """The way back from joining: the card stands for itself again, with whatever was joined into it."""
    edition = Edition.objects.select_for_update().get(pk=card.edition_id)
    _require_joining(writer, card, card, edition, at=at)
    Card.objects.filter(pk=card.pk).update(joined_into=None)
    card.refresh_from_db()
    _note(writer, "card.split", card)
    return card


@transaction.atomic
def hand_in(table: Table, *, writer: Writer, at: datetime) -> list[Card]:
    """One act: the table is done, and each of its cards becomes a contribution with a number. Gives the new ones."""
    held = _held(table)
    require(policies.may_capture(writer, held, at=at))
    cards = list(
        held.cards.filter(contribution=None, withdrawn_at=None).select_related(
            "theme", "district", "offered_by"
        )
    )
    for card in cards:
        _bring_on_the_way(card, at=at)
    if held.handed_in_at is None or cards:
        held.handed_in_at = at
        held.save(update_fields=["handed_in_at"])
        _note(writer, "table.handed_in", held, cards=len(cards))
    return cards


@transaction.atomic
def reopen_table(table: Table, *, by: User, at: datetime) -> Table:
    """Something is missing: the link writes again. Cards that have their number keep their words."""
    held = _held(table)
    require(policies.may_join_cards(by, held.edition))
    held.handed_in_at = None
    held.save(update_fields=["handed_in_at"])
    audit.record(by, "table.reopened", held)
    return held


def _with_newer_words(card: Card, said: Said, table: Table, *, writer: Writer, at: datetime) -> Card:
    """Mended on a device that did not know the first words had arrived; what anybody edited since stands, and paper too."""
    is_untouched = card.version == 1 and card.contribution_id is None and isinstance(writer, HostLink)
    said = replace(said, round=card.round or said.round)
    is_new = any(getattr(card, name) != value for name, value in _words(card, said).items())
    if is_untouched and is_new and policies.may_capture(writer, table, at=at):
        _take_words(card, said, expected=1, writer=writer)
    return card


def _take_words(card: Card, said: Said, *, expected: int, writer: Writer) -> None:
    versions.advance(card, expected=expected)
    if changed := assign(card, _words(card, said)):
        _note(writer, "card.edited", card, fields=changed)


def _words(card: Card, said: Said) -> dict[str, Any]:
    return {**said.fields, "theme": said.theme or card.theme}


def _bring_on_the_way(card: Card, *, at: datetime) -> None:
    card.contribution = take_down(
        card.text,
        at=at,
        once=card.client_id,
        language=card.language,
        theme=card.theme,
        districts=[card.district] if card.district else [],
        organisation=card.offered_by,
    )
    card.handed_in_at = at
    card.save(update_fields=["contribution", "handed_in_at"])


def _held(table: Table | None) -> Table:
    """The table's row is the lock behind which its cards are counted, ordered and handed in."""
    if table is None:
        raise Refused(conceal())
    return Table.objects.select_for_update(of=("self",)).select_related("edition", "theme").get(pk=table.pk)


def _opened(card: Card, writer: Writer, *, at: datetime) -> Card:
    table = _held(card.table)
    require(policies.may_capture(writer, table, at=at))
    held = Card.objects.get(pk=card.pk)
    if held.contribution_id is not None:
        raise CardHasItsNumber
    return held


def _require_joining(writer: Writer, card: Card, into: Card, edition: Edition, *, at: datetime) -> None:
    if isinstance(writer, User):
        require(policies.may_join_cards(writer, edition))
    elif card.table is None or into.table_id != card.table_id:
        raise Refused(conceal())
    else:
        require(policies.may_capture(writer, card.table, at=at))
    if into.edition_id != card.edition_id:
        raise Refused(conceal())


def _joinings(edition: Edition) -> Mapping[UUID, UUID]:
    rows = edition.cards.exclude(joined_into=None)
    return dict(rows.values_list("pk", "joined_into_id"))


def _note(writer: Writer, action: str, thing: Card | Table, **details: Any) -> None:
    """A host has no name here: the link stands for them."""
    if isinstance(writer, User):
        audit.record(writer, action, thing, **details)
        return
    audit.record(None, action, thing, link=str(writer.pk), **details)


@transaction.atomic
def join_cards(cards: Collection[Card], into: Card, *, by: User, at: datetime) -> None:
    """Several at once, all or none."""
    for card in cards:
        join_card(card, into, writer=by, at=at)


@undoable("conferences.join")
def undo_join(*, by: User, cards: str) -> Text:
    """Each stands for itself again."""
    with transaction.atomic():
        rows = list(Card.objects.filter(pk__in=cards.split()).exclude(joined_into=None))
        if not rows:
            raise CannotUndo(_("Diese Karten sind schon wieder getrennt."))
        for card in rows:
            split_card(card, writer=by, at=clock.now())
    return _("Die Karten sind wieder getrennt.")
