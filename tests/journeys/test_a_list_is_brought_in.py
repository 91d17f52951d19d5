"""The assistance brings the list as the office keeps it: three hundred rows, twenty of them bad, by clicks alone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.offers.models import Offer
from tests.browser import PHONE
from tests.cast import Cast
from tests.offers.tending.stage import organisation, words_of_the_town
from tests.offers.tending.test_order import office_list

pytestmark = pytest.mark.browser


def test_three_hundred_rows_with_twenty_bad_ones(
    live_server: Any,
    transactional_db: None,
    signed_in: Callable[[Any], Page],
    looked_at: Callable[[Page, str], None],
    cast: Cast,
    tmp_path: Path,
) -> None:
    words_of_the_town()
    organisation()
    (tmp_path / "angebote.xlsx").write_bytes(office_list(280, 20))
    page = signed_in(cast.assistant)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/angebote/pflegen/")
    page.get_by_role("link", name="Listen einlesen").click()
    page.get_by_label("Datei").set_input_files(tmp_path / "angebote.xlsx")
    page.get_by_role("button", name="Hochladen").click()
    expect(page.get_by_label("Titel")).to_have_value("Angebot")
    page.get_by_role("button", name="Probelauf").click()
    expect(page.locator("p[role=status]")).to_have_text(re.compile(r"280\s+neu,\s+20\s+abgelehnt"))
    expect(page.get_by_text("Unbekannt e. V.")).to_have_count(4)
    looked_at(page, "trial")
    page.get_by_role("button", name="Nur die guten Zeilen einlesen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eingelesen")
    expect(page.locator("p[role=status]")).to_contain_text("20 übergangen")
    assert Offer.objects.filter(state="draft").count() == 280
    page.get_by_role("link", name="Zu den Angeboten").click()
    expect(page.get_by_text("Kurs 1", exact=True).first).to_be_visible()
