"""(f) Two people edit one need: the second sees both versions, keeps the best of each, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from marlerweg.accounts.rules import Role
from marlerweg.way import actions
from tests.browser import PHONE
from tests.cast import Cast, person
from tests.way.stage import NOW, Stage


@pytest.mark.browser
@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_the_second_sees_both_and_brings_them_together(
    script: bool,
    stage: Stage,
    cast: Cast,
    live_server: Any,
    signed_in: Any,
    browser: Any,
    looked_at: Callable[[Page, str], None],
) -> None:
    need = actions.open_need(
        "Wohnungen fehlen", theme=stage.housing, by=cast.coordinator, at=NOW, text="Viele warten lange."
    )
    address = f"{live_server.url}/weg/bedarfe/{need.number}/aendern/"
    first = signed_in(cast.coordinator)
    colleague = person("zweite", "Zora Zweite", Role.COORDINATION)
    second = page_of(colleague, browser, live_server, script=script)

    first.goto(address)
    second.goto(address)
    first.get_by_label("Titel").fill("Große Wohnungen fehlen")
    save(first)
    expect(first.get_by_role("heading", name="Große Wohnungen fehlen")).to_be_visible()

    second.get_by_label("Titel").fill("Bezahlbare Wohnungen fehlen")
    second.locator("#id_text").fill("Viele warten länger als ein Jahr.")
    save(second)
    expect(second.get_by_role("heading", name="Inzwischen hat jemand anderes gespeichert")).to_be_visible()
    expect(second.locator("ins", has_text="Bezahlbare")).to_be_visible()
    expect(second.locator("del", has_text="Große")).to_be_visible()
    if script:
        looked_at(second, "conflict de phone")
    second.locator("#wahl_title_gespeichert").check()
    second.get_by_role("button", name="Auswahl speichern").click()

    need.refresh_from_db()
    assert (need.title, need.text) == ("Große Wohnungen fehlen", "Viele warten länger als ein Jahr.")
    expect(second.get_by_role("heading", name="Große Wohnungen fehlen")).to_be_visible()
    second.context.close()


def page_of(user: Any, browser: Any, live_server: Any, *, script: bool) -> Page:
    """Somebody else's browser, on the phone."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    context = browser.new_context(java_script_enabled=script, locale="de-DE", viewport=PHONE)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
    page: Page = context.new_page()
    return page


def save(page: Page) -> None:
    page.locator("form.house-form .house-actions button[type=submit]").first.click()
