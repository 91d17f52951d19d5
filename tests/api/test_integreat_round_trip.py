"""Our feed, taken in by a town that has nothing yet, is the same feed again; another's feed keeps its own words."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client

from marlerweg.api.integreat.shapes import their_code
from marlerweg.api.integreat.sources import Answer, Source
from marlerweg.api.integreat.taking import take_in
from marlerweg.foundation import languages
from marlerweg.foundation.imports import Outcome
from marlerweg.network.models import Organisation, Theme
from marlerweg.offers import actions
from marlerweg.offers.models import Foreign, Offer, Place, Slot, Venue
from tests.api.region import event, location, page, source
from tests.offers import stage

pytestmark = pytest.mark.django_db
KINDS = {"locations": "locations/", "events": "events/?combine_recurring=True", "pages": "pages/"}
LANGUAGES = ("de", "uk")
ALL = [their_code(each.code) for each in languages.PUBLIC]


@pytest.fixture(autouse=True)
def the_day() -> Any:
    with time_machine.travel(stage.NOW, tick=False):
        yield


def feed(client: Client, language: str = "de", kind: str = "locations") -> list[dict[str, Any]]:
    response = client.get(f"/api/v3/stadt/{language}/{KINDS[kind]}")
    assert response.status_code == 200, response.content
    found: list[dict[str, Any]] = response.json()
    return sorted(found, key=lambda each: str(each["path"]))


def whole_feed(client: Client) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Places and dates in the languages they have texts in, pages of themes in all."""
    return {
        (language, kind): feed(client, language, kind)
        for kind in KINDS
        for language in (ALL if kind == "pages" else LANGUAGES)
    }


def written_in(name: tuple[str, str], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where an offer has no text in a language, German stands there with remarks that each town makes itself."""
    translated = {"Мовне кафе"} if name[0] == "uk" and name[1] != "pages" else None
    return [each for each in rows if translated is None or each["title"] in translated]


def a_town_with_everything() -> None:
    """A place with two doors and holidays, a course, single dates, somebody who rests, and what only words can say."""
    rich = stage.rich_offer()
    second = Place.objects.create(
        name="Zweites Haus", street="Gasse 2", latitude=51.7, longitude=7.2, changed_at=stage.NOW
    )
    Venue.objects.create(offer=rich, place=second, position=1)
    course = stage.offer(
        title="Nähkurs “Nadel & Faden”", runs_from=dt.date(2026, 11, 2), runs_until=dt.date(2027, 2, 28)
    )
    Slot.objects.create(offer=course, days=[1], opens=dt.time(18), closes=dt.time(20))
    Slot.objects.create(
        offer=course, days=[4], opens=dt.time(9), closes=dt.time(10), rhythm="every_n_weeks", every=2, anchor=dt.date(2026, 11, 5)
    )  # fmt: skip
    Venue.objects.create(offer=course, place=second)
    party = stage.offer(title="Fest")
    for day in (5, 6):
        Slot.objects.create(
            offer=party, rhythm="once", on=dt.date(2026, 12, day), opens=dt.time(14), closes=dt.time(18)
        )
    stage.offer(title="Pause", state=Offer.State.PAUSED)
    resting = stage.offer(title="Macht Pause", state=Offer.State.PAUSED)
    Venue.objects.create(offer=resting, place=second)


def test_our_feed_taken_in_by_an_empty_town_is_the_same_feed(client: Client) -> None:
    a_town_with_everything()
    before = whole_feed(client)
    assert all(before.values())
    assert any(each["recurrence_rule"] for each in before["de", "events"])
    for model in (Offer, Place, Organisation, Theme):
        model.objects.all().delete()
    answers = [Answer(kind, "stadt", language, rows) for (language, kind), rows in before.items()]
    report = take_in(Source("stadt", "Stadt", answers), at=stage.NOW)
    assert report.is_applied, report.worth_reading
    after = whole_feed(client)
    for name, rows in before.items():
        assert [each["path"] for each in after[name]] == [each["path"] for each in rows]
        assert written_in(name, after[name]) == written_in(name, rows), name
    again = take_in(Source("stadt", "Stadt", answers), at=stage.NOW)
    assert {row.outcome for row in again.rows} == {Outcome.UNCHANGED}


def test_a_place_keeps_its_own_words_under_our_address(client: Client) -> None:
    take_in(source(location(), location(language="uk")), at=stage.NOW)
    (here,) = feed(client)
    assert here["path"] == "/stadt/de/locations/ort-7/"
    assert here["available_languages"]["uk"]["path"] == "/stadt/uk/locations/ort-7/"
    assert (here["id"], here["category"]["icon"], here["organization"]["slug"]) == (
        7,
        "advice",
        "beratung-ev",
    )
    assert here["thumbnail"] == "https://verzeichnis.example/bild.jpg"
    assert "<li>Wohnen</li>" in here["content"]
    assert "<script" not in here["content"]
    assert here["last_updated"] == "2026-10-01T10:00:00+02:00"


def test_what_was_changed_here_goes_out_changed_and_the_rest_as_it_came(client: Client) -> None:
    take_in(source(location(x_new={"a": 1})), at=stage.NOW)
    offer = Offer.objects.get()
    at = stage.NOW + dt.timedelta(hours=1)
    actions.edit(offer, {"texts.de.body": "Neu."}, by=None, at=at, expected_version=offer.version)
    (here,) = feed(client)
    assert here["content"].startswith("<p>Neu.</p>")
    assert (here["id"], here["thumbnail"], here["x_new"]) == (
        7,
        "https://verzeichnis.example/bild.jpg",
        {"a": 1},
    )
    assert here["category"]["name"] == "Beratung"
    assert here["last_updated"].startswith("2026-11-24")


def test_who_rests_here_is_closed_whatever_the_source_says(client: Client) -> None:
    take_in(source(location()), at=stage.NOW)
    actions.pause(Offer.objects.get(), until=None, by=None, at=stage.NOW + dt.timedelta(hours=1))
    (here,) = feed(client)
    assert (here["temporarily_closed"], here["opening_hours"]) == (True, None)


def test_an_event_goes_out_with_its_rule_until_it_is_over(client: Client) -> None:
    take_in(source(location(), event()), at=stage.NOW)
    (course,) = feed(client, kind="events")
    assert course["recurrence_rule"] == event()["recurrence_rule"]
    assert course["location_path"] == "/stadt/de/locations/ort-7/"
    assert course["meeting_url"] == "https://treffen.example/raum"
    assert [each["id"] for each in feed(client)] == [7]
    with time_machine.travel(dt.datetime(2027, 1, 26, 9, tzinfo=dt.UTC), tick=False):
        assert feed(client, kind="events") == []


def test_an_event_changed_here_keeps_its_number_and_its_rule(client: Client) -> None:
    take_in(source(event(title="Kurs")), at=stage.NOW)
    offer = Offer.objects.get()
    actions.edit(offer, {"texts.de.title": "Anders"}, by=None, at=stage.NOW, expected_version=offer.version)
    (course,) = feed(client, kind="events")
    assert (course["id"], course["title"]) == (50, "Anders")
    assert course["recurrence_rule"] == event()["recurrence_rule"]


def test_information_pages_are_given_out_with_their_tree(client: Client) -> None:
    stage.rich_offer()
    first = page(90)
    take_in(source(first, page(91, under=first), page(92)), at=stage.NOW)
    assert not Offer.objects.filter(foreign__isnull=False).exists()

    def asked(what: str, **question: Any) -> list[str]:
        found = client.get(f"/api/v3/stadt/de/{what}/", question).json()
        return [each["path"] for each in found]

    root = ["/stadt/de/bildung/", "/stadt/de/seite-90/", "/stadt/de/seite-92/"]
    below = "/stadt/de/ankommen/seite-91/"
    assert asked("children", depth=1) == root
    assert asked("children", depth=2) == [*root[:2], below, root[2]]
    assert asked("children", depth=1, url=root[1]) == [below]
    assert asked("parents", url=below) == [root[1]]
    assert client.get("/api/v3/stadt/de/page/", {"url": below}).json()["parent"]["path"] == root[1]
    assert client.get("/api/v3/stadt/uk/page/", {"url": "/stadt/uk/seite-90/"}).status_code == 404


def test_a_page_that_comes_later_is_there_at_once(client: Client) -> None:
    stage.theme()
    assert len(feed(client, kind="pages")) == 1
    take_in(source(page(90)), at=stage.NOW)
    assert len(feed(client, kind="pages")) == 2
    assert Foreign.objects.get(kind="pages").offer is None
