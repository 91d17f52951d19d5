"""What the coordination did by mistake can be taken back for an hour; everybody concerned hears of that too."""

import re

import pytest
from django.test import Client

from marlerweg.foundation import undo
from marlerweg.foundation.decisions import Refused
from marlerweg.way import actions, queries
from marlerweg.way.models import Contribution, Need
from tests.cast import Cast
from tests.way.stage import NOW, Stage


@pytest.fixture
def voice(stage: Stage) -> Contribution:
    return actions.speak_publicly("Wir finden keine Wohnung.", language="de", at=NOW, seconds=40)


@pytest.fixture
def need(stage: Stage, cast: Cast) -> Need:
    return actions.open_need("Wohnungen fehlen", theme=stage.housing, by=cast.coordinator, at=NOW)


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def take_back(office: Client, page: object) -> str:
    """Press the button that came with the message."""
    signed = re.search(r'name="was" value="([^"]+)"', page.text)  # type: ignore[attr-defined]
    assert signed, "the message offers the way back"
    answer = office.post("/rueckgaengig/", {"was": signed[1], "next": "/weg/tafel/"}, follow=True)
    return str(answer.text)


def sort(office: Client, voice: Contribution, **sent: str) -> object:
    return office.post(f"/weg/hinweise/{voice.number}/einordnen/", sent, follow=True)


def told(voice: Contribution) -> list[str]:
    return [answer.occasion for answer in queries.answers_to(voice)]


def test_joining(office: Client, voice: Contribution, need: Need) -> None:
    page = sort(office, voice, deed="join", need=need.number)
    assert queries.current_need(voice) == need
    assert "Zurückgenommen" in take_back(office, page)
    voice.refresh_from_db()
    assert queries.current_need(voice) is None
    assert voice.state == "received"
    assert told(voice)[-2:] == ["join", "leave"]


def test_moving_to_another_need_goes_back_to_the_first(
    office: Client, voice: Contribution, need: Need, stage: Stage, cast: Cast
) -> None:
    other = actions.open_need("Kurse fehlen", theme=stage.school, by=cast.coordinator, at=NOW)
    sort(office, voice, deed="join", need=need.number)
    take_back(office, sort(office, voice, deed="join", need=other.number))
    assert queries.current_need(voice) == need


def test_leaving(office: Client, voice: Contribution, need: Need) -> None:
    sort(office, voice, deed="join", need=need.number)
    take_back(office, sort(office, voice, deed="leave"))
    assert queries.current_need(voice) == need


def test_setting_aside(office: Client, voice: Contribution) -> None:
    page = sort(office, voice, deed="set_aside", **{"aside-text": "Werbung"})
    take_back(office, page)
    voice.refresh_from_db()
    assert voice.state == "received"


def test_merging(office: Client, need: Need, stage: Stage, cast: Cast) -> None:
    other = actions.open_need("Wohnungen fehlen sehr", theme=stage.housing, by=cast.coordinator, at=NOW)
    page = office.post(
        f"/weg/bedarfe/{other.number}/schritt/", {"deed": "merge", "into": need.number}, follow=True
    )
    take_back(office, page)
    other.refresh_from_db()
    assert (other.state, other.merged_into) == ("collecting", None)


def test_bringing_to_the_agenda(office: Client, need: Need) -> None:
    page = office.post(f"/weg/bedarfe/{need.number}/schritt/", {"deed": "make_ready"}, follow=True)
    take_back(office, page)
    need.refresh_from_db()
    assert need.state == "collecting"


def test_what_has_moved_on_stays(office: Client, voice: Contribution, need: Need, cast: Cast) -> None:
    page = sort(office, voice, deed="join", need=need.number)
    actions.leave(voice, by=cast.coordinator, at=NOW)
    assert "Inzwischen ist damit etwas anderes geschehen" in take_back(office, page)


def test_the_same_button_twice_takes_back_once(office: Client, voice: Contribution, need: Need) -> None:
    page = sort(office, voice, deed="join", need=need.number)
    take_back(office, page)
    before = told(voice)
    assert "Inzwischen" in take_back(office, page)
    assert told(voice) == before


def test_who_lost_the_role_meanwhile_takes_nothing_back(voice: Contribution, need: Need, cast: Cast) -> None:
    joining = actions.join(voice, need, by=cast.coordinator, at=NOW)
    signed = undo.token("way.join", by=cast.assistant, joinings=str(joining.pk))
    with pytest.raises(Refused):
        undo.undo(signed, by=cast.assistant)
    assert queries.current_need(voice) == need
