"""Our offers as records of HSDS: valid by the official schemas, and none of what is not public in them."""

import datetime as dt
import json

import pytest

from marlerweg.api.hsds.organisations import organization
from marlerweg.api.hsds.projection import Projection
from marlerweg.api.hsds.reading import Wanted, offers, town, whole
from marlerweg.api.hsds.records import flat, whole_services
from marlerweg.offers.models import Offer
from tests.api import official
from tests.offers import stage

pytestmark = pytest.mark.django_db


def service(language: str = "de") -> dict[str, object]:
    here = Projection(town(language, "http://localhost:8000"), language)
    (found,) = whole_services(here, whole(offers(Wanted())))
    return found


@official.needed
@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_a_service_is_valid_by_the_official_schema(language: str) -> None:
    stage.rich_offer()
    found = service(language)
    assert not official.problems(found, "service")
    assert not official.problems(found["organization"], "organization")
    assert not official.problems(flat(found), "service")


@official.needed
def test_the_check_would_find_something() -> None:
    stage.rich_offer()
    broken = {**service(), "status": "open"}
    assert official.problems(broken, "service")


@official.needed
def test_the_barest_offer_is_valid_too() -> None:
    stage.offer()
    assert not official.problems(service(), "service")


def test_it_says_what_the_offer_says() -> None:
    stage.school_holidays()
    stage.rich_offer()
    found = service()
    assert found["name"] == "Sprachcafé"
    assert found["status"] == "active"
    assert found["minimum_age"] == 18
    assert found["assured_date"] == "2026-11-24"
    assert found["cost_options"][0] | {"id": 0} == {
        "id": 0, "option": "kostenpflichtig", "currency": "EUR", "amount": 5.0,
    }  # fmt: skip
    assert found["capacities"][0]["available"] == 3
    assert [each["code"] for each in found["languages"]] == ["de", "uk"]
    (at,) = found["service_at_locations"]
    assert at["location"]["latitude"] == 51.66
    assert at["location"]["accessibility"][0]["description"] == "stufenlos erreichbar"
    assert at["location"]["external_identifier"] == "node/1"
    assert at["schedules"][0]["byday"] == "TU"


def test_the_reader_gets_the_own_language_and_the_others_as_attributes() -> None:
    stage.rich_offer()
    ukrainian, german = service("uk"), service("de")
    assert ukrainian["name"] == "Мовне кафе"
    said = {
        each.get("label"): each["value"]
        for each in german["attributes"]
        if each["link_type"] == "translation"
    }
    assert said == {"name@uk;outdated": "Мовне кафе", "description@uk;outdated": "Ми розмовляємо за кавою."}


def test_schedules_never_run_on_days_without_the_offer() -> None:
    """Holidays of the state and cancelled days fall out of the dated rows."""
    stage.school_holidays()
    stage.rich_offer()
    rows = service()["service_at_locations"][0]["schedules"]
    days = set()
    for row in rows:
        day, last = (dt.date.fromisoformat(row[name]) for name in ("dtstart", "until"))
        while day <= last:
            days.add(day)
            day += dt.timedelta(7)
    assert dt.date(2026, 12, 15) in days
    assert dt.date(2026, 12, 22) not in days


def test_what_is_not_public_is_nowhere() -> None:
    stage.rich_offer(state=Offer.State.PUBLISHED)
    stage.offer(title="Geheimes Treffen", state=Offer.State.DRAFT)
    text = json.dumps(service(), ensure_ascii=False)
    assert "buero@nachbarschaft.example" in text
    assert "02365 999" not in text
    assert "Geheimes" not in text


def test_a_draft_of_a_text_is_nobodys_to_read() -> None:
    row = stage.offer()
    stage.text(row, "en", state="draft", title="Secret draft")
    assert "Secret" not in json.dumps([service("de"), service("en")])


def test_an_organisation_shows_what_the_network_shows() -> None:
    stage.rich_offer()
    here = Projection(town("de", ""), "de")
    row = whole(offers(Wanted())).get().organisation
    found = organization(here, row)
    assert found["email"] == "buero@nachbarschaft.example"
    assert "phones" not in found
