"""Bodies: who sees and edits them, their seats over time, who sits where, what overlaps."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from marlerweg.audit.models import Event
from marlerweg.formats import actions, policies, queries
from marlerweg.formats.models import Body, Seat
from marlerweg.foundation import clock, sheets
from marlerweg.foundation.decisions import Refused
from marlerweg.network.actions import Circular, EditConflict
from marlerweg.network.models import Organisation
from marlerweg.network.queries.networkmap import network_map
from tests.cast import Cast
from tests.network.stage import NOW, TODAY, organisation, somebody, speaker_of, theme

ANYONE = AnonymousUser()


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", NOW.date)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body(name: str, **fields) -> Body:
    return Body.objects.create(**{"name": name, "kind": "exchange", "decision_right": "informs", **fields})


def seat(of: Body, holder: Organisation | None = None, role: str = "", **fields) -> Seat:
    return Seat.objects.create(body=of, organisation=holder, role=role, **fields)


@pytest.fixture
def group(db: None) -> Body:
    row = body(
        "Runder Tisch",
        mandate="Abstimmung",
        owner=organisation("Sozialdezernat"),
        open_questions=["Wer führt Protokoll?"],
    )
    row.themes.add(theme())
    seat(row, organisation("AWO"), "Beratung")
    seat(row, organisation("Stille Initiative", is_listed=False))
    seat(row, role="Schulen", count=3)
    return row


# --- Policies and queries -------------------------------------------------------------------------------------------


def test_what_a_body_is_for_is_public_but_not_who_sits_there(cast: Cast, group: Body) -> None:
    page = reverse("formats:body", args=[group.pk])
    inside = signed_in(cast.member).get(page).content.decode()
    for hidden in ("Beratung", "Stille Initiative", "Schulen", "Wer führt Protokoll?"):
        assert hidden in inside
        assert hidden not in Client().get(page).content.decode()
    assert "Abstimmung" in Client().get(page).content.decode()
    assert "Sozialdezernat" in Client().get(reverse("formats:bodies")).content.decode()


def test_an_owner_that_is_not_listed_is_not_named_to_the_public(cast: Cast) -> None:
    body("Leise Runde", owner=organisation("Geheime Stelle", is_listed=False))
    assert "Geheime Stelle" in signed_in(cast.member).get(reverse("formats:bodies")).content.decode()
    assert "Geheime Stelle" not in Client().get(reverse("formats:bodies")).content.decode()


def test_an_ended_body_is_history_for_those_who_take_part(cast: Cast, group: Body) -> None:
    actions.end_body(group, because="aufgegangen im Netzwerk", by=cast.coordinator)
    page = reverse("formats:body", args=[group.pk])
    assert Client().get(page).status_code == 404
    assert "aufgegangen" in signed_in(cast.member).get(page).content.decode()
    actions.resume_body(group, by=cast.coordinator)
    assert Client().get(page).status_code == 200


def test_the_owner_and_the_coordination_edit(cast: Cast, group: Body) -> None:
    assert group.owner
    assert policies.may_edit_body(speaker_of(group.owner), group)
    assert policies.may_edit_body(cast.assistant, group)
    assert policies.may_edit_body(cast.member, group).reason
    assert policies.may_edit_body(ANYONE, group).concealed
    assert not policies.may_end_body(speaker_of(group.owner, "zweite"))


def test_who_sits_where_shows_today_and_only_whom_one_may_see(cast: Cast, group: Body) -> None:
    awo = Organisation.objects.get(name="AWO")
    second = body("Netzwerk")
    seat(second, awo, "Vorsitz")
    seat(second, organisation("Früher"), ends=TODAY - dt.timedelta(days=1))
    seat(second, organisation("Alter Verein", archived_at=NOW))
    found = queries.matrix(cast.member, TODAY)
    assert [str(each) for each in found.bodies] == ["Netzwerk", "Runder Tisch"]
    assert [(str(row), [cell.said for cell in cells]) for row, cells in found.rows] == [
        ("AWO", ["Vorsitz", "Beratung"]),
        ("Stille Initiative", ["", "×"]),
    ]


def test_overlap_counts_whoever_leads_and_sits(cast: Cast, group: Body) -> None:
    second = body("Netzwerk", owner=Organisation.objects.get(name="AWO"))
    second.themes.add(theme(), theme("arbeit"))
    (pair,) = queries.overlaps(cast.member, TODAY)
    assert [str(row) for row in pair.organisations] == ["AWO"]
    assert (pair.members_percent, pair.themes, pair.themes_percent) == (33, ["Wohnen"], 50)


def test_bodies_tie_organisations_on_the_map(cast: Cast, group: Body) -> None:
    found = network_map(cast.member, TODAY)
    assert len(found.ties) == 3
    assert all(found.said(tie) == "gemeinsames Gremium (Runder Tisch)" for tie in found.ties)
    assert {tie.weight for tie in found.ties} == {0.5}


# --- Actions --------------------------------------------------------------------------------------------------------


def test_editing_names_the_changed_fields_and_minds_others(cast: Cast, group: Body) -> None:
    actions.edit_body(
        group, {"rhythm": "monatlich", "themes": [theme("arbeit")]}, version=1, by=cast.coordinator
    )
    event = Event.objects.first()
    assert event
    assert event.details == {"fields": ["rhythm", "themes"]}
    with pytest.raises(EditConflict):
        actions.edit_body(group, {"rhythm": "nie"}, version=1, by=cast.assistant)
    child = body("Untergruppe", parent=group)
    with pytest.raises(Circular):
        actions.edit_body(group, {"parent": child}, version=2, by=cast.coordinator)
    with pytest.raises(Refused):
        actions.edit_body(group, {"rhythm": "nie"}, version=2, by=cast.member)


def test_a_seat_ends_but_stays_readable_and_the_pack_lets_it_be(cast: Cast, group: Body) -> None:
    row = group.seats.filter(role="Beratung").get()
    Seat.objects.filter(pk=row.pk).update(pack_digest="x")
    row.refresh_from_db()
    actions.end_seat(row, on=TODAY, by=cast.coordinator)
    row.refresh_from_db()
    assert (row.ends, row.pack_digest) == (TODAY, "")
    tomorrow = TODAY + dt.timedelta(days=1)
    assert row not in queries.seats_on(tomorrow)
    assert row in queries.past_seats(group, tomorrow)


def test_a_name_on_a_seat_is_shown_as_the_person_agreed(cast: Cast, group: Body) -> None:
    Seat.objects.filter(role="Beratung").update(person=somebody("Leise"))
    page = reverse("formats:body", args=[group.pk])
    assert "Leise" in signed_in(cast.coordinator).get(page).content.decode()
    assert "Leise" not in signed_in(cast.member).get(page).content.decode()


# --- Pages ----------------------------------------------------------------------------------------------------------


def test_adding_editing_and_seating_on_the_pages(cast: Cast, group: Body) -> None:
    client = signed_in(cast.assistant)
    data = {
        "name": "Neue Runde",
        "kind": "exchange",
        "decision_right": "informs",
        "level": "town",
        "state": "active",
        "open_questions": "Wann?\nWo?",
    }
    assert client.get(reverse("formats:add_body")).status_code == 200
    assert client.post(reverse("formats:add_body"), data).status_code == 302
    new = Body.objects.get(name="Neue Runde")
    assert new.open_questions == ["Wann?", "Wo?"]
    edit = reverse("formats:edit_body", args=[new.pk])
    wrong = {**data, "version": 1, "participants_min": 9, "participants_max": 3}
    assert client.post(edit, wrong).status_code == 422
    assert client.post(edit, {**data, "version": 1, "rhythm": "monatlich"}).status_code == 302
    assert client.post(edit, {**data, "version": 1, "rhythm": "nie"}).status_code == 422
    add = reverse("formats:add_seat", args=[new.pk])
    assert client.post(add, {"count": 1}).status_code == 422
    awo = Organisation.objects.get(name="AWO")
    assert client.post(add, {"organisation": awo.pk, "role": "Gast", "count": 1}).status_code == 302
    row = new.seats.get()
    address = reverse("formats:edit_seat", args=[row.pk])
    assert client.get(address).status_code == 200
    late = {"organisation": awo.pk, "role": "Gast", "count": 1, "starts": "2026-02-01", "ends": "2026-01-01"}
    assert client.post(address, late).status_code == 422
    assert client.post(address, {**late, "ends": ""}).status_code == 302
    assert client.post(reverse("formats:end_seat", args=[row.pk])).status_code == 302
    assert client.post(reverse("formats:end_body", args=[new.pk]), {"because": "zu wenig"}).status_code == 302
    assert client.post(reverse("formats:resume_body", args=[new.pk])).status_code == 302


def test_the_inner_pages_do_not_exist_for_others(cast: Cast, group: Body) -> None:
    row = group.seats.filter(role="Beratung").get()
    for address in (
        reverse("formats:matrix"),
        reverse("formats:overlaps"),
        reverse("formats:edit_seat", args=[row.pk]),
    ):
        assert signed_in(cast.stranger).get(address).status_code == 404
    assert Client().post(reverse("formats:bodies"), {"export": "csv"}).status_code == 404
    assert signed_in(cast.member).get(reverse("formats:edit_seat", args=[row.pk])).status_code == 403


def test_files_leave_a_trace_and_hold_the_seats(cast: Cast, group: Body) -> None:
    client = signed_in(cast.member)
    listed = sheets.read_table(
        client.post(reverse("formats:bodies"), {"export": "csv"}).content, "gremien.csv"
    )
    (record,) = [record for _, record in listed.records()]
    assert "AWO (Beratung)" in str(record["Sitze"])
    content = client.post(reverse("formats:export_matrix")).content
    (name, *_rest) = [record["Organisation"] for _, record in sheets.read_table(content, "s.xlsx").records()]
    assert name == "AWO"
    assert Event.objects.filter(action__in=["bodies.exported", "seats.exported"]).count() == 2


@pytest.mark.parametrize("route", ["bodies", "matrix", "overlaps"])
def test_pages_cost_the_same_for_one_and_three(
    route: str, cast: Cast, group: Body, django_assert_max_num_queries
) -> None:
    client = signed_in(cast.coordinator)
    address = reverse(f"formats:{route}")
    body("Netzwerk", owner=Organisation.objects.get(name="AWO"), parent=group)
    with django_assert_max_num_queries(17) as one:
        client.get(address)
    for number in range(2):
        more = body(f"Weitere {number}", owner=organisation(f"Träger {number}"), parent=group)
        more.themes.add(theme())
        seat(more, organisation(f"Mitglied {number}"), "Gast")
    with django_assert_max_num_queries(17) as three:
        client.get(address)
    assert len(three) == len(one)


def test_one_bodys_page_costs_the_same_however_many_sit_there(
    cast: Cast, group: Body, django_assert_max_num_queries
) -> None:
    client = signed_in(cast.coordinator)
    address = reverse("formats:body", args=[group.pk])
    Seat.objects.filter(role="Beratung").update(person=somebody("Eins"))
    with django_assert_max_num_queries(17) as one:
        client.get(address)
    for number in range(3):
        seat(group, organisation(f"Mitglied {number}"), "Gast", person=somebody(f"Mensch{number}"))
        body(f"Unter {number}", parent=group)
    with django_assert_max_num_queries(17) as three:
        client.get(address)
    assert len(three) == len(one)
