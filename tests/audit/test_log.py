"""The page of the record: who reads it, what it shows, and that taking it out is itself recorded."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from marlerweg.audit import actions, queries
from marlerweg.audit.models import Event
from marlerweg.foundation.decisions import Refused
from tests.audit.test_chain import off_guard
from tests.cast import Cast

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_roots(settings: LazySettings, tmp_path: Path) -> Path:
    settings.AUDIT_ROOTS = tmp_path / "outside" / "roots.txt"
    return settings.AUDIT_ROOTS


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.data_protection_officer)
    return client


@pytest.fixture
def deeds(cast: Cast) -> None:
    actions.record(cast.coordinator, "need.opened", cast.stranger, fields=["title"])
    actions.record(cast.coordinator, "role.given", cast.member, to=str(cast.member.pk))
    actions.record(cast.member, "access.denied", result=Event.Result.DENIED, view="audit:log")


def shown(page: str) -> set[str]:
    return {action for action in ("need.opened", "role.given", "access.denied") if f">{action}<" in page}


def lift_guard() -> None:
    with connection.cursor() as cursor:
        off_guard(cursor)


@pytest.mark.usefixtures("deeds")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"need.opened", "role.given", "access.denied"}),
        ("?ergebnis=denied", {"access.denied"}),
        ("?suche=role.", {"role.given"}),
        ("?suche=nothing", set()),
        ("?zeit_bis=2020-01-01", set()),
    ],
)
def test_it_is_found_by_what_one_looks_for(query: str, expected: set[str], officer: Client) -> None:
    assert shown(officer.get(f"/protokoll/{query}").content.decode()) == expected


def test_it_is_found_by_who_and_what(deeds: None, cast: Cast, officer: Client) -> None:
    by_actor = officer.get("/protokoll/", {"suche": str(cast.member.pk)}).content.decode()
    assert shown(by_actor) == {"role.given", "access.denied"}
    by_thing = officer.get("/protokoll/", {"suche": str(cast.stranger.pk)}).content.decode()
    assert shown(by_thing) == {"need.opened"}


def test_ids_and_names_of_fields_but_no_contents(deeds: None, cast: Cast, officer: Client) -> None:
    page = officer.get("/protokoll/").content.decode()
    assert str(cast.stranger.pk) in page
    assert "title" in page
    for name in (cast.stranger.name, cast.stranger.email, cast.coordinator.name):
        assert name not in page


def test_taking_it_out_stands_in_it(deeds: None, officer: Client, cast: Cast) -> None:
    before = Event.objects.count()
    answer = officer.post("/protokoll/?ergebnis=denied", {"export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert "access.denied" in rows[1]
    assert len([row for row in rows if any(row)]) == 2
    line = Event.objects.get(action="audit.exported")
    assert line.actor_id == cast.data_protection_officer.pk
    assert line.details == {"format": "csv", "rows": 1, "filters": ["ergebnis"]}
    assert Event.objects.count() == before + 1


def test_nothing_in_it_is_a_formula(officer: Client, cast: Cast) -> None:
    actions.record(None, "x", cast.stranger, note="=1+1")
    Event.objects.first()
    actions.record(None, "=cmd|calc", None)
    text = officer.post("/protokoll/", {"export": "csv"}).content.decode("utf-8-sig")
    assert '"=cmd' not in text
    assert "=cmd" in text


def test_others_get_nothing_out(deeds: None, cast: Cast) -> None:
    assert not queries.events(cast.coordinator)
    with pytest.raises(Refused):
        actions.verify(by=cast.coordinator)
    assert not Event.objects.filter(action="audit.verified").exists()


def test_verifying_on_the_page(deeds: None, officer: Client) -> None:
    said = officer.post("/protokoll/pruefen/", follow=True).content.decode()
    assert "unversehrt" in said
    assert Event.objects.get(action="audit.verified").details == {"intact": True}
    lift_guard()
    Event.objects.filter(sequence=2).update(action="nothing")
    said = officer.post("/protokoll/pruefen/", follow=True).content.decode()
    assert "gebrochen bei Nummer 2" in said
    assert Event.objects.filter(action="audit.verified").first().details == {"intact": False}


def test_pages_cost_the_same_for_few_and_many(
    officer: Client, cast: Cast, django_assert_max_num_queries
) -> None:
    costs = []
    for count in (1, 40):
        for _ in range(count):
            actions.record(cast.coordinator, "need.opened", cast.stranger)
        with django_assert_max_num_queries(30) as captured:
            officer.get("/protokoll/")
        costs.append(len(captured))
    assert costs[0] == costs[1]


# --- Roots outside --------------------------------------------------------------------------------------------------


def test_the_root_is_noted_outside_every_day(
    deeds: None, own_roots: Path, settings: LazySettings, officer: Client
) -> None:
    settings.AUDIT_ROOT_MAIL = ["datenschutz@stadt.example"]
    for day in range(2):
        actions.note_root(at=NOW + dt.timedelta(days=day))
    lines = own_roots.read_text().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("2026-11-23T09:00:00+00:00 3:")
    assert mail.outbox[-1].body == lines[1]
    assert "2026-11-24T09:00:00" in officer.get("/protokoll/").content.decode()


def test_a_record_written_anew_does_not_hold_the_noted_root(deeds: None, capsys) -> None:
    """The chain itself is faultless; only what was kept outside shows the forgery."""
    call_command("note_audit_root")
    call_command("verify_audit")
    assert "unversehrt" in capsys.readouterr().out
    lift_guard()
    Event.objects.all().delete()
    for _ in range(3):
        actions.record(None, "need.opened")
    assert queries.first_break() is None
    with pytest.raises(CommandError, match="neu geschrieben"):
        call_command("verify_audit")


def test_a_root_of_an_empty_record_holds(db: None) -> None:
    actions.note_root(at=NOW)
    assert not queries.missing_roots()


def test_the_command_names_the_place_of_a_break(deeds: None) -> None:
    lift_guard()
    Event.objects.filter(sequence=2).delete()
    with pytest.raises(CommandError, match="Nummer 2"):
        call_command("verify_audit")
