"""A region comes in from Integreat: all or nothing, again and again, and never over what somebody here has written."""

import datetime as dt
import json
import urllib.error
from email.message import Message
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from marlerweg.api.integreat import sources
from marlerweg.api.integreat.taking import take_in
from marlerweg.api.integreat.wording import plain
from marlerweg.audit.models import Event
from marlerweg.foundation.imports import ImportReport, Outcome
from marlerweg.network.models import Organisation
from marlerweg.offers import actions
from marlerweg.offers.models import Foreign, Offer, Place, Proposal, Revision
from marlerweg.offers.queries.contents import content_of
from marlerweg.offers.rules.times.schedule import Rhythm
from tests.api.region import CLOSED, NOWHERE, event, hours, location, page, source
from tests.cast import Cast
from tests.offers import stage

pytestmark = pytest.mark.django_db
LATER = stage.NOW + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def the_day() -> Any:
    with time_machine.travel(stage.NOW, tick=False):
        yield


def take(*records: dict[str, Any], at: dt.datetime = stage.NOW, **more: Any) -> ImportReport:
    return take_in(source(*records), at=at, **more)


def outcomes(report: ImportReport) -> list[Outcome]:
    return [row.outcome for row in report.rows]


def said(report: ImportReport) -> str:
    return " ".join(f"{row.about}: {message}" for row in report.rows for message in row.messages)


def the_offer() -> Offer:
    return Offer.objects.get()


def edited(**fields: Any) -> None:
    offer = the_offer()
    given = {name.replace("__", "."): value for name, value in fields.items()}
    actions.edit(offer, given, by=None, at=stage.NOW, expected_version=offer.version)


# --- A place -----------------------------------------------------------------------------------------------------------


def test_a_place_becomes_an_offer_that_people_can_use() -> None:
    stage.theme("beratung")
    assert outcomes(take(location(), location(language="uk"))) == [Outcome.NEW]
    offer = the_offer()
    content = content_of(offer)
    assert (offer.slug, offer.state, offer.organisation.name) == ("ort-7", "published", "Beratung e. V.")
    assert content.german.title == "Beratungshaus"
    assert content.german.summary == "Wir beraten."
    assert content.texts["uk"].body == "Ми допоможемо."
    assert content.themes == ("beratung",)
    assert {(each.kind, each.label) for each in content.contacts} == {
        ("mail", "Anmeldung"), ("phone", "Anmeldung"), ("website", "Anmeldung"),
    }  # fmt: skip
    assert content.registration_address == "https://haus.example/termin"
    (slot,) = content.slots
    assert (sorted(slot.when.days), slot.when.opens) == ([2], dt.time(9))
    place = Place.objects.get()
    assert (place.street, place.postcode, place.step_free) == ("Marktplatz 1", "45000", True)
    assert (offer.confirmed_at, offer.review_due) == (None, stage.NOW.date() + dt.timedelta(days=180))
    assert (offer.changed_at, offer.revisions.count()) == (dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC), 1)


def test_html_becomes_text_without_anything_that_runs() -> None:
    take(location())
    assert content_of(the_offer()).german.body == (
        "Beratung\n\nWir helfen weiter. Mehr (https://haus.example/mehr)\n\n• Wohnen\n• Arbeit"
    )
    kept = Foreign.objects.get(kind="locations").unknown["documents"]["de"]
    assert "<script" not in kept["content"]
    assert "<h2>" in kept["content"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b", "a\nb"),
        ('<p>Mail: <a href="mailto:a@b.example">a@b.example</a></p>', "Mail: a@b.example"),
        ("<p>Fisch &amp; Brot</p>\n<p>Zwei</p>", "Fisch & Brot\n\nZwei"),
        ("<table><tr><td>Mo</td><td>9 Uhr</td></tr></table>", "Mo 9 Uhr"),
        ("", ""),
    ],
)
def test_text_of_html(html: str, text: str) -> None:
    assert plain(html) == text


def test_where_the_source_came_from_is_kept() -> None:
    take(location())
    row = Foreign.objects.get(kind="locations")
    assert (row.system, row.origin, row.key, row.taken_at) == ("integreat", "anderswo", "7", stage.NOW)
    kept = row.unknown["documents"]["de"]
    assert kept["url"] == "https://verzeichnis.example/anderswo/de/locations/ort-7/"
    assert kept["last_updated"] == "2026-10-01T10:00:00+02:00"


def test_a_heading_that_is_no_theme_is_said_once() -> None:
    report = take(location(), location(8), location(9))
    assert said(report).count("Beratung“ gehört zu keinem Thema") == 1


def test_by_appointment_and_closed_for_now() -> None:
    asking = {**CLOSED, "closed": False, "appointmentOnly": True}
    take(location(opening_hours=[asking] * 7))
    assert content_of(the_offer()).by_appointment
    take(location(opening_hours=None, temporarily_closed=True), at=LATER)
    assert (the_offer().state, content_of(the_offer()).by_appointment) == (Offer.State.PAUSED, True)
    take(location(opening_hours=[hours(), *[CLOSED] * 6]), at=LATER)
    (slot,) = content_of(the_offer()).slots
    assert (the_offer().state, sorted(slot.when.days)) == (Offer.State.PUBLISHED, [1])
    assert not Proposal.objects.exists()


def test_hours_of_another_shape_are_kept_and_said() -> None:
    report = take(location(opening_hours=[CLOSED]))
    assert "nicht lesbar, wird aufbewahrt: Öffnungszeiten" in said(report)
    assert content_of(the_offer()).slots == ()


def test_an_organisation_of_the_same_name_is_the_same_and_who_says_none_gets_its_own() -> None:
    known = stage.organisation("Beratung e.V.")
    take(location(), location(8, title="Stadtbücherei", organization=None))
    assert {each.organisation.name for each in Offer.objects.all()} == {"Beratung e.V.", "Stadtbücherei"}
    assert Offer.objects.filter(organisation=known).count() == 1
    assert not Organisation.objects.get(name="Stadtbücherei").is_listed


def test_an_empty_contact_or_a_wrong_one_is_no_contact() -> None:
    report = take(location(contacts=[], email="kein", phone_number=None, website="javascript:alert(1)"))
    assert content_of(the_offer()).contacts == ()
    assert "Kontakt: kein" in said(report)


# --- Events ------------------------------------------------------------------------------------------------------------


def test_a_series_becomes_a_rule_of_ours() -> None:
    take(location(), event())
    course = Offer.objects.get(slug="kurs-50")
    (slot,) = content_of(course).slots
    assert (slot.when.rhythm, sorted(slot.when.days), slot.when.valid_until) == (
        Rhythm.WEEKLY, [1], dt.date(2027, 1, 25),
    )  # fmt: skip
    assert course.venues.get().place.street == "Marktplatz 1"
    assert course.organisation.name == "Beratung e. V."


def test_a_single_date_and_one_over_days() -> None:
    once = {**event()["event"], "start": "2026-12-05T14:00:00+01:00", "end": "2026-12-05T18:00:00+01:00"}
    days = {**event()["event"], "start": "2026-12-05T14:00:00+01:00", "end": "2026-12-07T12:00:00+01:00"}
    take(event(1, event=once, recurrence_rule=None), event(2, event=days, recurrence_rule=None))
    single, longer = (content_of(Offer.objects.get(slug=f"kurs-{n}")).slots for n in (1, 2))
    assert [(each.when.on, each.when.opens, each.when.closes) for each in single] == [
        (dt.date(2026, 12, 5), dt.time(14), dt.time(18))
    ]
    assert [(each.when.on.day, each.when.opens, each.when.closes) for each in longer] == [
        (5, dt.time(14), dt.time(0)), (6, None, None), (7, dt.time(0), dt.time(12)),
    ]  # fmt: skip


def test_a_rule_that_no_slot_can_say_is_kept_and_said() -> None:
    rule = "DTSTART:20261130T180000\nRRULE:FREQ=YEARLY"
    report = take(event(recurrence_rule=rule))
    assert "Wiederholung: ['RRULE:FREQ=YEARLY']" in said(report)
    assert Foreign.objects.get(kind="events").unknown["documents"]["de"]["recurrence_rule"] == rule
    (slot,) = content_of(the_offer()).slots
    assert slot.when.on == dt.date(2026, 11, 30)


def test_an_event_nowhere_of_nobody_is_the_publishers() -> None:
    take(event(location=NOWHERE, location_path=None))
    assert the_offer().organisation.name == "Stadt Anderswo"
    assert not the_offer().venues.exists()


def test_a_date_called_like_its_place_is_a_date_of_that_offer() -> None:
    take(location(), event(title="Beratungshaus"))
    assert len(content_of(the_offer()).slots) == 2


# --- Again -------------------------------------------------------------------------------------------------------------


def test_a_second_time_writes_nothing() -> None:
    records = [location(), location(language="uk"), event(), page()]
    take(*records)
    before = [
        list(model.objects.order_by("pk").values()) for model in (Offer, Place, Foreign, Revision, Event)
    ]
    assert set(outcomes(take(*records, at=LATER))) == {Outcome.UNCHANGED}
    after = [
        list(model.objects.order_by("pk").values()) for model in (Offer, Place, Foreign, Revision, Event)
    ]
    assert before == after


def test_what_changed_there_changes_here_and_what_only_we_know_stays() -> None:
    take(location(), location(language="uk"))
    edited(cost="free", texts__de__for_whom="Für alle.")
    changed = location(title="Haus der Beratung", opening_hours=[hours(), *[CLOSED] * 6])
    assert outcomes(take(changed, location(language="uk"), at=LATER)) == [Outcome.CHANGED]
    content = content_of(the_offer())
    assert content.german.title == "Haus der Beratung"
    assert [sorted(each.when.days) for each in content.slots] == [[1]]
    assert (content.cost, content.german.for_whom) == ("free", "Für alle.")
    assert not Proposal.objects.exists()


def test_a_translation_is_outdated_when_only_the_german_changed() -> None:
    take(location(), location(language="uk"))
    take(location(title="Haus der Beratung"), location(language="uk"), at=LATER)
    assert the_offer().texts.get(language="uk").state == "outdated"
    both = location(title="Haus der Beratung"), location(language="uk", title="Дім порад")
    take(*both, at=LATER)
    assert the_offer().texts.get(language="uk").state == "checked"


def test_what_was_changed_here_is_not_overwritten_but_proposed() -> None:
    take(location())
    edited(texts__de__title="Unser Haus")
    report = take(location(title="Haus der Beratung", meta_description="Neu."), at=LATER)
    assert outcomes(report) == [Outcome.CHANGED]
    assert "Hier geändert und nicht überschrieben: Titel." in said(report)
    content = content_of(the_offer())
    assert (content.german.title, content.german.summary) == ("Unser Haus", "Neu.")
    proposal = Proposal.objects.get()
    assert (proposal.fields, proposal.reasons) == ({"texts.de.title": "Haus der Beratung"}, ["source"])
    assert outcomes(take(location(title="Haus der Beratung", meta_description="Neu."), at=LATER)) == [
        Outcome.UNCHANGED
    ]


def test_the_coordination_may_take_the_proposal_over(cast: Cast) -> None:
    take(location())
    edited(texts__de__title="Unser Haus")
    take(location(title="Haus der Beratung"), at=LATER)
    actions.accept(Proposal.objects.get(), by=cast.coordinator, at=LATER)
    assert content_of(the_offer()).german.title == "Haus der Beratung"


def test_nothing_here_is_undone_because_the_source_says_it_still() -> None:
    take(location())
    edited(texts__de__title="Unser Haus")
    take(location(website="https://neu.example"), at=LATER)
    assert content_of(the_offer()).german.title == "Unser Haus"


def test_a_house_moves_unless_somebody_here_knew_better() -> None:
    take(location())
    elsewhere = {**location()["location"], "address": "Neue Straße 2", "postcode": "45001"}
    take(location(location=elsewhere), at=LATER)
    place = Place.objects.get()
    assert (place.street, place.postcode) == ("Neue Straße 2", "45001")
    actions.edit_place(place, {"street": "Hof 3"}, by=None, at=LATER, expected_version=place.version)
    report = take(location(location={**elsewhere, "address": "Gasse 4"}), at=LATER)
    assert Place.objects.get().street == "Hof 3"
    assert "wurde hier geändert und bleibt: street" in said(report)


def test_what_is_gone_there_is_reported_and_stays() -> None:
    take(location(), location(8, title="Bücherei"), event(), page())
    report = take(location(8, title="Bücherei"), event(), page(91), at=LATER)
    assert "Beratungshaus: Steht nicht mehr in der Quelle" in said(report)
    assert "Seite 90: Steht nicht mehr in der Quelle" in said(report)
    assert Offer.objects.count() == 3


def test_what_is_over_is_not_missed() -> None:
    once = {**event()["event"], "start": "2026-11-25T14:00:00+01:00", "end": "2026-11-25T18:00:00+01:00"}
    take(location(), event(event=once, recurrence_rule=None))
    report = take(location(), event(51), at=stage.NOW + dt.timedelta(days=3))
    assert "Steht nicht mehr" not in said(report)


def test_what_was_ended_here_is_left_alone() -> None:
    take(location())
    actions.end(the_offer(), by=None, at=stage.NOW)
    report = take(location(title="Anders"), at=LATER)
    assert outcomes(report) == [Outcome.SKIPPED]
    assert content_of(the_offer()).german.title == "Beratungshaus"


def test_one_language_alone_leaves_the_others_as_they_are() -> None:
    take(location(), location(language="uk"))
    assert outcomes(take(location(language="uk", title="Інше"), at=LATER)) == [Outcome.CHANGED]
    content = content_of(the_offer())
    assert (content.german.title, content.texts["uk"].title) == ("Beratungshaus", "Інше")


# --- All or nothing ----------------------------------------------------------------------------------------------------


def test_a_trial_leaves_nothing_behind() -> None:
    report = take(location(), event(), page(), dry_run=True)
    assert set(outcomes(report)) == {Outcome.NEW}
    assert not report.is_applied
    assert not Offer.objects.exists()
    assert not Foreign.objects.exists()
    assert not Organisation.objects.exists()


def test_one_bad_row_refuses_all() -> None:
    report = take(location(), location(8, title=" "), event(location="dort"))
    assert outcomes(report) == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert "title fehlt" in said(report)
    assert not Offer.objects.exists()


def test_a_language_that_nobody_here_reads_is_counted() -> None:
    strange = location()
    strange["path"] = "/anderswo/xx/locations/ort-7/"
    assert "„xx“ gibt es hier nicht: 1 Text." in said(take(location(), strange))


def test_many_places_cost_few_questions(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(60):
        take(*(location(number, title=f"Ort {number}") for number in range(1, 60)))


# --- Where it comes from -----------------------------------------------------------------------------------------------


def test_the_command_reads_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "de").mkdir()
    for kind, records in (("locations", [location()]), ("events", [event()]), ("pages", [page()])):
        (tmp_path / "de" / f"{kind}.json").write_text(json.dumps(records), encoding="utf-8")
    call_command("import_integreat", str(tmp_path), "--dry-run")
    assert "3 neu" in capsys.readouterr().out
    assert not Offer.objects.exists()
    call_command("import_integreat", str(tmp_path / "de" / "locations.json"))
    assert "Übernommen." in capsys.readouterr().out
    assert the_offer().slug == "ort-7"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[{", "kein lesbares JSON"),
        ('[{"id": 1}]', "Eintrag 1 ist weder Ort noch"),
        ("[3]", "Erwartet wird eine Liste"),
    ],
)
def test_a_file_that_is_something_else(tmp_path: Path, content: str, sentence: str) -> None:
    bad = tmp_path / "kaputt.json"
    bad.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("import_integreat", str(bad))
    with pytest.raises(CommandError, match="gibt es nicht"):
        call_command("import_integreat", str(tmp_path / "nirgends"))


def answering(monkeypatch: pytest.MonkeyPatch, answers: dict[str, Any]) -> None:
    class Response(BytesIO):
        def __init__(self, address: str, content: bytes) -> None:
            super().__init__(content)
            self.address = address

        def geturl(self) -> str:
            return self.address

    def opened(request: Any, timeout: float) -> Response:
        address = request.full_url
        found = answers.get(address.partition("/api/v3/")[2], [])
        if isinstance(found, Exception):
            raise found
        return Response(address, found if isinstance(found, bytes) else json.dumps(found).encode())

    monkeypatch.setattr("urllib.request.urlopen", opened)


REGION = {"name": "Stadt Anderswo", "languages": [{"code": "de"}, {"code": "uk"}]}


@pytest.mark.parametrize(
    "address", ["https://verzeichnis.example", "https://verzeichnis.example/api/v3/anderswo/"]
)
def test_the_interface_is_asked_for_every_language(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    answering(
        monkeypatch,
        {
            "regions/anderswo/": REGION,
            "anderswo/de/locations/": [location()],
            "anderswo/uk/locations/": [location(language="uk")],
            "anderswo/de/events/?combine_recurring=True": [event()],
        },
    )
    call_command("import_integreat", address, "--region", "anderswo")
    assert Offer.objects.count() == 2
    assert set(content_of(Offer.objects.get(slug="ort-7")).texts) == {"de", "uk"}


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (TimeoutError(), "antwortet nicht innerhalb von 30 Sekunden"),
        (urllib.error.URLError(TimeoutError()), "antwortet nicht innerhalb von 30 Sekunden"),
        (urllib.error.HTTPError("", 404, "", Message(), None), "antwortet mit Fehler 404"),
        (urllib.error.URLError("no such host"), "nicht zu erreichen"),
        (b"<html>", "antwortet nicht mit JSON"),
        (b" " * 2000, "antwortet mit mehr als"),
        ({"error": "no"}, "kennt keine Region"),
    ],
)
def test_an_interface_that_fails_says_how(
    monkeypatch: pytest.MonkeyPatch, answer: Any, sentence: str
) -> None:
    monkeypatch.setattr(sources, "MOST_BYTES", 1000)
    answering(monkeypatch, {"regions/anderswo/": answer})
    with pytest.raises(CommandError, match=sentence):
        call_command("import_integreat", "https://verzeichnis.example/api/v3/anderswo/")


def test_only_encrypted_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, {})
    with pytest.raises(CommandError, match="nicht verschlüsselt"):
        call_command("import_integreat", "http://verzeichnis.example/api/v3/anderswo/")
