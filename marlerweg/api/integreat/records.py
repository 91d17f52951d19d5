"""Offers as whole records of the app: what we say, laid under what an import brought and nobody here has changed."""

from collections.abc import Iterator

from marlerweg.api.integreat import giving_back, shapes
from marlerweg.api.integreat.shapes import Frame, Record
from marlerweg.foundation.texts import best_text
from marlerweg.offers.models import Offer
from marlerweg.offers.rules.times.calendar import Calendar


def is_place(offer: Offer) -> bool:
    """Whether it is told as a place; what came as a place stays one, what came as an event alone is none."""
    came = giving_back.came_with(offer)
    if came:
        return bool(giving_back.of_kind(came, "locations"))
    return not shapes.is_only_dated(offer)


def locations_of(frame: Frame, offer: Offer) -> Iterator[tuple[bool, Record]]:
    """Each of its places, and whether it has a point on the map."""
    if not is_place(offer):
        return
    came, language = giving_back.of_kind(giving_back.came_with(offer), "locations"), _language(frame, offer)
    for venue in offer.venues.all():
        record = shapes.place(frame, offer, venue)
        if found := giving_back.at_place(came, venue.place_id):
            record = giving_back.location(frame, record, offer, found, at=venue.place, language=language)
        yield venue.place.latitude is not None, record


def events_of(frame: Frame, offer: Offer, calendar: Calendar, *, combined: bool) -> list[Record]:
    """One record per series where `combined`, else the next dates."""
    came = giving_back.of_kind(giving_back.came_with(offer), "events")
    with_place = is_place(offer)
    said = shapes.events(frame, offer, calendar, combined=combined, with_place=with_place, dated=bool(came))
    if not came:
        return said
    language = _language(frame, offer)
    if not combined or not all(giving_back.is_as_it_came(offer, each) for each in came):
        first = (
            [giving_back.identified(frame, said[0], came[0], language)]
            if said and len(came) == 1
            else said[:1]
        )
        return [*first, *said[1:]]
    shared = {"available_languages": shapes.spoken(frame, offer, "events"), "location": dict(shapes.NO_PLACE)}
    return [
        giving_back.event(frame, offer, each, language, shared)
        for each in came
        if not giving_back.is_over(each, frame.today)
    ]


def _language(frame: Frame, offer: Offer) -> str:
    text = best_text(offer.texts.all(), frame.language)
    return text.language if text else frame.language
