"""The feed as Integreat's app walks it on a first visit, with the members it looks into without asking."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marlerweg.api.integreat import shapes
from marlerweg.foundation import versions
from marlerweg.offers import actions
from marlerweg.offers.models import Change, Mistake, Offer, OfferText, Place, Slot, Venue
from marlerweg.way.models import Contribution
from tests.offers import stage

pytestmark = pytest.mark.django_db
REGION = {
    "id", "name", "path", "live", "prefix", "name_without_prefix", "plz", "extras", "events", "pois",
    "push_notifications", "longitude", "latitude", "bounding_box", "aliases", "tunews", "external_news",
    "zammad_privacy_policy", "languages", "is_chat_enabled",
}  # fmt: skip
PLACE = {
    "id", "url", "path", "title", "modified_gmt", "last_updated", "meta_description", "excerpt", "content",
    "available_languages", "icon", "thumbnail", "website", "email", "phone_number", "contacts", "category",
    "temporarily_closed", "opening_hours", "appointment_url", "location", "hash", "organization", "barrier_free",
}  # fmt: skip
CONTACT = {
    "name", "area_of_responsibility", "email", "phone_number", "mobile_number", "website", "opening_hours",
    "appointment_url",
}  # fmt: skip


@pytest.fixture(autouse=True)
def the_day() -> Any:
    with time_machine.travel(stage.NOW, tick=False):
        yield


def get(client: Client, path: str, **question: Any) -> Any:
    response = client.get(f"/api/v3/{path}", question)
    assert response.status_code == 200, response.content
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def test_the_first_visit_of_the_app(client: Client) -> None:
    stage.rich_offer()
    (region,) = get(client, "regions/")
    assert region.keys() == REGION
    assert {each["dir"] for each in region["languages"]} == {"LEFT_TO_RIGHT", "RIGHT_TO_LEFT"}
    root = f"{region['path']}/{region['languages'][0]['code']}"
    assert get(client, f"regions/{region['path']}/") == region
    (theme,) = get(client, f"{root}/children/", depth=1)
    assert get(client, f"{root}/page/", url=theme["path"]) == theme
    assert get(client, f"{root}/children/", depth=1, url=theme["path"]) == []
    assert get(client, f"{root}/parents/", url=theme["path"]) == []
    (place,) = get(client, f"{root}/locations/", on_map=1)
    assert place["title"] in theme["content"]
    assert get(client, f"{root}/events/", combine_recurring="True") == []
    assert get(client, f"{root}/imprint/")["title"] == "Impressum"
    (news,) = get(client, f"{root}/news")
    assert isinstance(news["id"], str)
    assert news["source"] == "local"


def test_a_place_has_all_members_and_none_to_stumble_over(client: Client) -> None:
    stage.rich_offer()
    (place,) = get(client, "stadt/uk/locations/")
    assert place.keys() == PLACE
    assert place["title"] == "Мовне кафе"
    assert place["path"] == "/stadt/uk/locations/angebot-1/"
    assert place["available_languages"].keys() == {"de"}
    assert [contact.keys() for contact in place["contacts"]] == [CONTACT]
    assert place["category"]["name"]
    assert place["location"]["town"] == "Marl"
    assert place["barrier_free"] is True
    assert dt.datetime.fromisoformat(place["last_updated"]).utcoffset() is not None
    tuesday = place["opening_hours"][1]
    assert (tuesday["closed"], tuesday["timeSlots"]) == (
        False,
        [{"start": "15:00", "end": "17:00", "timezone": "Europe/Berlin"}],
    )
    assert all(day["closed"] for number, day in enumerate(place["opening_hours"]) if number != 1)


def test_a_place_without_a_theme_still_has_a_category(client: Client) -> None:
    stage.rich_offer().themes.clear()
    (place,) = get(client, "stadt/de/locations/")
    assert place["category"]["name"] == "Sonstiges"


def test_what_the_week_cannot_say_is_told_in_words(client: Client) -> None:
    stage.rich_offer()
    (place,) = get(client, "stadt/de/locations/")
    assert "Schulferien" in place["excerpt"]
    assert "An einzelnen Tagen" in place["content"]


def test_who_rests_is_closed_for_now(client: Client) -> None:
    stage.rich_offer(state=Offer.State.PAUSED)
    (place,) = get(client, "stadt/de/locations/")
    assert (place["temporarily_closed"], place["opening_hours"]) == (True, None)


def test_a_text_is_never_markup(client: Client) -> None:
    row = stage.rich_offer()
    OfferText.objects.filter(offer=row, language="de").update(body="<script>x</script>\nzwei")
    (place,) = get(client, "stadt/de/locations/")
    assert "<script" not in place["content"]
    assert "<br>zwei" in place["content"]


def test_a_dated_offer_is_an_event_with_its_offset(client: Client) -> None:
    row = stage.offer(title="Fest")
    Slot.objects.create(
        offer=row, rhythm="once", on=dt.date(2026, 12, 5), opens=dt.time(14), closes=dt.time(18)
    )
    (event,) = get(client, "stadt/de/events/", combine_recurring="True")
    assert (event["event"]["start"], event["event"]["end"]) == (
        "2026-12-05T14:00:00+01:00",
        "2026-12-05T18:00:00+01:00",
    )
    assert set(event["location"].values()) == {None}
    assert event["recurrence_rule"] is None


def course(**more: Any) -> Offer:
    """Monday evenings at a house, over Christmas."""
    row = stage.offer(title="Kurs", runs_from=dt.date(2026, 11, 2), runs_until=dt.date(2027, 1, 31), **more)
    at = Place.objects.create(name="Haus", latitude=51.6, longitude=7.1, changed_at=stage.NOW)
    Venue.objects.create(offer=row, place=at)
    Slot.objects.create(offer=row, days=[5], opens=dt.time(18), closes=dt.time(20))
    return row


def test_a_course_is_a_series_with_its_rule_and_one_more_behind_the_holiday(client: Client) -> None:
    course()
    first, second = get(client, "stadt/de/events/", combine_recurring="True")
    assert first["recurrence_rule"] == (
        "DTSTART:20261106T180000\nRRULE:FREQ=WEEKLY;UNTIL=20261218T235959;BYDAY=FR"
    )
    assert first["event"]["recurrence_id"] == first["id"] != second["id"]
    assert second["event"]["start"] == "2027-01-08T18:00:00+01:00"
    assert first["location_path"] == get(client, "stadt/de/locations/")[0]["path"]


def test_without_being_asked_for_series_the_next_dates_come_one_by_one(client: Client) -> None:
    course()
    found = get(client, "stadt/de/events/")
    assert [each["event"]["start"][:10] for each in found] == ["2026-11-27", "2026-12-04", "2026-12-11"]
    assert {each["recurrence_rule"] for each in found} == {None}


def test_what_begins_today_is_told_until_midnight(client: Client) -> None:
    row = stage.offer(title="Frühstück")
    Slot.objects.create(offer=row, rhythm="once", on=stage.NOW.date(), opens=dt.time(8), closes=dt.time(9))
    assert len(get(client, "stadt/de/events/", combine_recurring="True")) == 1
    with time_machine.travel(stage.NOW + dt.timedelta(days=1), tick=False):
        assert get(client, "stadt/de/events/", combine_recurring="True") == []


def test_what_has_only_dates_is_no_place(client: Client) -> None:
    row = course()
    Slot.objects.filter(offer=row).update(rhythm="once", on=dt.date(2026, 12, 5), days=[])
    assert get(client, "stadt/de/locations/") == []
    (event,) = get(client, "stadt/de/events/", combine_recurring="True")
    assert (event["location_path"], event["location"]["name"]) == (None, "Haus")


def test_only_what_changed_is_built_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [course() for _ in range(3)]
    get(client, "stadt/de/locations/")
    built: list[str] = []
    place = shapes.place

    def noted(frame: shapes.Frame, offer: Offer, venue: Venue) -> shapes.Record:
        built.append(offer.slug)
        return place(frame, offer, venue)

    monkeypatch.setattr(shapes, "place", noted)
    actions.edit(rows[1], {"texts.de.title": "Anders"}, by=None, at=stage.NOW, expected_version=1)
    assert [each["title"] for each in get(client, "stadt/de/locations/")] == ["Kurs", "Anders", "Kurs"]
    assert built == [rows[1].slug]


def test_a_house_or_an_organisation_that_changes_is_seen_at_once(client: Client) -> None:
    row = course()
    get(client, "stadt/de/locations/")
    at = row.venues.get().place
    actions.edit_place(at, {"street": "Gasse 3"}, by=None, at=stage.NOW, expected_version=at.version)
    (place,) = get(client, "stadt/de/locations/")
    assert place["location"]["address"] == "Gasse 3"
    versions.advance(row.organisation, expected=row.organisation.version)
    type(row.organisation).objects.filter(pk=row.organisation_id).update(name="Neuer Name")
    (place,) = get(client, "stadt/de/locations/")
    assert place["organization"]["name"] == "Neuer Name"


@pytest.mark.parametrize(
    "path", ["anderswo/de/locations/", "stadt/xx/locations/", "stadt/de/page/?url=/stadt/de/nichts/"]
)
def test_what_is_not_there_says_so_in_the_words_of_the_app(path: str, client: Client) -> None:
    response = client.get(f"/api/v3/{path}")
    assert (response.status_code, response.json()) == (404, {"error": "Not found."})


def test_a_wish_that_makes_no_sense_is_refused(client: Client) -> None:
    assert client.get("/api/v3/stadt/de/locations/", {"on_map": "perhaps"}).status_code == 400
    assert client.get("/api/v3/stadt/de/news", {"size": 501}).status_code == 400


def test_a_repeated_question_brings_nothing_again_until_something_changed(client: Client) -> None:
    row = stage.rich_offer()
    first = client.get("/api/v3/stadt/de/locations/")
    again = client.get("/api/v3/stadt/de/locations/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Offer.objects.filter(pk=row.pk).update(
        state="paused", version=9, changed_at=stage.NOW + dt.timedelta(minutes=1)
    )
    changed = client.get("/api/v3/stadt/de/locations/", headers={"if-none-match": first["ETag"]})
    assert changed.json()[0]["temporarily_closed"] is True


def test_thirty_places_cost_as_many_queries_as_one(client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            get(client, "stadt/de/locations/", on_map=1)
        return len([each for each in captured if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))])

    row = stage.rich_offer()
    get(client, "stadt/en/locations/")
    one = asked()
    for number in range(30):
        other = stage.offer(row.organisation, title=f"Angebot {number}")
        at = Place.objects.create(name=f"Haus {number}", latitude=51.6, longitude=7.1, changed_at=stage.NOW)
        Venue.objects.create(offer=other, place=at)
        Change.objects.create(
            offer=other, kind="closed", first=dt.date(2026, 12, 1), last=dt.date(2026, 12, 1)
        )
    assert asked() == one <= 10
    first = Offer.objects.order_by("slug").first()
    assert first is not None
    actions.edit(first, {"cost": "free"}, by=None, at=stage.NOW, expected_version=first.version)
    assert asked() <= 10


def test_feedback_is_never_lost(client: Client) -> None:
    row = stage.rich_offer()
    about_place = client.post(
        "/api/v3/stadt/de/feedback/poi/", {"slug": row.slug, "rating": "down", "comment": "Die Tür war zu."}
    )
    about_search = client.post(
        "/api/v3/stadt/de/feedback/search/", {"comment": "Ich finde keinen Schwimmkurs.", "query": "x"}
    )
    assert (about_place.status_code, about_search.status_code) == (201, 201)
    assert Mistake.objects.get().text == "Die Tür war zu."
    assert Contribution.objects.get().text == "Ich finde keinen Schwimmkurs."


def test_drafts_are_not_there(client: Client) -> None:
    stage.rich_offer(state=Offer.State.DRAFT)
    assert get(client, "stadt/de/locations/") == []
    assert get(client, "stadt/de/news") == []
