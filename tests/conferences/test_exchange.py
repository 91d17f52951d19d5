"""Calendars and schedule apps read what we write; the official schemas judge it."""

import json
from pathlib import Path
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from marlerweg.conferences import actions, exchange, feeds, links
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition, ProgrammeItem
from tests.cast import Cast
from tests.conferences.hall import NOW, furnished, moment, register

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parents[3] / "shared" / "data" / "schedule"
needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="material beside this checkout is missing: the official schedule schemas"
)


@pytest.fixture
def hall() -> Edition:
    made = furnished(venue="Halle", venue_address="Musterweg 1")
    room = made.rooms.create(name="Großer Saal")
    shared: dict[str, Any] = {"edition": made, "changed_at": NOW}
    ProgrammeItem.objects.create(
        title="Begrüßung & Ausblick", starts_at=moment(13), ends_at=moment(13, 30), room=room,
        speaker_function="Leitung", text="Mit <Zeichen>", **shared,
    )  # fmt: skip
    ProgrammeItem.objects.create(
        title="Runde", kind="round", starts_at=moment(14), ends_at=moment(14, 45), round=made.rounds.get(number=1), **shared
    )  # fmt: skip
    ProgrammeItem.objects.create(
        title="Fällt aus", starts_at=moment(16), ends_at=moment(17), cancelled_at=NOW, **shared
    )
    return made


def events(content: bytes) -> dict[str, Any]:
    return {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_the_feed_keeps_what_is_cancelled_and_counts_changes(hall: Edition, cast: Cast) -> None:
    before = events(feeds.of_programme(hall))
    assert before["Fällt aus"]["STATUS"] == "CANCELLED"
    assert before["Runde"]["STATUS"] == "CONFIRMED"
    item = hall.programme.get(title="Begrüßung & Ausblick")
    actions.edit_item(item, {"title": "Anfang"}, expected=1, by=cast.assistant, at=moment(9))
    after = events(feeds.of_programme(hall))
    old, new = before["Begrüßung & Ausblick"], after["Anfang"]
    assert (str(new["UID"]), new["SEQUENCE"]) == (str(old["UID"]), old["SEQUENCE"] + 1)
    assert new["LOCATION"] == "Großer Saal, Halle, Musterweg 1"
    written = feeds.of_programme(hall)
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin" in written
    assert b"DTSTART;TZID=Europe/Berlin:20270318T140000" in written
    assert max(len(line) for line in written.split(b"\r\n")) <= 75


def test_calling_the_day_off_cancels_every_entry(hall: Edition, cast: Cast) -> None:
    hall = actions.move(hall, "cancelled", by=cast.coordinator, at=NOW)
    assert {event["STATUS"] for event in events(feeds.of_programme(hall)).values()} == {"CANCELLED"}
    assert {event["SEQUENCE"] for event in events(feeds.of_programme(hall)).values()} == {1}


def test_the_own_feed_shows_the_own_rounds_and_the_own_cancellation(hall: Edition, client: Client) -> None:
    row = register(hall, "Ali")
    address = reverse("conferences:own_calendar", args=[links.secret(Purpose.CALENDAR, row.pk)])
    assert "Runde" in events(client.get(address).content)
    row.rounds.set([hall.rounds.get(number=2)])
    assert "Runde" not in events(client.get(address).content)
    actions.cancel(row, at=NOW)
    (only,) = events(client.get(address).content).values()
    assert only["STATUS"] == "CANCELLED"


@needs_schemas
def test_the_json_export_is_what_the_schema_wants(hall: Edition, client: Client) -> None:
    import jsonschema

    content = client.get(reverse("conferences:schedule_json", args=[hall.code])).json()
    schema = json.loads((SCHEMAS / "schedule.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(content)] == []
    (day,) = content["schedule"]["conference"]["days"]
    titles = [event["title"] for events in day["rooms"].values() for event in events]
    assert titles == ["Begrüßung & Ausblick", "Runde"]
    content["schedule"]["conference"]["acronym"] = "X"
    assert list(validator.iter_errors(content)), "the schema would let anything pass"


@needs_schemas
def test_the_xml_export_is_what_the_schema_wants(hall: Edition) -> None:
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(SCHEMAS / "schedule.xsd")))
    document = etree.fromstring(exchange.as_xml(hall))
    assert schema.validate(document), schema.error_log
    document.find("day").attrib.pop("index")
    assert not schema.validate(document)
