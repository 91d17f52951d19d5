"""On the phone somebody finds a house among many by a word, with script and without."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.offers.models import Place, Venue
from tests.browser import PHONE, axe, fits
from tests.offers.tending.stage import NOW, published, speaker

pytestmark = pytest.mark.browser


def test_a_word_narrows_the_houses(
    live_server: Any,
    transactional_db: None,
    signed_in: Callable[[Any], Page],
    browser: Any,
) -> None:
    ours = published()
    for name in ("Alte Mühle", "Werkhalle", "Stadtteilbüro"):
        Place.objects.create(name=name, changed_at=NOW)
    page = signed_in(speaker(ours.organisation))
    address = f"{live_server.url}/angebote/pflegen/{ours.pk}/wo/"
    page.set_viewport_size(PHONE)
    page.goto(address)
    page.get_by_text("Weitere (3)").click()
    page.get_by_label("Suche: Bekannte Orte").fill("muhle")
    expect(page.get_by_label("Alte Mühle")).to_be_visible()
    expect(page.get_by_label("Werkhalle")).to_be_hidden()
    fits(page)
    axe(page)
    page.get_by_label("Suche: Bekannte Orte").press("Enter")
    page.get_by_label("Alte Mühle").check()
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprachcafé am Abend")
    assert Venue.objects.filter(offer=ours, place__name="Alte Mühle").exists()

    plain = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    page = plain.new_page()
    page.goto(address)
    page.get_by_text("Weitere (2)").click()
    page.get_by_label("Suche: Bekannte Orte").fill("Werkhalle")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_label("Werkhalle")).to_be_visible()
    expect(page.get_by_label("Stadtteilbüro")).to_have_count(0)
    page.get_by_label("Werkhalle").check()
    page.get_by_role("button", name="Speichern", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprachcafé am Abend")
    plain.close()
    assert Venue.objects.filter(offer=ours).count() == 3
