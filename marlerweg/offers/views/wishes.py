"""What stands in the address of the search page: read into a wish, and written back for links that change one thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language

from marlerweg.foundation import clock, languages
from marlerweg.offers.queries.finding import Wish, all_found
from marlerweg.offers.queries.snapshot import Spot, snapshot
from marlerweg.offers.rules.finding import read_point

LONGEST = 200
MOST_TAKEN, MOST_CHOSEN = 5000, 60
# Field of the wish → its word in the address.
WORDS = {
    "words": "suche",
    "spoken": "spricht",
    "theme": "thema",
    "district": "stadtteil",
    "audience": "fuer",
    "age": "alter",
    "when": "wann",
    "accessible": "stufenlos",
    "free": "kostenlos",
    "near": "nahe",
    "literally": "genau",
}
CHOSEN = "merken"
TIMES = {"jetzt", "heute", "abends", "wochenende"}


@dataclass(frozen=True)
class Asked:
    """The wish with the words of the address it came from; `spot` is the place meant, `lost` a place nobody knows."""

    wish: Wish
    given: Mapping[str, str]
    spot: Spot | None = None
    lost: bool = False

    def address(self, **changed: str) -> str:
        """The query string with some fields changed; empty ones fall out, and so does the page unless it is named."""
        words = {**self.given, **{WORDS.get(key, key): value for key, value in changed.items()}}
        filled = {key: value for key, value in words.items() if value}
        return f"?{urlencode(filled)}" if filled else "?"

    def taken_along(self) -> str:
        """The same search for a file of it: without the reader's own list."""
        return self.address(merken="").removesuffix("?")

    @property
    def narrows(self) -> bool:
        return bool(self.wish.words or self.wish.facets or self.wish.when or self.wish.near)


def found_ids(request: HttpRequest) -> list[str] | None:
    """What the search in this address finds; None if it asks for nothing, and so for everything."""
    here = asked(request)
    return all_found(here.wish, at=clock.now(), most=MOST_TAKEN) if here.narrows else None


def reader_language() -> str:
    code = get_language() or "de"
    return code if code in languages.BY_CODE else "de"


def asked(request: HttpRequest) -> Asked:
    """Nothing in an address is an error: what cannot be understood is not wished."""
    known = {*WORDS.values(), CHOSEN}
    given = {
        key: value
        for key in known
        if (value := request.GET.get(key, "").strip()[:LONGEST].replace("\x00", ""))
    }
    get = {field: given.get(word, "") for field, word in WORDS.items()}
    spot = spot_of(get["near"])
    wish = Wish(
        words=get["words"],
        language=reader_language(),
        spoken=get["spoken"],
        theme=get["theme"],
        district=get["district"],
        audience=get["audience"],
        age=int(get["age"])
        if get["age"].isascii() and get["age"].isdigit() and len(get["age"]) < 4
        else None,
        when=get["when"] if get["when"] in TIMES else "",
        accessible=bool(get["accessible"]),
        free=bool(get["free"]),
        near=spot.point if spot else None,
        literally=bool(get["literally"]),
    )
    return Asked(wish, given, spot, lost=bool(get["near"]) and spot is None)


def spot_of(said: str) -> Spot | None:
    """A rounded point from the reader's device, or a name that the directory itself knows; nobody else is asked."""
    if not said:
        return None
    if point := read_point(said):
        return Spot(f"{point.latitude}, {point.longitude}", point)
    return snapshot().spot(said)


def chosen_slugs(request: HttpRequest) -> list[str]:
    """The reader's own list, as it stands in the address."""
    found = request.GET.get(CHOSEN, "").replace("\x00", "").split(",")
    return list(dict.fromkeys(slug for slug in found if slug and len(slug) <= 120))[:MOST_CHOSEN]
