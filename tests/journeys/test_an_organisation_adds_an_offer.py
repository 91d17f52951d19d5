"""An organisation adds an offer that it has already: told while typing, asked when saving, and free to do it all the same."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.offers.models import Offer
from tests.browser import PHONE
from tests.offers.tending.stage import published, speaker

pytestmark = pytest.mark.browser


def test_told_while_typing_and_asked_when_saving(
    live_server: Any,
    transactional_db: None,
    signed_in: Callable[[Any], Page],
    looked_at: Callable[[Page, str], None],
) -> None:
    ours = published()
    page = signed_in(speaker(ours.organisation))
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/angebote/pflegen/")
    page.get_by_role("link", name="Angebot anlegen").click()
    page.get_by_label("Titel").press_sequentially("Sprachcafe am Abend")
    known = page.locator("#aehnliche")
    expect(known.get_by_role("link", name="Sprachcafé am Abend")).to_be_visible()
    looked_at(page, "alike")
    page.get_by_label("Worum geht es, in einem Satz?").fill("Noch eines, am Donnerstag.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Das sieht ungewöhnlich aus")).to_be_visible()
    assert Offer.objects.count() == 1
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprachcafe am Abend")
    assert Offer.objects.count() == 2
