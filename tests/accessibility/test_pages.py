"""Every page of the rooms, looked at by a machine: German and Arabic, desktop and phone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from marlerweg.accounts.models import User
from marlerweg.conferences import actions as conference_actions
from marlerweg.conferences import links
from marlerweg.conferences.queries import Rules
from marlerweg.foundation import clock
from marlerweg.way import actions, follow_up
from tests.browser import DESKTOP, PHONE, axe, fits
from tests.cast import Cast
from tests.conferences import evening
from tests.conferences.hall import furnished, register
from tests.offers.stage import rich_offer
from tests.way.stage import NOW, TODAY, Stage

PUBLIC = [
    "/", "/suche/?suche=Wohnung", "/weg/sagen/", "/weg/ergebnisse/", "/weg/ergebnisse/{need}/", "/weg/nachsehen/{secret}/", "/konto/anmelden/",
    "/konto/passwort/vergessen/", "/seite/impressum/", "/seite/datenschutz/", "/seite/barrierefreiheit/", "/seite/hilfe/",
    "/netzwerk/organisationen/", "/gremien/", "/kodex/", "/gibt-es-nicht/", "/angebote/", "/angebote/?suche=Kurs",
    "/angebote/?suche=xyz&stadtteil=1", "/angebote/{offer}/", "/angebote/karte/", "/angebote/merkzettel/?merken={offer}",
    "/angebote/merkzettel/", "/angebote/ohne-netz/", "/angebote/einbetten/{organisation}/", "/tagung/", "/tagung/2027/",
    "/tagung/2027/anmelden/", "/tagung/angemeldet/{registered}/", "/tagung/am-tisch/{host}/", "/tagung/am-tisch/{host}/?gross=1",
    "/tagung/am-tisch/{host}/karte/{card}/", "/tagung/2025/punkte/", "/tagung/2024/dokumentation/", "/tagung/2024/tisch/1/",
]  # fmt: skip
INSIDE = [
    "/mein-tisch/", "/weg/tafel/", "/weg/steuerung/", "/weg/rat/", "/weg/zahlen/", "/weg/hinweise/", "/weg/hinweise/neu/",
    "/weg/hinweise/meine/", "/weg/hinweise/{voice}/", "/weg/bedarfe/", "/weg/bedarfe/neu/", "/weg/bedarfe/{need}/",
    "/weg/bedarfe/{need}/aendern/", "/weg/bedarfe/{ready}/beschluss/", "/weg/bedarfe/{need}/massnahme/", "/weg/beschluesse/",
    "/weg/ansaetze/", "/weg/massnahmen/", "/weg/massnahmen/{measure}/", "/weg/massnahmen/{measure}/aendern/",
    "/weg/wortlaut/E/{decision}/", "/weg/verwiesen/", "/netzwerk/karte/", "/netzwerk/personen/", "/konto/personen/",
    "/konto/", "/kodex/was-dient-wozu/", "/gremien/wer-sitzt-wo/", "/netzwerk/biete-und-suche/", "/netzwerk/doppelte/",
    "/tagung/2027/verwalten/", "/tagung/2027/bearbeiten/", "/tagung/2027/raeume-und-tische/", "/tagung/2027/anmeldungen/",
    "/tagung/2027/anmeldungen/neu/", "/tagung/2027/anmeldungen/1/", "/tagung/2027/einladungen/", "/tagung/2027/einlass/",
    "/tagung/2027/tischplan/", "/tagung/2027/tischplan/neu/", "/tagung/2027/tischplan/aufteilung/", "/tagung/2027/tischplan/1/",
    "/tagung/2027/tischplan/1/umsetzen/", "/tagung/2027/tischplan/1/neu-planen/", "/tagung/2027/tischplan/1/vergleich/2/",
    "/tagung/2027/tische/", "/tagung/2027/karten/", "/tagung/2027/karten/abtippen/", "/tagung/2027/plenum/",
    "/tagung/2027/anmeldungen/1/berichtigen/", "/tagung/2026/tische/", "/tagung/2026/karten/", "/tagung/2026/plenum/",
    "/tagung/2025/punkte/zaehlen/", "/tagung/2025/punkte/zettel/", "/tagung/2024/punkte/zaehlen/",
    "/tagung/2027/punkte/zaehlen/", "/tagung/2027/punkte/zettel/", "/tagung/2027/dokumentation/", "/tagung/2027/punkte/",
    "/angebote/pflegen/verzeichnisse/", "/angebote/pflegen/verzeichnisse/neu/", "/hilfe/coordination/", "/seite/hilfe/",
    "/angebote/pflegen/{tended}/", "/angebote/pflegen/{tended}/was/", "/angebote/pflegen/{tended}/wo/",
    "/angebote/pflegen/{tended}/wann/", "/angebote/pflegen/luecken/",
]  # fmt: skip


@pytest.fixture
def town(live_server: Any, transactional_db: None) -> dict[str, str]:
    """One of everything, so that no page is looked at empty."""
    stage, office = Stage(), Cast().coordinator
    at = NOW + dt.timedelta(days=1)
    voice = actions.speak_publicly(
        "نحتاج إلى شقة أكبر منذ سنتين.", language="ar", at=NOW, theme=stage.housing, seconds=40
    )
    need = actions.open_need(
        "Familien finden keine Wohnung", theme=stage.housing, by=office, at=at, contributions=[voice]
    )
    actions.propose(need, "Eine Wohnberatung im Stadtteilbüro", by=office, at=at, organisation=stage.welfare)
    ready = actions.open_need("Der Bus fährt abends nicht", theme=stage.school, by=office, at=at)
    actions.word(need, "Für Familien fehlen Wohnungen.", title="Wohnungen", by=office, at=at)
    actions.word(need, "لا توجد شقق كافية للعائلات.", title="السكن", language="ar", by=office, at=at)
    actions.approve_wording(need, by=office, at=at)
    for each in (need, ready):
        actions.make_ready(each, by=office, at=at)
    decision = actions.decide(need, "accept", body=stage.steering_group, on=TODAY, by=office, at=at)
    actions.word(decision, "Die Stadt richtet eine Wohnberatung ein.", by=office, at=at)
    actions.approve_wording(decision, by=office, at=at)
    measure = actions.plan_measure(
        "Wohnberatung", needs=[need], responsible=stage.office, decision=decision, by=office, at=at, on=TODAY
    )
    listed = rich_offer(title="Kurs für alle")
    hall = furnished(stage.housing, stage.school)
    registered = register(hall, "Amira Beispiel")
    plan = conference_actions.make_plan(hall, Rules(), by=office, at=at)
    conference_actions.publish_plan(plan, by=office, at=at)
    conference_actions.replan_in_the_room(plan, missing=[], by=office, at=at)
    tables = a_day_in_every_hour(stage, office)
    return {
        **tables,
        "offer": listed.slug,
        "tended": str(listed.pk),
        "organisation": str(listed.organisation_id),
        "registered": links.secret(links.Purpose.REGISTRATION, registered.pk),
        "voice": voice.number,
        "secret": follow_up.token(voice.pk),
        "need": need.number,
        "ready": ready.number,
        "decision": decision.number,
        "measure": measure.number,
    }


def a_day_in_every_hour(stage: Stage, office: User) -> dict[str, str]:
    """One day at its tables, one at its dots, one documented."""
    themes, today = (stage.housing, stage.school), clock.today()
    running = {"starts_on": today, "ends_on": today, "state": "running"}
    writing = furnished(*themes, code="2026", phase="tables", **running)
    host = evening.host(writing, office)
    card = evening.write(writing, "Es fehlt Licht am Platz.", writer=office, who_takes_part="Sportverein")
    evening.ballot(furnished(*themes, code="2025", phase="dots", **running), office)
    weighed = furnished(*themes, code="2024", phase="dots", **running)
    own = evening.ballot(weighed, office)
    conference_actions.close_ballot(own, by=office, at=evening.NOON)
    conference_actions.publish_result(own, by=office, at=evening.NOON)
    conference_actions.move(weighed, "documented", by=office, at=evening.NOON)
    return {"host": evening.secret(host), "card": str(card.pk)}


def look(page: Page, server: Any, addresses: list[str], town: dict[str, str], *, prefix: str = "") -> None:
    """All faults of all pages at once, so that one run tells everything."""
    faults = []
    for address in addresses:
        page.goto(server.url + prefix + address.format(**town))
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            try:
                fits(page)
            except AssertionError as fault:
                faults.append(f"{prefix}{address} at {size['width']}: {fault}")
        try:
            axe(page)
        except AssertionError as fault:
            faults.append(f"{prefix}{address}: {str(fault)[:600]}")
    assert not faults, "\n\n".join(faults)


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["german", "arabic"])
def test_public_pages(prefix: str, page: Page, live_server: Any, town: dict[str, str]) -> None:
    look(page, live_server, PUBLIC, town, prefix=prefix)


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "/ar"], ids=["german", "arabic"])
def test_pages_inside(
    prefix: str, signed_in: Callable[[User], Page], live_server: Any, town: dict[str, str]
) -> None:
    page = signed_in(User.objects.get(email="koordination@cast.example"))
    look(page, live_server, INSIDE, town, prefix=prefix)
