"""What came in from elsewhere goes out as it came, and what was changed here goes out changed; again and again."""

import copy
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from marlerweg.api.hsds import tabular
from marlerweg.api.hsds.projection import Projection
from marlerweg.api.hsds.reading import Wanted, offers, town
from marlerweg.api.hsds.records import every_service
from marlerweg.api.hsds.taking import take_in
from marlerweg.audit.models import Event
from marlerweg.foundation.imports import ImportReport, Outcome
from marlerweg.offers import actions
from marlerweg.offers.models import Foreign, Offer, Place
from marlerweg.offers.queries.contents import content_of
from tests.api import official
from tests.offers import stage

pytestmark = pytest.mark.django_db


def document(**more: Any) -> dict[str, Any]:
    """A service as another town might send it, with members that nobody here knows."""
    key = str(uuid.uuid4())
    return {
        "id": key,
        "name": "Schuldnerberatung",
        "description": "Wir helfen bei Schulden.",
        "status": "active",
        "email": "beratung@anderswo.example",
        "accreditations": "anerkannt nach § 305 InsO",
        "minimum_age": 18,
        "last_modified": "2026-05-01T10:00:00.123Z",
        "x_internal_code": {"a": [1, 2]},
        "phones": [
            {
                "id": str(uuid.uuid4()),
                "number": "+49 2365 123",
                "type": "voice",
                "extension": 7,
                "description": "Anmeldung",
            }
        ],
        "schedules": [
            {
                "id": str(uuid.uuid4()),
                "freq": "WEEKLY",
                "byday": "MO,WE",
                "opens_at": "09:00",
                "closes_at": "12:00",
            },
            {"id": str(uuid.uuid4()), "freq": "WEEKLY", "count": 3, "byday": "FR"},
        ],
        "languages": [
            {"id": str(uuid.uuid4()), "code": "tr", "name": "Türkçe"},
            {"id": str(uuid.uuid4()), "name": "Suaheli"},
        ],
        "service_at_locations": [
            {
                "id": str(uuid.uuid4()),
                "description": "Hintereingang",
                "location": {
                    "id": str(uuid.uuid4()),
                    "location_type": "physical",
                    "name": "Beratungshaus",
                    "latitude": 51.65,
                    "longitude": 7.1,
                    "alternate_name": "Altes Rathaus",
                    "addresses": [
                        {
                            "id": str(uuid.uuid4()),
                            "address_1": "Marktplatz 1",
                            "city": "Anderswo",
                            "state_province": "NRW",
                            "postal_code": "45000",
                            "country": "DE",
                            "address_type": "physical",
                        }
                    ],
                },
            }
        ],
        "organization": {
            "id": str(uuid.uuid4()),
            "name": "Beratung e. V.",
            "description": "Ein Verein",
            "legal_status": "e. V.",
        },
        **more,
    }


def take(*documents: dict[str, Any], **more: Any) -> ImportReport:
    return take_in(copy.deepcopy(list(documents)), town=town("de", ""), at=stage.NOW, **more)


def given_back() -> list[dict[str, Any]]:
    here = Projection(town("de", ""), "de")
    return list(every_service(here, offers(Wanted())))


def outcomes(report: ImportReport) -> list[Outcome]:
    return [row.outcome for row in report.rows]


def test_it_goes_out_as_it_came() -> None:
    came = document()
    assert outcomes(take(came)) == [Outcome.NEW]
    assert given_back() == [came]


def test_it_became_an_offer_that_people_can_use() -> None:
    take(document())
    offer = Offer.objects.get()
    content = content_of(offer)
    assert content.german.title == "Schuldnerberatung"
    assert content.spoken == ("tr",)
    assert {each.kind for each in content.contacts} == {"phone", "mail"}
    (slot,) = content.slots
    assert sorted(slot.when.days) == [1, 3]
    assert Place.objects.get().town == "Anderswo"
    assert offer.organisation.name == "Beratung e. V."
    assert offer.revisions.count() == 1


def test_what_could_not_be_read_is_said() -> None:
    (row,) = take(document()).rows
    assert any("schedules[1]" in message for message in row.messages)
    assert any("Suaheli" in message for message in row.messages)


def test_a_second_time_changes_nothing() -> None:
    came = document()
    take(came)
    before = list(Offer.objects.values()), Event.objects.count()
    report = take(came)
    assert outcomes(report) == [Outcome.UNCHANGED]
    assert list(Offer.objects.values()) == before[0]
    assert Foreign.objects.count() == 2


def test_what_changed_there_changes_here() -> None:
    came = document()
    take(came)
    came["name"] = "Schuldner- und Insolvenzberatung"
    came["x_internal_code"] = 9
    assert outcomes(take(came)) == [Outcome.CHANGED]
    assert given_back() == [came]


def test_what_was_changed_here_goes_out_changed_and_the_rest_as_it_came() -> None:
    came = document()
    take(came)
    offer = Offer.objects.get()
    actions.edit(offer, {"texts.de.body": "Neu."}, by=None, at=stage.NOW, expected_version=offer.version)
    (found,) = given_back()
    assert found["description"] == "Neu."
    assert {**found, "description": 0, "last_modified": 0} == {**came, "description": 0, "last_modified": 0}


def test_a_contact_removed_here_is_gone_but_one_never_read_stays() -> None:
    came = document(contacts=[{"id": str(uuid.uuid4()), "name": "Pforte", "department": "Empfang"}])
    take(came)
    offer = Offer.objects.get()
    actions.edit(offer, {"contacts": []}, by=None, at=stage.NOW, expected_version=offer.version)
    (found,) = given_back()
    assert "phones" not in found or found["phones"] == []
    assert "email" not in found
    assert found["contacts"] == came["contacts"]


def test_what_was_edited_here_is_not_overwritten_unless_asked() -> None:
    came = document()
    take(came)
    offer = Offer.objects.get()
    actions.edit(offer, {"texts.de.body": "Neu."}, by=None, at=stage.NOW, expected_version=offer.version)
    came["description"] = "Ganz anders."
    assert outcomes(take(came)) == [Outcome.SKIPPED]
    assert given_back()[0]["description"] == "Neu."
    assert outcomes(take(came, overwrite=True)) == [Outcome.CHANGED]
    assert given_back()[0]["description"] == "Ganz anders."


def test_a_trial_leaves_nothing_behind() -> None:
    report = take(document(), dry_run=True)
    assert outcomes(report) == [Outcome.NEW]
    assert not report.is_applied
    assert not any(model.objects.exists() for model in (Offer, Place, Foreign))


def test_one_bad_row_and_nothing_is_half_done() -> None:
    report = take(document(), document(status="open"), {"name": "ohne"})
    assert outcomes(report) == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert "status" in report.rows[1].messages[0]
    assert not Offer.objects.exists()


def test_a_fault_in_the_middle_leaves_nothing() -> None:
    def breaking() -> Iterator[dict[str, Any]]:
        yield document()
        raise OSError("the line went dead")

    with pytest.raises(OSError, match="dead"):
        take_in(breaking(), town=town("de", ""), at=stage.NOW)
    assert not Offer.objects.exists()


def test_our_own_offers_are_not_overwritten_by_what_bears_their_id() -> None:
    own = stage.offer()
    report = take(document(id=str(own.pk)))
    assert outcomes(report) == [Outcome.SKIPPED]
    own.refresh_from_db()
    assert str(own) == "Sprachcafé"


def test_an_organisation_of_the_same_name_is_the_same() -> None:
    known = stage.organisation("Beratung e.V.")
    take(document())
    assert Offer.objects.get().organisation == known


def test_our_own_offer_survives_the_way_to_another_town_and_back(tmp_path: Path) -> None:
    """All that our own model says comes through the profile's attributes."""
    stage.rich_offer()
    (before,) = given_back()
    content = content_of(Offer.objects.get())
    Offer.objects.all().delete()
    take(before)
    after = content_of(Offer.objects.get())
    assert after.slots == content.slots
    assert after.changes == content.changes
    assert set(after.conditions and map(str, after.conditions)) == set(map(str, content.conditions))
    assert after.terms == content.terms
    assert after.delivery == content.delivery
    assert after.texts["uk"].title == content.texts["uk"].title
    assert given_back() == [before]


@official.needed
def test_the_official_example_comes_back_whole() -> None:
    came = official.example("service_full")
    assert take(came).is_applied
    assert given_back() == [came]


@official.needed
def test_the_official_tables_become_a_service_and_tables_again(tmp_path: Path) -> None:
    (came,) = tabular.read(official.FOLDER / "examples" / "csv")
    assert came["organization"]["name"] == official.example("service_full")["organization"]["name"]
    assert take(came).is_applied
    assert given_back() == [came]
    tabular.write(given_back(), tmp_path / "package")
    (again,) = tabular.read(tmp_path / "package")
    assert again == came


def test_the_package_as_a_zip_is_read_back(tmp_path: Path) -> None:
    came = document()
    came.pop("x_internal_code")
    tabular.write([came], tmp_path / "package.zip")
    (again,) = tabular.read(tmp_path / "package.zip")
    assert again == came


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    came = document()
    source = tmp_path / "services.json"
    source.write_text(json.dumps([came]), encoding="utf-8")
    call_command("import_hsds", str(source), "--dry-run")
    assert "Probelauf" in capsys.readouterr().out
    assert not Offer.objects.exists()
    call_command("import_hsds", str(source))
    assert "1 neu" in capsys.readouterr().out
    call_command("export_hsds", str(tmp_path / "out.json"))
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == [came]
    call_command("export_hsds", str(tmp_path / "out"), "--format", "csv")
    assert (tmp_path / "out" / "services.csv").exists()


def test_a_file_that_is_no_json_is_refused_with_its_name(tmp_path: Path) -> None:
    bad = tmp_path / "kaputt.json"
    bad.write_text("[{", encoding="utf-8")
    with pytest.raises(CommandError, match="kaputt"):
        call_command("import_hsds", str(bad))
    with pytest.raises(CommandError, match="gibt es nicht"):
        call_command("import_hsds", str(tmp_path / "nirgends.json"))
