"""Places and the waiting list, without letters: who sits, who waits, who moves up."""

import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from marlerweg.audit.models import Event
from marlerweg.conferences import actions, links, queries
from marlerweg.conferences.links import Purpose
from marlerweg.conferences.models import Edition
from marlerweg.foundation import clock
from marlerweg.foundation.decisions import Refused
from marlerweg.foundation.jobs import worker
from tests.cast import Cast
from tests.conferences.hall import DAY, NOW, edition, furnished, moment, register, somebody, states
from tests.network.stage import organisation, theme
from tests.network.stage import somebody as known_person

pytestmark = pytest.mark.django_db


def test_places_first_then_the_waiting_list() -> None:
    hall = edition(capacity=2)
    for name in ("Ali", "Bea", "Cem"):
        register(hall, name)
    assert states(hall) == ["registered", "registered", "waiting"]
    assert queries.places(hall).free == 0


def test_whoever_waits_longest_moves_up_when_somebody_cancels() -> None:
    hall = edition(capacity=1)
    first, *_ = [register(hall, name) for name in ("Ali", "Bea", "Cem")]
    actions.cancel(first, at=NOW)
    assert states(hall) == ["cancelled", "registered", "waiting"]
    assert hall.registrations.get(number=2).moved_up_at == NOW
    moved = Event.objects.filter(action="registration.moved_up").get()
    assert (moved.object_label, moved.details["edition"]) == ("2", "2027")


def test_cancelling_twice_frees_one_place() -> None:
    hall = edition(capacity=1)
    first, *_ = [register(hall, name) for name in ("Ali", "Bea", "Cem")]
    actions.cancel(first, at=NOW)
    actions.cancel(first, at=NOW)
    assert states(hall) == ["cancelled", "registered", "waiting"]


def test_more_places_move_people_up_and_promised_ones_are_not_taken_back(cast: Cast) -> None:
    hall = edition(capacity=1)
    for name in ("Ali", "Bea", "Cem"):
        register(hall, name)
    actions.change_capacity(hall, 3, by=cast.assistant, at=NOW)
    assert states(hall) == ["registered"] * 3
    with pytest.raises(actions.TooSmall) as refused:
        actions.change_capacity(hall, 2, by=cast.assistant, at=NOW)
    assert refused.value.taken == 3
    assert Edition.objects.get().capacity == 3


def test_the_same_form_sent_twice_is_one_registration() -> None:
    hall, once = edition(), uuid.uuid4()
    first, again = (actions.register(hall, somebody(), at=NOW, once=once) for _ in range(2))
    assert first == again
    assert hall.registrations.count() == 1


def test_the_same_name_with_the_same_address_registers_once_two_colleagues_twice(cast: Cast) -> None:
    hall, at_door = edition(), cast.assistant
    mine = {"mail": "Info@verein.example", "by": at_door}
    register(hall, "Ali Ünal", person=None, **{**mine, "mail": ""})
    register(hall, "Ali Ünal", person=None, **{**mine, "mail": ""})
    hall.registrations.all().delete()
    person = known_person("Ünal")
    register(hall, "Ali Ünal", by=at_door, person=person)
    with pytest.raises(actions.AlreadyRegistered):
        register(hall, "A. Ünal", by=at_door, person=person)
    assert hall.registrations.count() == 1


def test_a_known_organisation_is_linked_by_its_name_an_unlisted_one_is_not() -> None:
    club, hidden = organisation("Café Welcome e. V."), organisation("Frauenhaus", is_listed=False)
    hall = edition()
    assert register(hall, "Ali", organisation_name="cafe welcome").organisation == club
    assert register(hall, "Bea", organisation_name=hidden.name).organisation is None


def test_the_public_form_keeps_its_window_the_office_does_not(cast: Cast) -> None:
    hall = edition(registration_closes_at=NOW)
    with pytest.raises(actions.WindowShut):
        register(hall, "Ali")
    with pytest.raises(actions.WindowShut):
        register(edition("draft", "2028"), "Ali")
    assert register(hall, "Ali", by=cast.assistant).source == "office"
    with pytest.raises(Refused):
        register(hall, "Bea", by=cast.member)


def test_wishes_keep_their_order_and_rounds_default_to_all() -> None:
    hall = furnished()
    row = actions.register(hall, somebody(), at=NOW, wishes=[theme("wohnen"), theme("sport")])
    assert [(wish.rank, wish.theme.code) for wish in row.wishes.all()] == [(1, "wohnen"), (2, "sport")]
    assert row.rounds.count() == 2
    actions.change(row, wishes=[theme("sport")], rounds=[hall.rounds.get(number=2)])
    assert [wish.theme.code for wish in row.wishes.all()] == ["sport"]
    assert [each.number for each in row.rounds.all()] == [2]


def test_the_secret_link_opens_its_own_registration_and_no_other_door() -> None:
    row = register(edition(), "Ali")
    secret = links.secret(Purpose.REGISTRATION, row.pk)
    assert queries.by_secret(secret) == row
    assert queries.by_calendar_secret(secret) is None
    assert secret not in {row.secret_hash, row.calendar_hash}


def test_at_the_door_counts_who_is_in_the_house(cast: Cast) -> None:
    hall, office = edition(capacity=2), cast.assistant
    rows = [register(hall, name) for name in ("Ali", "Bea", "Cem")]
    actions.move(hall, "closed", by=cast.coordinator, at=NOW)
    actions.check_in(rows[0], by=office, at=moment(9))
    guest = actions.admit_guest(hall, somebody("Dana"), by=office, at=moment(9))
    assert (guest.state, guest.source, guest.number) == ("attended", "door", 4)
    with pytest.raises(actions.HouseFull):
        actions.admit_guest(hall, somebody("Eva"), by=office, at=moment(9))
    with pytest.raises(actions.HouseFull):
        actions.check_in(rows[2], by=office, at=moment(9))
    assert actions.check_in(rows[1], by=office, at=moment(9)).state == "attended"
    actions.take_back_check_in(rows[1], by=office)
    actions.move(hall, "running", by=cast.coordinator, at=moment(10))
    assert actions.close_door(hall, by=office) == 1
    assert states(hall) == ["attended", "no_show", "waiting", "attended"]


def test_calling_off_ends_everything(cast: Cast) -> None:
    hall = edition(capacity=1)
    row = register(hall, "Ali")
    actions.move(hall, "cancelled", by=cast.coordinator, at=NOW)
    with pytest.raises(Refused):
        actions.cancel(row, at=NOW)
    with pytest.raises(actions.WindowShut):
        register(hall, "Bea")
    assert hall.starts_on == DAY


def test_a_mistyped_name_and_address_are_mended_and_the_letter_goes_to_the_right_one(
    cast: Cast, client: Client
) -> None:
    made = edition()
    wrong, other = (
        register(made, "Amira Beispel", mail="amira@cast.exampel"),
        register(made, "Ali Probe", mail="ali@cast.example"),
    )
    client.force_login(cast.assistant)
    page = reverse("conferences:correct_registration", args=[made.code, wrong.number])
    sent = {
        "name": "Amira Beispiel",
        "mail": "amira@cast.example",
        "language": "ar",
        "version": wrong.version,
    }
    assert client.post(page, sent).status_code == 302
    wrong.refresh_from_db()
    assert (wrong.name, wrong.mail, wrong.language) == ("Amira Beispiel", "amira@cast.example", "ar")
    worker.work_off(at=clock.now())
    assert [letter.to for letter in mail.outbox].count(["amira@cast.example"]) == 1
    assert client.post(page, sent).status_code == 409  # somebody saved since this page was opened
    taken = sent | {"name": "Ali Probe", "mail": "ali@cast.example", "version": wrong.version}
    assert client.post(page, taken).status_code == 422
    with pytest.raises(actions.AlreadyRegistered) as double:
        register(made, "Amira Beispiel", mail="Amira@cast.example")
    assert double.value.registration == wrong
    assert other.number == 2
