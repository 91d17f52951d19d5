"""What a process remembers of all public offers for questions that need all of them: where they are and when."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from marlerweg.foundation.searching.folding import fold
from marlerweg.network.models import District
from marlerweg.offers.finding import step
from marlerweg.offers.models import Venue
from marlerweg.offers.queries.timetables import timetable_of, town_calendar, town_frame
from marlerweg.offers.queries.whole import public_offers
from marlerweg.offers.rules.finding import Point, centre
from marlerweg.offers.rules.times.calendar import Calendar
from marlerweg.offers.rules.times.schedule import Timetable
from marlerweg.offers.rules.times.spans import spans
from marlerweg.offers.rules.times.state import State, is_open

Question = Callable[[Timetable, dt.datetime], bool]


@dataclass(frozen=True)
class Spot:
    """A name people know, and where it is."""

    name: str
    point: Point


@dataclass
class Snapshot:
    """`points`: where each offer takes place. Good as long as the database's state is the same."""

    state: str
    zone: ZoneInfo
    calendar: Calendar
    timetables: Mapping[str, Timetable]
    points: Mapping[str, tuple[Point, ...]]
    spots: Mapping[str, Spot]
    district_points: Mapping[str, Point]
    _moments: dict[tuple[str, dt.datetime], frozenset[str]] = field(default_factory=dict)

    def open_at(self, moment: dt.datetime) -> frozenset[str]:
        """Where one may walk in at this moment; asked once a minute."""
        return self._once(
            "at", moment, lambda table, at: is_open(table, at, self.calendar).state is State.OPEN
        )

    def open_on(self, moment: dt.datetime) -> frozenset[str]:
        """What still takes place on this moment's day."""
        return self._once("on", moment, self._still_today)

    def spot(self, said: str) -> Spot | None:
        """A place, street or district of the directory's own by name; by its beginning if that is the only one."""
        wanted = folded(said)
        if not wanted:
            return None
        if wanted in self.spots:
            return self.spots[wanted]
        begun = [spot for name, spot in self.spots.items() if name.startswith(wanted)]
        same = {spot.point for spot in begun}
        return begun[0] if len(same) == 1 else None

    def _still_today(self, table: Timetable, moment: dt.datetime) -> bool:
        day = moment.astimezone(table.tz).date()
        return any(span.ends > moment for span in spans(table, day, day, self.calendar) if not span.standing)

    def _once(self, kind: str, moment: dt.datetime, holds: Question) -> frozenset[str]:
        minute = moment.astimezone(dt.UTC).replace(second=0, microsecond=0)
        if (kind, minute) not in self._moments:
            fitting = (key for key, table in self.timetables.items() if holds(table, minute))
            self._moments = {(kind, minute): frozenset(fitting)}
        return self._moments[kind, minute]


def folded(name: str) -> str:
    """Spellings meet: "Hülsstr. 3" and "huelsstrasse 3"."""
    return fold(name.lower().replace("str.", "straße").replace("-", " "), "de")


def snapshot(state: str = "") -> Snapshot:
    """From this process's memory while nothing changed, else read anew: seven queries; `state` where it is known."""
    state = state or step.database_state()
    kept = _kept.get("snapshot")
    if kept is None or kept.state != state:
        kept = _kept["snapshot"] = _read(state)
    return kept


_kept: dict[str, Snapshot] = {}


def _read(state: str) -> Snapshot:
    zone, land = town_frame()
    offers = public_offers().prefetch_related("slots", "changes")
    timetables = {str(offer.pk): timetable_of(offer, zone=zone, state=land) for offer in offers}
    points: dict[str, list[Point]] = {}
    spots: dict[str, Spot] = {}
    districts: dict[str, list[Point]] = {}
    venues = Venue.objects.filter(offer__in=public_offers(), place__latitude__isnull=False)
    for venue in venues.select_related("place__district"):
        place = venue.place
        if place.latitude is None or place.longitude is None:
            continue
        point = Point(place.latitude, place.longitude)
        points.setdefault(str(venue.offer_id), []).append(point)
        for name in filter(None, (place.name, place.street)):
            spots[folded(name)] = Spot(name, point)
        if place.district:
            districts.setdefault(place.district.key, []).append(point)
    middles = {
        key: middle for key, found in districts.items() if (middle := centre(list(dict.fromkeys(found))))
    }
    for district in District.objects.prefetch_related("aliases"):
        for name in (district.name, *(alias.name for alias in district.aliases.all())):
            if district.key in middles:
                spots.setdefault(folded(name), Spot(name, middles[district.key]))
    return Snapshot(
        state,
        ZoneInfo(zone),
        town_calendar(land),
        timetables,
        {key: tuple(found) for key, found in points.items()},
        spots,
        middles,
    )
