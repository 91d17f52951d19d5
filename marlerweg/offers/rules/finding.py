"""What finding needs to decide on plain values: times of the day, ages, distances, and which words nobody may keep."""

import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

NOON, EVENING = dt.time(12), dt.time(17)
WEEKEND = frozenset({6, 7})
OLDEST = 99
ANY_AGE = "any"
EARTH_KM = 6371.0
# About a hundred metres: enough to sort by distance, too coarse for a front door.
DECIMALS = 3
LONGEST_WORDING = 80
# A wording is shown to the office only when so many searches had it.
SHOWN_FROM = 3
PERSONAL = re.compile(r"@|\d{3,}|\d[\s./-]*\d[\s./-]*\d")


class Point(NamedTuple):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


def rounded(point: Point) -> Point:
    return Point(round(point.latitude, DECIMALS), round(point.longitude, DECIMALS))


def read_point(text: str) -> Point | None:
    """Latitude and longitude as they stand in an address ("51.657,7.093"), rounded; None for anything else."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    inside = abs(latitude) <= 90 and abs(longitude) <= 180
    return rounded(Point(latitude, longitude)) if inside else None


def distance_km(one: Point, other: Point) -> float:
    """As the crow flies (haversine)."""
    here, there = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def nearest(point: Point, points: Iterable[Point]) -> float | None:
    """The shortest distance in kilometres; None if there is nothing to go to."""
    return min((distance_km(point, other) for other in points), default=None)


def centre(points: Collection[Point]) -> Point | None:
    """The middle of places that lie close together."""
    if not points:
        return None
    return Point(
        sum(point.latitude for point in points) / len(points),
        sum(point.longitude for point in points) / len(points),
    )


def times_of_day(days: Collection[int], opens: dt.time | None, closes: dt.time | None) -> set[str]:
    """Buckets a slot reaches into: morning, afternoon, evening, weekend, and each with its weekday ("3-evening").

    Without times the whole day; a slot that closes at or before it opens runs past midnight.
    """
    parts = _parts(opens, closes)
    found = {*parts, *(f"{day}-{part}" for day in days for part in parts)}
    return found | ({"weekend"} if WEEKEND & set(days) else set())


def _parts(opens: dt.time | None, closes: dt.time | None) -> set[str]:
    if opens is None or closes is None:
        return {"morning", "afternoon", "evening"}
    past_midnight = closes <= opens
    parts = {"morning"} if opens < NOON else set()
    if opens < EVENING and (closes > NOON or past_midnight):
        parts.add("afternoon")
    if past_midnight or closes > EVENING:
        parts.add("evening")
    return parts


def ages(allowed: Mapping[str, Any] | None) -> set[str]:
    """Every year an offer is for; "any" where nothing restricts it."""
    if not allowed:
        return {ANY_AGE}
    low, high = allowed.get("from"), allowed.get("to")
    first = low if isinstance(low, int) else 0
    last = high if isinstance(high, int) else OLDEST
    return {str(year) for year in range(max(0, first), min(OLDEST, last) + 1)}


def may_be_counted(words: str) -> bool:
    """False for what may point at a person: addresses, long numbers, dates, whole letters."""
    return bool(words.strip()) and len(words) <= LONGEST_WORDING and not PERSONAL.search(words)


def as_wording(words: str) -> str:
    """The same wish in the same words counts once, however it was typed."""
    return " ".join(words.casefold().split())
