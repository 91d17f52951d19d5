"""A town that runs a tile server sees a real map; its browser asks that server, and only what the policy allows."""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, fits
from tests.offers.stage import offer, rich_offer

pytestmark = pytest.mark.browser
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Tiles:
    """What was asked for, and under which address."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Server(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.end_headers()
                self.wfile.write(DOT)

            def log_message(self, *args: object) -> None:
                """Nothing to say."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def tiles() -> Iterator[Tiles]:
    server = Tiles()
    yield server
    server.close()


@pytest.fixture
def other() -> Iterator[Tiles]:
    """A server that the settings do not name."""
    server = Tiles()
    yield server
    server.close()


def with_map(settings: Any, tiles: Tiles, allowed: Tiles) -> None:
    """As the environment would set it; the policy is made of the same address."""
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": {**policy, "img-src": [*policy["img-src"], allowed.origin]}
    }
    settings.MAP_TILES = f"{tiles.origin}/{{z}}/{{x}}/{{y}}.png"
    settings.MAP_CREDIT = "Stadtkarte <b>Marl</b>"


def test_tiles_markers_and_a_way_to_the_offer(
    live_server: Any, transactional_db: None, page: Page, settings: Any, tiles: Tiles
) -> None:
    with_map(settings, tiles, tiles)
    row = rich_offer()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/angebote/karte/")
    expect(page.locator("img.leaflet-tile-loaded").first).to_be_visible()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Stadtkarte bMarl/b")
    fits(page)
    page.locator("img.leaflet-marker-icon").click()
    page.locator(".leaflet-popup a", has_text="Sprachcafé").click()
    expect(page).to_have_url(f"{live_server.url}/angebote/{row.slug}/")
    assert tiles.asked
    assert all(path.endswith(".png") and "?" not in path for path in tiles.asked)
    assert complaints == []


def test_the_policy_lets_no_other_server_in(
    live_server: Any, transactional_db: None, page: Page, settings: Any, tiles: Tiles, other: Tiles
) -> None:
    with_map(settings, other, tiles)
    rich_offer()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/angebote/karte/")
    expect(page.locator("img.leaflet-marker-icon")).to_be_visible()
    assert other.asked == []
    assert any("Content Security Policy" in words for words in refused)


def test_without_a_place_the_drawn_map_stands_alone(
    live_server: Any, transactional_db: None, page: Page, settings: Any, tiles: Tiles
) -> None:
    with_map(settings, tiles, tiles)
    offer()
    page.goto(f"{live_server.url}/angebote/karte/")
    expect(page.locator("[data-map]")).to_be_hidden()
    assert tiles.asked == []
