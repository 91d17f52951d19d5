"""(a) A resident writes in Ukrainian on a phone and reads the answer in Ukrainian under the secret link; (d) all of it without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from marlerweg.accounts.models import User
from marlerweg.way.models import Contribution, Need
from tests.browser import PHONE
from tests.cast import Cast
from tests.way.stage import Stage

VOICE = "Ми чекаємо на квартиру вже два роки. У нас троє дітей."
ANSWER_DE = "Die Stadt richtet eine Wohnberatung ein."
ANSWER_UK = "Місто створює консультацію з питань житла."


class Street:
    """Browsers of several people, each with a context of their own."""

    def __init__(self, browser: Any, server: Any, *, script: bool) -> None:
        self.browser, self.server, self.script = browser, server, script
        self.contexts: list[BrowserContext] = []

    def browser_of(self, user: User | None = None, **more: Any) -> Page:
        context = self.browser.new_context(
            java_script_enabled=self.script,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            base_url=self.server.url,
            **more,
        )
        self.contexts.append(context)
        page: Page = context.new_page()
        if user:
            client = Client()
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.server.url}]
            )
        return page


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def street(request: pytest.FixtureRequest, browser: Any, live_server: Any) -> Any:
    found = Street(browser, live_server, script=request.param)
    yield found
    for context in found.contexts:
        context.close()


def open_fold(page: Page, name: str) -> None:
    page.locator("summary", has_text=name).first.click()


@pytest.mark.browser
def test_a_voice_in_ukrainian_gets_its_answer_in_ukrainian(
    street: Street, stage: Stage, cast: Cast, looked_at: Callable[[Page, str], None], page: Page
) -> None:
    look = looked_at if street.script else lambda page, name: None

    # On a phone, in Ukrainian.
    phone = street.browser_of(viewport=PHONE)
    phone.goto("/uk/weg/sagen/")
    expect(phone.locator("html")).to_have_attribute("lang", "uk")
    look(phone, "speak uk phone")
    phone.locator("#id_text").fill(VOICE)
    phone.locator("#id_theme").select_option(label="Житло")
    phone.locator("#id_district").select_option(label="Nordstadt")
    phone.wait_for_timeout(4200)  # quicker than this looks like a machine
    phone.locator("form.house-form .house-actions button[type=submit]").first.click()
    phone.wait_for_url(re.compile("/uk/weg/nachsehen/"))
    secret_link = phone.url
    expect(phone.get_by_text(VOICE)).to_be_visible()
    look(phone, "follow uk phone")
    voice = Contribution.objects.get()
    assert (voice.language, voice.source, voice.held_because) == ("uk", "public", "")

    # The coordination finds it on the board, translates it and makes it a need.
    office = street.browser_of(cast.coordinator)
    office.goto("/weg/tafel/")
    look(office, "board de desktop")
    office.get_by_role("link", name=voice.number).click()
    office.get_by_label("Übersetzung ins Deutsche").fill(
        "Wir warten seit zwei Jahren auf eine Wohnung, drei Kinder."
    )
    office.get_by_role("button", name="Übersetzung speichern").click()
    look(office, "contribution de desktop")
    office.get_by_role("link", name="Neuen Bedarf anlegen").click()
    office.get_by_label("Titel").fill("Familien mit mehreren Kindern finden keine Wohnung")
    look(office, "open need de desktop")
    office.get_by_role("button", name="Bedarf anlegen").click()
    office.get_by_role("button", name="Zur Entscheidung vorlegen").click()
    expect(office.get_by_text("entscheidungsreif").first).to_be_visible()
    need = Need.objects.get()
    look(office, "need de desktop")

    # The steering group decides.
    steering = street.browser_of(cast.steering_member)
    steering.goto("/weg/steuerung/")
    look(steering, "steering de desktop")
    steering.get_by_role("link", name=need.title).click()
    steering.get_by_role("link", name="Beschluss festhalten").click()
    steering.get_by_label("angenommen", exact=True).check()
    steering.get_by_label("Gremium").select_option(label="Steuerungsgruppe")
    look(steering, "decide de desktop")
    steering.get_by_role("button", name="Beschluss festhalten").click()
    steering.wait_for_url(re.compile(f"/weg/bedarfe/{need.number}/$"))
    expect(steering.get_by_text("E-2026-0001").first).to_be_visible()

    # Until its wording is approved, the reason is not told.
    phone.goto(secret_link)
    expect(phone.get_by_text(ANSWER_UK)).to_have_count(0)

    # The coordination writes and approves the public wording in two languages, and plans the measure.
    office.goto("/weg/tafel/")
    look(office, "board later de desktop")
    office.get_by_role("link", name=re.compile("^E-")).click()
    for language, text in (("de", ANSWER_DE), ("uk", ANSWER_UK)):
        office.get_by_label("Sprache", exact=True).select_option(language)
        office.get_by_label("Öffentlicher Text").fill(text)
        office.get_by_role("button", name="Fassung speichern").click()
        expect(office.locator(".house-quote", has_text=text)).to_be_visible()
    look(office, "word de desktop")
    office.get_by_role("button", name="Entwürfe freigeben").click()
    expect(office.get_by_text("Wartende Antworten sind jetzt unterwegs")).to_be_visible()
    office.goto(f"/weg/bedarfe/{need.number}/")
    office.get_by_role("link", name="Maßnahme anlegen").click()
    office.get_by_label("verantwortliche Organisation").select_option(label="Sozialamt Erlenau")
    look(office, "plan measure de desktop")
    office.get_by_role("button", name="Speichern").click()
    office.get_by_label("Stand", exact=True).select_option("running")
    office.get_by_role("button", name="Sachstand speichern").click()
    expect(office.get_by_text("der Sachstand ist gespeichert")).to_be_visible()
    look(office, "measure de desktop")

    # The resident reads the answer in Ukrainian under the secret link.
    phone.goto(secret_link)
    expect(phone.get_by_text(ANSWER_UK)).to_be_visible()
    expect(phone.locator("[lang=uk]", has_text=need.number).first).to_be_visible()
    assert [answer.occasion for answer in voice.answers.order_by("sent_at")] == [
        "receive",
        "join",
        "make_ready",
        "accept",
        "start",
    ]
    look(phone, "answer uk phone")
