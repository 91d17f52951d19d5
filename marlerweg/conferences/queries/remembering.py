"""The documentation of a day, and what the next one says of it first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from marlerweg.conferences import policies
from marlerweg.conferences.models import (
    Attendance,
    Card,
    CardPhoto,
    Edition,
    ProgrammeItem,
    Registration,
    Result,
    Table,
)
from marlerweg.conferences.queries.becoming import Fate, Spoken, each_alone, fates, gathered
from marlerweg.conferences.queries.cards import cards_of, cards_of_all
from marlerweg.network.policies import Viewer

LISTENED_TO = (ProgrammeItem.Kind.TALK, ProgrammeItem.Kind.PLENARY)


@dataclass(frozen=True)
class AtTable:
    """A table with its cards; one that was joined elsewhere stands here too and says where it belongs."""

    table: Table
    spoken: list[Spoken]

    @property
    def is_missing_cards(self) -> bool:
        """Some have no number yet; only those who organise see them."""
        return any(each.card.contribution_id is None for each in self.spoken)


@dataclass(frozen=True)
class Outcome:
    """What became of a whole edition: how many cards stand where, and the needs the public may read."""

    edition: Edition
    cards: int
    waiting: int
    states: list[tuple[str, int]]
    needs: list[Fate]


@dataclass(frozen=True)
class Remembered:
    """One day, from its talks to what follows."""

    talks: list[ProgrammeItem]
    tables: list[AtTable]
    results: list[Result]
    photos: list[CardPhoto]
    arrived: int
    before: Outcome | None

    @property
    def cards(self) -> int:
        return sum(len(each.spoken) for each in self.tables)


def remembered(viewer: Viewer, of: Edition, language: str) -> Remembered:
    both = cards_of_all(viewer, [of, of.previous] if of.previous else [of])
    all_cards = list(both.order_by("table__number", "position", "written_at"))
    found = fates(all_cards, language)
    cards = [card for card in all_cards if card.edition_id == of.pk]
    spoken = each_alone(cards, found)
    tables = of.tables.select_related("theme")
    results = Result.objects.filter(ballot__edition=of).select_related(
        "ballot", "card__table", "card__contribution"
    )
    photos = CardPhoto.objects.filter(card__edition=of).exclude(approved_at=None)
    return Remembered(
        talks=list(of.programme.filter(cancelled_at=None, kind__in=LISTENED_TO)),
        tables=[
            AtTable(table, [each for each in spoken if each.card.table_id == table.pk]) for table in tables
        ],
        results=list(results),
        photos=list(photos.defer("content").select_related("card__table")),
        arrived=arrived(of),
        before=_outcome(of.previous, [card for card in all_cards if card.edition_id != of.pk], found),
    )


def outcome(viewer: Viewer, of: Edition | None, language: str) -> Outcome | None:
    """Nothing before the last day is documented."""
    if of is None or not policies.may_see_documentation(viewer, of):
        return None
    cards = list(cards_of(viewer, of))
    return _outcome(of, cards, fates(cards, language))


def _outcome(of: Edition | None, cards: Sequence[Card], found: Mapping[UUID, Fate]) -> Outcome | None:
    handed_in = [card for card in cards if card.contribution_id]
    if of is None or not handed_in:
        return None
    spoken = gathered(handed_in, found)
    needs = {each.fate.need.pk: each.fate for each in spoken if each.fate}
    counts = Counter(fate.need.state for fate in needs.values())
    return Outcome(
        edition=of,
        cards=len(handed_in),
        waiting=sum(1 for each in spoken if each.fate is None),
        states=counts.most_common(),
        needs=[fate for fate in needs.values() if fate.title],
    )


def at_table(viewer: Viewer, of: Edition, number: int, language: str) -> AtTable | None:
    table = of.tables.select_related("theme").filter(number=number).first()
    if table is None:
        return None
    cards = list(cards_of(viewer, of).filter(table=table).order_by("position", "written_at"))
    return AtTable(table, each_alone(cards, fates(cards, language)))


def arrived(of: Edition) -> int:
    """How many came; the number stays when the people are forgotten."""
    state = Registration.State.ATTENDED
    rows = Attendance if of.reduced_at else Registration
    return rows._default_manager.filter(edition=of, state=state).count()


def spoken_of(viewer: Viewer, of: Edition, language: str) -> list[Spoken]:
    """All cards of the day, joined ones below the one they went into."""
    photos = Prefetch("photos", CardPhoto.objects.defer("content"))
    cards = list(cards_of(viewer, of).prefetch_related(photos).order_by("table__number", "position"))
    return gathered(cards, fates(cards, language))
