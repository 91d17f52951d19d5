"""What only a browser can show: lists that change in place, menus, drafts that keep themselves, and all of it without scripts."""

import re

import pytest
from playwright.sync_api import expect

from marlerweg.ui.models import Draft
from tests.browser import PHONE, without_script

LIST = "/gestaltung/liste/"


@pytest.fixture
def page_of(live_server, signed_in, cast):
    """The coordinator's browser; whatever goes wrong in scripts or against the content policy fails the test."""
    page = signed_in(cast.coordinator)
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)

    def go(address):
        page.goto(live_server.url + address)
        return page

    yield go
    assert faults == []


def test_a_list_narrows_in_place_and_the_address_tells(page_of):
    page = page_of(LIST)
    page.locator("h1").evaluate("each => { each.dataset.same = 'page' }")
    page.get_by_label("Suche", exact=True).fill("contribution")
    expect(page).to_have_url(re.compile(r"\?suche=contribution$"))
    expect(page.locator("#ansage")).to_have_text(re.compile("1 Eintrag"))
    expect(page.locator("h1[data-same=page]")).to_be_visible()
    page.get_by_role("button", name="Raum").or_(page.locator("summary", has_text="Raum")).first.click()
    page.get_by_label("way", exact=True).check()
    expect(page).to_have_url(re.compile("raum=way"))
    expect(page.locator(".house-chip")).to_have_count(2)
    expect(page.get_by_label("way", exact=True)).to_be_visible()


def test_taking_a_chip_away_unticks_the_form(page_of):
    page = page_of(LIST + "?raum=way&suche=contribution")
    page.locator(".house-chip", has_text="way").click()
    expect(page).to_have_url(re.compile(r"\?suche=contribution$"))
    expect(page.locator("input[name=raum][value=way]")).not_to_be_checked()
    expect(page.get_by_label("Suche", exact=True)).to_have_value("contribution")
    expect(page.locator(".house-fold__count").first).to_have_text("")


def test_sorting_keeps_the_search_and_going_back_restores_the_page(page_of):
    page = page_of(LIST + "?raum=way")
    page.get_by_role("link", name="Nummer").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Nummer")
    assert "raum=way" in page.url
    page.go_back()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Tabelle")
    expect(page.locator("header.house-header")).to_be_visible()


def test_a_list_works_without_any_script(live_server, browser, cast, client, settings):
    page = without_script(browser, live_server)
    client.force_login(cast.coordinator, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page.goto(LIST)
    page.locator("summary", has_text="Raum").click()
    page.get_by_label("way", exact=True).check()
    page.get_by_role("button", name="Anwenden").first.click()
    assert "raum=way" in page.url
    page.get_by_role("link", name="Nummer").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Nummer")
    assert "raum=way" in page.url
    page.context.close()


def test_menus_open_one_at_a_time_and_escape_gives_the_focus_back(page_of):
    page = page_of("/gestaltung/")
    language, person = page.locator(".house-header__tools > .house-menu > summary").all()[:2]
    language.click()
    person.click()
    expect(page.locator(".house-menu[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".house-menu[open]")).to_have_count(0)
    expect(person).to_be_focused()


def test_the_first_tab_leads_past_the_menu(page_of):
    page = page_of("/gestaltung/liste/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhalt")).to_be_focused()


def test_what_is_wrong_gets_the_focus_and_leads_to_the_field(page_of, notes):
    page = page_of("/notiz/")
    page.locator("form.house-form").evaluate("each => { each.noValidate = true }")
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.locator("[data-faults]")).to_be_focused()
    page.get_by_role("link", name=re.compile("^Text – ")).click()
    expect(page.get_by_label("Text", exact=True)).to_be_focused()


def test_a_draft_keeps_itself_and_waits(page_of, notes):
    page = page_of("/notiz/")
    page.clock.install()
    page.get_by_label("Text", exact=True).fill("Noch nicht fertig")
    page.clock.run_for(5000)
    expect(page.locator(".house-draft__said")).to_have_text(re.compile(r"Entwurf gespeichert um \d\d:\d\d"))
    assert Draft.objects.get().data["text"] == ["Noch nicht fertig"]
    page.reload()
    page.get_by_role("link", name="Entwurf übernehmen").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("Noch nicht fertig")


def test_a_long_text_says_how_much_room_is_left(page_of, notes):
    page = page_of("/notiz/")
    page.get_by_label("Text", exact=True).fill("x" * 190)
    expect(page.locator(".house-counter")).to_have_text("noch 10 Zeichen")
    expect(page.locator("#ansage")).to_have_text("noch 10 Zeichen")


def test_two_quick_presses_send_once(page_of, notes):
    page = page_of("/notiz/")
    page.get_by_label("Text", exact=True).fill("Ungeduldig")
    page.get_by_role("button", name="Speichern", exact=True).dblclick()
    expect(page.get_by_text("Notiz 1")).to_be_visible()
    assert notes == ["Ungeduldig"]


def test_on_a_phone_the_table_becomes_cards_that_name_each_value(page_of):
    page = page_of(LIST + "?raum=way")
    assert page.locator("thead").bounding_box()["height"] > 10
    page.set_viewport_size(PHONE)
    assert page.locator("thead").bounding_box()["height"] < 5
    label = page.locator("tbody td").first.evaluate("each => getComputedStyle(each, '::before').content")
    assert "Raum" in label


def test_the_page_asks_nobody_else(page_of, live_server):
    asked = []
    page = page_of("/gestaltung/liste/")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(live_server.url + "/gestaltung/")
    page.wait_for_load_state("networkidle")
    assert len(asked) > 5
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
