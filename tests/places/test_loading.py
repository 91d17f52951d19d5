"""A pack becomes the town: once, again without effect, changed, and shrunk – never with a loss."""

import datetime as dt
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from marlerweg.audit.models import Event
from marlerweg.audit.queries import first_break
from marlerweg.formats.models import Body, Seat
from marlerweg.kodex.models import Goal, Value, Version
from marlerweg.network.models import District, DistrictAlias, Organisation, Source, Theme, ThemeScheme, Town
from marlerweg.offers.models import Term as OfferTerm
from marlerweg.offers.models import Vocabulary
from marlerweg.offers.queries.timetables import town_calendar
from marlerweg.places.actions import AnotherTown, PackFaulty, load
from marlerweg.places.management.commands.load_place import Command
from marlerweg.places.pack import assemble, read
from marlerweg.ui import identity
from marlerweg.way.models import Term

PLACES = Path(__file__).parents[2] / "places"
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def run(folder: Path, *options: str) -> str:
    out = StringIO()
    call_command(Command(stdout=out, stderr=out), str(folder), *options)
    return out.getvalue()


@pytest.fixture
def settled() -> None:
    load(read(PLACES / "erlenau"), at=NOW)


def test_marl_stands_after_one_loading() -> None:
    pack = read(PLACES / "marl")
    load(pack, at=NOW)
    assert Town.objects.get().name == "Marl"
    assert District.objects.count() == 11
    assert {each.name for each in DistrictAlias.objects.get(name="Hüls").districts.all()} == {
        "Hüls-Nord",
        "Hüls-Süd",
    }
    assert Theme.objects.filter(scheme__is_current=True).count() == 14
    assert ThemeScheme.objects.count() == 6
    assert Organisation.objects.count() == len(pack.organisations)
    assert Organisation.objects.get(key="einbuergerung").part_of == Organisation.objects.get(
        key="auslaenderwesen"
    )
    assert Version.objects.get(is_current=True).name == "Marler Kodex"
    assert Goal.objects.filter(version__is_current=True).count() == 2
    assert Source.objects.count() == len(pack.sources)
    assert Body.objects.get(key="steuerungsgruppe").kind == Body.Kind.STEERING_GROUP


def test_seats_are_kept_by_role_where_no_organisation_holds_them() -> None:
    load(read(PLACES / "marl"), at=NOW)
    council = Seat.objects.filter(body__key="rat")
    assert sum(seat.count for seat in council) == 44
    assert {seat.organisation for seat in council} == {None}
    assert all(str(seat) == seat.role for seat in council)
    advisory = Seat.objects.get(body__key="integrationsrat", role="beratende Mitglieder")
    assert (advisory.count, advisory.voting) == (6, False)


def test_an_authority_that_receives_referrals_has_a_body_even_without_a_committee() -> None:
    load(read(PLACES / "marl"), at=NOW)
    jobcenter = Body.objects.get(key="jobcenter")
    assert jobcenter.kind == Body.Kind.UPPER_LEVEL
    assert jobcenter.level == Body.Level.COUNTY
    assert jobcenter.owner == Organisation.objects.get(key="jobcenter")
    assert Body.objects.filter(level=Body.Level.STATE, kind=Body.Kind.UPPER_LEVEL).count() == 2


def test_terms_of_the_chain_keep_the_order_of_the_pack() -> None:
    pack = read(PLACES / "marl")
    load(pack, at=NOW)
    spheres = Term.objects.filter(kind=Term.Kind.LEGAL_SPHERE)
    assert [term.code for term in spheres] == [each.key for each in pack.legal_spheres]
    assert [term.short for term in spheres][:2] == ["AsylbLG", "SGB II"]
    assert Term.objects.filter(kind=Term.Kind.PROCESS_STEP).count() == len(pack.process_steps)
    assert str(Term.objects.get(code="einbuergerung")) == "Einbürgerung"


def test_the_school_holidays_of_the_pack_become_the_calendar_of_the_directory() -> None:
    load(read(PLACES / "marl"), at=NOW)
    calendar = town_calendar("NW")
    assert calendar.school_break(dt.date(2026, 9, 1), "NW") == "Sommerferien"
    assert calendar.school_break(dt.date(2026, 9, 2), "NW") is None
    assert calendar.public_holiday(dt.date(2026, 6, 4), "NW") == "Fronleichnam"
    assert not calendar.knows_school(dt.date(2030, 9, 1), "NW")
    assert not calendar.knows_school(dt.date(2026, 9, 1), "NI")


def test_without_a_town_no_school_holidays_are_known() -> None:
    assert not town_calendar("NW").knows_school(dt.date(2026, 9, 1), "NW")


def test_the_directory_has_its_words_from_the_pack() -> None:
    pack = read(PLACES / "marl")
    load(pack, at=NOW)
    assert {each.subject for each in Vocabulary.objects.filter(is_current=True)} == {
        "audience",
        "kind",
        "need",
    }
    assert OfferTerm.objects.count() == len(pack.vocabulary_terms)
    needs = OfferTerm.objects.filter(vocabulary__subject="need")
    assert not needs.filter(theme=None).exists()
    assert OfferTerm.objects.get(code="gefluechtete").concept == "refugees"


def test_a_term_that_left_the_pack_is_named_and_stays(settled: None, erlenau: dict) -> None:
    erlenau["taxonomy.toml"]["term"].append({**erlenau["taxonomy.toml"]["term"][0], "key": "gaeste"})
    load(assemble(erlenau), at=NOW)
    erlenau["taxonomy.toml"]["term"].pop()
    report = load(assemble(erlenau), at=NOW)
    assert report.left_standing["vocabulary_terms"] == ("Neu im Dorf",)
    assert OfferTerm.objects.filter(code="gaeste").exists()


def test_loading_again_changes_nothing_and_writes_no_line(settled: None) -> None:
    lines = Event.objects.count()
    assert lines > 0
    report = load(read(PLACES / "erlenau"), at=NOW)
    assert report.changed_nothing
    assert Event.objects.count() == lines
    assert first_break() is None


def test_a_changed_pack_updates_and_leaves_the_rest(settled: None, erlenau: dict) -> None:
    erlenau["organisations.toml"]["organisation"][3]["name"] = "Radverein am Mühlbach"
    report = load(assemble(erlenau), at=NOW)
    assert Organisation.objects.get(key="radverein").name == "Radverein am Mühlbach"
    assert report.parts["organisations"].changed == 1
    assert report.parts["themes"].changed == 0
    assert Event.objects.filter(action="place.loaded").count() == 2


def test_what_left_the_pack_is_archived_or_named_never_deleted(settled: None, erlenau: dict) -> None:
    clubs, bikes = erlenau["organisations.toml"]["organisation"], erlenau["formats.toml"]["format"]
    gone, ended = clubs.pop(), bikes.pop()
    erlenau["kodex.toml"]["value"].pop()
    report = load(assemble(erlenau), at=NOW)
    assert Organisation.objects.get(key="radverein").archived_at == NOW
    assert Body.objects.get(key="fahrradtreff").state == Body.State.ENDED
    assert Value.objects.filter(code="verlaesslichkeit").exists()
    assert report.archived["organisations"] == ("Radverein Mühlengrund",)
    assert report.left_standing["values"] == ("Verlässlichkeit",)
    assert load(assemble(erlenau), at=NOW).changed_nothing
    clubs.append(gone)
    bikes.append(ended)
    load(assemble(erlenau), at=NOW)
    assert Organisation.objects.get(key="radverein").archived_at is None
    assert Body.objects.get(key="fahrradtreff").state == Body.State.ACTIVE


def test_what_the_town_added_or_archived_itself_stays_so(settled: None) -> None:
    Organisation.objects.create(name="Neuer Chor")
    Organisation.objects.filter(key="radverein").update(archived_at=NOW)
    assert load(read(PLACES / "erlenau"), at=NOW).changed_nothing
    assert Organisation.objects.get(name="Neuer Chor").archived_at is None
    assert Organisation.objects.get(key="radverein").archived_at == NOW


def test_a_faulty_pack_is_refused_whole(erlenau: dict) -> None:
    erlenau["formats.toml"]["format"][0]["owner"] = "niemand"
    with pytest.raises(PackFaulty) as refused:
        load(assemble(erlenau), at=NOW)
    assert [finding.file for finding in refused.value.findings] == ["formats.toml"]
    assert not Town.objects.exists()
    assert not Event.objects.exists()


def test_one_installation_serves_one_town(settled: None) -> None:
    with pytest.raises(AnotherTown):
        load(read(PLACES / "marl"), at=NOW)
    assert Town.objects.get().name == "Erlenau"


def test_the_command_tells_what_it_did_and_that_there_is_nothing_left_to_do() -> None:
    first = run(PLACES / "erlenau")
    assert "Stadtteile und Rufnamen: 4 neu, 0 geändert, 0 unverändert" in first
    assert "noch ohne Platz in der Software: Einwohnerzahlen" in first
    assert first.rstrip().endswith("Geladen.")
    assert run(PLACES / "erlenau").rstrip().endswith("Nichts zu tun: Alles steht schon so da.")


def test_a_dry_run_leaves_no_trace() -> None:
    said = run(PLACES / "erlenau", "--dry-run")
    assert "Organisationen: 4 neu" in said
    assert "Es wurde nichts gespeichert." in said
    assert not Town.objects.exists()


def test_the_command_names_every_error_and_stops(tmp_path: Path) -> None:
    folder = shutil.copytree(PLACES / "erlenau", tmp_path / "erlenau")
    path = folder / "formats.toml"
    path.write_text(path.read_text("utf-8").replace('"buergerbuero"', '"burgerbuero"'), "utf-8")
    out = StringIO()
    with pytest.raises(CommandError, match=r"2 Fehler\. Es wurde nichts geladen"):
        call_command(Command(stdout=out, stderr=out), str(folder))
    assert "formats.toml: Fehler: Zeile 14, format „runder-tisch“" in out.getvalue()


def test_the_town_gives_its_name_and_colour_to_every_page(settled: None, client: Client) -> None:
    told = identity.current()
    assert (told.name, told.town, told.colour) == ("Erlenauer Miteinander", "Erlenau", "#2f5d3a")
    assert "Erlenauer Miteinander" in client.get("/").content.decode()
