"""(g) Two hosts write at once; one loses the net and comes back; phone and paper give dots; the next edition shows it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from marlerweg.conferences import actions, queries
from marlerweg.conferences.models import Card
from marlerweg.foundation import clock
from marlerweg.network.models import ThemeScheme
from marlerweg.way import actions as way
from tests.browser import DESKTOP, PHONE
from tests.cast import Cast
from tests.conferences.evening import host, running, secret, table
from tests.conferences.hall import edition
from tests.way.stage import Stage


def at_the_table(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport=PHONE, locale="de-DE").new_page()
    page.goto(address)
    return page


def write(page: Page, text: str) -> None:
    page.get_by_label("Was wurde gesagt?").fill(text)
    page.get_by_role("button", name="Karte speichern").click()


@pytest.mark.browser
def test_from_two_tables_to_the_next_edition(
    stage: Stage,
    cast: Cast,
    live_server: Any,
    browser: Browser,
    page: Page,
    looked_at: Callable[[Page, str], None],
) -> None:
    office, today = cast.coordinator, clock.today()
    ThemeScheme.objects.update(code="jetzt")  # the hall's tables use the town's one list of themes
    day = running(starts_on=today, ends_on=today)
    base = f"{live_server.url}/tagung/"
    one, two = (
        at_the_table(browser, f"{base}am-tisch/{secret(host(day, office, number))}/") for number in (1, 2)
    )
    write(one, "Der Sportplatz ist abends dunkel.")
    write(two, "Wohnungen sind zu klein.")
    expect(one.locator("#karten")).to_contain_text("Sportplatz")
    one.context.set_offline(True)
    for text in ("Es fehlt ein Lauftreff.", "Der Bus fährt nicht."):
        write(one, text)
    expect(one.get_by_text("noch nicht gesendet (2)")).to_be_visible()
    looked_at(one, "tisch-ohne-netz")
    write(two, "Es gibt kein Treppengeländer.")
    one.context.set_offline(False)
    expect(one.locator("#karten")).to_contain_text("Der Bus fährt nicht.", timeout=20_000)
    expect(one.get_by_text("noch nicht gesendet")).to_be_hidden()
    assert Card.objects.count() == 5
    one.get_by_text("Fertig: Tisch abgeben").click()
    one.locator("details[open] button[type=submit]").last.click()
    expect(one.get_by_text("Jede Karte hat jetzt eine Nummer")).to_be_visible()
    now = clock.now()
    actions.hand_in(table(day, 2), writer=office, at=now)
    top = Card.objects.get(text__startswith="Der Sportplatz")
    own = actions.choose_cards(day, list(queries.heads_of(office, day)), by=office, at=now)
    actions.open_ballot(own, by=office, at=now)
    actions.go_to(day, "dots", by=office, at=now)
    phone, paper = actions.issue_codes(own, 2, by=office, at=now)
    two.goto(f"{base}{day.code}/punkte/?zettel={phone}")
    two.get_by_label("Der Sportplatz").fill("4")
    looked_at(two, "punkte-am-handy")
    two.get_by_role("button", name="Punkte abgeben").click()
    expect(two.get_by_text("Ihre Punkte sind gezählt")).to_be_visible()
    actions.give_dots(day, paper, {top.pk: 5}, at=now, by=office)
    actions.close_ballot(own, by=office, at=now)
    actions.publish_result(own, by=office, at=now)
    top.refresh_from_db()
    need = actions.open_need_from(top, "Licht am Sportplatz", by=office, at=now)
    way.word(need, "Abends fehlt Licht.", title="Licht am Sportplatz", by=office, at=now)
    way.approve_wording(need, by=office, at=now)
    way.make_ready(need, by=office, at=now)
    way.decide(need, "accept", body=stage.steering_group, on=today, by=office, at=now)
    actions.move(day, "documented", by=office, at=now)
    page.set_viewport_size(DESKTOP)
    page.goto(f"{base}{day.code}/dokumentation/")
    expect(page.get_by_text("Punkte: 9")).to_be_visible()
    looked_at(page, "dokumentation")
    assert page.request.get(f"{base}{day.code}/dokumentation.pdf").body().startswith(b"%PDF")
    coming = edition(code="2028", previous=day)
    page.goto(f"{base}{coming.code}/")
    expect(page.get_by_text("Was aus der letzten Tagung wurde")).to_be_visible()
    expect(page.locator("main")).to_contain_text("beschlossen")
    looked_at(page, "naechste-tagung")
