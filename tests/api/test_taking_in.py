"""The coordination brings another directory in: a trial first, then exactly what was tried, once, wholly or not at all."""

import datetime as dt
import io
import json
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from marlerweg.api import actions, fetching, jobs, queries, signs
from marlerweg.api.actions import Asked, asking, carrying_out
from marlerweg.api.models import Likeness, Taking
from marlerweg.audit.models import Event
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused
from marlerweg.foundation.imports import ImportReport
from marlerweg.foundation.jobs import worker
from marlerweg.foundation.jobs.models import Job
from marlerweg.network.models import Distinction, Organisation
from marlerweg.offers.models import Offer
from tests.api.region import location
from tests.cast import Cast
from tests.offers import stage

pytestmark = pytest.mark.django_db
State = Taking.State
HOUSE = {"id": str(uuid.uuid4()), "name": "Beratungshaus", "description": "Beratung"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.TAKING_FOLDER = tmp_path / "taking"


def service(name: str = "Schuldnerberatung", **more: Any) -> dict[str, Any]:
    key = str(uuid.uuid5(uuid.NAMESPACE_URL, name))
    return {
        "id": key,
        "name": name,
        "description": "Hilfe.",
        "status": "active",
        "organization": HOUSE,
        **more,
    }


def written(*services: dict[str, Any]) -> bytes:
    return json.dumps(list(services)).encode()


def asked(*services: dict[str, Any], **more: Any) -> Asked:
    given = {
        "format": "hsds",
        "file_name": "anderswo.json",
        "content": written(*services),
        "source": "anderswo",
    }
    return Asked(**{**given, **more})


def work_off() -> int:
    return worker.work_off(at=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))


def tried(by: Any, *services: dict[str, Any], **more: Any) -> Taking:
    row, is_new = jobs.try_out_later(asked(*services, **more), by=by, at=clock.now(), reader="de")
    assert is_new
    work_off()
    row.refresh_from_db()
    return row


def take(row: Taking, by: Any, **more: Any) -> bool:
    done = jobs.take_in_later(row, by=by, at=clock.now(), **more)
    work_off()
    row.refresh_from_db()
    return done


def test_a_file_is_tried_and_then_taken_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    file = SimpleUploadedFile("anderswo.json", written(service(), service("Lernhilfe")))
    given = {"format": "hsds", "file": file, "source": "anderswo"}
    answer = client.post(reverse("taking:new"), given)
    page = client.get(answer.url).content.decode()
    assert "Es beginnt, sobald der Rechner Zeit hat" in page
    assert "hx-get" in page
    work_off()
    assert not Offer.objects.exists()
    page = client.get(answer.url).content.decode()
    assert "2 neu" in page
    assert "Lernhilfe" in page
    row = Taking.objects.get()
    client.post(reverse("taking:order", args=[row.pk]))
    work_off()
    assert Offer.objects.count() == 2
    row.refresh_from_db()
    assert (row.state, row.content, row.ordered_by) == (State.DONE, None, cast.coordinator)
    assert "2 neu" in client.get(reverse("taking:runs")).content.decode()
    taken = Event.objects.get(action="offers.taken_in")
    assert taken.actor_id == cast.coordinator.pk


def test_bad_rows_are_named_and_can_be_left_out(cast: Cast) -> None:
    bad = [{"id": "keine", "name": "Ohne Kennung"}, service("Ohne Stand", status="vielleicht")]
    row = tried(cast.coordinator, service(), *bad)
    assert row.counts == {"new": 1, "refused": 2}
    worst = list(queries.rows_of(cast.coordinator, row))
    assert [each.about for each in worst] == ["Ohne Kennung", "Ohne Stand", "Schuldnerberatung"]
    assert worst[0].remarks == "id: „keine“ ist keine UUID. status: fehlt."
    assert worst[1].remarks.startswith("status: „vielleicht“ gibt es nicht, nur 'active', 'inactive'")
    assert not take(row, cast.coordinator), "all or nothing, unless it is said"
    assert take(row, cast.coordinator, without_refused=True)
    assert (row.state, row.counts) == (State.DONE, {"new": 1, "skipped": 2})
    assert Offer.objects.count() == 1


def test_the_same_source_again_changes_nothing(client: Client, cast: Cast) -> None:
    take(tried(cast.coordinator, service()), cast.coordinator)
    before = Offer.objects.values().get()
    row = tried(cast.coordinator, service())
    assert row.counts == {"unchanged": 1}
    client.force_login(cast.coordinator)
    page = client.get(reverse("taking:run", args=[row.pk])).content.decode()
    assert "Es gibt nichts zu übernehmen" in page
    assert reverse("taking:order", args=[row.pk]) not in page
    assert Offer.objects.values().get() == before


def test_pressed_twice_it_is_taken_in_once(cast: Cast) -> None:
    row = tried(cast.coordinator, service())
    assert jobs.take_in_later(row, by=cast.coordinator, at=clock.now())
    assert not jobs.take_in_later(row, by=cast.coordinator, at=clock.now())
    assert Job.objects.filter(task__endswith="carry_out").exclude(state="done").count() == 1
    work_off()
    assert not jobs.take_in_later(row, by=cast.coordinator, at=clock.now()), "nor after the end"
    assert Event.objects.filter(action="offers.taken_in").count() == 1


def test_asked_twice_there_is_one_run(cast: Cast) -> None:
    first, _ = jobs.try_out_later(asked(service()), by=cast.coordinator, at=clock.now(), reader="de")
    second, is_new = jobs.try_out_later(asked(service()), by=cast.coordinator, at=clock.now(), reader="de")
    assert (second.pk, is_new) == (first.pk, False)


def test_what_was_edited_here_stays_unless_it_is_said(cast: Cast) -> None:
    take(tried(cast.coordinator, service()), cast.coordinator)
    Offer.objects.update(version=7)
    changed = service(description="Anders.")
    assert tried(cast.coordinator, changed).counts == {"skipped": 1}
    row = tried(cast.coordinator, changed, overwrite=True)
    assert row.counts == {"changed": 1}
    take(row, cast.coordinator)
    assert Offer.objects.get().texts.get().body == "Anders."


def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_it_is_said(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = tried(cast.coordinator, service(), service("Lernhilfe"))
    jobs.take_in_later(row, by=cast.coordinator, at=clock.now())

    class Killed(BaseException):
        pass

    def die(number: int) -> None:
        if number == 2:
            raise Killed

    real = carrying_out._Watch.__call__
    monkeypatch.setattr(carrying_out._Watch, "__call__", lambda self, number: die(number))
    with pytest.raises(Killed):
        work_off()
    monkeypatch.setattr(carrying_out._Watch, "__call__", real)
    assert not Offer.objects.exists()
    assert not Organisation.objects.filter(name="Beratungshaus").exists()
    row.refresh_from_db()
    assert (row.state, row.begun) == (State.TAKING, 1)
    actions.carry_out(row.pk, now=clock.now)
    row.refresh_from_db()
    assert (row.state, row.begun, Offer.objects.count()) == (State.DONE, 2, 2)
    Taking.objects.filter(pk=row.pk).update(state=State.TAKING)
    client.force_login(cast.coordinator)
    page = client.get(reverse("taking:run", args=[row.pk])).content.decode()
    assert "Zwischendurch brach es ab. Nichts war halb übernommen" in page


def test_a_worker_that_was_given_up_comes_too_late(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = tried(cast.coordinator, service())
    jobs.take_in_later(row, by=cast.coordinator, at=clock.now())
    monkeypatch.setattr(
        carrying_out._Watch, "__call__", lambda self, number: Taking.objects.update(begun=9) and None
    )
    actions.carry_out(row.pk, now=clock.now)
    assert not Offer.objects.exists(), "another has it now"


def test_silence_is_said(client: Client, cast: Cast) -> None:
    row, _ = jobs.try_out_later(asked(service()), by=cast.coordinator, at=clock.now(), reader="de")
    client.force_login(cast.coordinator)
    address = reverse("taking:run", args=[row.pk])
    assert "kein Lebenszeichen" not in client.get(address).content.decode()
    Taking.objects.update(heard_at=clock.now() - dt.timedelta(minutes=3), state=State.TRYING, begun=1)
    assert "kein Lebenszeichen" in client.get(address).content.decode()
    signs.give(row.pk, 1)
    assert "kein Lebenszeichen" not in client.get(address).content.decode()


def test_a_run_can_be_stopped_while_it_works(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = tried(cast.coordinator, service(), service("Lernhilfe"))
    jobs.take_in_later(row, by=cast.coordinator, at=clock.now())
    monkeypatch.setattr(carrying_out, "SIGN_EVERY", 0)
    real = carrying_out._Watch.__call__

    def stopped_at_two(self: Any, number: int) -> None:
        if number == 2:
            signs.ask_to_stop(row.pk)
        real(self, number)

    monkeypatch.setattr(carrying_out._Watch, "__call__", stopped_at_two)
    work_off()
    row.refresh_from_db()
    assert row.state == State.STOPPED
    assert not Offer.objects.exists()
    assert jobs.try_again_later(row, by=cast.coordinator, at=clock.now())
    monkeypatch.setattr(carrying_out._Watch, "__call__", real)
    work_off()
    row.refresh_from_db()
    assert row.state == State.TRIED


def test_a_fault_of_the_program_is_said_and_seen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*more: Any, **others: Any) -> ImportReport:
        raise ZeroDivisionError

    monkeypatch.setattr(carrying_out, "take_in_services", broken)
    row = tried(cast.coordinator, service())
    assert (row.state, row.problem[:24]) == (State.BROKEN, "Das Programm hat einen F")
    assert Job.objects.filter(task__endswith="carry_out").get().errors


def test_what_was_tried_no_longer_holds(cast: Cast) -> None:
    """Between trial and order somebody here changed what the source would replace."""
    take(tried(cast.coordinator, service()), cast.coordinator)
    row = tried(cast.coordinator, service(description="Anders."), service("Lernhilfe"))
    assert row.counts == {"changed": 1, "new": 1}
    Offer.objects.update(version=9)
    take(row, cast.coordinator)
    assert row.counts == {"skipped": 1, "new": 1}
    assert row.state == State.DONE


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.json", b"[{", "a.json ist kein lesbares JSON"),
        ("a.json", b"[3]", "Erwartet wird ein Objekt"),
        ("a.ndjson", b'{"id": 1}\n\xff', "Zeile 2 ist kein JSON"),
        ("a.json", b"\xff\xfe", "a.json ist kein lesbares JSON"),
    ],
)
def test_what_cannot_be_read_says_what_and_where(
    cast: Cast, name: str, content: bytes, sentence: str
) -> None:
    row = tried(cast.coordinator, file_name=name, content=content)
    assert row.state == State.UNREADABLE
    assert sentence in row.problem
    assert row.content is None


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_an_archive_that_would_burst_is_refused(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marlerweg.api.sources.MOST_UNPACKED", 1_000_000)
    client.force_login(cast.coordinator)
    file = SimpleUploadedFile("a.zip", zipped({"services.csv": b" " * 2_000_000}))
    answer = client.post(reverse("taking:new"), {"format": "hsds", "file": file})
    assert answer.status_code == 422
    assert "a.zip ist größer als 1 MB" in answer.content.decode()


def test_a_region_comes_in_from_an_archive(cast: Cast) -> None:
    content = zipped({"x/../de.json": json.dumps([location()]).encode(), "liesmich.txt": b"?"})
    row = tried(cast.coordinator, format="integreat", file_name="region.zip", content=content, source="")
    assert row.counts == {"new": 1}, row.problem
    take(row, cast.coordinator)
    assert Offer.objects.count() == 1


def speaking(monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any]) -> list[str]:
    asked_for: list[str] = []

    def ask(self: Any, address: str) -> Any:
        asked_for.append(address)
        return answers[address.partition("?")[0]]

    monkeypatch.setattr(fetching.Asker, "__call__", ask)
    return asked_for


def test_an_address_is_asked_once_and_its_text_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    page = {"total_pages": 1, "contents": [service()]}
    asked_for = speaking(monkeypatch, {"https://anderswo.example/hsds/services": page})
    row = tried(cast.coordinator, address="https://anderswo.example/hsds", file_name="", content=None)
    assert row.counts == {"new": 1}
    page["contents"] = []
    take(row, cast.coordinator)
    assert Offer.objects.count() == 1
    assert len(asked_for) == 1


def test_an_interface_of_another_version_is_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    speaking(monkeypatch, {"https://alt.example/services": [service()]})
    row = tried(cast.coordinator, address="https://alt.example", file_name="", content=None)
    assert (row.state, row.problem.split(":")[0]) == (State.UNREADABLE, "https")
    assert "wie HSDS 3 sie gibt" in row.problem


def test_a_region_comes_in_from_its_address(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    base = "https://integreat.example/api/v3"
    region = location()["path"].split("/")[1]
    answers = {
        f"{base}/regions/{region}/": {"name": "Anderswo", "languages": [{"code": "de"}]},
        f"{base}/{region}/de/locations/": [location()],
        f"{base}/{region}/de/events/": [],
        f"{base}/{region}/de/pages/": [],
    }
    speaking(monkeypatch, answers)
    address = f"{base}/{region}/"
    row = tried(cast.coordinator, format="integreat", address=address, file_name="", content=None, source="")
    assert row.counts == {"new": 1}, row.problem
    take(row, cast.coordinator)
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Wählen Sie eine Datei"),
        ({"address": "http://anderswo.example"}, "beginnt nicht mit https"),
        ({"address": "https://a.example", "format": "integreat"}, "Welche Region"),
    ],
)
def test_the_form_says_what_is_missing(
    client: Client, cast: Cast, given: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.coordinator)
    answer = client.post(reverse("taking:new"), {"format": "hsds", **given})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_report_leaves_as_a_sheet_and_that_is_recorded(client: Client, cast: Cast) -> None:
    row = tried(cast.coordinator, service(), service("Lernhilfe"))
    client.force_login(cast.coordinator)
    answer = client.post(reverse("taking:run", args=[row.pk]), {"export": "csv"})
    sheet = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert "Lernhilfe" in sheet.decode("utf-8-sig")
    assert Event.objects.filter(action="taking.exported").exists()


def test_content_goes_after_a_week_and_the_run_after_two_years(cast: Cast) -> None:
    row = tried(cast.coordinator, service())
    later = clock.now() + dt.timedelta(days=8)
    assert actions.outworn(later).count() == 1
    assert actions.forget(later) == 1
    row.refresh_from_db()
    assert (row.state, row.content, row.rows.count()) == (State.EXPIRED, None, 0)
    assert not take(row, cast.coordinator)
    actions.forget(clock.now() + dt.timedelta(days=731))
    assert not Taking.objects.exists()


def test_whoever_may_not_take_lists_in_may_not_do_this(cast: Cast) -> None:
    row = tried(cast.coordinator, service())
    deeds: list[Callable[[], object]] = [
        lambda: actions.ask(asked(service()), by=cast.member, at=clock.now(), reader="de"),
        lambda: actions.order(row, by=cast.member, at=clock.now()),
        lambda: actions.try_again(row, by=cast.member, at=clock.now()),
        lambda: actions.stop(row, by=cast.member, at=clock.now()),
        lambda: actions.drop(row, by=cast.member, at=clock.now()),
        lambda: queries.takings(cast.member),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()


def test_a_report_costs_the_same_for_one_row_and_for_thirty(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    stage.organisation()
    row = tried(cast.coordinator, *(service(f"Angebot {number}") for number in range(30)))
    client.force_login(cast.coordinator)
    client.get(reverse("taking:run", args=[row.pk]))
    with django_assert_max_num_queries(15):
        client.get(reverse("taking:run", args=[row.pk]))


CARITAS = {
    "id": str(uuid.uuid4()),
    "name": "Caritasverband für Anderswo",
    "description": "Hilft.",
    "website": "https://www.caritas-anderswo.example/kontakt",
    "email": "info@caritas-anderswo.example",
}


def test_an_organisation_that_may_be_ours_is_asked_for_and_never_joined_silently(
    client: Client, cast: Cast
) -> None:
    ours = stage.organisation("Caritas", website="https://caritas-anderswo.example/")
    stage.organisation("Sportverein", website="https://sport.example/")
    row = tried(cast.coordinator, service(organization=CARITAS))
    assert "Meinten Sie „Caritas“?" in row.rows.get().remarks
    question = Likeness.objects.get()
    assert (question.organisation, question.reasons, question.answer) == (ours, ["website"], "open")
    client.force_login(cast.coordinator)
    page = client.get(reverse("taking:run", args=[row.pk])).content.decode()
    assert "Ist das „Caritas“? (gleiche Internetseite)" in page
    client.post(reverse("taking:answer", args=[row.pk]), {str(question.pk): "same"})
    work_off()
    row.refresh_from_db()
    assert row.state == State.TRIED
    assert "Neue Organisation" not in row.rows.get().remarks, "tried again with the answer"
    take(row, cast.coordinator)
    assert Offer.objects.get().organisation == ours
    later = tried(cast.coordinator, service(organization=CARITAS), service("Zweites", organization=CARITAS))
    assert later.counts == {"unchanged": 1, "new": 1}
    assert not Likeness.objects.filter(answer="open").exists()


def test_not_the_same_is_remembered(cast: Cast) -> None:
    stage.organisation("Caritasverband Anderswo")
    row = tried(cast.coordinator, service(organization=CARITAS))
    question = Likeness.objects.get()
    assert question.reasons == ["name"]
    actions.answer_likenesses(row, {question.pk: "different"}, by=cast.coordinator, at=clock.now())
    again = tried(cast.coordinator, service(organization=CARITAS))
    assert "Meinten Sie" not in again.rows.get().remarks
    assert not Likeness.objects.filter(answer="open").exists()
    take(again, cast.coordinator)
    assert Distinction.objects.count() == 1, "nor is it asked among the network's duplicates"
    take(tried(cast.coordinator, service("Zweites", organization=CARITAS)), cast.coordinator)
    assert Event.objects.filter(action="organisation.told_apart").count() == 1


def test_a_region_asks_too(cast: Cast) -> None:
    ours = stage.organisation("Beratung im Haus", website="https://beratung.example/")
    told = {"id": 5, "name": "Beratung e. V.", "website": "https://www.beratung.example"}
    content = json.dumps([location(organization=told)]).encode()
    row = tried(cast.coordinator, format="integreat", file_name="orte.json", content=content, source="")
    question = Likeness.objects.get()
    assert (question.key, question.organisation, question.reasons) == ("5", ours, ["name", "website"])
    actions.answer_likenesses(row, {question.pk: "same"}, by=cast.coordinator, at=clock.now())
    jobs.try_again_later(row, by=cast.coordinator, at=clock.now())
    work_off()
    row.refresh_from_db()
    take(row, cast.coordinator)
    assert Offer.objects.get().organisation == ours


def test_two_who_begin_at_the_same_moment(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second has looked before the first was there; the database tells them apart."""
    first, _ = jobs.try_out_later(asked(service()), by=cast.coordinator, at=clock.now(), reader="de")
    looked = iter([Taking.objects.none(), Taking.objects.none()])
    real = asking.Taking.objects.filter
    monkeypatch.setattr(asking.Taking.objects, "filter", lambda **more: next(looked, None) or real(**more))
    second, is_new = actions.ask(asked(service()), by=cast.coordinator, at=clock.now(), reader="de")
    assert (second.pk, is_new) == (first.pk, False)


def test_a_host_of_everybody_says_nothing(cast: Cast) -> None:
    for number in range(4):
        stage.organisation(f"Amt {number}", website="https://stadt.example/amt")
    stage.organisation("Verein", website="https://www.facebook.com/verein")
    for website in ("https://stadt.example/anderes", "https://facebook.com/anderes"):
        told = {**HOUSE, "id": str(uuid.uuid4()), "name": f"Haus {website[-12:]}", "website": website}
        row = tried(cast.coordinator, service(website, organization=told))
        assert "Meinten Sie" not in row.rows.get().remarks


def test_an_organisation_that_was_merged_since_is_followed(cast: Cast) -> None:
    take(tried(cast.coordinator, service()), cast.coordinator)
    survivor = stage.organisation("Haus der Beratung")
    Organisation.objects.filter(name="Beratungshaus").update(merged_into=survivor)
    take(tried(cast.coordinator, service("Lernhilfe")), cast.coordinator)
    assert Offer.objects.get(texts__title="Lernhilfe").organisation == survivor


def test_a_long_list_of_an_office_goes_the_same_way(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marlerweg.offers.views.intake.AT_ONCE", 2)
    stage.organisation()
    client.force_login(cast.assistant)
    rows = ["Kurs 1;Nachbarschaft e. V.", "Kurs 2;Nachbarschaft e. V.", "Kurs 3;Unbekannt e. V."]
    file = SimpleUploadedFile("liste.csv", "\n".join(["Angebot;Organisation", *rows]).encode())
    at = client.post(reverse("offers:intakes"), {"file": file}).url
    columns = {"title": "Angebot", "organisation": "Organisation", "deed": "try"}
    address = client.post(at, columns).url
    row = Taking.objects.get()
    assert address == reverse("taking:run", args=[row.pk])
    assert client.get(at).status_code == 404, "the file has gone over"
    work_off()
    row.refresh_from_db()
    assert row.counts == {"new": 2, "refused": 1}, row.problem
    assert row.rows.first().about == "Kurs 3"
    assert not Offer.objects.exists()
    assert take(row, cast.assistant, without_refused=True)
    assert (row.state, Offer.objects.filter(state="draft").count()) == (State.DONE, 2)
    assert "warten auf Freigabe" in client.get(address).content.decode()
    assert actions.outworn(clock.now() + dt.timedelta(hours=23)).count() == 0
    assert actions.outworn(clock.now() + dt.timedelta(hours=25)).count() == 1, "a list is kept for a day"


def test_a_long_list_waits_while_another_run_is_under_way(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("marlerweg.offers.views.intake.AT_ONCE", 0)
    stage.organisation()
    jobs.try_out_later(asked(service()), by=cast.coordinator, at=clock.now(), reader="de")
    client.force_login(cast.assistant)
    file = SimpleUploadedFile("liste.csv", b"Angebot;Organisation\nKurs;Nachbarschaft e. V.\n")
    at = client.post(reverse("offers:intakes"), {"file": file}).url
    answer = client.post(at, {"title": "Angebot", "organisation": "Organisation", "deed": "try"})
    assert (answer.status_code, client.get(at).status_code) == (422, 200)
    assert "andere Übernahme unterwegs" in answer.content.decode()
