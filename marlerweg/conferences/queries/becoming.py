"""What became of the cards: each with its number, its need, and where that need stands today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef

from marlerweg.conferences.models import Card
from marlerweg.conferences.rules.cards import head
from marlerweg.way import queries as way
from marlerweg.way.models import Joining, Need, Wording


@dataclass(frozen=True)
class Fate:
    """`title` and `address` exist only where a public wording was approved; the state alone betrays nothing."""

    need: Need
    wording: Wording | None

    @property
    def title(self) -> str:
        return self.wording.title if self.wording else ""


@dataclass
class Spoken:
    """A card with those that mean the same, and what became of it."""

    card: Card
    along: list[Card] = field(default_factory=list)
    fate: Fate | None = None
    dots: int | None = None

    @property
    def tables(self) -> list[int]:
        numbers = {each.table.number for each in (self.card, *self.along) if each.table}
        return sorted(numbers)


def fates(cards: Iterable[Card], language: str) -> dict[UUID, Fate]:
    """By contribution; two queries for any number of cards of any number of days."""
    keys = [card.contribution_id for card in cards if card.contribution_id]
    public = Exists(way.public_needs().filter(pk=OuterRef("need_id")))
    rows = Joining.objects.filter(contribution_id__in=keys, left_at=None).select_related("need")
    joinings = list(rows.annotate(is_public=public))
    texts = way.wordings_of([each.need for each in joinings if each.is_public], language)
    return {each.contribution_id: Fate(each.need, texts.get(each.need_id)) for each in joinings}


def each_alone(cards: Sequence[Card], found: Mapping[UUID, Fate]) -> list[Spoken]:
    """Every card by itself, joined ones too."""
    return [Spoken(card, fate=_among(found, card)) for card in cards]


def gathered(cards: Sequence[Card], found: Mapping[UUID, Fate]) -> list[Spoken]:
    """Cards that were joined stand below the one they went into."""
    known = {card.pk: card for card in cards}
    into = {card.pk: card.joined_into_id for card in cards if card.joined_into_id in known}
    groups = {card.pk: Spoken(card) for card in cards if card.pk not in into}
    for card in cards:
        top = groups[head(card.pk, into)]
        if card.pk in into:
            top.along.append(card)
        if top.fate is None:
            top.fate = _among(found, card)
    return list(groups.values())


def _among(found: Mapping[UUID, Fate], card: Card) -> Fate | None:
    return found.get(card.contribution_id) if card.contribution_id else None
