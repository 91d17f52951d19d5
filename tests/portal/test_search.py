"""One question over everything public: grouped by kind, found by stems and in any language, and nothing that is not public."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from marlerweg.foundation.searching import few
from marlerweg.network.models import Organisation
from marlerweg.way import actions
from marlerweg.way.models import Need
from tests.cast import Cast
from tests.conferences.hall import furnished
from tests.offers.stage import offer
from tests.way.stage import NOW, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast: Cast) -> None:
    """Of every kind one thing about sport that is public, and one that is not."""
    stage, office = Stage(), cast.coordinator
    club = Organisation.objects.create(name="Sportverein Erlenau", tasks="Turnen", is_listed=True)
    Organisation.objects.create(name="Geheimer Sportbund", is_listed=False)
    offer(club, title="Frauensport")
    offer(club, title="Sport im Entwurf", state="draft")
    need = actions.open_need("intern: Sport", theme=stage.school, by=office, at=NOW)
    actions.word(need, "Für Mädchen fehlt Sport.", title="Mehr Sport", by=office, at=NOW)
    actions.word(need, "لا توجد رياضة للبنات.", title="رياضة", language="ar", by=office, at=NOW)
    actions.approve_wording(need, by=office, at=NOW)
    actions.open_need("Sport ohne Freigabe", theme=stage.school, by=office, at=NOW)
    stage.working_group.name = "AG Sport"
    stage.working_group.save()
    furnished(title="Blickpunkt Sport")
    furnished(title="Sport in Vorbereitung", code="2028", state="draft")


def test_everything_public_grouped_by_kind(client: Client, town: None) -> None:
    page = client.get("/suche/", {"suche": "Sport"})
    shown = page.content.decode()
    kinds = [str(group["label"]) for group in page.context["groups"]]
    assert kinds == ["Angebote", "Was wurde daraus?", "Tagungen", "Organisationen", "Gremien und Formate"]
    for title in ("Frauensport", "Mehr Sport", "Blickpunkt Sport", "Sportverein Erlenau", "AG Sport"):
        assert title in shown
    for hidden in ("Geheimer", "im Entwurf", "intern:", "ohne Freigabe", "in Vorbereitung"):
        assert hidden not in shown


def test_signing_in_shows_no_more(client: Client, town: None, cast: Cast) -> None:
    client.force_login(cast.coordinator, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get("/suche/", {"suche": "Sport"}).content.decode()
    assert "Geheimer" not in shown
    assert "in Vorbereitung" not in shown


def test_a_need_is_found_in_the_readers_language_and_by_its_number(client: Client, town: None) -> None:
    shown = client.get("/ar/suche/", {"suche": "الرياضة"}).content.decode()
    assert 'lang="ar" dir="rtl"><a class="kern-link" href="/ar/weg/ergebnisse/' in shown
    number = Need.objects.get(title="intern: Sport").number
    assert "Mehr Sport" in client.get("/suche/", {"suche": number.lower()}).content.decode()


@pytest.mark.parametrize(
    "words", ["", "\x00", "x" * 5000, "' OR 1=1", "<script>alert(1)</script>", "B-9999-1"]
)
def test_no_question_is_an_error(client: Client, town: None, words: str) -> None:
    page = client.get("/suche/", {"suche": words})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_nothing_found_leads_on(client: Client, town: None) -> None:
    assert "/weg/sagen/" in client.get("/suche/", {"suche": "Quantenphysik"}).content.decode()


def test_the_start_page_asks_here(client: Client) -> None:
    assert 'action="/suche/" role="search"' in client.get("/").content.decode()


def test_it_asks_the_database_at_most_fifteen_times_whatever_there_is(
    client: Client, town: None, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(8):
        offer(title=f"Sport {number}")
        Organisation.objects.create(name=f"Sport {number}", is_listed=True)
    for _visit in range(3):  # brings the index in step, also on a busy machine
        client.get("/suche/", {"suche": "Sport"})
    with django_assert_max_num_queries(15):
        page = client.get("/suche/", {"suche": "Sport"})
    assert "alle 9 ansehen" in page.content.decode()


@pytest.mark.parametrize(
    ("question", "text", "is_found"),
    [
        ("Vereine", "Sportverein", True),
        ("Kindergaerten", "Kindergärten in Hüls", True),
        ("Wo finde ich einen Verein?", "Sportverein", True),
        ("AG", "Sprachtag", False),
        ("AG", "AG Wohnen", True),
        ("Wohnung Miete Hamm", "Wohnungen", False),
    ],
)
def test_words_meet_by_their_stems(question: str, text: str, is_found: bool) -> None:
    assert bool(few.score(few.asked(question, "de"), text, "", "de")) is is_found
