"""Every page costs the same number of queries for one row and for three, and never more than fifteen."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marlerweg.way import actions, follow_up
from marlerweg.way.models import Contribution, Measure, Need
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage

MOST = 15
LONG_AGO = TODAY - dt.timedelta(days=70)


class Town:
    """Grows by whole ways: voices, a need in every state, approaches with help, decisions, measures, wordings."""

    def __init__(self, stage: Stage, cast: Cast) -> None:
        self.stage, self.by = stage, cast.coordinator

    def speak(self, count: int) -> list[Contribution]:
        return [
            actions.speak_publicly(
                f"Wir finden keine Wohnung {each}.",
                language="de",
                at=NOW,
                theme=self.stage.housing,
                districts=[self.stage.north],
                seconds=40,
            )
            for each in range(count)
        ]

    def need(self, state: str, count: int = 1) -> Need:
        """With as many voices, approaches, measures and decisions as asked for."""
        by, stage = self.by, self.stage
        need = actions.open_need(
            "Wohnungen fehlen",
            theme=stage.housing,
            districts=[stage.north],
            contributions=self.speak(count),
            by=by,
            at=NOW,
        )
        for _ in range(count):
            approach = actions.propose(need, "Eine Beratung", by=by, at=NOW, organisation=stage.office)
            actions.offer_help(approach, stage.welfare, "einen Raum", by=by, at=NOW)
        actions.word(need, "Es fehlen Wohnungen.", title="Wohnungen", by=by, at=NOW)
        actions.approve_wording(need, by=by, at=NOW)
        actions.make_ready(need, by=by, at=NOW)
        if state == "ready":
            return need
        if state == "referred":
            actions.decide(
                need, "refer", body=stage.steering_group, on=TODAY, referred_to=stage.county, by=by, at=NOW
            )
            return need
        for _ in range(count - 1):
            actions.decide(
                need,
                "assign",
                body=stage.steering_group,
                assigned_to=stage.working_group,
                on=TODAY,
                by=by,
                at=NOW,
            )
            actions.make_ready(need, by=by, at=NOW)
        decision = actions.decide(need, "accept", body=stage.steering_group, on=TODAY, by=by, at=NOW)
        if state == "decided":
            return need
        actions.word(decision, "Es gibt eine Beratung.", by=by, at=NOW)
        actions.approve_wording(decision, by=by, at=NOW)
        for _ in range(count):
            measure = actions.plan_measure(
                "Beratung",
                needs=[need],
                responsible=stage.office,
                partners=[stage.welfare],
                districts=[stage.north],
                values=[stage.respect],
                decision=decision,
                fields={"indicator": "Beratungen", "baseline": 0},
                by=by,
                at=NOW,
                on=LONG_AGO,
            )
            actions.report_status(
                measure,
                "running",
                on=LONG_AGO,
                by=by,
                at=NOW,
                indicator_value=3,  # type: ignore[arg-type]
            )
            actions.word(measure, "Eine Beratung.", by=by, at=NOW)
            actions.approve_wording(measure, by=by, at=NOW)
        return need

    def grow(self, count: int) -> Need:
        self.speak(count)
        for _ in range(count):
            for state in ("ready", "referred", "decided", "in_progress"):
                self.need(state)
        return self.need("in_progress", count)


@pytest.fixture
def town(stage: Stage, cast: Cast) -> Town:
    return Town(stage, cast)


def addresses(need: Need) -> dict[str, str]:
    voice = need.joinings.select_related("contribution").all()[0].contribution
    waiting = Contribution.objects.filter(state="received")[0]
    measure = Measure.objects.filter(needs=need)[0]
    return {
        "board": "/weg/tafel/",
        "need": f"/weg/bedarfe/{need.number}/",
        "contribution": f"/weg/hinweise/{voice.number}/",
        "waiting contribution": f"/weg/hinweise/{waiting.number}/",
        "measure": f"/weg/massnahmen/{measure.number}/",
        "contributions": "/weg/hinweise/",
        "needs": "/weg/bedarfe/",
        "approaches": "/weg/ansaetze/",
        "decisions": "/weg/beschluesse/",
        "measures": "/weg/massnahmen/",
        "mine": "/weg/hinweise/meine/",
        "steering": "/weg/steuerung/",
        "referred": "/weg/verwiesen/",
        "outcomes": "/weg/ergebnisse/",
        "outcome": f"/weg/ergebnisse/{need.number}/",
        "follow": f"/weg/nachsehen/{follow_up.token(voice.pk)}/",
    }


PAGES = (
    "board", "need", "contribution", "waiting contribution", "measure", "contributions", "needs", "approaches",
    "decisions", "measures", "mine", "steering", "referred", "outcomes", "outcome", "follow",
)  # fmt: skip


def queries_of(client: Client, address: str) -> list[str]:
    client.get(address)  # what is remembered per process is remembered now
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page: Any = client.get(address)
    assert page.status_code == 200, address
    asked = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


@pytest.mark.parametrize("public", [False, True], ids=["office", "everybody"])
def test_pages_cost_the_same_for_one_and_three(public: bool, town: Town, client: Client, cast: Cast) -> None:
    names = [name for name in PAGES if (name in {"outcomes", "outcome", "follow"}) is public]
    if not public:
        client.force_login(cast.coordinator)
    few = {
        name: queries_of(client, address)
        for name, address in addresses(town.grow(1)).items()
        if name in names
    }
    many = {
        name: queries_of(client, address)
        for name, address in addresses(town.grow(3)).items()
        if name in names
    }
    caches["process"].clear()
    for name in names:
        assert len(many[name]) == len(few[name]), f"{name}: " + "\n".join(
            sorted(set(many[name]) - set(few[name]))
        )
        assert len(many[name]) <= MOST, f"{name}:\n" + "\n".join(many[name])
