"""Public offers that fit a need: read, judged by the rules, forgotten. Nothing of the need is written anywhere."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from marlerweg.foundation import clock
from marlerweg.foundation.texts import best_text
from marlerweg.offers.finding.documents import times_of
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.whole import public_offers, with_everything
from marlerweg.offers.rules import freshness
from marlerweg.offers.rules.conditions import Condition, Kind
from marlerweg.offers.rules.finding import Point, nearest
from marlerweg.offers.rules.matching import ACCESS, Match, Offered, Sought, Verdict, matches


class Unclear(ValueError):
    """A field of a need that does not exist or has the wrong shape; `field` is its name."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Fitting:
    """A match with the row it belongs to."""

    offer: Offer
    match: Match


def matching(
    sought: Sought,
    *,
    today: dt.date | None = None,
    near: Point | None = None,
    refused: bool = False,
    most: int = 50,
) -> list[Fitting]:
    """Best first, at most `most`; `refused` also shows what does not fit, with its reasons. Thirteen queries."""
    day = today or clock.today()
    rows = {str(row.pk): row for row in with_everything(public_offers())}
    found = matches(sought, [offered_of(row, day, near) for row in rows.values()])
    kept = [each for each in found if refused or each.verdict is not Verdict.FITS_NOT]
    return [Fitting(rows[each.offered.key], each) for each in kept[:most]]


def offered_of(row: Offer, today: dt.date, near: Point | None = None) -> Offered:
    """What the rules ask of an offer, with free places as far as they still count today."""
    places = [venue.place for venue in row.venues.all()]
    points = [
        Point(place.latitude, place.longitude)
        for place in places
        if place.latitude is not None and place.longitude is not None
    ]
    slots = list(row.slots.all())
    as_of = clock.day_of(row.capacity_as_of) if row.capacity_as_of else None
    return Offered(
        key=str(row.pk),
        conditions=tuple(
            Condition(Kind(each.kind), each.restricts, each.allowed) for each in row.conditions.all()
        ),
        terms=frozenset(each.code for each in row.terms.all()),
        themes=frozenset(each.code for each in row.themes.all()),
        spoken=frozenset(row.spoken),
        interpreter=row.interpreter,
        child_care=row.child_care,
        districts=frozenset(each.key for each in row.districts.all()),
        whole_town=row.whole_town,
        times=frozenset(bucket for slot in slots for bucket in times_of(slot)) if slots else None,
        cost=row.cost,
        capacity=freshness.shown_capacity(row.capacity, as_of, today),
        waiting_weeks=row.waiting_weeks,
        access=tuple({name: getattr(place, name) for name in ACCESS} for place in places),
        distance=nearest(near, points) if near else None,
    )


def sought_from(values: Mapping[str, Any]) -> Sought:
    """A need from JSON; raises `Unclear` for what has no place in it, so that nothing is silently left out."""
    given: dict[str, Any] = {}
    shapes = {each.name: str(each.type) for each in fields(Sought)}
    for name, value in values.items():
        if name not in shapes:
            raise Unclear(name)
        given[name] = _shaped(name, shapes[name], value)
    return Sought(**given)


def _shaped(name: str, shape: str, value: Any) -> Any:
    if "frozenset" in shape or "tuple" in shape:
        if value is None and "None" in shape:
            return None
        wanted: type = int if "int" in shape else str
        if (
            not isinstance(value, Sequence)
            or isinstance(value, str)
            or not all(type(v) is wanted for v in value)
        ):
            raise Unclear(name)
        return frozenset(value) if "frozenset" in shape else tuple(value)
    kinds: dict[str, type] = {"int": int, "bool": bool, "str": str}
    wanted = kinds[shape.replace(" | None", "")]
    if value is None and "None" in shape:
        return None
    if type(value) is not wanted:
        raise Unclear(name)
    return value


def as_plain(fitting: Fitting, language: str) -> dict[str, Any]:
    """For other programs: id, verdict, distance in kilometres, reasons by criterion."""
    return {
        "id": str(fitting.offer.pk),
        "slug": fitting.offer.slug,
        "title": _title(fitting.offer, language),
        "organisation": str(fitting.offer.organisation),
        "verdict": fitting.match.verdict.value,
        "distance": fitting.match.offered.distance,
        "capacity": fitting.match.offered.capacity,
        "waiting_weeks": fitting.match.offered.waiting_weeks,
        "reasons": [
            {
                "criterion": str(each.criterion),
                "verdict": each.verdict.value,
                "why": each.why,
                "offer": each.offer,
            }
            for each in fitting.match.reasons
        ],
    }


def _title(offer: Offer, language: str) -> str:
    text = best_text(offer.texts.all(), language)
    return text.title if text else offer.slug
