"""The Way counts itself; every figure is checked against rows counted by hand."""

import datetime as dt
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from marlerweg.way import actions
from marlerweg.way.queries.counting import figures
from marlerweg.way.rules.figures import Share
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


def need_of(stage: Stage, cast: Cast, *, voices: int = 1, days: int = 10, **decision: Any) -> Any:
    said = [
        actions.speak_publicly(
            f"Es fehlt etwas, Nummer {n}", language="de", at=NOW, seconds=30, districts=[stage.north]
        )
        for n in range(voices)
    ]
    need = actions.open_need(
        "Etwas fehlt",
        theme=stage.housing,
        districts=[stage.north],
        by=cast.coordinator,
        at=NOW,
        contributions=said,
    )
    actions.make_ready(need, by=cast.coordinator, at=NOW)
    actions.decide(
        need,
        decision.pop("kind", "accept"),
        body=stage.steering_group,
        on=TODAY + dt.timedelta(days=days),
        by=cast.coordinator,
        at=NOW + dt.timedelta(days=days),
        **decision,
    )
    return need


def test_an_empty_town_has_no_shares(stage: Stage) -> None:
    found = figures(TODAY)
    assert (found.contributions, found.days_to_decision, found.answered.percent) == (0, None, None)


def test_figures_of_three_needs(stage: Stage, cast: Cast) -> None:
    need_of(stage, cast, days=10)
    need_of(stage, cast, days=20)
    slow = need_of(stage, cast, days=60)
    measure = actions.plan_measure(
        "Beratung",
        needs=[slow],
        responsible=stage.office,
        by=cast.coordinator,
        at=NOW,
        on=TODAY,
        fields={"responsible_role": "Sachgebiet 2", "ends": TODAY + dt.timedelta(days=300)},
    )
    actions.plan_measure(
        "Ohne Termin", needs=[slow], responsible=stage.office, by=cast.coordinator, at=NOW, on=TODAY
    )
    found = figures(TODAY)
    assert found.days_to_decision == 20
    assert found.decided_soon == Share(2, 3), "the third needed the third meeting"
    assert found.measures_in_order == Share(1, 2)
    assert found.answered == Share(0, 3), "all three wait for an approved wording"
    assert measure.number


def test_a_district_counts_only_its_own(stage: Stage, cast: Cast) -> None:
    need_of(stage, cast)
    assert figures(TODAY, district=stage.south).contributions == 0
    assert figures(TODAY, district=stage.north).needs == 1


def test_the_number_of_queries_does_not_grow(stage: Stage, cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            figures(TODAY)
        return len(captured)

    need_of(stage, cast)
    once = queries()
    need_of(stage, cast, voices=3)
    assert queries() == once
