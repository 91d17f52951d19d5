"""(g) Two hosts write at once; one loses the net, opens the page anew, writes and changes cards, and comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from marlerweg.conferences.models import Card, Edition
from marlerweg.foundation import clock
from tests.browser import PHONE
from tests.cast import Cast
from tests.conferences.evening import host, running, secret

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]
Tables = tuple[Page, Page]


@pytest.fixture
def day() -> Edition:
    today = clock.today()
    return running(starts_on=today, ends_on=today)


@pytest.fixture
def tables(day: Edition, cast: Cast, live_server: Any, browser: Browser) -> Any:
    """Two phones at two tables."""

    def sit_down(link: str) -> Page:
        page = browser.new_context(viewport=PHONE, locale="de-DE").new_page()
        page.goto(f"{live_server.url}/tagung/am-tisch/{link}/")
        return page

    links = [secret(host(day, cast.coordinator, number)) for number in (1, 2)]
    one, two = map(sit_down, links)
    yield one, two
    for page in (one, two):
        page.context.close()


def write(page: Page, text: str) -> None:
    page.get_by_label("Was wurde gesagt?").fill(text)
    page.get_by_role("button", name="Karte speichern").click()


def edit(page: Page, text: str) -> None:
    page.get_by_role("link", name="Bearbeiten").first.click()
    page.get_by_label("Was wurde gesagt?").fill(text)


def can_be_opened_without_a_net(page: Page) -> None:
    """The device has kept the page as it is now."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()


def kept(page: Page) -> Any:
    """What the browser holds for this house: names of stores and all addresses in them."""
    return page.evaluate(
        """async () => {
            const found = {};
            for (const name of await caches.keys())
                found[name] = (await (await caches.open(name)).keys()).map((each) => each.url);
            return found;
        }"""
    )


def test_the_page_opens_again_without_a_net_and_nothing_is_lost(
    tables: Tables, looked_at: Callable[[Page, str], None]
) -> None:
    one, two = tables
    write(one, "Der Sportplatz ist dunkel.")
    write(two, "Wohnungen sind zu klein.")
    expect(one.locator("#karten")).to_contain_text("Sportplatz")
    can_be_opened_without_a_net(one)
    one.context.set_offline(True)
    write(one, "Es fehlt ein Lauftreff.")
    one.reload()
    expect(one.get_by_text("noch nicht gesendet (1)")).to_be_visible()
    write(one, "Der Buss fährt nicht.")
    one.locator("#warteschlange li", has_text="Buss").get_by_role("button", name="Bearbeiten").click()
    write(one, "Der Bus fährt nicht.")
    edit(one, "Der Sportplatz ist abends dunkel.")
    one.get_by_role("button", name="Karte speichern").click()
    expect(one.get_by_text("noch nicht gesendet (3)")).to_be_visible()
    looked_at(one, "tisch-ohne-netz")
    one.reload()
    expect(one.get_by_text("noch nicht gesendet (3)")).to_be_visible()
    one.get_by_text("Fertig: Tisch abgeben").click()
    one.locator("details[open] button[type=submit]").last.click()
    expect(one.locator("#warteschlange")).to_be_focused()
    write(two, "Es gibt kein Treppengeländer.")
    expect(two.locator("#karten")).to_contain_text("Treppengeländer")
    one.context.set_offline(False)
    expect(one.locator("#karten")).to_contain_text("Der Bus fährt nicht.", timeout=20_000)
    expect(one.locator("#karten")).to_contain_text("Der Sportplatz ist abends dunkel.")
    expect(one.get_by_text("noch nicht gesendet")).to_be_hidden()
    assert Card.objects.count() == 5


def test_whoever_changes_the_same_card_meanwhile_is_not_overwritten(
    tables: Tables, looked_at: Callable[[Page, str], None]
) -> None:
    mine, address = tables[0], tables[0].url
    write(mine, "Licht fehlt.")
    expect(mine.locator("#karten")).to_contain_text("Licht fehlt.")
    other = tables[1]
    other.goto(address)
    can_be_opened_without_a_net(mine)
    mine.context.set_offline(True)
    edit(mine, "Licht fehlt am Sportplatz.")
    mine.get_by_role("button", name="Karte speichern").click()
    edit(other, "Licht fehlt am Bahnhof.")
    other.get_by_role("button", name="Speichern").click()
    expect(other.locator("#karten")).to_contain_text("Bahnhof")
    mine.context.set_offline(False)
    expect(mine.get_by_text("Inzwischen hat jemand anderes gespeichert")).to_be_visible(timeout=20_000)
    looked_at(mine, "tisch-zwei-fassungen")
    mine.get_by_role("button", name="Beide Fassungen ansehen").click()
    mine.get_by_role("button", name="Auswahl speichern").click()
    expect(mine.locator("#karten")).to_contain_text("Licht fehlt am Sportplatz.")
    expect(mine.locator("#warteschlange")).to_be_hidden()
    assert mine.evaluate("Object.keys(localStorage).every((key) => localStorage[key] === '[]')")


def test_a_card_opened_with_a_net_and_saved_without_waits_on_the_device(tables: Tables) -> None:
    page = tables[0]
    write(page, "Licht fehlt.")
    expect(page.locator("#karten")).to_contain_text("Licht fehlt.")
    can_be_opened_without_a_net(page)
    edit(page, "Licht fehlt abends.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("noch nicht gesendet (1)")).to_be_visible()
    page.get_by_role("button", name="streichen").click()
    expect(page.get_by_text("Gerade kein Netz")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#karten")).to_contain_text("Licht fehlt abends.", timeout=20_000)
    assert Card.objects.get().withdrawn_at is None


def test_a_device_keeps_one_table_until_it_is_handed_in_and_no_secret(tables: Tables) -> None:
    first, second = (page.url for page in tables)
    page = tables[0]
    write(page, "Licht fehlt.")
    can_be_opened_without_a_net(page)
    page.goto(second)
    can_be_opened_without_a_net(page)
    stores = kept(page)
    assert len([name for name in stores if name.startswith("tisch-")]) == 2
    for opened in (first, second):
        assert opened.rstrip("/").rpartition("/")[2] not in str(stores)
    page.get_by_text("Fertig: Tisch abgeben").click()
    page.locator("details[open] button[type=submit]").last.click()
    expect(page.get_by_text("Jede Karte hat jetzt eine Nummer")).to_be_visible()
    page.evaluate(
        """async () => {
            const left = async () => (await caches.keys()).filter((name) => name.startsWith("tisch-")).length;
            for (let turn = 0; turn < 200 && await left() > 1; turn += 1) await new Promise((go) => setTimeout(go, 50));
        }"""
    )
    assert len([name for name in kept(page) if name.startswith("tisch-")]) == 1
    page.goto(first)
    expect(page.locator("#karten")).to_contain_text("Licht fehlt.")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#karten")).to_contain_text("Licht fehlt.")
