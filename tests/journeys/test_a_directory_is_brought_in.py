"""The coordination brings another town's directory in by clicks alone: trial, report, import, and once more."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from marlerweg.accounts.models import User
from marlerweg.foundation import clock
from marlerweg.foundation.jobs import worker
from marlerweg.offers.models import Offer
from tests.api.test_taking_in import CARITAS, service, written
from tests.browser import DESKTOP, PHONE, without_script
from tests.cast import Cast
from tests.offers import stage

pytestmark = pytest.mark.browser
GOOD = [service("Schuldnerberatung"), service("Lernhilfe", organization=CARITAS)]
BAD = [{"id": "keine", "name": "Ohne Kennung"}, service("Ohne Stand", status="vielleicht")]


@pytest.fixture
def file(tmp_path: Path, settings: Any) -> Path:
    settings.TAKING_FOLDER = tmp_path / "taking"
    path = tmp_path / "anderswo.json"
    path.write_bytes(written(*GOOD, *BAD))
    return path


def begin(page: Page, file: Path) -> None:
    page.get_by_role("link", name="Verzeichnis prüfen").click()
    page.get_by_label("Datei").set_input_files(file)
    page.get_by_label("Name der Quelle").fill("Anderswo")
    page.get_by_role("button", name="Probelauf beginnen").click()
    expect(page.get_by_text("Es beginnt, sobald der Rechner Zeit hat")).to_be_visible()


def test_tried_taken_in_and_repeated(
    live_server: Any,
    transactional_db: None,
    signed_in: Callable[[User], Page],
    looked_at: Callable[[Page, str], None],
    cast: Cast,
    file: Path,
) -> None:
    stage.organisation("Caritas", website="https://caritas-anderswo.example/")
    page = signed_in(cast.coordinator)
    page.set_viewport_size(DESKTOP)
    page.goto(f"{live_server.url}/angebote/pflegen/")
    page.get_by_role("link", name="Andere Verzeichnisse").click()
    expect(page.get_by_text("Noch kein Verzeichnis wurde geprüft")).to_be_visible()
    page.get_by_role("link", name="Verzeichnis prüfen").click()
    page.get_by_role("button", name="Probelauf beginnen").click()
    expect(
        page.get_by_role("link", name="Wählen Sie eine Datei, oder nennen Sie eine Adresse.")
    ).to_be_visible()
    looked_at(page, "form")
    page.get_by_role("link", name="Andere Verzeichnisse").click()
    begin(page, file)
    worker.work_off(at=clock.now())
    expect(page.get_by_text("2 neu, 2 abgelehnt")).to_be_visible()  # the page has asked by itself
    expect(page.locator("tbody tr").first).to_contain_text("Ohne Kennung")
    page.set_viewport_size(PHONE)
    looked_at(page, "trial")
    page.set_viewport_size(DESKTOP)
    page.get_by_role("group", name=re.compile("Caritasverband für Anderswo")).get_by_label(
        "Ja, dieselbe"
    ).check()
    page.get_by_role("button", name="Antworten merken").click()
    expect(page.get_by_text("Es beginnt, sobald der Rechner Zeit hat")).to_be_visible()
    worker.work_off(at=clock.now())
    page.get_by_role("button", name="Ohne die 2 abgelehnten Einträge übernehmen").dblclick()
    expect(page.get_by_text("Es beginnt, sobald der Rechner Zeit hat")).to_be_visible()
    worker.work_off(at=clock.now())
    expect(page.get_by_text("2 neu, 2 übergangen")).to_be_visible()
    before = list(Offer.objects.order_by("slug").values())
    assert [row["slug"] for row in before] == ["lernhilfe", "schuldnerberatung"]
    assert Offer.objects.get(slug="lernhilfe").organisation.name == "Caritas"

    file.write_bytes(written(*GOOD))
    page.get_by_role("link", name="Alle Übernahmen").click()
    begin(page, file)
    worker.work_off(at=clock.now())
    expect(page.get_by_text("Es gibt nichts zu übernehmen: Hier steht schon alles so.")).to_be_visible()
    assert list(Offer.objects.order_by("slug").values()) == before
    page.get_by_role("link", name="Alle Übernahmen").click()
    expect(page.locator("tbody tr")).to_have_count(2)


def test_without_javascript_the_state_is_a_link(
    live_server: Any,
    transactional_db: None,
    browser: Browser,
    cast: Cast,
    file: Path,
    signed_in: Callable[[User], Page],
) -> None:
    cookies = signed_in(cast.coordinator).context.cookies()
    page = without_script(browser, live_server)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/angebote/pflegen/verzeichnisse/")
    begin(page, file)
    worker.work_off(at=clock.now())
    page.get_by_role("link", name="Stand neu laden").click()
    expect(page.get_by_text("2 neu, 2 abgelehnt")).to_be_visible()
    page.get_by_role("button", name="Ohne die 2 abgelehnten Einträge übernehmen").click()
    expect(page.get_by_text("Es beginnt, sobald der Rechner Zeit hat")).to_be_visible()
    worker.work_off(at=clock.now())
    page.get_by_role("link", name="Stand neu laden").click()
    expect(page.get_by_text("2 neu, 2 übergangen")).to_be_visible()
    page.context.close()
