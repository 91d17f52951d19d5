"""The programme in the exchange format of public schedule apps (frab, c3voc), as JSON and as XML.

Words: schedule, conference, day, room, event. Times are local with their offset; the same programme gives the same bytes.
"""

import datetime as dt
import re
import uuid
import zlib
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.urls import reverse
from django.utils import timezone

from marlerweg.conferences import feeds, queries
from marlerweg.conferences.models import Edition, ProgrammeItem

GENERATOR = "marler-weg"
TURN_OF_DAY = dt.time(4)


def schedule(edition: Edition) -> dict[str, Any]:
    """As plain values; items that were dropped are not in it, the format has no word for them."""
    items = list(queries.programme(edition))
    address = feeds.absolute(reverse("conferences:edition", args=[edition.code]))
    days = [
        edition.starts_on + dt.timedelta(days=n)
        for n in range((edition.ends_on - edition.starts_on).days + 1)
    ]
    return {
        "schedule": {
            "generator": {"name": GENERATOR, "version": "1"},
            "version": f"{edition.sequence + sum(item.sequence for item in items)}",
            "base_url": address,
            "url": address,
            "conference": {
                "acronym": acronym(edition),
                "title": edition.title,
                "start": edition.starts_on.isoformat(),
                "end": edition.ends_on.isoformat(),
                "daysCount": len(days),
                "timeslot_duration": "00:05",
                "time_zone_name": timezone.get_default_timezone_name(),
                "rooms": [{"name": name, "guid": _room_id(edition, name)} for name in _rooms(edition, items)],
                "tracks": [],
                "days": [_day(edition, number, day, items) for number, day in enumerate(days, start=1)],
            },
        }
    }


def as_xml(edition: Edition) -> bytes:
    plain = schedule(edition)["schedule"]
    conference = plain["conference"]
    root = Element("schedule")
    SubElement(root, "generator", name=GENERATOR, version="1")
    SubElement(root, "version").text = plain["version"]
    head = SubElement(root, "conference")
    for name, value in (
        ("acronym", conference["acronym"]),
        ("title", conference["title"]),
        ("start", conference["start"]),
        ("end", conference["end"]),
        ("days", str(conference["daysCount"])),
        ("timeslot_duration", conference["timeslot_duration"]),
        ("base_url", plain["base_url"]),
        ("time_zone_name", conference["time_zone_name"]),
    ):
        SubElement(head, name).text = value
    for day in conference["days"]:
        _day_as_xml(root, day)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def acronym(edition: Edition) -> str:
    """Small letters and digits only, at least four of them, as the format wants it."""
    plain = re.sub(r"[^a-z0-9]", "", f"{edition.series.code}{edition.code}".lower())
    return plain.ljust(4, "0")


def number_of(item: ProgrammeItem) -> int:
    """The format wants whole numbers; made from the item's own id, so it stays."""
    return (zlib.crc32(item.pk.bytes) & 0x7FFFFFFF) or 1


def _rooms(edition: Edition, items: Sequence[ProgrammeItem]) -> list[str]:
    names = [_room(edition, item) for item in items]
    return list(dict.fromkeys(names))


def _room(edition: Edition, item: ProgrammeItem) -> str:
    return str(item.room or edition.venue or edition.title)


def _room_id(edition: Edition, name: str) -> str:
    return str(uuid.uuid5(edition.pk, name))


def _day(edition: Edition, number: int, day: dt.date, items: Sequence[ProgrammeItem]) -> dict[str, Any]:
    start = timezone.make_aware(dt.datetime.combine(day, TURN_OF_DAY))
    end = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), TURN_OF_DAY))
    today = [item for item in items if start <= item.starts_at < end]
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": start.isoformat(),
        "day_end": end.isoformat(),
        "rooms": {
            room: [_event(edition, item) for item in today if _room(edition, item) == room]
            for room in _rooms(edition, today)
        },
    }


def _event(edition: Edition, item: ProgrammeItem) -> dict[str, Any]:
    address = feeds.absolute(reverse("conferences:edition", args=[edition.code]))
    local = timezone.localtime(item.starts_at)
    return {
        "guid": str(item.pk),
        "id": number_of(item),
        "logo": None,
        "date": local.isoformat(),
        "start": local.strftime("%H:%M"),
        "duration": _duration(item.ends_at - item.starts_at),
        "room": _room(edition, item),
        "slug": f"{acronym(edition)}-{item.pk.hex[:12]}",
        "url": address,
        "title": item.title,
        "subtitle": item.speaker_function,
        "track": None,
        "type": item.kind,
        "language": item.language,
        "abstract": item.text,
        "description": "",
        "recording_license": "",
        "do_not_record": True,
        "persons": [],
        "links": [],
        "origin_url": address,
        "attachments": [],
    }


def _duration(length: dt.timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day_as_xml(root: Element, day: dict[str, Any]) -> None:
    names = {
        "index": str(day["index"]),
        "date": day["date"],
        "start": day["day_start"],
        "end": day["day_end"],
    }
    node = SubElement(root, "day", names)
    for room, events in day["rooms"].items():
        place = SubElement(node, "room", name=room)
        for event in events:
            _event_as_xml(place, event)


def _event_as_xml(place: Element, event: dict[str, Any]) -> None:
    node = SubElement(place, "event", guid=event["guid"], id=str(event["id"]))
    for name in (
        "date",
        "start",
        "duration",
        "room",
        "slug",
        "url",
        "title",
        "subtitle",
        "track",
        "type",
        "language",
        "abstract",
        "description",
    ):
        SubElement(node, name).text = event[name] or ""
    recording = SubElement(node, "recording")
    SubElement(recording, "license").text = ""
    SubElement(recording, "optout").text = "true"
    for name in ("persons", "links", "attachments"):
        SubElement(node, name)
