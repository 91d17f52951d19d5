"""Where offers are: the town drawn as tiles of districts, and a real map only where the town runs a tile server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from marlerweg.foundation import clock
from marlerweg.network.models import District
from marlerweg.offers.queries import public
from marlerweg.offers.queries.finding import find
from marlerweg.offers.views.search import items
from marlerweg.offers.views.wishes import Asked, asked

SIDE, HEIGHT, SEAM = 128, 84, 8
LISTED = 40
MOST_POINTS = 2000


@dataclass(frozen=True)
class Tile:
    """A district as a rectangle with a link; `depth` 0 to 3 tints it, the number stands in it as text."""

    name: str
    count: int
    href: str
    x: int
    y: int
    depth: int
    is_chosen: bool

    @property
    def label(self) -> str:
        offers = ngettext("%(number)s Angebot", "%(number)s Angebote", self.count) % {"number": self.count}
        return f"\u2068{self.name}\u2069: {offers}"

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The name in at most two lines, and how far down each stands."""
        first, dash, second = self.name.partition("-")
        return [(first + dash, 24), (second, 45)] if second else [(first, 35)]


@login_not_required
@require_safe
def town_map(request: HttpRequest) -> HttpResponse:
    here, at = asked(request), clock.now()
    found = find(here.wish, at=at, size=LISTED)
    districts = public.choices().districts
    drawn = tiles(here, districts, found.counts.get("district", {}))
    context = {
        "asked": here,
        "tiles": drawn,
        "width": max((tile.x for tile in drawn), default=0) + SIDE,
        "height": max((tile.y for tile in drawn), default=0) + HEIGHT,
        "side": SIDE,
        "tall": HEIGHT,
        "chosen": next((each for each in districts if each.key == here.wish.district), None),
        "found": found,
        "items": items(public.cards(found, here.wish.language, at), here) if here.wish.district else [],
        "search": reverse("offers:search") + here.address(),
        "points": reverse("offers:points") + here.address(),
        "map_tiles": settings.MAP_TILES,
        "map_credit": settings.MAP_CREDIT,
    }
    return render(request, "offers/public/map.html", context)


def tiles(here: Asked, districts: Sequence[District], counts: Mapping[str, int]) -> list[Tile]:
    most = max(counts.values(), default=0) or 1
    return [
        Tile(
            district.name,
            count := counts.get(district.key, 0),
            here.address(district=district.key) + "#liste",
            district.tile_column * (SIDE + SEAM),
            district.tile_row * (HEIGHT + SEAM),
            0 if not count else min(3, 1 + 3 * count // (most + 1)),
            district.key == here.wish.district,
        )
        for district in districts
    ]


@login_not_required
@require_safe
def points(request: HttpRequest) -> JsonResponse:
    """Where the offers found take place, for the map of the town's own tile server."""
    here, at = asked(request), clock.now()
    found = find(here.wish, at=at, size=MOST_POINTS)
    cards = public.cards(found, here.wish.language, at)
    spots = [
        {
            "title": card.title,
            "href": reverse("offers:offer", args=[card.offer.slug]),
            "latitude": venue.place.latitude,
            "longitude": venue.place.longitude,
        }
        for card in cards
        for venue in card.venues
        if venue.place.latitude is not None and venue.place.longitude is not None
    ]
    return JsonResponse({"points": spots})
