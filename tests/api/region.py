"""A region as Integreat's interface gives it: invented places, dates and pages in the exact shape, without any person."""

import copy
from typing import Any

from marlerweg.api.integreat.sources import Answer, Source, kind_of

Record = dict[str, Any]
NOWHERE: Record = dict.fromkeys(
    ("id", "name", "address", "town", "state", "postcode", "region", "country", "latitude", "longitude")
)
CLOSED: Record = {"allDay": False, "closed": True, "appointmentOnly": False, "timeSlots": []}


def hours(start: str = "09:00", end: str = "12:00") -> Record:
    slot = {"start": start, "end": end, "timezone": "Europe/Berlin"}
    return {"allDay": False, "closed": False, "appointmentOnly": False, "timeSlots": [slot]}


def path(*parts: str, language: str = "de") -> str:
    return "/" + "/".join(("anderswo", language, *parts)) + "/"


def address(of: str) -> str:
    return f"https://verzeichnis.example{of}"


def location(number: int = 7, language: str = "de", **more: Any) -> Record:
    """A counselling centre in two languages, open on Tuesdays."""
    other = "uk" if language == "de" else "de"
    here = path("locations", f"ort-{number}", language=language)
    there = path("locations", f"ort-{number}", language=other)
    return {
        "id": number,
        "url": address(here),
        "path": here,
        "title": "Beratungshaus" if language == "de" else "Дім консультацій",
        "modified_gmt": "2026-10-01 08:00:00",
        "last_updated": "2026-10-01T10:00:00+02:00",
        "meta_description": "Wir beraten." if language == "de" else "Ми консультуємо.",
        "excerpt": "Wir helfen weiter.",
        "content": (
            '<h2>Beratung</h2><p>Wir helfen weiter. <a href="https://haus.example/mehr">Mehr</a></p>'
            "<ul><li>Wohnen</li><li>Arbeit</li></ul><script>alert(1)</script>"
            if language == "de"
            else "<p>Ми допоможемо.</p>"
        ),
        "available_languages": {other: {"id": number, "url": address(there), "path": there}},
        "icon": None,
        "thumbnail": "https://verzeichnis.example/bild.jpg",
        "website": "https://haus.example",
        "email": "haus@anderswo.example",
        "phone_number": "+49 2365 123456",
        "contacts": [
            {
                "name": "Pforte",
                "area_of_responsibility": "Anmeldung",
                "email": "haus@anderswo.example",
                "phone_number": "+49 2365 123456",
                "mobile_number": None,
                "website": "https://haus.example",
                "opening_hours": None,
                "appointment_url": None,
            }
        ],
        "category": {
            "id": 3,
            "name": "Beratung",
            "color": "#1DC6C6",
            "icon": "advice",
            "icon_url": "https://verzeichnis.example/rat.svg",
        },
        "temporarily_closed": False,
        "opening_hours": [CLOSED, hours(), *([CLOSED] * 5)],
        "appointment_url": "https://haus.example/termin",
        "location": {
            "id": number,
            "name": "Beratungshaus",
            "address": "Marktplatz 1",
            "town": "Anderswo",
            "state": "Nordrhein-Westfalen",
            "postcode": "45000",
            "region": "",
            "country": "Deutschland",
            "latitude": 51.65,
            "longitude": 7.1,
        },
        "hash": None,
        "organization": {
            "id": 2,
            "slug": "beratung-ev",
            "name": "Beratung e. V.",
            "logo": "https://verzeichnis.example/logo.png",
            "website": "https://beratung.example",
        },
        "barrier_free": True,
        **more,
    }


def event(number: int = 50, language: str = "de", **more: Any) -> Record:
    """A course on Mondays, at the centre."""
    here = path("events", f"kurs-{number}", language=language)
    return {
        "id": number,
        "url": address(here),
        "path": here,
        "title": "Nähkurs",
        "modified_gmt": "2026-10-02 08:00:00",
        "last_updated": "2026-10-02T10:00:00+02:00",
        "excerpt": "Wir nähen.",
        "content": "<p>Wir nähen.</p>",
        "available_languages": {},
        "thumbnail": None,
        "location": location()["location"],
        "location_path": path("locations", "ort-7", language=language),
        "meeting_url": "https://treffen.example/raum",
        "event": {
            "id": number,
            "start": "2026-11-30T18:00:00+01:00",
            "end": "2026-11-30T20:00:00+01:00",
            "all_day": False,
            "only_weekdays": False,
            "recurrence_id": 9,
            "timezone": "Europe/Berlin",
        },
        "featured_image": None,
        "recurrence_rule": "DTSTART:20261130T180000\nRRULE:FREQ=WEEKLY;UNTIL=20270125T235959;BYDAY=MO",
        "hash": None,
        **more,
    }


def page(number: int = 90, *, under: Record | None = None, **more: Any) -> Record:
    here = path("ankommen", f"seite-{number}") if under else path(f"seite-{number}")
    return {
        "id": number,
        "url": address(here),
        "path": here,
        "title": f"Seite {number}",
        "modified_gmt": "2026-10-03 08:00:00",
        "last_updated": "2026-10-03T10:00:00+02:00",
        "meta_description": None,
        "excerpt": "Was zu tun ist.",
        "content": "<p>Was zu tun ist.</p>",
        "available_languages": {},
        "thumbnail": None,
        "parent": {name: under[name] for name in ("id", "url", "path")}
        if under
        else {"id": 0, "url": None, "path": None},
        "order": number,
        "organization": None,
        "embedded_offers": [],
        "hash": None,
        **more,
    }


def source(*records: Record, region: str = "") -> Source:
    """As if it had been fetched; each record says its own language."""
    answers: dict[tuple[str, str, str], list[Record]] = {}
    for each in records:
        here, language = str(each["path"]).strip("/").split("/")[:2]
        answers.setdefault((kind_of(each), here, language), []).append(copy.deepcopy(each))
    found = [Answer(*name, rows) for name, rows in answers.items()]
    return Source(region or (found[0].region if found else "anderswo"), "Stadt Anderswo", found)
