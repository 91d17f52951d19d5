"""(c) A councillor finds the figures of their own district in two clicks."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.way import actions
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage


@pytest.mark.browser
def test_district_figures_in_two_clicks(
    stage: Stage, cast: Cast, live_server: Any, signed_in: Any, looked_at: Callable[[Page, str], None]
) -> None:
    office, at = cast.coordinator, NOW + dt.timedelta(days=1)
    for district, count in ((stage.north, 3), (stage.south, 1)):
        for number in range(count):
            said = actions.speak_publicly(
                f"Es fehlt etwas, {district} {number}",
                language="de",
                at=NOW,
                seconds=30,
                districts=[district],
            )
            need = actions.open_need(
                f"Bedarf {number}",
                theme=stage.housing,
                districts=[district],
                by=office,
                at=at,
                contributions=[said],
            )
            actions.make_ready(need, by=office, at=at)
            actions.decide(need, "accept", body=stage.steering_group, on=TODAY, by=office, at=at)
    page = signed_in(cast.councillor)
    page.goto(f"{live_server.url}/mein-tisch/")
    page.get_by_role("link", name="In zwei Minuten").first.click()
    looked_at(page, "council de desktop")
    page.get_by_role("link", name="Nordstadt").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nordstadt")
    tile = page.locator(".house-tile", has_text="Beschlüsse")
    expect(tile.locator(".house-tile__value")).to_have_text("3")
    looked_at(page, "council district de desktop")
    with page.expect_response(lambda answer: "rat.pdf" in answer.url) as got:
        page.evaluate("document.querySelector('a[href*=\"rat.pdf\"]').click()")
    assert got.value.headers["content-type"] == "application/pdf"
