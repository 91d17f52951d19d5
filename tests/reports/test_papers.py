"""Every page that can be printed opens as a tagged PDF that says what the page says."""

import io

import pikepdf
import pytest
from django.conf import settings
from django.test import Client

from marlerweg.way import actions
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


@pytest.fixture
def office(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.coordinator, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def number(cast: Cast) -> str:
    stage, by = Stage(), cast.coordinator
    voice = actions.speak_publicly("Es fehlen Wohnungen.", language="de", at=NOW, seconds=40)
    need = actions.open_need(
        "Familien finden keine Wohnung", theme=stage.housing, by=by, at=NOW, contributions=[voice]
    )
    actions.word(need, "Es fehlen Wohnungen.", title="Wohnungen", by=by, at=NOW)
    actions.approve_wording(need, by=by, at=NOW)
    actions.make_ready(need, by=by, at=NOW)
    actions.decide(need, "accept", body=stage.steering_group, on=TODAY, by=by, at=NOW)
    return need.number


@pytest.mark.parametrize(
    "address",
    [
        "tafel.pdf",
        "steuerung.pdf",
        "rat.pdf",
        "meine-hinweise.pdf",
        "ergebnisse.pdf",
        "ergebnisse/{}.pdf",
        "bedarfe/{}.pdf",
    ],
)
def test_a_paper_is_a_tagged_document(address: str, number: str, office: Client) -> None:
    answer = office.get(f"/papiere/{address.format(number)}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang).startswith("de")


def test_the_inside_paper_does_not_exist_for_the_public(number: str) -> None:
    assert Client().get(f"/papiere/bedarfe/{number}.pdf").status_code == 302
