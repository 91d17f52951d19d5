"""(e) The coordination puts a contribution in the wrong place and takes it back, with a script and without."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.way import actions, queries
from marlerweg.way.models import Contribution
from tests.browser import without_script
from tests.cast import Cast
from tests.way.stage import NOW, Stage


@pytest.fixture(params=["with a script", "without"])
def office(
    request: pytest.FixtureRequest, cast: Cast, stage: Stage, live_server: Any, signed_in: Any, browser: Any
) -> Iterator[Page]:
    page = signed_in(cast.coordinator)
    if request.param == "with a script":
        yield page
        return
    plain = without_script(browser, live_server)
    plain.context.add_cookies(page.context.cookies())
    yield plain
    plain.context.close()


@pytest.mark.browser
def test_a_deed_is_undone_by_the_button_in_its_message(
    office: Page, stage: Stage, cast: Cast, live_server: Any, looked_at: Callable[[Page, str], None]
) -> None:
    voice = actions.speak_publicly("Wir finden keine Wohnung.", language="de", at=NOW, seconds=40)
    need = actions.open_need("Der Bus fährt abends nicht", theme=stage.school, by=cast.coordinator, at=NOW)
    office.goto(f"{live_server.url}/weg/hinweise/{voice.number}/")
    office.get_by_label("Zu diesem Bedarf").fill(need.number)
    office.locator("button[name=deed][value=join]").click()
    undo = office.get_by_role("button", name="Rückgängig")
    expect(undo).to_be_visible()
    assert queries.current_need(Contribution.objects.get()) == need
    undo.click()
    expect(office.locator("#meldungen")).to_contain_text("Zurückgenommen")
    assert queries.current_need(Contribution.objects.get()) is None
    expect(office.get_by_role("button", name="Rückgängig")).to_have_count(0)

    office.go_back()
    again = office.get_by_role("button", name="Rückgängig")
    if again.count():  # the page of before, out of the browser's memory
        again.click()
        assert queries.current_need(Contribution.objects.get()) is None, "nothing is taken back twice"
