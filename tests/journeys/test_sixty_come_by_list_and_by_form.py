"""Fifty-nine came by the office's list, the sixtieth by the public form on a phone; everybody gets a seat in every round."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from marlerweg.conferences.models import Registration
from marlerweg.conferences.verification import verify
from tests.browser import PHONE
from tests.cast import Cast
from tests.conferences.hall import full

pytestmark = pytest.mark.browser


def office_list(people: int) -> str:
    """As kept in an office: a heading above the table, wishes in words, one row per person."""
    wishes = ("sport", "bildung; wohnen", "wohnen", "arbeit; sport", "")
    rows = [
        f"Beispiel {number:02};Person;Verein {number % 14:02};person{number}@cast.example;{wishes[number % 5]}"
        for number in range(1, people + 1)
    ]
    return (
        "\n".join(["Anmeldungen zum Blickpunkt", "", "Name;Vorname;Einrichtung;E-Mail;Themen", *rows]) + "\n"
    )


def test_sixty_registrations_by_list_and_by_form(
    live_server: Any,
    transactional_db: None,
    signed_in: Callable[[Any], Page],
    browser: Any,
    looked_at: Callable[[Page, str], None],
    cast: Cast,
    tmp_path: Path,
) -> None:
    hall = full(people=0)
    (tmp_path / "anmeldungen.csv").write_text(office_list(59), encoding="utf-8")
    office = signed_in(cast.assistant)
    office.goto(f"{live_server.url}/tagung/{hall.code}/anmeldungen/")
    office.get_by_role("link", name="Liste einlesen").click()
    office.get_by_label("Datei").set_input_files(tmp_path / "anmeldungen.csv")
    office.locator("main form button[type=submit]").first.click()
    office.get_by_role("button", name="Probelauf").click()
    expect(office.locator("p[role=status]")).to_contain_text("59 neu")
    assert not Registration.objects.exists(), "a trial brings nobody"
    looked_at(office, "registrations trial")
    office.get_by_role("button", name="Einlesen", exact=True).click()
    expect(office.get_by_text("Eingelesen.")).to_be_visible()

    guest = browser.new_context(base_url=live_server.url, locale="de-DE", viewport=PHONE).new_page()
    guest.goto(f"/tagung/{hall.code}/")
    guest.get_by_role("link", name="Zur Tagung anmelden").click()
    guest.locator("[name=name]").fill("Amira Beispiel")
    guest.locator("[name=wish_1]").select_option(index=1)
    guest.wait_for_timeout(3_500)  # what is faster than a person is no person
    guest.get_by_role("button", name="Verbindlich anmelden").click()
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Sie haben einen Platz")
    assert Registration.objects.filter(state=Registration.State.REGISTERED).count() == 60

    office.goto(f"{live_server.url}/tagung/{hall.code}/tischplan/")
    office.get_by_role("link", name="Plan rechnen").click()
    office.get_by_role("button", name="Plan rechnen").click()
    expect(office.get_by_text("Alle festen Regeln sind eingehalten.").first).to_be_visible()
    office.get_by_text("Veröffentlichen", exact=True).click()
    office.get_by_role("button", name="Ja, ausführen").click()
    expect(office.locator("#meldungen")).to_contain_text("Fassung 1 gilt jetzt")
    plan = hall.plans.get()
    assert [sum(map(len, tables.values())) for tables in plan.seats] == [60, 60, 60]
    assert verify(plan.input, {"rounds": plan.seats, "certificate": plan.certificate}).sound

    guest.reload()
    expect(guest.get_by_text("Ihre Tische")).to_be_visible()
    looked_at(guest, "own tables phone")
    guest.context.close()
