"""What a process remembers of the records it has built: after a change only the changed offers are built anew."""

import json
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.core.cache import caches
from django.db.models import CharField, Count, Max, Min, Prefetch, Sum
from django.db.models.functions import Cast

from marlerweg.api.integreat import SYSTEM
from marlerweg.api.integreat.shapes import Record
from marlerweg.network.models import Theme, Town
from marlerweg.network.queries import town as town_of_the_pack
from marlerweg.offers.models import Foreign, Offer, Venue
from marlerweg.offers.queries.whole import public_offers

MOST_LISTS = 12
MOST_NAMED = 2000  # beyond it asking for all is no dearer than naming each
REMEMBERED_SECONDS = 60
Mark = TypeVar("Mark")


@dataclass(frozen=True)
class Piece:
    """A record as it goes out, and by what its list is chosen or ordered."""

    mark: Any
    text: str


_lists: OrderedDict[tuple[Any, ...], Mapping[UUID, tuple[str, tuple[Piece, ...]]]] = OrderedDict()


@dataclass(frozen=True)
class Here:
    """The town and its themes; change with the place pack only."""

    town: Town | None
    themes: str


def here() -> Here:
    """Each process remembers it for a minute."""
    known = caches["process"].get("integreat-here")
    if isinstance(known, Here):
        return known
    themes = Theme.objects.order_by("pk").values_list("pk", "names", "position", "scheme__is_current")
    found = Here(town_of_the_pack(), str(hash(str(list(themes)))))
    caches["process"].set("integreat-here", found, REMEMBERED_SECONDS)
    return found


def directory_state() -> str:
    """One row that differs whenever a public offer, its organisation or one of its houses came, went or changed."""
    key = Cast("pk", CharField())
    row = public_offers().aggregate(
        count=Count("pk"),
        versions=Sum("version"),
        last=Max("changed_at"),
        first=Min(key),
        end=Max(key),
        organisations=Sum("organisation__version"),
        houses=Sum("venues__place__version"),
        moved=Max("venues__place__changed_at"),
    )
    return "|".join(str(value) for value in row.values())


def pages_state() -> str:
    """Information pages that came in from elsewhere hang on no offer."""
    row = Foreign.objects.filter(system=SYSTEM, kind="pages").aggregate(
        count=Count("pk"), last=Max("taken_at")
    )
    return "|".join(str(value) for value in row.values())


def _stamps() -> dict[UUID, str]:
    """Of all public offers in the order of their addresses; one query."""
    rows = (
        public_offers()
        .annotate(houses=Sum("venues__place__version"), moved=Max("venues__place__changed_at"))
        .order_by("slug")
        .values_list("pk", "version", "changed_at", "organisation__version", "houses", "moved")
    )
    return {key: "|".join(map(str, rest)) for key, *rest in rows}


def offers_for_the_app(keys: Collection[UUID] | None = None) -> list[Offer]:
    """Eight queries whatever the number of offers; what imports left beside them stands in `came`."""
    rows = public_offers() if keys is None or len(keys) > MOST_NAMED else public_offers().filter(pk__in=keys)
    return list(
        rows.select_related("organisation")
        .prefetch_related(
            "texts", "contacts", "slots", "changes",
            Prefetch("themes", Theme.objects.select_related("scheme").order_by("scheme", "position")),
            Prefetch("venues", Venue.objects.select_related("place__district").order_by("position")),
            Prefetch("foreign", Foreign.objects.filter(system=SYSTEM).order_by("taken_at", "key"), to_attr="came"),
        )
        .order_by("slug")
    )  # fmt: skip


def pieces(name: tuple[Any, ...], records: Callable[[Offer], Iterable[tuple[Any, Record]]]) -> list[Piece]:
    """All records of the list with this name; `name` holds everything they depend on besides their offer."""
    stamps, known = _stamps(), _lists.get(name, {})
    fresh = {key: known[key] for key, stamp in stamps.items() if key in known and known[key][0] == stamp}
    missing = stamps.keys() - fresh.keys()
    if missing:
        for offer in offers_for_the_app(missing):
            if offer.pk in missing:
                built = tuple(Piece(mark, _written(record)) for mark, record in records(offer))
                fresh[offer.pk] = stamps[offer.pk], built
    _lists[name] = fresh
    _lists.move_to_end(name)
    while len(_lists) > MOST_LISTS:
        _lists.popitem(last=False)
    return [piece for key in stamps if key in fresh for piece in fresh[key][1]]


def forget() -> None:
    """As in a process that has just begun."""
    _lists.clear()


def _written(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
