"""Forms that lose nothing: two people at once, the same button twice, a draft, a word too many about one person."""

import re
import uuid
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from marlerweg.way import actions, flood
from marlerweg.way.models import Contribution, Decision, Measure, Need, StatusEntry, Term, Wording
from tests.cast import Cast
from tests.way.stage import NOW, TODAY, Stage

BIRTH = "Frau Amal Beispiel, geb. 03.05.1990, wartet auf einen Platz."


@pytest.fixture
def need(stage: Stage, cast: Cast) -> Need:
    return actions.open_need("Wohnungen fehlen", theme=stage.housing, by=cast.coordinator, at=NOW, text="alt")


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


def fields(page: Any) -> dict[str, str]:
    """The hidden fields of the page's form, as a browser would send them."""
    return {
        name: value
        for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text)
        if name not in {"csrfmiddlewaretoken", "next"}
    }


def of_need(need: Need, **changes: Any) -> dict[str, Any]:
    return {"title": need.title, "text": need.text, "theme": str(need.theme_id), **changes}


class TestTwoAtOnce:
    def test_the_second_sees_both_versions_of_a_need_and_chooses(
        self, office: Client, need: Need, cast: Cast
    ) -> None:
        address = f"/weg/bedarfe/{need.number}/aendern/"
        first_seen = fields(office.get(address))
        actions.change_need(need, by=cast.coordinator, at=NOW, version=1, title="Wohnungen fehlen überall")
        page = office.post(
            address, {**first_seen, **of_need(need, title="Große Wohnungen fehlen", text="neu")}
        )
        assert page.status_code == 409
        assert "überall" in page.text
        assert "Große" in page.text
        chosen = {"wahl_title": "gespeichert", "wahl_text": "eigene"}
        answer = office.post(address, {**fields(page), **chosen})
        assert answer.status_code == 302
        need.refresh_from_db()
        assert (need.title, need.text) == ("Wohnungen fehlen überall", "neu")

    def test_of_a_measure_too(self, office: Client, need: Need, stage: Stage, cast: Cast) -> None:
        measure = actions.plan_measure(
            "Beratung", needs=[need], responsible=stage.office, by=cast.coordinator, at=NOW, on=TODAY
        )
        address = f"/weg/massnahmen/{measure.number}/aendern/"
        seen = fields(office.get(address))
        actions.change_measure(
            measure, by=cast.coordinator, at=NOW, version=1, fields={"title": "Beratung im Rathaus"}
        )
        sent = {**seen, "title": "Beratung am Markt", "responsible": str(stage.office.pk)}
        page = office.post(address, sent)
        assert page.status_code == 409
        assert "Rathaus" in page.text
        measure.refresh_from_db()
        assert measure.title == "Beratung im Rathaus"

    def test_of_a_wording_too(self, office: Client, need: Need, cast: Cast) -> None:
        actions.word(need, "Es fehlen Wohnungen.", by=cast.coordinator, at=NOW)
        address = f"/weg/wortlaut/B/{need.number}/"
        seen = fields(office.get(f"{address}?sprache=de"))
        actions.word(need, "Es fehlen große Wohnungen.", by=cast.coordinator, at=NOW)
        page = office.post(address, {**seen, "language": "de", "text": "Es fehlen kleine Wohnungen."})
        assert page.status_code == 409
        assert Wording.objects.get().text == "Es fehlen große Wohnungen."
        office.post(address, {**fields(page), "wahl_text": "eigene"})
        assert Wording.objects.get().text == "Es fehlen kleine Wohnungen."

    def test_an_empty_form_overwrites_no_language_unseen(
        self, office: Client, need: Need, cast: Cast
    ) -> None:
        for language, text in (("de", "Es fehlen Wohnungen."), ("en", "Flats are missing.")):
            actions.word(need, text, language=language, by=cast.coordinator, at=NOW)
        address = f"/weg/wortlaut/B/{need.number}/"
        seen = fields(office.get(f"{address}?sprache=de"))
        page = office.post(address, {**seen, "language": "en", "text": "Neu auf Englisch"})
        assert page.status_code == 409, "the version that was shown belongs to another language"
        assert Wording.objects.get(language="en").text == "Flats are missing."


def test_the_first_wording_of_a_language_needs_no_version(office: Client, need: Need) -> None:
    address = f"/weg/wortlaut/B/{need.number}/"
    assert office.get(address).status_code == 200
    answer = office.post(
        address, {**fields(office.get(address)), "language": "uk", "text": "Бракує квартир."}
    )
    assert answer.status_code == 302
    assert Wording.objects.get().language == "uk"


class TestOnce:
    def test_a_decision(self, office: Client, need: Need, stage: Stage, cast: Cast) -> None:
        actions.make_ready(need, by=cast.coordinator, at=NOW)
        address = f"/weg/bedarfe/{need.number}/beschluss/"
        sent = {
            **fields(office.get(address)),
            "kind": "accept",
            "body": str(stage.steering_group.pk),
            "decided_on": "2026-11-23",
        }
        first, second = office.post(address, sent), office.post(address, sent)
        assert Decision.objects.count() == 1
        assert first["Location"] == second["Location"]

    def test_a_measure(self, office: Client, need: Need, stage: Stage, cast: Cast) -> None:
        address = f"/weg/bedarfe/{need.number}/massnahme/"
        sent = {**fields(office.get(address)), "title": "Beratung", "responsible": str(stage.office.pk)}
        first, second = office.post(address, sent), office.post(address, sent)
        assert Measure.objects.count() == 1
        assert first["Location"] == second["Location"]

    def test_a_status(self, office: Client, need: Need, stage: Stage, cast: Cast) -> None:
        measure = actions.plan_measure(
            "Beratung", needs=[need], responsible=stage.office, by=cast.coordinator, at=NOW, on=TODAY
        )
        address = f"/weg/massnahmen/{measure.number}/"
        sent = {**fields(office.get(address)), "status": "running", "on": "2026-11-23", "text": "läuft"}
        before = StatusEntry.objects.count()
        assert [office.post(address, sent).status_code for _ in range(2)] == [302, 302]
        assert StatusEntry.objects.count() == before + 1

    def test_an_approach(self, office: Client, need: Need) -> None:
        sent = {
            "approach-einmal": str(uuid.uuid4()),
            "approach-text": "Eine Beratung",
        }
        for _ in range(2):
            office.post(f"/weg/bedarfe/{need.number}/ansatz/", sent)
        assert need.approaches.count() == 1


class TestAboutOnePerson:
    def test_a_contribution_is_asked_for_once_more(self, office: Client, stage: Stage) -> None:
        sent = {"text": BIRTH, "source": "member", "language": "de", "once": str(uuid.uuid4())}
        page = office.post("/weg/hinweise/neu/", sent)
        assert page.status_code == 422
        assert "geb. 03.05.1990" in page.text
        assert not Contribution.objects.exists()
        office.post("/weg/hinweise/neu/", {**sent, "bestaetigt": fields(page)["bestaetigt"]})
        assert Contribution.objects.get().text == BIRTH

    def test_a_need_too(self, office: Client, need: Need) -> None:
        address = f"/weg/bedarfe/{need.number}/aendern/"
        sent = {**fields(office.get(address)), **of_need(need, text="Az.: 50-1234/26")}
        assert office.post(address, sent).status_code == 422
        need.refresh_from_db()
        assert need.text == "alt"

    def test_the_public_form_takes_it_and_says_so(self, client: Client, stage: Stage) -> None:
        answer = client.post("/weg/sagen/", {"text": BIRTH, "once": str(uuid.uuid4())}, follow=True)
        assert Contribution.objects.get().text == BIRTH
        assert "woran man eine Person erkennt" in answer.text


class TestDrafts:
    def test_what_was_begun_is_offered_and_gone_once_sent(self, office: Client, stage: Stage) -> None:
        address = "/weg/hinweise/neu/"
        page = office.get(address)
        office.post("/entwurf/", {"entwurf": fields(page)["entwurf"], "text": "Halb geschrieben"})
        assert "Sie haben hier einen Entwurf" in office.get(address).text
        assert "Halb geschrieben" in office.get(f"{address}?entwurf=uebernehmen").text
        sent = {"text": "Ganz geschrieben.", "source": "member", "language": "de", "once": str(uuid.uuid4())}
        office.post(address, sent)
        assert "Sie haben hier einen Entwurf" not in office.get(address).text

    @pytest.mark.parametrize("address", ["/weg/sagen/", "/weg/hinweise/neu/", "/weg/bedarfe/neu/"])
    def test_these_forms_can_wait(self, address: str, office: Client, stage: Stage) -> None:
        assert 'name="entwurf"' in office.get(address).text


class TestFlood:
    def send(self, client: Client, **more: Any) -> Any:
        sent = {"text": "Der Bus fährt abends nicht.", "once": str(uuid.uuid4())}
        return client.post("/weg/sagen/", sent, **more)

    def test_too_many_from_one_connection_wait_without_losing_their_words(
        self, client: Client, stage: Stage
    ) -> None:
        cache.clear()
        with time_machine.travel(NOW, tick=False):
            codes = [self.send(client).status_code for _ in range(flood.MOST_PER_HOUR)]
            assert set(codes) == {302}
            refused = self.send(client)
            assert refused.status_code == 422
            assert "Der Bus fährt abends nicht." in refused.text
            assert self.send(client, REMOTE_ADDR="192.0.2.7").status_code == 302, "others may still speak"
        assert Contribution.objects.count() == flood.MOST_PER_HOUR + 1

    def test_the_next_hour_is_open_again(self, db: None) -> None:
        cache.clear()
        with time_machine.travel(NOW, tick=False) as clock:
            assert [flood.is_too_much("192.0.2.1", at=NOW, most=1) for _ in range(2)] == [False, True]
            clock.shift(3601)
            later = NOW.replace(hour=NOW.hour + 1)
            assert not flood.is_too_much("192.0.2.1", at=later, most=1)

    def test_what_is_kept_names_nobody_and_changes_daily(self, db: None) -> None:
        keys = {flood.counter_key("192.0.2.1", NOW.replace(day=day)) for day in (20, 21)}
        assert len({key.split(".")[2] for key in keys}) == 2
        assert not any("192.0.2.1" in key for key in keys)

    def test_behind_a_proxy_its_last_word_counts(self, settings: Any) -> None:
        headers = {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.4", "REMOTE_ADDR": "127.0.0.1"}
        settings.BEHIND_PROXY = True
        assert flood.address_of(headers) == "198.51.100.4"
        settings.BEHIND_PROXY = False
        assert flood.address_of(headers) == "127.0.0.1"


def test_places_in_the_chain_are_chosen_by_name_and_shown(office: Client, stage: Stage) -> None:
    Term.objects.create(kind=Term.Kind.LEGAL_SPHERE, code="sgb2", names={"de": "SGB II"})
    Term.objects.create(kind=Term.Kind.LEGAL_SPHERE, code="sgb3", names={"de": "SGB III"})
    Term.objects.create(kind=Term.Kind.PROCESS_STEP, code="ankommen", names={"de": "Ankommen"})
    sent = {
        "text": "Das Jobcenter braucht zu lange.",
        "source": "member",
        "language": "de",
        "legal_spheres": ["sgb2"],
        "process_step": "ankommen",
        "once": str(uuid.uuid4()),
    }
    page = office.post("/weg/hinweise/neu/", sent, follow=True)
    said = Contribution.objects.get()
    assert (said.legal_spheres, said.process_step) == (["sgb2"], "ankommen")
    assert "SGB II, Ankommen" in page.text
    assert said.number in office.get("/weg/hinweise/?rechtskreis=sgb2").text
    assert said.number not in office.get("/weg/hinweise/?rechtskreis=sgb3").text
    assert said.number in office.get("/weg/hinweise/?schritt=ankommen").text


class TestPartnersAmongMany:
    """Without JavaScript the search button asks the server, loses nothing and saves nothing."""

    def test_of_a_new_measure(self, office: Client, need: Need, stage: Stage) -> None:
        address = f"/weg/bedarfe/{need.number}/massnahme/"
        chosen, looked_for = stage.welfare, stage.office
        sent = {
            **fields(office.get(address)),
            "title": "Beratung",
            "responsible": str(stage.office.pk),
            "partners": [str(chosen.pk)],
            "partners-suche": looked_for.name,
            "eingrenzen": "partners",
        }
        page = office.post(address, sent)
        assert page.status_code == 200
        assert not Measure.objects.exists()
        assert 'value="Beratung"' in page.text
        ticked = page.context["form"]["partners"]
        assert [option.choice_label for option in ticked.subwidgets if option.data["selected"]] == [
            str(chosen)
        ]
        assert f'value="{looked_for.pk}"' in page.text

        del sent["eingrenzen"]
        assert office.post(address, sent).status_code == 302
        assert list(Measure.objects.get().partners.all()) == [chosen]

    def test_of_one_that_is_changed(self, office: Client, need: Need, stage: Stage, cast: Cast) -> None:
        measure = actions.plan_measure(
            "Beratung", needs=[need], responsible=stage.office, by=cast.coordinator, at=NOW, on=TODAY
        )
        address = f"/weg/massnahmen/{measure.number}/aendern/"
        sent = {**fields(office.get(address)), "title": "Anders", "responsible": str(stage.office.pk)}
        page = office.post(address, {**sent, "partners-suche": "nichts davon", "eingrenzen": "partners"})
        assert page.status_code == 200
        assert "Dazu haben wir nichts gefunden." in page.text
        measure.refresh_from_db()
        assert measure.title == "Beratung"
