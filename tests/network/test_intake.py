"""Lists as offices keep them: merged cells, umlauts in several encodings, many numbers in one cell – and twice the same."""

import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from marlerweg.audit.models import Event
from marlerweg.foundation.decisions import Refused
from marlerweg.foundation.imports import Outcome
from marlerweg.foundation.sheets import SheetProblem
from marlerweg.network import actions
from marlerweg.network.actions import Brought
from marlerweg.network.models import ColumnAssignment, ContactDetail, Intake, Organisation, Person, Position
from marlerweg.network.rules import intake
from tests.cast import Cast
from tests.network.stage import NOW, district, organisation
from tests.network.test_merging import everything

ORGANISATIONS = "organisations"
PEOPLE = "people"

PLAIN = (
    "Verteiler Runder Tisch;;;;;;;;\r\n"
    "Stand: 12.11.2026;;;;;;;;\r\n"
    ";;;;;;;;\r\n"
    "Name der Einrichtung;Straße;PLZ;Ort;Telefon;E-Mail;Sprachen;Ortsteil;Homepage\r\n"
    '"Jugendmigrationsdienst Hüls";Römerstr. 12;45772;Marl;"02365 / 924-60, 0170 1234567";'
    '"jmd@example.org, büro@example.org";"Deutsch, Türkisch u. Klingonisch";Hüls;www.jmd.example\r\n'
    "Förderverein Schüler für Schüler e. V.;;;;nur per Mail;info@foerder.example;;Atlantis;\r\n"
    ";;;;02365 1111;;;;\r\n"
)


def office_workbook() -> bytes:
    """Title above the header, an organisation merged over its people, two numbers in a cell, a lost leading zero."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Adressen")
        sheet.merge_range("A1:F1", "Ansprechpersonen im Stadtgebiet (Entwurf)")
        for column, title in enumerate(
            ["Einrichtung", "Name", "Funktion", "Tel.", "E-Mail", "Haupt-/Ehrenamt"]
        ):
            sheet.write(2, column, title)
        sheet.merge_range("A4:A5", "Bürgerhaus Grüne Straße")
        sheet.write_row(
            3, 1, ["Müller, Dr. Jörg", "Leitung", "02365 99-1234\n0171/7654321", "j.mueller@example.org"]
        )
        sheet.write(3, 5, "hauptamtlich")
        sheet.write_row(
            4, 1, ["Frau Ayşe Yılmaz", "Sprachcafé", 2365445566, "ayse@example.org", "ehrenamtlich"]
        )
        sheet.write_row(6, 0, ["Unbekannter Verein", "Karl Kühn", "Vorsitz"])
    return target.getvalue()


def take(brought: Brought, *, dry_run: bool = False, by=None):
    table = brought.read()
    return actions.take_in(brought, actions.proposed(brought, table), by=by, at=NOW, dry_run=dry_run)


@pytest.fixture
def districts(db: None) -> None:
    district("Hüls-Nord", "21")
    district("Hüls-Süd", "22")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8", "utf-8-sig"])
def test_umlauts_survive_every_encoding(districts: None, encoding: str) -> None:
    report = take(Brought(PLAIN.encode(encoding), "verteiler.csv", ORGANISATIONS))
    assert report.is_applied
    assert set(Organisation.objects.values_list("name", flat=True)) == {
        "Jugendmigrationsdienst Hüls",
        "Förderverein Schüler für Schüler e. V.",
    }
    row = Organisation.objects.get(name__startswith="Jugend")
    assert str(row.addresses.get()) == "Römerstr. 12, 45772 Marl"
    assert (row.website, row.languages) == ("https://www.jmd.example", ["de", "tr"])
    details = {(detail.kind, detail.folded) for detail in row.contact_details.all()}
    assert {("phone", "+49236592460"), ("mobile", "+491701234567"), ("mail", "jmd@example.org")} <= details


def test_every_row_says_what_was_not_understood(districts: None) -> None:
    report = take(Brought(PLAIN.encode(), "verteiler.csv", ORGANISATIONS))
    said = {row.number: " ".join(row.messages) for row in report.rows}
    assert "Klingonisch" in said[5]
    assert "Hüls-Nord, Hüls-Süd" in said[5]
    assert "Atlantis" in said[6]
    assert "nur per Mail" in said[6]
    assert [row.outcome for row in report.rows] == [Outcome.NEW, Outcome.NEW, Outcome.CHANGED]


def test_a_second_run_changes_nothing(districts: None) -> None:
    brought = Brought(PLAIN.encode("cp1252"), "verteiler.csv", ORGANISATIONS)
    take(brought)
    before = everything()
    report = take(brought)
    assert report.counts[Outcome.UNCHANGED] == len(report.rows) == 3
    after = everything()
    for table in ("network.organisation", "network.contactdetail", "network.address"):
        assert after[table] == before[table]


def test_a_trial_leaves_nothing_behind(districts: None) -> None:
    before = everything()
    report = take(Brought(PLAIN.encode(), "verteiler.csv", ORGANISATIONS), dry_run=True)
    assert report.counts[Outcome.NEW] == 2
    assert not report.is_applied
    assert everything() == before


def test_what_somebody_entered_is_not_overwritten(districts: None) -> None:
    own = organisation("Jugendmigrationsdienst Huels", website="https://eigene.example", kind="counselling")
    report = take(Brought(PLAIN.encode(), "verteiler.csv", ORGANISATIONS))
    assert report.rows[0].outcome is Outcome.CHANGED
    own.refresh_from_db()
    assert (own.website, own.kind, own.languages) == ("https://eigene.example", "counselling", ["de", "tr"])


def test_people_of_a_merged_organisation_all_belong_to_it(db: None) -> None:
    house = organisation("Bürgerhaus Grüne Straße")
    report = take(Brought(office_workbook(), "adressen.xlsx", PEOPLE))
    assert report.is_applied
    joerg = Person.objects.get(family_name="Müller")
    assert (joerg.title, joerg.given_name, joerg.visibility) == ("Dr.", "Jörg", "coordination")
    numbers = set(joerg.contact_details.exclude(kind="mail").values_list("kind", "folded"))
    assert numbers == {("phone", "+492365991234"), ("mobile", "+491717654321")}
    ayse = Position.objects.get(person__family_name="Yılmaz")
    assert (ayse.organisation, ayse.role, ayse.engaged) == (house, "Sprachcafé", "volunteer")
    assert ayse.person.contact_details.get(kind="phone").folded == "+492365445566"
    assert "Unbekannter Verein" in report.worth_reading[0].messages[0]
    assert not Position.objects.filter(person__family_name="Kühn").exists()
    assert take(Brought(office_workbook(), "adressen.xlsx", PEOPLE)).counts[Outcome.UNCHANGED] == 3


def test_details_from_a_list_are_hidden_unless_said_otherwise(db: None) -> None:
    organisation("Bürgerhaus Grüne Straße")
    take(Brought(office_workbook(), "adressen.xlsx", PEOPLE))
    assert set(ContactDetail.objects.values_list("visibility", flat=True)) == {"coordination"}


def test_names_that_exist_twice_are_left_to_people(db: None) -> None:
    for _ in range(2):
        organisation("Jugendmigrationsdienst Hüls")
    report = take(Brought(PLAIN.encode(), "verteiler.csv", ORGANISATIONS))
    assert report.rows[0].outcome is Outcome.SKIPPED
    assert Organisation.objects.filter(name__startswith="Jugend").count() == 2


def test_a_text_that_does_not_fit_refuses_the_list_and_nothing_is_cut_off(db: None) -> None:
    csv = f"Organisation;Telefon\r\n{'x' * 300};02365 1\r\nVerein;02365 99100\r\n"
    report = take(Brought(csv.encode(), "liste.csv", ORGANISATIONS))
    assert not report.is_applied
    assert report.counts[Outcome.REFUSED] == 1
    assert not Organisation.objects.exists()


def test_an_assignment_is_remembered_for_the_same_heading(db: None) -> None:
    csv = "Was;Wo anrufen\r\nVerein;02365 99100\r\n"
    brought = Brought(csv.encode(), "liste.csv", ORGANISATIONS)
    assert actions.proposed(brought, brought.read()) == {}
    columns = {"name": "Was", "phones": "Wo anrufen"}
    actions.take_in(brought, columns, by=None, at=NOW, dry_run=True)
    assert not ColumnAssignment.objects.exists()
    actions.take_in(brought, columns, by=None, at=NOW, dry_run=False)
    assert actions.proposed(brought, brought.read()) == columns


def test_only_the_coordination_takes_lists_in_and_the_record_counts(cast: Cast) -> None:
    brought = Brought(b"Organisation;Telefon\r\nVerein;02365 99100\r\n", "liste.csv", ORGANISATIONS)
    with pytest.raises(Refused):
        take(brought, by=cast.member)
    take(brought, by=cast.assistant)
    event = Event.objects.get(action="intake.taken_in")
    assert event.details == {"kind": "organisations", "rows": {"new": 1}}


@pytest.mark.parametrize(
    ("words", "codes", "unknown"),
    [
        ("Deutsch/Türkisch", ("de", "tr"), ()),
        ("deutsch, DEUTSCH und Quenya", ("de",), ("Quenya",)),
        ("", (), ()),
    ],
)
def test_words_in_one_cell(words: str, codes: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert intake.words_in(words, {"de": ["Deutsch"], "tr": ["Türkisch"]}) == (codes, unknown)


@pytest.mark.parametrize(
    ("words", "volunteer"),
    [
        ("ehrenamtlich", True),
        ("Hauptamt", False),
        ("haupt- und ehrenamtlich", True),
        ("beides", None),
        ("", None),
    ],
)
def test_paid_or_volunteer(words: str, volunteer: bool | None) -> None:
    assert intake.is_volunteer(words) is volunteer


# --- Pages and command ----------------------------------------------------------------------------------------------


def test_from_upload_to_result_in_the_browser(cast: Cast, districts: None) -> None:
    client = Client()
    client.force_login(cast.assistant)
    upload = reverse("network:intakes")
    file = SimpleUploadedFile("verteiler.csv", PLAIN.encode("cp1252"))
    data = {"kind": ORGANISATIONS, "visibility": "partners", "file": file}
    assert client.post(upload, data).status_code == 302
    row = Intake.objects.get()
    page = reverse("network:intake", args=[row.pk])
    shown = client.get(page).content.decode()
    assert "Förderverein Schüler für Schüler" in shown
    columns = {"name": "Name der Einrichtung", "phones": "Telefon", "mails": "E-Mail"}
    trial = client.post(page, {**columns, "deed": "try"})
    assert "Noch ist nichts gespeichert" in trial.content.decode()
    assert not Organisation.objects.exists()
    assert client.post(page, {**columns, "fax": "Telefon"}).status_code == 422
    result = client.post(page, {**columns, "deed": "take_in"})
    assert "Eingelesen" in result.content.decode()
    assert Organisation.objects.count() == 2
    assert not Intake.objects.exists()
    assert set(ContactDetail.objects.values_list("visibility", flat=True)) == {"partners"}


def test_a_file_that_is_no_table_is_refused_with_a_sentence(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.coordinator)
    file = SimpleUploadedFile("brief.xlsx", b"Sehr geehrte Damen und Herren")
    response = client.post(
        reverse("network:intakes"), {"kind": ORGANISATIONS, "visibility": "public", "file": file}
    )
    assert response.status_code == 422
    assert not Intake.objects.exists()
    with pytest.raises(SheetProblem):
        Brought(b"", "leer.csv", ORGANISATIONS).read()


def test_lists_are_not_for_others_and_can_be_dropped(cast: Cast) -> None:
    row = actions.upload_list(
        Brought(b"Organisation;Telefon\r\nVerein;1\r\n", "liste.csv", ORGANISATIONS),
        by=cast.assistant,
        at=NOW,
    )
    client = Client()
    client.force_login(cast.member)
    for address in (reverse("network:intakes"), reverse("network:intake", args=[row.pk])):
        assert client.get(address).status_code == 403
    client.force_login(cast.coordinator)
    assert client.post(reverse("network:drop_intake", args=[row.pk])).status_code == 302
    assert client.get(reverse("network:intake", args=[row.pk])).status_code == 404


def test_a_file_waits_a_day_at_most(cast: Cast) -> None:
    brought = Brought(b"Organisation;Telefon\r\nVerein;1\r\n", "liste.csv", ORGANISATIONS)
    actions.upload_list(brought, by=cast.assistant, at=NOW)
    actions.upload_list(brought, by=cast.assistant, at=NOW + dt.timedelta(hours=23))
    assert Intake.objects.count() == 2
    actions.upload_list(brought, by=cast.assistant, at=NOW + dt.timedelta(hours=25))
    assert Intake.objects.count() == 2
    assert actions.drop_forgotten_lists(NOW + dt.timedelta(days=9)) == 2


def test_the_command_tries_and_does(
    districts: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "verteiler.csv"
    path.write_bytes(PLAIN.encode("utf-16"))
    call_command("import_organisations", path, dry_run=True)
    assert "2 new, 1 changed – nichts gespeichert" in capsys.readouterr().out
    assert not Organisation.objects.exists()
    call_command("import_organisations", path)
    assert Organisation.objects.count() == 2
    people = tmp_path / "adressen.xlsx"
    people.write_bytes(office_workbook())
    call_command("import_people", people)
    assert Person.objects.count() == 3
    with pytest.raises(CommandError, match="nicht öffnen"):
        call_command("import_people", tmp_path / "fehlt.csv")
    other = tmp_path / "was.csv"
    other.write_text("Was;Wie\r\na;b\r\n")
    with pytest.raises(CommandError, match="Keine Spalte"):
        call_command("import_organisations", other)
