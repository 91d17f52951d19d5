"""An offer as search engines read it: schema.org in JSON-LD, from data alone."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from marlerweg.offers.models import Offer, Place, Slot
from marlerweg.offers.queries.public import Card
from marlerweg.offers.rules.times.spans import Span

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OFFICES = {"municipality", "office", "county", "state", "federal", "labour"}
MOST_EVENTS = 5
# In a script element a browser stops at "</script", and these letters end lines of JavaScript.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script_safe(card: Card, address: str) -> SafeString:
    """For `<script type="application/ld+json">`: a block of data, which the content policy does not treat as script."""
    written = json.dumps(as_linked(card, address), ensure_ascii=False).translate(ESCAPES)
    return mark_safe(written)


def as_linked(card: Card, address: str) -> dict[str, Any]:
    offer, text = card.offer, card.text
    kind = "GovernmentService" if offer.organisation.kind in OFFICES else "Service"
    service: dict[str, Any] = {
        "@type": kind,
        "@id": f"{address}#angebot",
        "url": address,
        "name": card.title,
        "description": text.summary or text.body[:300] if text else "",
        "inLanguage": text.language if text else "de",
        "provider": {"@type": "Organization", "name": offer.organisation.name},
        "availableLanguage": list(offer.spoken),
        "areaServed": card.districts,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "EUR"}
        if offer.cost == Offer.Cost.FREE
        else None,
        "availableChannel": [channel(venue.place) for venue in card.venues],
        "hoursAvailable": [hours(slot) for slot in offer.slots.all() if is_weekly(slot)],
    }
    events = (
        []
        if all(is_weekly(slot) for slot in offer.slots.all())
        else [event(span, card, address) for span in card.next_dates(MOST_EVENTS)]
    )
    return {"@context": "https://schema.org", "@graph": [filled(service), *events]}


def filled(thing: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if value}


def is_weekly(slot: Slot) -> bool:
    return slot.rhythm == Slot.Rhythm.WEEKLY and slot.opens is not None


def hours(slot: Slot) -> dict[str, Any]:
    days = slot.days or range(1, 8)
    return filled(
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [DAYS[day - 1] for day in days],
            "opens": f"{slot.opens:%H:%M}",
            "closes": f"{slot.closes:%H:%M}",
            "validFrom": slot.valid_from.isoformat() if slot.valid_from else "",
            "validThrough": slot.valid_until.isoformat() if slot.valid_until else "",
        }
    )


def channel(place: Place) -> dict[str, Any]:
    return {"@type": "ServiceChannel", "serviceLocation": located(place)}


def located(place: Place) -> dict[str, Any]:
    return filled(
        {
            "@type": "Place",
            "name": place.name or place.street,
            "address": filled(
                {
                    "@type": "PostalAddress",
                    "streetAddress": place.street,
                    "postalCode": place.postcode,
                    "addressLocality": place.town,
                    "addressCountry": "DE",
                }
            ),
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": place.latitude,
                "longitude": place.longitude,
            }
            if place.latitude is not None
            else None,
        }
    )


def event(span: Span, card: Card, address: str) -> dict[str, Any]:
    place = card.venues[0].place if card.venues else None
    return filled(
        {
            "@type": "Event",
            "name": card.title,
            "url": address,
            "startDate": span.start.isoformat(),
            "endDate": span.end.isoformat(),
            "eventStatus": "https://schema.org/EventScheduled",
            "location": located(place) if place else None,
            "organizer": {"@type": "Organization", "name": card.offer.organisation.name},
        }
    )
