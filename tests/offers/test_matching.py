"""A need is answered from the directory, by command and by the open interface; nothing of it stays."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marlerweg.audit.models import Event
from marlerweg.offers.models import Offer
from marlerweg.offers.queries.matching import Unclear, matching, sought_from
from marlerweg.offers.rules.finding import Point
from marlerweg.offers.rules.matching import Sought, Verdict
from tests.offers import stage

pytestmark = pytest.mark.django_db
TODAY = stage.NOW.date()


def test_a_fitting_offer_comes_with_its_reasons() -> None:
    row = stage.rich_offer()
    (found,) = matching(
        Sought(age=30, residence_status="tolerated", languages=("uk",), times=frozenset({"2-afternoon"})),
        today=TODAY,
        near=Point(51.66, 7.09),
    )
    assert found.offer == row
    assert found.match.verdict is Verdict.FITS
    assert {(str(each.criterion), each.why) for each in found.match.reasons} == {
        ("age", "met"), ("residence_status", "no_restriction"), ("language", "spoken"), ("times", "at_these_times"),
        ("capacity", "few"),
    }  # fmt: skip
    assert found.match.offered.distance == pytest.approx(0, abs=0.01)


def test_what_does_not_fit_is_shown_only_when_asked() -> None:
    stage.rich_offer()
    assert matching(Sought(age=12), today=TODAY) == []
    (found,) = matching(Sought(age=12), today=TODAY, refused=True)
    assert found.match.verdict is Verdict.FITS_NOT


def test_drafts_are_not_there() -> None:
    stage.offer(state=Offer.State.DRAFT)
    assert matching(Sought(), today=TODAY) == []


def test_three_offers_cost_as_many_queries_as_one() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            matching(Sought(age=30), today=TODAY)
        return len(captured)

    stage.rich_offer()
    one = asked()
    for name in ("Brücke", "Nest"):
        stage.rich_offer(stage.organisation(name))
    assert asked() == one <= 15


@pytest.mark.parametrize(
    "need", [{"nationality": "x"}, {"age": "30"}, {"languages": "uk"}, {"children": ["2"]}]
)
def test_a_need_that_is_not_understood_is_refused_by_name(need: dict[str, Any]) -> None:
    with pytest.raises(Unclear) as refused:
        sought_from(need)
    assert refused.value.field == next(iter(need))


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stage.rich_offer()
    need = tmp_path / "need.json"
    need.write_text(json.dumps({"age": 30}), encoding="utf-8")
    call_command("match_offers", str(need), "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert row["title"] == "Sprachcafé"
    call_command("match_offers", str(need))
    assert "Sprachcafé" in capsys.readouterr().out
    need.write_text('{"religion": "x"}', encoding="utf-8")
    with pytest.raises(CommandError, match="religion"):
        call_command("match_offers", str(need))


def ask(client: Client, body: Any) -> Any:
    return client.post("/api/match/", body, content_type="application/json")


def test_the_interface_answers_and_keeps_nothing(client: Client) -> None:
    stage.rich_offer()
    before = Event.objects.count()
    with CaptureQueriesContext(connection) as captured:
        response = ask(client, {"need": {"age": 30}, "lang": "uk", "near": "51.66,7.09"})
    assert response.json()["matches"][0]["title"] == "Мовне кафе"
    assert response["Cache-Control"] == "no-store"
    assert not [each for each in captured if each["sql"].startswith(("INSERT", "UPDATE"))]
    assert Event.objects.count() == before


@pytest.mark.parametrize("body", ["[]", "{", '{"need": {"faith": 1}}', '{"limit": "x"}'])
def test_the_interface_says_what_is_wrong(client: Client, body: str) -> None:
    response = ask(client, body)
    assert response.status_code == 400
    assert response.json()["detail"]
