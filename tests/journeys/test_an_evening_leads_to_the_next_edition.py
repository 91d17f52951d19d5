"""(h) After the tables, by clicks alone: paper cards, joining, dots on phone, slip and wall, a need, a decision, the next edition."""

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from marlerweg.accounts.models import User
from marlerweg.conferences import links
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition
from marlerweg.conferences.rules.dots import read_code
from marlerweg.foundation import clock
from marlerweg.network.models import ThemeScheme
from marlerweg.way.models import Need
from tests.browser import DESKTOP, PHONE
from tests.cast import Cast
from tests.conferences.evening import running, write
from tests.conferences.hall import register
from tests.way.stage import Stage

pytestmark = pytest.mark.browser
Enter = Callable[..., Page]
LIGHT, FLATS, STAIRS = (
    "Der Sportplatz ist abends dunkel.",
    "Wohnungen sind zu klein.",
    "Am Platz fehlt Licht.",
)


@pytest.fixture
def enter(browser: Browser, live_server: Any) -> Any:
    """Each with a browser of their own; without a user it is somebody without an account."""
    contexts = []

    def come(user: User | None = None, size: Any = DESKTOP) -> Page:
        context = browser.new_context(viewport=size, locale="de-DE", base_url=live_server.url)
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
            )
        return context.new_page()

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def day(stage: Stage, cast: Cast) -> Edition:
    """Both tables have written; nobody has handed in yet."""
    ThemeScheme.objects.update(code="jetzt")  # the hall's tables use the town's one list of themes
    made = running(starts_on=clock.today(), ends_on=clock.today())
    for number, text in ((1, LIGHT), (2, FLATS)):
        write(made, text, writer=cast.coordinator, number=number)
    return made


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def confirm(page: Page, name: str, yes: str = "Ja, ausführen") -> None:
    page.locator("summary", has_text=name).first.click()
    page.locator("details[open]").get_by_role("button", name=yes).click()


def slips(office: Page, many: int) -> list[str]:
    """The codes as they stand on the printed paper and nowhere else."""
    form = office.locator("form", has=office.locator("#anzahl"))
    token = form.locator("[name=csrfmiddlewaretoken]").input_value()
    sent = {"csrfmiddlewaretoken": token, "anzahl": str(many)}
    address = form.get_attribute("action") or ""
    printed = office.request.post(address, form=sent, headers={"Referer": office.url}).body()
    text = subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True).stdout
    return [code for line in text.decode().splitlines() if (code := read_code(line))]


def test_paper_and_dots_become_one_published_result(
    day: Edition, cast: Cast, enter: Enter, looked_at: Callable[[Page, str], None]
) -> None:
    base, office, assistance = f"/tagung/{day.code}", enter(cast.coordinator), enter(cast.assistant)
    own = links.secret(
        Purpose.REGISTRATION, register(day, "Amira Beispiel", by=cast.assistant, language="ar").pk
    )
    # The assistance types a card from paper and hands both tables in.
    assistance.goto(f"{base}/karten/abtippen/")
    assistance.locator("[name=karte-0-code]").fill("2-07")
    assistance.locator("[name=karte-0-text]").fill(STAIRS)
    press(assistance, "Speichern")
    expect(assistance.locator("#meldungen")).to_contain_text("1")
    assistance.goto(f"{base}/tische/")
    for _table in range(2):
        assistance.get_by_role("button", name=re.compile("^abgeben")).nth(_table).click()
    expect(assistance.get_by_text("abgegeben", exact=True)).to_have_count(2)
    # The moderator joins what means the same, chooses the cards and opens the dots.
    office.goto(f"{base}/karten/")
    office.get_by_label(STAIRS).check()
    office.get_by_label("Angehakte Karten gehören zu").select_option(label=f"1: {LIGHT}")
    press(office, "Zusammenlegen")
    expect(office.locator("#meldungen")).to_contain_text("Zusammengelegt")
    office.goto(f"{base}/verwalten/")
    press(office, "Punkte vergeben")
    office.goto(f"{base}/punkte/zaehlen/")
    for box in office.locator("[name=card]").all():
        box.check()
    press(office, "Auswahl speichern")
    press(office, "Öffnen")
    phone_code, paper_code = slips(office, 2)
    looked_at(office, "punkte-im-buero")
    # On the phone, in Arabic, from one's own page.
    phone = enter(size=PHONE)
    phone.goto(f"/ar/tagung/angemeldet/{own}/")
    phone.locator("a[href$='/punkte/']").click()
    phone.locator("[name=zettel]").fill(phone_code)
    phone.get_by_label(LIGHT).fill("4")
    phone.get_by_label(FLATS).fill("1")
    looked_at(phone, "punkte-am-handy")
    phone.locator("main button[type=submit]").click()
    expect(phone.locator("#meldungen")).to_be_visible()
    # A slip filled in by hand, and one person who stuck dots on the wall, counted by two.
    assistance.goto(f"{base}/punkte/zettel/")
    assistance.get_by_label("Code auf dem Zettel").fill(paper_code)
    assistance.get_by_label(LIGHT).fill("5")
    press(assistance, "Zählen")
    expect(assistance.locator("#meldungen")).to_contain_text("Gezählt")
    for each in (office, assistance):
        each.goto(f"{base}/punkte/zaehlen/")
        each.locator("input[name^=punkte-]").nth(0).fill("2")
        each.locator("input[name^=punkte-]").nth(1).fill("3")
        press(each, "Zählung speichern")
    expect(assistance.locator("#meldungen")).to_contain_text("Beide Zählungen stimmen überein")
    office.goto(f"{base}/punkte/zaehlen/")
    office.locator("#geklebt").fill("1")
    office.locator("form", has=office.locator("#geklebt")).get_by_role("button").click()
    press(office, "Schließen")
    confirm(office, "Ergebnis veröffentlichen")
    expect(office.locator("#meldungen")).to_contain_text("Das Ergebnis ist veröffentlicht")
    expect(office.locator("main")).to_contain_text("11")
    looked_at(office, "punkte-ergebnis")


def test_the_top_idea_is_decided_and_the_next_edition_opens_with_it(
    day: Edition, cast: Cast, stage: Stage, enter: Enter, looked_at: Callable[[Page, str], None]
) -> None:
    base, office = f"/tagung/{day.code}", enter(cast.coordinator)
    office.goto(f"{base}/tische/")
    office.get_by_role("button", name=re.compile("^abgeben")).first.click()
    office.goto(f"{base}/karten/")
    office.get_by_role("link", name=re.compile("Bedarf daraus")).first.click()
    office.get_by_label("Bedarf in einem Satz").fill("Licht am Sportplatz")
    press(office, "Speichern")
    office.wait_for_url(re.compile("/weg/bedarfe/"))
    need = Need.objects.get()
    office.get_by_role("link", name="Öffentliche Fassung").first.click()
    office.get_by_label("Titel").fill("Licht am Sportplatz")
    office.get_by_label("Öffentlicher Text").fill("Abends fehlt Licht.")
    press(office, "Fassung speichern")
    press(office, "Entwürfe freigeben")
    office.goto(f"/weg/bedarfe/{need.number}/")
    press(office, "Zur Entscheidung vorlegen")
    expect(office.get_by_text("entscheidungsreif").first).to_be_visible()
    # The steering group decides the top idea.
    steering = enter(cast.steering_member)
    steering.goto("/weg/steuerung/")
    steering.get_by_role("link", name=need.title).click()
    steering.get_by_role("link", name="Beschluss festhalten").click()
    steering.get_by_label("angenommen", exact=True).check()
    steering.get_by_label("Gremium").select_option(label="Steuerungsgruppe")
    press(steering, "Beschluss festhalten")
    expect(steering.get_by_text(re.compile("E-[0-9]{4}-0001")).first).to_be_visible()
    # The documentation goes out the same evening, as a page and as accessible PDF.
    office.goto(f"{base}/verwalten/")
    confirm(office, "dokumentiert")
    reader = enter(size=PHONE)
    reader.goto(f"{base}/dokumentation/")
    expect(reader.locator("main")).to_contain_text(LIGHT)
    looked_at(reader, "dokumentation")
    with pikepdf.open(BytesIO(reader.request.get(f"{base}/dokumentation.pdf").body())) as paper:
        assert paper.Root.MarkInfo.Marked
        with paper.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    reader.goto(f"{base}/tisch/1/")
    expect(reader.locator("main")).to_contain_text("beschlossen")
    # The next edition is made from this one and opens with what became of it.
    office.goto(f"{base}/verwalten/")
    office.get_by_role("link", name="Nächste Ausgabe daraus").click()
    office.get_by_label("Kürzel").fill("2028")
    office.get_by_label("erster Tag").fill(
        f"{clock.today().replace(day=1).replace(year=clock.today().year + 1)}"
    )
    press(office, "Speichern")
    confirm(office, "Anmeldung offen")
    reader.goto("/tagung/2028/")
    expect(reader.get_by_text("Was aus der letzten Tagung wurde")).to_be_visible()
    expect(reader.locator("main")).to_contain_text("beschlossen")
    looked_at(reader, "naechste-tagung")
