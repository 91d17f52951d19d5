"""The legal pages say what is so, never show an empty box, and the operator hears what only the town can add."""

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client

from marlerweg.foundation.examination import Health
from marlerweg.network.examination import NEEDED, legal_pages
from marlerweg.network.models import Town
from marlerweg.places.contents import LEGAL_NEEDED
from marlerweg.portal import guides, legal
from tests.cast import Cast

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
PAGES = ("impressum", "datenschutz", "barrierefreiheit", "hilfe")
SAID = {
    "body": "Gemeinde Erlenau",
    "represented_by": "das Bürgermeisteramt",
    "address": "Am Anger 1\n00000 Erlenau",
    "phone": "0000 00000",
    "data_protection_mail": "datenschutz@erlenau.example",
    "supervisory_authority": "Aufsicht des Landes",
    "accessibility_mail": "barriere@erlenau.example",
    "enforcement": "Schlichtungsstelle des Landes",
    "accessibility_stated_on": "2026-01-15",
}


@pytest.fixture
def town(db: None) -> Town:
    return Town.objects.create(
        pack="erlenau",
        name="Erlenau",
        programme_name="Erlenauer Miteinander",
        official_key="99000017",
        colour="#2f5d3a",
        sender="Gemeinde Erlenau",
        mail="miteinander@erlenau.example",
    )


def read(page: str, language: str = "") -> str:
    return Client().get(f"{language}/seite/{page}/").content.decode()


def test_what_the_town_said_stands_where_people_look_for_it(town: Town) -> None:
    Town.objects.update(legal=SAID)
    imprint, privacy, access = read("impressum"), read("datenschutz"), read("barrierefreiheit")
    for words in ("Am Anger 1", "00000 Erlenau", "0000 00000", "das Bürgermeisteramt"):
        assert words in imprint
    assert "datenschutz@erlenau.example" in privacy
    assert "Aufsicht des Landes" in privacy
    assert "barriere@erlenau.example" in access
    assert "Schlichtungsstelle des Landes" in access
    assert "15. Januar 2026" in access


@pytest.mark.parametrize("page", PAGES)
def test_without_it_the_general_address_stands_there_and_no_empty_box(page: str, town: Town) -> None:
    text = read(page)
    assert "miteinander@erlenau.example" in text
    assert 'mailto:"' not in text
    assert "Telefonnummer:" not in text


@pytest.mark.parametrize("page", PAGES)
def test_before_a_pack_is_loaded_the_pages_stand_too(page: str, db: None) -> None:
    assert Client().get(f"/seite/{page}/").status_code == 200


def test_the_operator_hears_what_is_missing_until_nothing_is(town: Town) -> None:
    assert NEEDED.keys() == LEGAL_NEEDED.keys() <= set(legal.LegalFacts.__slots__)
    (finding,) = legal_pages(NOW)
    assert finding.health is Health.WATCH
    assert "Anschrift" in finding.sentence
    Town.objects.update(legal=SAID)
    (finding,) = legal_pages(NOW)
    assert finding.health is Health.SOUND


def test_there_are_no_cookies_but_those_named(town: Town, cast: Cast) -> None:
    browser = Client()
    browser.get("/weg/sagen/")
    browser.post("/sprache/", {"language": "uk", "next": "/"})
    browser.force_login(cast.member, backend=settings.AUTHENTICATION_BACKENDS[0])
    browser.post("/konto/", {"name": "Mira", "language": "de"})
    browser.get("/konto/")
    assert len(browser.cookies) == 3
    assert set(browser.cookies) == {name for name, _, _ in legal.cookies()}


def test_every_role_has_a_guide_and_ones_own_stands_first(cast: Cast) -> None:
    assert {guide.role for guide in guides.GUIDES.values()} == set(guides.LABELS)
    client = Client()
    client.force_login(cast.coordinator, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert 'href="/hilfe/coordination/"' in client.get("/seite/hilfe/").content.decode()
    own, other = (client.get(f"/hilfe/{slug}/").content.decode() for slug in ("coordination", "upper-level"))
    assert "Zur Seite" in own
    assert "Zur Seite" not in other, "links only where the reader may go"


@pytest.mark.parametrize("slug", [*guides.GUIDES])
def test_whoever_reads_their_own_guide_can_follow_each_of_its_links(slug: str, cast: Cast) -> None:
    people = {
        "member": cast.member, "coordination": cast.coordinator, "assistance": cast.assistant,
        "steering": cast.steering_member, "council": cast.councillor, "case-manager": cast.case_manager,
        "case-lead": cast.case_lead, "residence-office": cast.residence_clerk, "statistics": cast.statistician,
        "data-protection": cast.data_protection_officer, "upper-level": cast.county_officer,
        "administrator": cast.administrator,
    }  # fmt: skip
    client = Client()
    client.force_login(people[slug], backend=settings.AUTHENTICATION_BACKENDS[0])
    for deed in guides.GUIDES[slug].deeds:
        if deed.address:
            assert client.get(deed.address).status_code == 200, deed.address
