"""A real browser for tests: how it starts, how people come in, and what must hold on every page.

Used as a plug-in by `tests/conftest.py`; journeys and accessibility tests take `page`, `live_server` and these.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db.transaction import Atomic
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from marlerweg.accounts.models import User

CHROMIUM = (
    os.environ.get("MARLERWEG_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
)
REQUIRED = os.environ.get("MARLERWEG_REQUIRE_BROWSER") == "1"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
# Whoever uses the one connection of the test database while a server runs: a request, or emptying after a test.
TURN = threading.RLock()
# Rules beyond WCAG that hold a page together for people with screen readers.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests are marked by what they use; without a Chromium they are skipped aloud, or fail where one is required."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):  # all that open a browser, by whatever name
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time() -> Iterator[None]:
    """The live server's threads share one connection to SQLite's test database in memory: two at once would end each other's transaction."""
    original = WSGIHandler.__call__

    def answer(self: WSGIHandler, environ: Any, start_response: Any) -> Any:
        with TURN:
            return original(self, environ, start_response)

    WSGIHandler.__call__ = answer  # type: ignore[method-assign]
    yield
    WSGIHandler.__call__ = original  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def a_test_takes_its_turn_too(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page may still be asking for something while its test writes: two transactions on one connection end each other."""
    if "live_server" not in request.fixturenames:
        return
    enter, leave = Atomic.__enter__, Atomic.__exit__

    def begin(self: Atomic) -> None:
        TURN.acquire()
        try:
            enter(self)
        except BaseException:
            TURN.release()
            raise

    def end(self: Atomic, *fault: Any) -> None:
        try:
            leave(self, *fault)
        finally:
            TURN.release()

    monkeypatch.setattr(Atomic, "__enter__", begin)
    monkeypatch.setattr(Atomic, "__exit__", end)


@pytest.fixture(scope="session", autouse=True)
def late_closings_are_none() -> Iterator[None]:
    """A browser lets go of a connection when it likes, also after the live server has taken its shared database back."""
    original = ThreadedWSGIServer._close_connections

    def close(self: ThreadedWSGIServer) -> None:
        if not self.connections_override:
            original(self)

    ThreadedWSGIServer._close_connections = close  # type: ignore[method-assign]
    yield
    ThreadedWSGIServer._close_connections = original  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        message = "no Chromium found: install Debian's chromium, or name one in MARLERWEG_CHROMIUM"
        if REQUIRED:
            pytest.fail(message)
        pytest.skip(message)
    # The test database is asked from the same thread in which the browser's event loop runs.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    gathered()
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "de-DE", "timezone_id": "Europe/Berlin", "viewport": DESKTOP}


def gathered() -> None:
    """Design, fonts and mirror must lie where the pages look for them."""
    if not (Path(settings.STATICFILES_DIRS[0]) / "kern" / "kern.rtl.css").is_file():
        call_command("gather_frontend", verbosity=0)


@pytest.fixture
def signed_in(page: Page, live_server: LiveServer, client: Any) -> Callable[[User], Page]:
    """`signed_in(user)` gives the page the session of that person, as after sign-in with every factor."""

    def enter(user: User) -> Page:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return page

    return enter


def axe(page: Page, *, without: tuple[str, ...] = ()) -> None:
    """No violation of WCAG 2.2 AA or of axe's best practice on what the page shows now."""
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in without},
    }
    found = Axe().run(page, options=options)
    assert found.violations_count == 0, found.generate_report()


def fits(page: Page) -> None:
    """Nothing sticks out sideways: no scrolling in two directions, also at 400 % zoom."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} px wider than its window"


def without_script(browser: Any, live_server: LiveServer, **more: Any) -> Page:
    """A page whose browser runs no JavaScript; close its context when done."""
    context = browser.new_context(java_script_enabled=False, locale="de-DE", base_url=live_server.url, **more)
    return context.new_page()
