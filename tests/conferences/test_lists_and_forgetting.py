"""Lists on their way in, and people on their way out."""

import datetime as dt

import pytest

from marlerweg.conferences import actions, queries
from marlerweg.conferences.models import (
    Attendance,
    Edition,
    Invitation,
    Registration,
    RegistrationIntake,
    Wish,
)
from marlerweg.conferences.rules.intake import FIELDS
from marlerweg.foundation import register as data_register
from marlerweg.foundation.imports import ImportReport, Outcome, proposed_columns
from marlerweg.foundation.retention import retentions
from marlerweg.foundation.sheets import SheetProblem
from tests.cast import Cast
from tests.conferences.hall import DAY, NOW, furnished, moment, register, states
from tests.network.stage import organisation

pytestmark = pytest.mark.django_db
LIST = """Name;Einrichtung;Ehrenamt;E-Mail-Adresse;Themen
Beispiel, Amira;Sportverein;ja;amira@cast.example;Wohnen, Sport
Cem Probe;Stadt;hauptamtlich;;Angeln
Dana Probe;;vielleicht;;
"""


def take(hall: Edition, cast: Cast, content: str = LIST, *, dry_run: bool = False) -> ImportReport:
    row = actions.upload_list(hall, content.encode(), "liste.csv", by=cast.assistant, at=NOW)
    columns = proposed_columns(actions.read_list(bytes(row.content), row.name).columns, FIELDS)
    return actions.take_list_in(row, columns, by=cast.assistant, at=NOW, dry_run=dry_run)


def test_a_trial_leaves_nothing_and_promises_what_the_truth_keeps(cast: Cast) -> None:
    hall = furnished(capacity=2)
    trial = take(hall, cast, dry_run=True)
    assert (hall.registrations.count(), RegistrationIntake.objects.count()) == (0, 1)
    truth = take(hall, cast)
    assert trial.rows == truth.rows
    assert truth.counts[Outcome.NEW] == 3
    assert states(hall) == ["registered", "registered", "waiting"]
    first = hall.registrations.get(number=1)
    assert (first.name, first.engaged, first.source) == ("Amira Beispiel", "volunteer", "list")
    assert [wish.theme.code for wish in first.wishes.all()] == ["wohnen", "sport"]
    said = " ".join(message for row in truth.rows for message in row.messages)
    assert "„Angeln“ ist kein Thema" in said
    assert "„vielleicht“ sagt nicht" in said
    assert "Warteliste" in said
    assert RegistrationIntake.objects.count() == 1  # the trial's file waits, the taken one is gone


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    hall = furnished()
    take(hall, cast)
    again = take(hall, cast)
    assert again.counts[Outcome.UNCHANGED] == 3
    assert hall.registrations.count() == 3


def test_one_refused_row_keeps_all_out(cast: Cast) -> None:
    hall = furnished()
    report = take(hall, cast, LIST.replace("amira@cast.example", "keine Adresse"))
    assert report.counts[Outcome.REFUSED] == 1
    assert not report.is_applied
    assert hall.registrations.count() == 0
    with pytest.raises(SheetProblem):
        actions.upload_list(hall, b"\x00\x01", "liste.xlsx", by=cast.assistant, at=NOW)


def test_after_the_retention_stays_who_came_in_which_role_and_no_person(cast: Cast) -> None:
    club = organisation("Sportverein")
    hall = furnished(capacity=1, retention_days=30)
    came = register(hall, "Amira Beispiel", mail="a@cast.example", access_needs="Ruhe", engaged="volunteer")
    register(hall, "Cem Probe", organisation_name="Unbekannter Verein")
    actions.move(hall, "closed", by=cast.coordinator, at=NOW)
    actions.give_task(hall.tables.get(number=1), came, "moderation", by=cast.assistant)
    actions.check_in(came, by=cast.assistant, at=moment(13))
    Invitation.objects.create(edition=hall, mail="x@cast.example", prepared_at=NOW, secret_hash="x")
    due = retentions["Anmeldungen zu Tagungen"]
    on_time = dt.datetime.combine(DAY + dt.timedelta(days=30), dt.time(12), tzinfo=dt.UTC)
    assert (due.due(on_time), due.forget(on_time)) == (0, 0)
    later = on_time + dt.timedelta(days=1)
    assert (due.due(later), due.forget(later), due.forget(later)) == (2, 2, 0)
    assert not Registration.objects.exists()
    assert not Invitation.objects.exists()
    assert not Wish.objects.exists()
    kept = Attendance.objects.order_by("organisation_name").values_list(
        "organisation", "organisation_name", "engaged", "state", "task"
    )
    assert list(kept) == [
        (club.pk, "Sportverein", "volunteer", "attended", "moderation"),
        (None, "Unbekannter Verein", "", "waiting", ""),
    ]
    assert queries.places(Edition.objects.get()).taken == 1


def test_what_stays_is_nobodys() -> None:
    of_people = [
        entry.field
        for entry in data_register.entries()
        if entry.model == "conferences.attendance" and entry.sensitivity in data_register.OF_PERSONS
    ]
    assert of_people == []
    names = {field.name for field in Attendance._meta.get_fields()}
    assert not names & {"person", "name", "mail", "phone", "function"}


def test_lists_that_nobody_took_in_go_after_a_week(cast: Cast) -> None:
    hall = furnished()
    take(hall, cast, dry_run=True)
    kept = retentions["Listen mit Anmeldungen vor der Übernahme"]
    assert kept.forget(NOW + dt.timedelta(days=6)) == 0
    assert kept.forget(NOW + dt.timedelta(days=8)) == 1
