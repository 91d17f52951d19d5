"""On the phone, in Arabic, with a slip of the finger: find a German offer, keep it, print it, read it without a connection."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from marlerweg.accounts.models import Assignment
from marlerweg.accounts.rules import Role
from tests.browser import PHONE, without_script
from tests.cast import Cast
from tests.offers.stage import offer, rich_offer, text

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def own_search_folder(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_FOLDER = tmp_path / "search"


@pytest.fixture
def told(page: Page) -> list[str]:
    """What the browser complains about: refused scripts, missing files."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def test_found_kept_and_printed(
    live_server: Any,
    transactional_db: None,
    page: Page,
    looked_at: Callable[[Page, str], None],
    told: list[str],
) -> None:
    row = rich_offer(title="Deutschkurs am Abend")
    text(row, "en", title="German course", state="draft")
    offer(title="Fußball")
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/ar/")
    page.get_by_role("searchbox").fill("تعلم الالمنية")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"/ar/suche/\?suche="))
    expect(page.get_by_role("link", name="Deutschkurs am Abend", exact=True)).to_be_visible()
    expect(page.get_by_text("هل تقصد")).to_be_visible()
    looked_at(page, "ar everything")
    page.locator("summary", has_text="القائمة").click()
    page.get_by_role("navigation").get_by_role("link", name="العروض", exact=True).click()
    page.get_by_role("searchbox").fill("تعلم الالمنية")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#ergebnisse")).to_contain_text("هل تقصد")
    looked_at(page, "ar search")
    page.get_by_role("button", name="حفظ في القائمة").first.click()
    expect(page.locator("[data-keep]").first).to_have_attribute("aria-pressed", "true")
    page.get_by_role("link", name="Deutschkurs am Abend", exact=True).click()
    looked_at(page, "ar offer")
    page.get_by_role("link", name="قائمتي (1)").click()
    expect(page).to_have_url(f"{live_server.url}/ar/angebote/merkzettel/?merken={row.slug}")
    looked_at(page, "ar list")
    page.emulate_media(media="print")
    expect(page.locator(".offers-code--paper")).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()
    page.emulate_media(media="screen")
    paper = page.get_by_role("link", name="PDF").get_attribute("href")
    assert page.request.get(f"{live_server.url}{paper}").body().startswith(b"%PDF")
    page.get_by_role("link", name="إزالة").click()
    expect(page.locator(".house-empty")).to_be_visible()
    assert told == []


def test_the_same_without_a_script(live_server: Any, transactional_db: None, browser: Browser) -> None:
    first, second = offer(title="Nähkurs"), offer(title="Nähen für alle")
    page = without_script(browser, live_server, viewport=PHONE)
    page.goto(f"{live_server.url}/angebote/?suche=nähen")
    page.locator("[data-keep]").first.click()
    page.get_by_role("link", name="Weiter suchen").click()
    page.goto(page.url + "&suche=nähen")
    page.locator("[data-keep]").last.click()
    expect(page.locator(".offers-hits > li")).to_have_count(2)
    assert {first.slug, second.slug} <= set(page.url.split("merken=")[1].replace("%2C", ",").split(","))
    page.wait_for_load_state("networkidle")
    page.context.close()


def test_what_was_read_can_be_read_without_a_connection(
    live_server: Any, transactional_db: None, page: Page
) -> None:
    row, unread = offer(title="Sprachcafé"), offer(title="Ungelesen")
    page.goto(f"{live_server.url}/uk/angebote/{row.slug}/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.goto(f"{live_server.url}/uk/angebote/{row.slug}/")
    page.goto(f"{live_server.url}/uk/angebote/merkzettel/?merken={row.slug}")
    page.wait_for_function(
        "caches.match('/uk/angebote/ohne-netz/').then(found => Boolean(found))", timeout=20000
    )
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/uk/angebote/{row.slug}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprachcafé")
    page.goto(f"{live_server.url}/uk/angebote/merkzettel/?merken={row.slug}")
    expect(page.get_by_role("link", name="Sprachcafé", exact=True)).to_be_visible()
    page.goto(f"{live_server.url}/uk/angebote/{unread.slug}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Немає зв'язку")
    expect(page.locator("[data-kept] a").first).to_be_visible()
    page.context.set_offline(False)


@pytest.fixture
def club() -> Iterator[Callable[[dict[str, str]], str]]:
    """The club's own site, from another address of this machine."""
    pages: dict[str, str] = {}

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!DOCTYPE html><title>Verein</title>{pages.get(self.path, '')}".encode())

        def log_message(self, *args: object) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def serve(words: dict[str, str]) -> str:
        pages.update(words)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_club_embeds_its_offers(
    live_server: Any,
    transactional_db: None,
    signed_in: Callable[[Any], Page],
    browser: Browser,
    settings: Any,
    cast: Cast,
    club: Callable[[dict[str, str]], str],
    looked_at: Callable[[Page, str], None],
) -> None:
    settings.PUBLIC_ADDRESS = live_server.url
    row = offer(title="Nähkurs")
    Assignment.objects.filter(user=cast.member, role=Role.MEMBER).update(
        scope_kind="organisation", scope_id=row.organisation_id
    )
    page = signed_in(cast.member)
    page.goto(f"{live_server.url}/angebote/einbetten/")
    looked_at(page, "snippets")
    copied = page.get_by_label("Rahmen", exact=True).input_value()
    refused = f'<iframe src="{live_server.url}/angebote/" title="x"></iframe>'
    context = browser.new_context()
    site = context.new_page()
    site.goto(club({"/": copied, "/anderes": refused}) + "/")
    expect(site.frame_locator("iframe").get_by_role("link", name="Nähkurs")).to_be_visible()
    site.goto(site.url + "anderes")
    expect(site.frame_locator("iframe").get_by_role("searchbox")).to_have_count(0)
    context.close()
